"""Whatever is typed in whatever cell of our sheets, the preview shows it, or a remark names where it stands.

Every kind of workbook, as .xlsx and as .ods: nothing disappears without a word.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from loaders.apercu.apercu import Apercu
from loaders.apercu.fichier import preview_lecture
from loaders.cellules.valeurs import Contexte, ValeurIllisible, read_cellule
from loaders.genres.charte.genre import CHARTE
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.genres.registre import REGISTRE
from loaders.genres.reunions.genre import REUNIONS_CHARTE
from loaders.lecture.brut import CelluleBrute, Recu
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from models.cellule import Cellule
from models.chargement import load_plan
from models.colonnes import EFFACER
from models.objets import to_json
from models.session import open_base
from models.texte import fold
from phrases.valeurs import format_valeur
from tests.classeurs_partenariat import make
from tests.fabrique import MAINTENANT, fill, make_gabarit
from tests.fabrique_ods import to_ods

MOTS = st.sampled_from(
    (
        *(
            "Tenu",
            "Réalisée",
            "Orage",
            "45",
            "12,5",
            "30/09/2026",
            "2026",
            "oui",
            "x",
            "Villes",
            "A16",
            "A16/J1",
            "levé",
        ),
        *("Organisme", "Substantiel", "Mobilisé", "RAS", "EFFACER", "idem", "bonjour", "4500 %", "8²", "Pilote"),
    )
)
PHRASES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=3, max_size=40)
VALEURS = st.one_of(
    MOTS,
    PHRASES.filter(lambda t: sum(c.isalpha() for c in t) > 2 and t[0] not in "=+-@'"),
    st.integers(-5, 2_000),
    st.floats(-3, 130, allow_nan=False).map(lambda x: round(x, 3)),
    st.dates(date(2001, 1, 1), date(2040, 1, 1)),
    st.booleans(),
)
AU_DELA = 3
"""Rows and columns past the last of a sheet in which something may be typed too."""
FEUILLES = {f.nom: f for f in REGISTRE.modeles.feuilles}
REMPLACANTES = (EFFACER, "Catégorie", "Organisme")
"""Answers that change what is stored: it is taken back, or replaced where it cannot be."""
CLASSEURS = ("remontee", "partenaires", "charte", "reunions")


@dataclass(frozen=True)
class Saisie:
    """Something typed in one cell of one workbook: its kind and format, sheet, row and column by rank, the value."""

    genre: str
    en_ods: bool
    feuille: int
    ligne: int
    colonne: int
    valeur: object


def build_saisies(genre: str, *, en_ods: bool) -> st.SearchStrategy[Saisie]:
    """Return what may be typed in a kind of workbook."""
    rangs = st.integers(0, 3), st.integers(0, 999), st.integers(0, 99)
    return st.builds(Saisie, st.just(genre), st.just(en_ods), *rangs, VALEURS)


LOTS = st.tuples(*(build_saisies(genre, en_ods=en_ods) for genre in CLASSEURS for en_ods in (False, True)))
"""One workbook of each kind in each format: one child process reads them all, and it is what costs."""


@dataclass(frozen=True)
class Essai:
    """A workbook with what was typed: where, what the cell held before, what its preview says."""

    saisie: Saisie
    place: Cellule
    avant: object
    apercu: Apercu


class Classeurs(dict[str, bytes]):
    """The workbooks of a database, one of each kind; a failure need not print their bytes."""

    def __repr__(self) -> str:
        return f"Classeurs({', '.join(self)})"


@pytest.fixture
def classeurs(demo: str) -> Classeurs:
    octets = (make_gabarit(trimestre="2026-T4"), make(PARTENAIRES), make(CHARTE), make(REUNIONS_CHARTE))
    return Classeurs(zip(CLASSEURS, octets, strict=True))


def find_place(octets: bytes, saisie: Saisie) -> tuple[Cellule, object]:
    """Return the cell that is typed in, anywhere in the sheet or just past it, and what it holds."""
    pages = [p for p in load_workbook(io.BytesIO(octets)).worksheets if p.title in FEUILLES]
    page = pages[saisie.feuille % len(pages)]
    lettre = get_column_letter(1 + saisie.colonne % (page.max_column + AU_DELA))
    place = Cellule(page.title, lettre, 1 + saisie.ligne % (page.max_row + AU_DELA))
    return place, page[place.adresse].value


def preview(classeurs: Classeurs, saisies: Sequence[Saisie]) -> list[Essai]:
    """Return each workbook with what is typed in it, read by one child process, and previewed."""
    places = [find_place(classeurs[s.genre], s) for s in saisies]
    recus = []
    for saisie, (place, _) in zip(saisies, places, strict=True):
        octets = fill(classeurs[saisie.genre], {str(place): saisie.valeur})
        recus.append(Recu("classeur.ods", to_ods(octets)) if saisie.en_ods else Recu("classeur.xlsx", octets))
    with open_base() as session:
        plan = load_plan(session)
        apercus = [preview_lecture(session, plan, x, Options(), MAINTENANT) for x in read_classeurs(recus)]
    return [Essai(s, *place, apercu) for s, place, apercu in zip(saisies, places, apercus, strict=True)]


def is_nommee(essai: Essai) -> bool:
    """Return whether a remark, or a question, names the cell, its row, its column, or refuses the whole file."""
    apercu, place = essai.apercu, essai.place
    if any(place in q.cellules or not q.cellules for q in apercu.questions):
        return True
    return any(
        a.cellule is None
        or (a.feuille == place.feuille and (a.ligne == place.ligne or a.colonne == place.colonne))
        or (a.feuille == place.feuille and place.adresse in a.constat)
        or (a.code == "colonnes_ignorees" and a.feuille == place.feuille and f"« {essai.saisie.valeur} »" in a.constat)
        for a in apercu.anomalies
    )


def is_montree(essai: Essai) -> bool:
    """Return whether a change comes from the cell, in words where something was said."""
    siens = [c for c in essai.apercu.changements if c.cellule == essai.place]
    dites = [format_valeur(REGISTRE.modeles.find_colonne(c.objet, c.champ), c.apres) for c in siens]
    return any(dites) or (bool(siens) and essai.saisie.valeur == EFFACER)


def says_nothing_new(classeurs: Classeurs, essai: Essai) -> bool:
    """Return whether a box was unticked, or the cell reads as what is stored: another answer there tells what is."""
    if essai.saisie.valeur is False or fold(str(essai.avant)) == fold(str(essai.saisie.valeur)):
        return True
    autres = preview(classeurs, [replace(essai.saisie, valeur=v) for v in REMPLACANTES])
    for c in (c for autre in autres for c in autre.apercu.changements if c.cellule == essai.place):
        colonne = REGISTRE.modeles.find_colonne(c.objet, c.champ)
        assert colonne is not None
        try:
            lu = read_cellule(to_brute(essai.saisie.valeur), colonne.genre, Contexte())
        except ValeurIllisible:
            return False
        return lu is not None and to_json(lu.valeur) == c.avant
    return False


def to_brute(valeur: object) -> CelluleBrute:
    """Return a value as the reader hands it over."""
    if isinstance(valeur, bool):
        return CelluleBrute("b", valeur)
    if isinstance(valeur, date):
        return CelluleBrute("d", f"{valeur.isoformat()}T00:00:00")
    return CelluleBrute("n" if isinstance(valeur, int | float) else "s", valeur)


@settings(
    max_examples=5,
    phases=(Phase.generate,),  # a batch is told whole: made smaller, it would cost minutes and say no more
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(saisies=LOTS)
def test_what_is_typed_is_shown_or_named(classeurs: Classeurs, saisies: tuple[Saisie, ...]) -> None:
    perdues = [
        f"{e.saisie.genre} {'ods' if e.saisie.en_ods else 'xlsx'} {e.place} : {e.saisie.valeur!r} pour {e.avant!r}"
        for e in preview(classeurs, saisies)
        if not (is_montree(e) or is_nommee(e) or says_nothing_new(classeurs, e))
    ]
    assert perdues == [], perdues
