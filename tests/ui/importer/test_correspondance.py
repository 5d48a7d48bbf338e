"""The quiet step between a table of somebody's own and its preview, on the screen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from models.session import open_base
from models.tables_correspondance import CorrespondanceRetenue
from tests.classeurs_partenariat import read_plan
from tests.tableaux_maison import build
from tests.ui.conftest import Ouvrir, read_textes
from tests.ui.importer.test_importer import find_bouton, read_avancement, read_revision, sign

TITRE = "Suivi des actions – 3e trimestre 2026"
ENTETES = ["N°", "Intitulé", "% réalisé", "Où en est-on ?", "Commentaires", "Budget"]


def make_tableau(*lignes: list[object], titre: str = TITRE) -> bytes:
    return build(("Suivi PP", [[titre], ENTETES, *lignes], ["A1:E1"]))


def name_titre(code: str) -> str:
    return read_plan().actions_par_code[code].libelle.texte


def drop_tableau(page: AppTest, octets: bytes, nom: str = "suivi.xlsx") -> AppTest:
    return page.file_uploader[0].upload(nom, octets).run()


def _plain(texte: str) -> str:
    return texte.replace("\u00a0", " ").replace("\u202f", " ").replace("\\", "").replace("\u2060", "")


def find_liste(page: AppTest, debut: str) -> Any:
    return next(s for s in page.selectbox if _plain(s.label).startswith(debut))


def confirm(page: AppTest) -> AppTest:
    return find_bouton(page, "Confirmer la correspondance").click().run()


def test_one_gesture_then_none_for_a_table_that_says_all(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    avant = read_revision()
    lignes = [16, name_titre("A16"), 85, "En cours", "Six **villes**", 12000], [17, name_titre("A17"), 60, "En cours"]
    drop_tableau(page, make_tableau(*lignes))
    assert not page.exception
    assert "correspondance à confirmer" in page.expander[0].label
    assert find_liste(page, "« N° » : 16 · 17").value == "Code"
    assert find_liste(page, "« Budget »").value == ""
    assert (find_liste(page, "Trimestre").value, find_liste(page, "Pilote").value) == ("2026-T3", "crip-93")
    assert find_bouton(page, "Rien à appliquer").disabled
    confirm(page)
    assert not page.exception
    assert page.expander[0].label.startswith("suivi.xlsx · CRIP 93 · T3 2026 · ")
    assert "Six **villes**" in read_textes(page)
    assert read_revision() == avant
    find_bouton(sign(page), "Appliquer").click().run()
    assert not page.exception
    assert read_avancement("A16") is not None
    with open_base() as session:
        (retenue,) = session.scalars(select(CorrespondanceRetenue)).all()
    assert (retenue.auteur, retenue.fichier) == ("Dominique Essai", "suivi.xlsx")

    suite = make_tableau([17, name_titre("A17"), 70, "En cours"], titre="Suivi des actions – T4 2026")
    drop_tableau(page, suite, "suite.xlsx")
    assert page.expander[0].label.startswith("suite.xlsx · CRIP 93 · T4 2026 · ")
    assert "Correspondance de Dominique Essai du" in read_textes(page)


def test_nothing_goes_from_what_was_not_answered(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    lignes = [16, name_titre("A16"), 0.85, "gelée"], [17, "Un intitulé que personne ne connaît", 0.6, "zzz"]
    drop_tableau(page, make_tableau(*lignes, titre="Suivi"), "sans trimestre.xlsx")
    assert find_liste(page, "« gelée »").value == "En pause"
    assert find_liste(page, "« zzz »").value is None
    confirm(page)
    assert "Dites ce que veut dire 0,45" in page.error[0].value
    next(r for r in page.radio if "0,45" in r.label).set_value("fraction")
    confirm(page)
    assert "Choisissez le trimestre" in page.error[0].value
    find_liste(page, "Trimestre").set_value("2026-T4")
    confirm(page)
    assert not page.exception
    textes = read_textes(page)
    assert "85\u202f%" in textes
    assert "zzz" in textes


def test_a_confirmed_table_is_opened_again_and_changed(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    drop_tableau(page, make_tableau([16, name_titre("A16"), 85, "gelée", "Six villes"]))
    confirm(page)
    find_bouton(page, "Changer la correspondance").click().run()
    find_liste(page, "« Commentaires »").set_value("Prochaine étape")
    find_liste(page, "« gelée »").set_value("Bloquée")
    confirm(page)
    textes = read_textes(page)
    assert "Prochaine étape" in textes
    assert "Bloquée" in textes
    find_bouton(page, "Changer la correspondance").click().run()
    find_liste(page, "« Commentaires »").set_value("Statut")
    confirm(page)
    assert "est donné à deux colonnes" in page.error[0].value


def test_the_table_of_a_mail_is_pasted(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    colle = f"Action\tOù en est-on\t%\nA16 – {name_titre('A16')}\tEn cours\t85 %\n"
    page.text_area[0].set_value(colle)
    find_bouton(page, "Lire ce tableau").click().run()
    assert not page.exception
    assert page.expander[0].label.startswith("Tableau collé.txt · ")
    find_liste(page, "Trimestre").set_value("2026-T4")
    confirm(page)
    assert "feuille Tableau" in read_textes(page) or "Tableau" in read_textes(page)
    assert find_bouton(page, "Appliquer 2 changements").label
