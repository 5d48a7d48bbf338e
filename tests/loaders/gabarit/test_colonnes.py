"""The rows of a template follow the column table: a header may be renamed, its column is still filled."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from loaders.gabarit.classeur import build_gabarit
from loaders.gabarit.contenu import ENTETE, Page
from loaders.gabarit.notes import Ligne
from loaders.genres.registre import REGISTRE
from loaders.lignes.genre import Demande, GenreClasseur
from models.charte import Evaluation, Reunion
from models.colonnes import ACTION, AVANCEMENT, JALONS, Colonne, Feuille
from models.colonnes_partenariat import PARTICIPATIONS
from models.plan import Indicateur, Jalon, Mesure, Partenaire, Participation, Plan, Preuve, Suivi, SuiviJalon
from models.trimestre import Trimestre
from models.vocabulaire import Appreciation, Periodicite, RolePartenaire, Statut
from tests.fabrique import MAINTENANT
from tests.plans import make_action, make_plan
from tests.plans_charte import D, judge, make_charte, make_instance

T3, T4 = Trimestre(2026, 3), Trimestre(2026, 4)
MESURE = Mesure(T3, 5.0, date(2026, 9, 30), source="Registre")
ATTENDUE = PARTICIPATIONS.find("attendue")
"""The one typed column of these that has no note: its row is there because it is so."""
NOUVEAU = "Un autre en-tête"
CAS = [
    pytest.param(g, f, rang, id=f"{g.modele.cle}, {f.nom}, {c.libelle}")
    for g in REGISTRE.genres
    for f in g.modele.feuilles
    for rang, c in enumerate(f.colonnes)
]


def make_rempli() -> Plan:
    """A plan of which every column that a template pre-fills, or notes, has something to say."""
    jour = date(2026, 12, 1)
    action = make_action(
        suivis=(Suivi(T3, 40, Statut.EN_COURS, None, "Un fait", "Une étape", "Un blocage"),),
        jalons=(Jalon("A01/J1", "Un jalon", jour, (SuiviJalon(T3, jour, jour),)),),
        indicateurs=(Indicateur("A01/I1", "Un indicateur", "places", None, 2, 12, (MESURE,)),),
        preuves=(Preuve("A01", "Une délibération", "https://exemple.fr/1", jour),),
        debut=date(2026, 1, 1),
        echeance=jour,
        participations=(Participation("A01/Un organisme", "Un organisme", True, RolePartenaire.COPILOTE),),
    )
    juge = judge("I01", 2025, Appreciation.LIMITE, None)
    juge = replace(
        juge, evaluations=(*juge.evaluations, Evaluation(D, 2026, Appreciation.LIMITE, "Un bilan", "Un mot"))
    )
    instance = make_instance("a", Periodicite.ANNUELLE)
    reunion = Reunion("a/2026-06-01", date(2026, 6, 1), True, 3, 4, "Une décision")
    return make_plan(
        [action],
        partenaires=[Partenaire("Un organisme", "organisme", "Association", "Une catégorie", True)],
        charte=make_charte(juge, instances=(replace(instance, reunions=(reunion,)),)),
    )


def read_colonne(genre: GenreClasseur, feuille: Feuille, rang: int) -> tuple[str, list[tuple[object, str | None]]]:
    """Make the first workbook of a kind; return the header of a column, then what its cells hold and their notes."""
    demande = Demande(MAINTENANT, T4 if genre.modele.par_trimestre else None, [None])
    gabarit = next(iter(genre.list_gabarits(make_rempli(), demande)))
    page = load_workbook(io.BytesIO(build_gabarit(gabarit)))[feuille.nom]
    entete, *cellules = next(page.iter_cols(rang + 1, rang + 1, ENTETE))
    return entete.value, [(c.value, c.comment.text if c.comment else None) for c in cellules]


@contextmanager
def rename(colonne: Colonne) -> Iterator[None]:
    """Rename a column where it stands in its table, as an edit of the table does."""
    avant = colonne.libelle
    object.__setattr__(colonne, "libelle", NOUVEAU)
    try:
        yield
    finally:
        object.__setattr__(colonne, "libelle", avant)


@pytest.mark.parametrize(("genre", "feuille", "rang"), CAS)
def test_a_renamed_column_is_filled_as_before(genre: GenreClasseur, feuille: Feuille, rang: int) -> None:
    colonne = feuille.colonnes[rang]
    avant, contenu = read_colonne(genre, feuille, rang)
    with rename(colonne):
        assert read_colonne(genre, feuille, rang) == (NOUVEAU, contenu)
    assert avant == colonne.libelle
    notee = genre.modele.par_trimestre is False or feuille is JALONS
    assert not (colonne.saisie and notee) or any(note for _, note in contenu) or colonne is ATTENDUE
    assert colonne.saisie or contenu[0][0] is not None


def test_a_row_that_speaks_of_a_column_unknown_to_its_sheet_is_an_error() -> None:
    perdue = replace(ACTION, libelle=NOUVEAU)
    Page(AVANCEMENT, "", [Ligne({ACTION: "x"})])
    for ligne in (Ligne({perdue: "x"}), Ligne({}, {perdue: "x"})):
        with pytest.raises(ValueError, match=f"Avancement has no column for {NOUVEAU}"):
            Page(AVANCEMENT, "", [ligne])
