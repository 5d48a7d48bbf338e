"""Fault 82: an .ods handed back as .xlsx has kept everything, or says what it left out."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from loaders.apercu.apercu import Apercu
from loaders.lecture.brut import Recu
from loaders.retour.annotation import annotate_fichier
from tests.fabrique_ods import make_ods_maison, pack_ods, write_cellule, write_feuille, write_ligne


def give_back(octets: bytes) -> tuple[Any, list[str]]:
    """The sheet that comes back, and what is said of it in front."""
    rendu = load_workbook(io.BytesIO(annotate_fichier(Recu("a.ods", octets), Apercu("a.ods", "", "ok", 1))))
    recapitulatif, page = rendu.worksheets
    return page, [" ".join(str(c.value) for c in ligne[1:4] if c.value) for ligne in recapitulatif.iter_rows(min_row=5)]


def test_une_cellule_lointaine_est_rendue_a_sa_place() -> None:
    """It may be an answer: the summary names it, and what it said has to stand there."""
    vide = "<table:table-cell/>"
    corps = (
        write_ligne(["Code", '<table:table-cell table:number-columns-repeated="248"/>', "à droite", "et plus"])
        + f'<table:table-row table:number-rows-repeated="5998">{vide}</table:table-row>'
        + write_ligne([write_cellule("plus bas", "une note")], ' table:number-rows-repeated="2"')
        + f'<table:table-row table:number-rows-repeated="1042574">{vide}</table:table-row>'
        + write_ligne([None, "tout en bas"])
        + write_ligne(["au-delà d’Excel"])
    )
    page, dits = give_back(pack_ods(write_feuille("Avancement", corps)))
    places = ("A1", "IP1", "IQ1", "A6000", "A6001", "B1048576")
    valeurs = ["Code", "à droite", "et plus", "plus bas", "plus bas", "tout en bas"]
    assert [page[place].value for place in places] == valeurs
    assert (page["A6000"].comment.text, page.max_row, dits) == ("une note", 1_048_576, [])


def test_une_feuille_qui_n_en_finit_pas_est_dite_coupee() -> None:
    colonne = write_cellule("x").replace(
        "<table:table-cell ", '<table:table-cell table:number-columns-repeated="16384" '
    )
    corps = f'<table:table-row table:number-rows-repeated="1048576">{colonne}</table:table-row>'
    page, dits = give_back(pack_ods(write_feuille("Photos", corps)))
    assert page.max_column <= 200
    assert [dit.startswith("Photos cette feuille est trop grande") for dit in dits] == [True]


def test_un_long_texte_est_rendu_et_ce_qu_excel_ne_tient_pas_est_dit() -> None:
    long, trop = "x" * 32_767, "y" * 32_768
    page, dits = give_back(make_ods_maison([["Code", long], [trop, trop], [None, "z" * 6_000]]))
    assert [page[place].value for place in ("B1", "B3")] == [long, "z" * 6_000]
    assert [page[place].value for place in ("A2", "B2")] == [trop[:32_767]] * 2
    assert [dit.startswith("Avancement A2 ce texte dépasse les 32\u202f767 caractères") for dit in dits] == [True]
    assert "(1 de plus dans la feuille)" in dits[0]


FORMULE = '<table:table-cell table:formula="{}"/>'
ERREUR = '<table:table-cell calcext:value-type="error" table:formula="of:=1/0"><text:p>{}</text:p></table:table-cell>'
TEXTES = {
    "espace puis égal": (" =1+1", " =1+1", "s"),
    "égal pleine chasse": ("＝1+1", "＝1+1", "s"),
    "insécable": ("\u00a0+1", "\u00a0+1", "s"),
    "moins": ("-1", "-1", "s"),
    "jamais calculée": (FORMULE.format("of:=[.A1]+SUM([.B1:.B2])"), "=A1+SUM(B1:B2)", "s"),
    "jamais calculée, sans préfixe": (FORMULE.format("=1+1"), "=1+1", "s"),
}


@pytest.mark.parametrize("quoi", TEXTES)
def test_faute_91_ce_qui_commence_comme_une_formule_reste_un_texte(quoi: str) -> None:
    donnee, valeur, genre = TEXTES[quoi]
    page, _ = give_back(make_ods_maison([["Code"], [donnee]]))
    assert (page["A2"].value, page["A2"].data_type, page["A2"].quotePrefix) == (valeur, genre, True)


@pytest.mark.parametrize(("montre", "genre"), [("#REF!", "e"), ("Err:502", "s"), ("#NOM ?", "s")])
def test_une_erreur_qu_excel_ne_connait_pas_est_rendue_comme_un_texte(montre: str, genre: str) -> None:
    page, _ = give_back(make_ods_maison([["Code"], [ERREUR.format(montre)]]))
    assert (page["A2"].value, page["A2"].data_type) == (montre, genre)
