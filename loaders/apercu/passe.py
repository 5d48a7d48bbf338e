"""The plan as it was when a workbook was printed from it: what the journal says since is taken back, in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from sqlalchemy import select
from sqlmodel import Session

from models.changement import Valeur
from models.charte import Charte, EngagementCharte, Evaluation
from models.objets import OBJETS, load_valeur
from models.plan import Action, Mesure, Plan, Suivi, SuiviJalon
from models.tables import columns
from models.tables_journal import ChangementJournal
from models.trimestre import Trimestre
from models.vocabulaire import Appreciation, Cote

ENONCES = frozenset({"suivi", "suivi_jalon", "mesure", "evaluation"})
"""The statements: what is said of a quarter or of a year, which the grey cells of a later workbook recall."""
D_UNE_LIGNE = frozenset({"action", "jalon", "indicateur", "participation", "engagement_charte"})
"""What the rows of one code recall, and no other."""
MUETS = frozenset({"rang", "attendue", "prevue", "niveau", "tenue"})
"""Fields that no grey cell shows, and whose values could be taken for another's."""


T = TypeVar("T", Suivi, SuiviJalon, Mesure)
Champs = dict[str, Valeur]


@dataclass(frozen=True)
class Retour:
    """What the journal has to take back to come to a revision.

    `enonces` are the fields of the statements as they were then, by (objet, reference) then quarter (None for a year's
    judgement); `dites` the values that something else than a statement had since, before and after, by what names it
    first (`A16` of `A16/Villes`), under no name for what several rows recall: an orientation, a partner's name.
    """

    enonces: dict[tuple[str, str], dict[str | None, Champs]] = field(default_factory=dict)
    dites: dict[str, set[Valeur]] = field(default_factory=lambda: defaultdict(set))


def load_passe(session: Session, plan: Plan, revision: int) -> tuple[Plan, Retour]:
    """Return a plan as it was at a revision, and what it took to come back to it: once for the files of a batch."""
    faits: dict[tuple[int, int], tuple[Plan, Retour]] = session.info.setdefault("passe", {})
    if (plan.revision, revision) not in faits:
        retour = load_retour(session, revision)
        faits[plan.revision, revision] = rewind_plan(plan, retour), retour
    return faits[plan.revision, revision]


def load_retour(session: Session, revision: int) -> Retour:
    """Return what every entry later than a revision wrote, to be taken back; of a field, the first one counts."""
    c, retour = columns(ChangementJournal), Retour()
    requete = (
        select(c.objet, c.reference, c.trimestre, c.champ, c.avant, c.apres)
        .where(c.remontee > revision)
        .order_by(c.remontee, c.rang)
    )
    for objet, reference, trimestre, champ, avant, apres in session.execute(requete):
        if objet in ENONCES:
            champs = retour.enonces.setdefault((objet, reference), {}).setdefault(trimestre, {})
            champs.setdefault(champ, load_valeur(avant))
        elif champ not in MUETS:
            nom = reference.partition("/")[0] if objet in D_UNE_LIGNE else ""
            retour.dites[nom].update((load_valeur(avant), load_valeur(apres)))
    return retour


def rewind_plan(plan: Plan, retour: Retour) -> Plan:
    """Return a plan whose statements are those of the revision; its tree stays that of the present."""
    orientations = tuple(
        replace(
            o,
            priorites=tuple(replace(p, actions=tuple(_action(a, retour) for a in p.actions)) for p in o.priorites),
        )
        for o in plan.orientations
    )
    charte = None if plan.charte is None else _charte(plan.charte, retour)
    return replace(plan, orientations=orientations, charte=charte)


def _action(action: Action, retour: Retour) -> Action:
    enonces = retour.enonces
    return replace(
        action,
        suivis=_rewind(Suivi, "suivi", action.suivis, enonces.get(("suivi", action.code), {})),
        jalons=tuple(
            replace(
                j, suivis=_rewind(SuiviJalon, "suivi_jalon", j.suivis, enonces.get(("suivi_jalon", j.reference), {}))
            )
            for j in action.jalons
        ),
        indicateurs=tuple(
            replace(i, mesures=_rewind(Mesure, "mesure", i.mesures, enonces.get(("mesure", i.reference), {})))
            for i in action.indicateurs
        ),
    )


def _rewind(classe: type[T], objet: str, enonces: Sequence[T], avant: Mapping[str | None, Champs]) -> tuple[T, ...]:
    """Return the statements of something in the order of time, with the fields that the journal gives back."""
    par_trimestre = {str(e.trimestre): e for e in enonces}
    for trimestre, champs in avant.items():
        quand = str(trimestre)
        enonce = par_trimestre.get(quand) or classe(Trimestre.parse(quand))
        valeurs: dict[str, Any] = {champ: OBJETS[objet].to_colonne(champ, v) for champ, v in champs.items()}
        par_trimestre[quand] = replace(enonce, **valeurs)
    return tuple(sorted(par_trimestre.values(), key=lambda e: e.trimestre))


def _charte(charte: Charte, retour: Retour) -> Charte:
    domaines = tuple(
        replace(d, engagements=tuple(_engagement(e, retour) for e in d.engagements)) for d in charte.domaines
    )
    return replace(charte, domaines=domaines)


def _engagement(engagement: EngagementCharte, retour: Retour) -> EngagementCharte:
    """Return a commitment with the judgements of the revision: `I01/partenaire/2025` names each."""
    evaluations = {(e.partie, e.annee): e for e in engagement.evaluations}
    for (objet, reference), par_trimestre in retour.enonces.items():
        code, _, reste = reference.partition("/")
        if objet == "evaluation" and code == engagement.code:
            partie, _, annee = reste.partition("/")
            cle = Cote(partie), int(annee)
            for champs in par_trimestre.values():
                if "appreciation" in champs:
                    dite = champs["appreciation"]
                    sienne = evaluations.get(cle) or Evaluation(*cle)
                    evaluations[cle] = replace(sienne, appreciation=None if dite is None else Appreciation(str(dite)))
    return replace(engagement, evaluations=tuple(evaluations.values()))
