"""What is typed of actions on a screen, by the path of a workbook: same rows, same questions, one entry, undoable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from loaders.anomalie import Anomalie
from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.conflits import Conflit
from loaders.apercu.fichier import preview_saisie
from loaders.apercu.formulaire import Case, build_saisie
from loaders.ecriture.application import Accord
from loaders.ecriture.droits import check_perimetre
from loaders.ecriture.journal import Acte, append_entree
from loaders.ecriture.ouverture import open_acte
from loaders.genres.registre import REGISTRE
from loaders.options import Options
from loaders.question import Question, Reponses
from models.changement import Changement
from models.chargement import load_plan
from models.plan import Plan
from models.suites import Suites, dump_suites
from models.trimestre import Trimestre


@dataclass(frozen=True, slots=True)
class Correction:
    """What was typed, for a quarter, on data seen at a revision.

    Of the cells that somebody else wrote since, `gardees` keep what is stored now and `remplacees` take what was typed.
    """

    trimestre: Trimestre
    revision: int
    cases: tuple[Case, ...]
    reponses: Reponses = frozenset()
    gardees: frozenset[str] = frozenset()
    remplacees: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Constat:
    """What a correction would do, kind of workbook by kind; `entree` is that of the journal once it is written.

    `tranchees` are the cells in conflict of which something was decided.
    """

    apercus: tuple[Apercu, ...]
    tranchees: frozenset[str] = frozenset()
    entree: int | None = None

    @property
    def changements(self) -> tuple[Changement, ...]:
        """Return what would be written."""
        return tuple(c for a in self.apercus for c in a.changements)

    @property
    def fautes(self) -> tuple[Anomalie, ...]:
        """Return what must be typed otherwise: nothing is written until then."""
        return tuple(x for a in self.apercus for x in a.fautes)

    @property
    def avis(self) -> tuple[Anomalie, ...]:
        """Return what is to be known before it is written; a conflict is told as such."""
        return tuple(x for a in self.apercus for x in a.avertissements if x.code != "conflit")

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return what is asked, answered or not."""
        return tuple(q for a in self.apercus for q in a.questions)

    @property
    def conflits(self) -> tuple[Conflit, ...]:
        """Return the cells that somebody else wrote since they were shown."""
        return tuple(c for a in self.apercus for c in a.conflits)

    @property
    def dits(self) -> frozenset[str]:
        """Return all that is to be told before it is written."""
        conflits = {f"{c.cellule}:{c.remontee}" for c in self.conflits}
        return frozenset({f"{x.sujet} {x.constat}" for x in self.avis} | conflits)

    @property
    def attend(self) -> bool:
        """Return whether something is wrong, or waits for an answer."""
        ouverts = {c.cellule for c in self.conflits} - self.tranchees
        refuses = any(a.statut is StatutApercu.REFUSE for a in self.apercus)
        return bool(refuses or self.fautes or ouverts or any(q.bloque for q in self.questions))


def preview_correction(session: Session, plan: Plan, voulue: Correction, maintenant: datetime) -> Constat:
    """Return what a correction would do on a plan; nothing is written."""
    options = Options(reponses=voulue.reponses, gardees=voulue.gardees)
    apercus = []
    for genre in REGISTRE.genres:
        if siennes := [c for c in voulue.cases if c.champ.feuille in genre.modele.feuilles]:
            brut = build_saisie(plan, genre, siennes, voulue.trimestre, voulue.revision)
            apercus.append(preview_saisie(session, plan, brut, options, maintenant))
    return Constat(tuple(apercus), voulue.gardees | voulue.remplacees)


def write_correction(voulue: Correction, acte: Acte, accord: Accord, dits: frozenset[str] = frozenset()) -> Constat:
    """Write what was typed and return it with its entry; without one, nothing was written.

    Nothing is while something is wrong, asked, or not yet told: `dits` is what the screen told before this click.
    Raises BaseRemplacee when the screen was of another database, DroitInsuffisant and HorsPerimetre as an import does.
    """
    with open_acte(acte, accord.agissant, revision_vue=voulue.revision, sceau_vu=accord.sceau_vu) as ouverte:
        session, agissant, acte = ouverte
        plan = load_plan(session)
        constat = preview_correction(session, plan, voulue, acte.maintenant)
        changements = [replace(c, cellule=None) for c in constat.changements]
        if constat.attend or not changements or constat.dits - dits:
            return constat
        check_perimetre(session, agissant, changements)
        entree = append_entree(
            session,
            acte,
            changements,
            trimestre=_find_trimestre(voulue, changements),
            pilote=_find_pilote(plan, changements),
            suites=dump_suites(Suites(tuple(r for a in constat.apercus for r in a.suites.reponses))),
        )
        return replace(constat, entree=entree.id)


def _find_trimestre(voulue: Correction, changements: Sequence[Changement]) -> str | None:
    """Return the quarter that an entry is of, None where it only speaks of what has none."""
    return str(voulue.trimestre) if any(c.trimestre for c in changements) else None


def _find_pilote(plan: Plan, changements: Sequence[Changement]) -> str | None:
    """Return the pilot of every action that is spoken of, None for several."""
    codes = {c.reference.partition("/")[0] for c in changements}
    noms = {plan.actions_par_code[c].pilote.nom for c in codes if c in plan.actions_par_code}
    return noms.pop() if len(noms) == 1 else None
