"""A file that is not ours: how its table reads, what is left to be said of it, its quarter and its pilot (fault 95)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from loaders.anomalie import Anomalie
from loaders.apercu.apercu import CORRESPONDANCE
from loaders.cellules.affichage import show_cellule
from loaders.correspondance.colonnes import list_cellules
from loaders.correspondance.memoire import find_souvenir
from loaders.correspondance.proposition import Proposition, propose
from loaders.correspondance.table import Table, find_tables, list_periodes
from loaders.correspondance.tableaux import list_codes
from loaders.genres.registre import REGISTRE
from loaders.lecture.brut import ClasseurBrut, Recu, name_seul
from loaders.options import Options
from loaders.question import CodeQuestion
from loaders.tableaux.entetes import fold_entete, has_entetes
from models.colonnes import CODE
from models.plan import Pilote, Plan
from models.refus import ClasseurRefuse
from models.remede import Remede
from models.texte import fold
from models.trimestre import Trimestre
from phrases.format import format_compte, join_mots

CONFIRMER = Remede(
    ecran="Confirmez la correspondance de ses colonnes, ci-dessous.",
    commande=(
        "Écrivez sa correspondance (« python -m loaders correspondance »), complétez-la, puis donnez-la "
        "(--correspondance)."
    ),
    fichier="Recopiez ces réponses dans un classeur à remplir.",
)


@dataclass(frozen=True, slots=True)
class Etranger:
    """A file that is not ours: how its table reads, the quarter that it says or that was answered, None for none."""

    proposition: Proposition
    dit: Trimestre | None
    repondu: Trimestre | None

    @property
    def trimestre(self) -> Trimestre | None:
        """Return the quarter that is known of it."""
        return self.repondu or self.dit

    @property
    def trusts_dit(self) -> bool:
        """Return whether its quarter is what it says alone, of one quarter: nobody confirmed it (fault 66)."""
        une = all(e.trimestre is None for e in self.proposition.table.entetes)
        return self.repondu is None and self.dit is not None and une

    def to_options(self, options: Options) -> Options:
        """Return the answers that concern it, with its quarter and the unit of its percentages.

        Raises ClasseurRefuse when it says another quarter than the one that was given for all.
        """
        donne = Trimestre.parse(options.trimestre) if options.trimestre else None
        if self.repondu is None and None not in (donne, self.dit) and donne != self.dit and self.dit is not None:
            raise ClasseurRefuse(
                "trimestre_contradictoire",
                f"Ce fichier se dit du {self.dit.libelle} : il n’est pas lu pour un autre trimestre.",
            )
        trimestre = self.trimestre or donne
        unite = self.proposition.correspondance.pourcentage or options.pourcentage
        return replace(options, trimestre=str(trimestre) if trimestre else None, pourcentage=unite)


def find_etranger(
    session: Session, plan: Plan, lu: tuple[Recu, ClasseurBrut], options: Options, aujourd_hui: date
) -> Etranger | None:
    """Return how a file without a stamp would read, None when it has our headers or nothing of a table of actions."""
    recu, brut = lu
    courant = Trimestre.from_date(aujourd_hui)
    tables = find_tables(brut, courant)
    if not tables or (_is_notre(brut) and not _is_numerotee(plan, tables[0])):
        return None
    dits = list_periodes(tables[0], name_seul(recu.nom), courant)
    dit = dits.pop() if len(dits) == 1 else None
    reponse = dict(options.reponses).get(CodeQuestion.TRIMESTRE)
    repondu = _parse(reponse) if reponse else None
    connu = repondu or dit or (Trimestre.parse(options.trimestre) if options.trimestre else None)
    souvenirs = {f: s for f in {t.forme for t in tables} if (s := find_souvenir(session, f)) is not None}
    proposition = propose(plan, tables, options.correspondances, souvenirs, connu)
    return None if proposition is None else Etranger(proposition, dit, repondu)


def _is_notre(brut: ClasseurBrut) -> bool:
    modeles = REGISTRE.modeles
    return any(has_entetes(f, feuille, modeles) for f in modeles.feuilles for feuille in brut.feuilles)


def _is_numerotee(plan: Plan, table: Table) -> bool:
    """Return whether what our header « Code » heads is numbers alone, which are no codes of this plan (fault 96)."""
    entete = table.find(fold_entete(CODE.libelle), None)
    textes = [show_cellule(c).strip() for c in list_cellules(table, entete)] if entete else []
    return bool(textes) and all(t.isdecimal() and fold(t) not in map(fold, plan.actions_par_code) for t in textes)


def _parse(reponse: str) -> Trimestre:
    try:
        return Trimestre.parse(reponse)
    except ValueError as erreur:
        raise ClasseurRefuse("trimestre_inconnu", str(erreur)) from None


def find_pilote_dit(plan: Plan, proposition: Proposition, options: Options) -> Pilote | None:
    """Return the pilot of a file: the one that was answered, else the only one of all the actions it speaks of."""
    reponse = dict(options.reponses).get(CodeQuestion.PILOTE)
    if reponse is not None:
        return next((p for p in plan.pilotes if p.code == reponse), None)
    return find_pilote_seul(plan, proposition)


def find_pilote_seul(plan: Plan, proposition: Proposition) -> Pilote | None:
    """Return the only pilot of all the actions that a file speaks of, None when they have several."""
    codes = list_codes(proposition)
    return next((p for p in plan.pilotes if codes and all(_owns(plan, p, code) for code in codes)), None)


def _owns(plan: Plan, pilote: Pilote, code: str) -> bool:
    action = plan.actions_par_code[code]
    return pilote == action.pilote or pilote in action.copilotes


def ask_correspondance(proposition: Proposition) -> Anomalie:
    """Return the refusal of a file of which something is left to be said, which names it."""
    return Anomalie(CORRESPONDANCE, f"{_write_trouve(proposition)} {_write_reste(proposition)}", remede=CONFIRMER)


def _write_trouve(p: Proposition) -> str:
    feuilles = join_mots([f"« {t.brute.nom} »" for t in p.tables])
    return f"Ce fichier n’a pas nos titres de colonnes ; un tableau y est trouvé (feuille {feuilles})."


def _write_reste(p: Proposition) -> str:
    """Return « Reste à dire : ses colonnes, ce que veut dire 0,45 et 2 mots. »."""
    restes = [] if p.connue and not p.missing else ["ses colonnes"]
    restes += ["l’unité de ses pourcentages"] if p.asks_pourcentage else []
    restes += [format_compte(len(p.mots), "mot inconnu", "mots inconnus")] if p.mots else []
    restes += [format_compte(len(p.lignes), "ligne à rattacher", "lignes à rattacher")] if p.lignes else []
    return f"Reste à dire : {join_mots(restes)}."
