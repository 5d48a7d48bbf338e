"""What the preview asks on the screen, files left out or added, drafts of somebody else's, a name remembered."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from loaders.ecriture.application import Accord
from loaders.ecriture.brouillons import list_brouillons
from loaders.ecriture.journal import Acte
from models.chargement import load_plan
from models.session import open_base
from models.vocabulaire import NatureEntree
from tests.agissants import COMMANDE, EDITEUR
from tests.classeurs_remplis import fill_classeur
from tests.constats import apply_recu
from tests.ui.conftest import MAINTENANT, Ouvrir, read_textes
from tests.ui.importer.test_importer import (
    JUSTE,
    PILOTE,
    drop,
    drop_tous,
    find_bouton,
    list_classeurs,
    read_revision,
    sign,
)
from ui.kit import auteur
from ui.socle.navigation import PAGES

BLOQUEE = {"A16": {"Statut": "Bloquée", "Point de blocage": "Foncier **introuvable**", "Décision attendue": "Trancher"}}
DEBLOQUEE = {"A16": {"Statut": "En cours", "Avancement (%)": 86}, "A17": {"Avancement (%)": 60}}


def make_classeur(saisies: dict[str, Any], trimestre: str = "2026-T4") -> bytes:
    return fill_classeur(PILOTE, trimestre, saisies, MAINTENANT)


def apply(saisies: dict[str, Any]) -> int:
    fait = apply_recu(make_classeur(saisies), Accord(COMMANDE), Acte(NatureEntree.IMPORT, "Camille Autre", MAINTENANT))
    assert fait.remontee is not None
    return fait.remontee


def list_noms(page: AppTest) -> list[str]:
    """The names of the files of a preview, in order."""
    return [e.label.split(" · ")[0].replace("\\", "") for e in page.expander]


def find_radio(page: AppTest, debut: str) -> Any:
    return next(r for r in page.radio if r.label.startswith(debut))


def read_a16() -> Any:
    with open_base() as session:
        return load_plan(session).actions_par_code["A16"].suivis[-1]


def test_faute_63_a_row_waits_for_its_answer_and_the_journal_keeps_it(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    apply(BLOQUEE)
    page = sign(drop(page.run(), DEBLOQUEE))
    assert not page.exception
    assert page.expander[0].label == "crip.xlsx · CRIP 93 · T4 2026 · 1 question"
    assert "1 classeur lu\u202f: 1 question\u202f; rien n’est encore écrit" in read_textes(page)
    assert "1 changement, non appliqué tant que sa question est sans réponse" in read_textes(page)
    radio = find_radio(page, "A16")
    assert (radio.value, radio.options) == (
        None,
        ["Ôter le point de blocage et la décision attendue", "Garder le point de blocage et la décision attendue"],
    )
    assert "Foncier **" not in radio.label
    radio.set_value("lever").run()
    find_bouton(page, "Appliquer").click().run()
    assert not page.exception
    assert (read_a16().statut, bool(read_a16().point_blocage)) == ("En cours", False)
    page.switch_page(str(PAGES / "journal.py"))
    page.query_params["remontee"] = str(read_revision())
    textes = read_textes(page.run())
    assert "Questions et réponses" in textes
    assert "<strong>Ôter le point de blocage et la décision attendue</strong>" in textes
    assert "Rien n’est dit de A33." in textes


def test_faute_85_valid_rows_go_without_an_answer_and_what_is_left_is_said(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    apply(BLOQUEE)
    page = sign(drop(page.run(), DEBLOQUEE))
    next(c for c in page.checkbox if c.label.startswith("Appliquer les lignes valides")).check().run()
    find_bouton(page, "Appliquer").click().run()
    assert "Sans réponse, non appliqué\u202f: A16." in page.success[0].value
    assert read_a16().statut == "Bloquée"


def test_a_past_quarter_is_asked_and_read_as_answered(ouvrir: Ouvrir) -> None:
    page = drop(ouvrir("importer.py"), {"A17": {"Avancement (%)": 61}}, trimestre="2026-T3")
    assert "T3 2026 · 1 question" in page.expander[0].label
    assert find_bouton(page, "Rien à appliquer").disabled
    find_radio(page, "Le T3 2026 a déjà été remonté").set_value("2026-T4").run()
    assert page.expander[0].label.startswith("crip.xlsx · CRIP 93 · T4 2026 · ")
    assert find_bouton(page, "Appliquer").label.endswith("CRIP 93, T4 2026")


def test_a_word_that_lifts_holds_its_row_until_it_is_answered(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    apply(BLOQUEE)
    page = sign(drop(page.run(), {"A16": {"Avancement (%)": 86, "Point de blocage": "levé"}}))
    assert "1 ligne en attente de votre réponse" in read_textes(page)
    assert find_bouton(page, "Rien à appliquer").disabled
    find_radio(page, "A16").set_value("garder").run()
    find_bouton(page, "Appliquer").click().run()
    assert (read_a16().avancement, read_a16().point_blocage) == (86, "Foncier **introuvable**")


def test_faute_87_a_file_is_left_out_and_taken_back(ouvrir: Ouvrir) -> None:
    page = sign(drop_tous(ouvrir("importer.py"), list_classeurs(2)))
    ecarte = next(c for c in page.checkbox if c.label == "Laisser ce classeur de côté")
    ecarte.check().run()
    assert not page.exception
    assert page.expander[0].label.endswith("laissé de côté")
    assert "1 fichier laissé de côté, 1 changement à appliquer" in read_textes(page)
    assert ")\u202f: rien, laissé de côté" in read_textes(page)
    next(c for c in page.checkbox if c.label == "Laisser ce classeur de côté").uncheck().run()
    assert "2 changements à appliquer" in read_textes(page)


def test_what_is_left_out_or_unanswered_waits_after_the_rest_is_applied(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    deux = list_classeurs(2)
    passe = make_classeur({"A17": {"Avancement (%)": 61}}, "2026-T3")
    page = sign(drop_tous(page, {**deux, "passe.xlsx": passe}))
    next(c for c in page.checkbox if c.label == "Laisser ce classeur de côté").check().run()
    find_bouton(page, "Appliquer 1 changement").click().run()
    assert not page.exception
    assert page.info[0].value.count("laissé dans les aperçus en attente") == 2
    assert "1 aperçu en attente" in read_textes(page)
    find_bouton(page, "Reprendre").click().run()
    premier = next(iter(deux))
    assert list_noms(page) == [premier, "passe.xlsx"]
    assert find_bouton(page, "Appliquer 1 changement")
    page.file_uploader[0].set_value([("autre.xlsx", make_classeur({"A17": {"Avancement (%)": 62}}), "")]).run()
    assert list_noms(page) == [premier, "passe.xlsx", "autre.xlsx"]  # as many files as at first, and not the same


def test_files_are_added_to_an_open_preview(ouvrir: Ouvrir) -> None:
    page = drop(ouvrir("importer.py"), JUSTE)
    premiers = [c for c in page.checkbox if c.label.startswith("Feuille Avancement")]
    premiers[0].uncheck().run()
    deux = list_classeurs(2)
    page.file_uploader[0].set_value([(nom, octets, "") for nom, octets in deux.items()]).run()
    assert not page.exception
    assert list_noms(page) == ["crip.xlsx", *deux]
    assert "3 classeurs lus" in read_textes(page)
    assert not next(c for c in page.checkbox if c.label.startswith("Feuille Avancement")).value


def test_faute_89_the_name_of_this_computer_signs_drafts_and_imports(ouvrir: Ouvrir, cookies: dict[str, str]) -> None:
    page = ouvrir("importer.py")
    cookies[auteur.CLE] = "Karim%20Essai"
    page = drop(page, JUSTE)
    assert page.text_input("auteur").value == "Karim Essai"
    del page.query_params["apercu"]
    page.run()
    assert "crip.xlsx, déposé par Karim Essai à" in read_textes(page)
    find_bouton(page, "Abandonner").click().run()  # one's own is given up at once
    with open_base() as session:
        assert list_brouillons(session, MAINTENANT, EDITEUR) == []


def test_somebody_elses_draft_is_asked_about_before_it_is_given_up(ouvrir: Ouvrir, cookies: dict[str, str]) -> None:
    page = ouvrir("importer.py")
    cookies[auteur.CLE] = "Karim%20Essai"
    page = drop(page, JUSTE)
    del page.query_params["apercu"]
    page.session_state["auteur"] = "Dominique Essai"
    page.run()
    assert [b.label for b in page.button if b.label.startswith("Abandonner")] == ["Abandonner quand même"]
    assert "1 classeur déposé par Karim Essai" in read_textes(page)
