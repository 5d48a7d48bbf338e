"""The rows of a file: every table read by the rules of its kind, what they leave to be asked, rows checked across."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from sqlmodel import Session

from loaders.anomalie import Anomalie, Gravite
from loaders.apercu.grises import check_grises
from loaders.apercu.imprimees import drop_imprimees, load_imprimees
from loaders.apercu.muettes import check_muettes
from loaders.cellules.riens import Rien
from loaders.genres.registre import REGISTRE
from loaders.lecture.brut import ClasseurBrut
from loaders.lignes.actions import fold_code
from loaders.lignes.avis import Verification
from loaders.lignes.codes import load_codes_donnes
from loaders.lignes.controles import check_textes_et_dates
from loaders.lignes.effacement import ask_effacements
from loaders.lignes.genre import GenreClasseur
from loaders.lignes.posees import complete_lignes
from loaders.lignes.sujets import list_titres
from loaders.lignes.validateur import Validateur
from loaders.lignes.validation import read_tableau
from loaders.options import Options
from loaders.question import Question
from loaders.tableaux.identite import Identite
from loaders.tableaux.tableaux import Tableau, find_tableaux
from models.cellule import Cellule
from models.plan import Plan
from models.texte import fold


@dataclass(frozen=True)
class LignesLues:
    """The rows of a file, read, asked about and checked across.

    `verification` holds the rows with what the answers add to them; `constats` is what is noted of tables and cells,
    `croisees` what it takes more than a cell to see.
    """

    genre: GenreClasseur
    tableaux: list[Tableau]
    validateur: Validateur
    verification: Verification
    questions: tuple[Question, ...]
    constats: list[Anomalie]
    croisees: list[Anomalie]

    @cached_property
    def sans_reponse(self) -> set[str]:
        """Return the rows that wait for an answer."""
        return {cle for q in self.questions if q.bloque for cle in q.lignes}

    @cached_property
    def bloquees(self) -> set[str]:
        """Return the rows that hold an error, or wait for an answer."""
        feuilles = {t.nom: t.cle for t in self.tableaux}
        fautives = [a for a in self.croisees if a.gravite is Gravite.ERREUR]
        croisees = {str(Cellule(feuilles[a.feuille or ""], ligne=a.ligne)) for a in fautives}
        return self.validateur.bloquees | self.sans_reponse | croisees


Trouves = tuple[list[Tableau], list[Anomalie]]
"""The tables of a file, and what is to be said of their shape."""


def read_lignes(
    session: Session, contexte: tuple[Plan, Identite, Options], brut: ClasseurBrut, trouves: Trouves | None = None
) -> LignesLues:
    """Read every table of a file by the rules of its kind, ask what it leaves to be asked, check rows across.

    `trouves` are its tables where they are not ours, and were found otherwise than by our headers.
    """
    plan, identite, options = contexte
    genre = REGISTRE.find(identite.modele.cle)
    modeles = REGISTRE.modeles.begin_with(genre.modele)
    tableaux, formes = trouves or find_tableaux(
        brut, genre.modele, modeles, timbre=identite.timbre is not None, connus=_list_cles(plan)
    )
    validateur = Validateur(plan, identite, options, brut.epoque, load_codes_donnes(session))
    imprimees = load_imprimees(session, plan, identite, genre, brut.epoque)
    for tableau in tableaux:
        read_tableau(validateur, drop_imprimees(tableau, imprimees), genre.regles[tableau.feuille.nom])
    stocke = genre.index(plan, validateur.lignes, identite.trimestre)
    verification = Verification(plan, identite, validateur.lignes, stocke, modeles, validateur.places)
    verification, questions = _ask_lignes(genre, validateur, verification, options)
    repondues = {c for q in questions if q.reponse is not None for c in q.cellules}
    dites = [a for a in validateur.anomalies if a.code != Rien.RETRAIT.value or a.cellule not in repondues]
    grises = [*check_grises(validateur, tableaux, imprimees), *check_muettes(validateur, tableaux, imprimees)]
    croisees = [*genre.check(verification), *check_textes_et_dates(verification)]
    return LignesLues(genre, tableaux, validateur, verification, questions, [*formes, *dites, *grises], croisees)


def _ask_lignes(
    genre: GenreClasseur, validateur: Validateur, verification: Verification, options: Options
) -> tuple[Verification, tuple[Question, ...]]:
    """Return the rows with what the answers add to them, and all that was asked of them, answered or not, in order."""
    demandees = (*genre.ask(verification), *ask_effacements(verification))
    posees = [p.answer(options.reponses) for p in demandees if p.ligne not in validateur.bloquees]
    titres = list_titres(validateur.plan)

    def name(question: Question) -> Question:
        porteurs = (validateur.porteurs.get(cle) for cle in question.lignes)
        return replace(question, sujet=next((titres.get(fold_code(c), c) for c in porteurs if c), ""))

    ordre = {t: rang for rang, t in enumerate(f.nom for f in genre.modele.feuilles)}
    toutes = sorted(
        (*validateur.questions, *(p.question for p in posees)),
        key=lambda q: min((ordre.get(c.feuille, 0), c.ligne or 0) for c in map(Cellule.parse, q.lignes)),
    )
    lignes = complete_lignes(verification.lignes, posees)
    return replace(verification, lignes=lignes), tuple(map(name, toutes))


def _list_cles(plan: Plan) -> set[str]:
    """Return what the rows of every kind of workbook may begin with, folded: codes, names of partners, of bodies."""
    cles = [*plan.actions_par_code, *(p.nom for p in plan.partenaires)]
    if plan.charte is not None:
        cles += [e.code for e in plan.charte.engagements]
        cles += [nom for i in plan.charte.instances for nom in (i.code, i.libelle)]
    return {fold(cle) for cle in cles}
