"""A meeting kept from the screen, opened again, held; its décisions entered; who only reads keeps nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from loaders.ecriture.presentations import hold_presentation, keep_presentation
from models.acces import build_du_poste
from models.chargement import load_plan
from models.plan import Plan
from models.presentation import Presentation
from models.session import open_base
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree, Role
from tests.ui.conftest import MAINTENANT, Ouvrir, read_textes
from tests.ui.presentation.test_presentation import ECRAN, list_cles, read
from ui.presentation import dialogues

T3 = Trimestre(2026, 3)
ACTE, ACCORD = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT), Accord(build_du_poste(Role.MISE_A_JOUR))
REUNION = Presentation("", "Réunion annuelle", T3, jour=date(2026, 11, 21), sections=("faits", "bilan"))


def load() -> Plan:
    with open_base(lecture_seule=True) as session:
        return load_plan(session)


def test_a_meeting_is_kept_and_opened_again(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN, trimestre="2026-T3", sections="faits,bilan")
    page.text_area(key="champ_introduction").input("Merci.").run()
    page.button(key="ouvrir_garder").click().run()
    assert page.button(key="garder_reunion").disabled  # nobody signs yet
    page.text_input(key="auteur").input("Camille Exemple").run()
    page.text_input(key="reunion_titre_neuve").input("Réunion des élu·es").run()
    page.button(key="garder_reunion").click().run()
    assert not page.exception
    (gardee,) = load().presentations
    assert (gardee.titre, gardee.sections, gardee.introduction, gardee.jusqu_a) == (
        "Réunion des élu·es",
        ("faits", "bilan"),
        "Merci.",
        T3,
    )
    assert "« Réunion des élu·es » est enregistrée" in read(page).replace("\u202f", " ")
    assert page.query_params["reunion"] == "1"
    page.selectbox(key="champ_reunion").select("").run()
    assert "reunion" not in page.query_params
    assert page.text_area(key="champ_introduction").value == ""
    page.selectbox(key="champ_reunion").select("1").run()
    assert page.text_area(key="champ_introduction").value == "Merci."
    assert list_cles(page) == ["faits", "bilan"]


def test_who_changed_it_meanwhile_is_told(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN)
    keep_presentation(REUNION, ACTE, ACCORD)
    page.query_params["reunion"] = "1"
    page.run()
    assert list_cles(page) == ["faits", "bilan"]
    keep_presentation(replace(REUNION, reference="1", introduction="D’une autre main."), ACTE, ACCORD)
    page.text_area(key="champ_introduction").input("De la mienne.").run()
    page.button(key="ouvrir_garder").click().run()
    page.text_input(key="auteur").input("Dominique Exemple").run()
    page.button(key="garder_reunion").click().run()
    assert "Quelqu’un l’a modifié entre-temps" in read(page)
    assert load().presentations[0].introduction == "D’une autre main."
    page.button(key="reprendre_reunion").click().run()
    assert page.text_area(key="champ_introduction").value == "D’une autre main."
    page.text_area(key="champ_introduction").input("Des deux.").run()
    page.button(key="ouvrir_garder").click().run()
    page.button(key="garder_reunion").click().run()
    assert load().presentations[0].introduction == "Des deux."


def test_a_meeting_that_was_held_is_shown_as_it_was(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN)
    keep_presentation(REUNION, ACTE, ACCORD)
    hold_presentation("1", date(2026, 11, 21), ACTE, ACCORD)
    page.query_params["reunion"] = "1"
    page.run()
    dit = read(page)
    assert "Telle que présentée le 21/11/2026." in dit
    assert "telles que présentées le 21/11/2026" in dit
    assert list_cles(page) == ["faits", "bilan"]
    assert not page.checkbox  # what it was shown is chosen no more
    assert {b.key for b in page.button if str(b.key).startswith("ouvrir_")} == {"ouvrir_decider"}


def test_a_decision_is_entered_and_leaves_what_is_awaited(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN, trimestre="2026-T3", saisie=dialogues.DECIDER)
    choix = page.selectbox(key="decision_demandee")
    code, attendues = choix.value, len(choix.options)
    assert page.button(key="noter_decision").disabled
    page.text_area(key=f"decision_decision_{code}").input("C’est oui.").run()
    page.text_input(key=f"decision_par_{code}").input("Vice-présidence").run()
    page.text_input(key="auteur").input("Camille Exemple").run()
    page.button(key="noter_decision").click().run()
    assert not page.exception
    (prise,) = load().actions_par_code[code].decisions
    assert (prise.texte, prise.par, prise.comptee_au) == ("C’est oui.", "Vice-présidence", T3)
    assert "1 décision prise" in read(page)
    assert len(page.selectbox(key="decision_demandee").options) == attendues  # it may be corrected


def test_facts_and_notes_are_chosen(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN, trimestre="2026-T3")
    page.button(key="ouvrir_preparer").click().run()
    faits = page.multiselect(key="champ_faits")
    garde = faits.value[:1]
    faits.set_value(garde).run()
    page.selectbox(key="champ_note_de").select("faits").run()
    page.text_area(key="champ_note_faits").input("Féliciter l’équipe.").run()
    page.button(key="appliquer_preparation").click().run()
    assert "Féliciter l’équipe." in read(page)
    assert page.session_state["faits_choisis"] == tuple(garde)


def test_who_only_reads_chooses_but_keeps_nothing(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN, role=Role.LECTURE, saisie=dialogues.DECIDER)
    cles = {str(b.key) for b in page.button}
    assert "ouvrir_preparer" in cles
    assert not cles & {"ouvrir_garder", "ouvrir_decider", "noter_decision"}


def test_a_meeting_that_is_not_there_is_said(ouvrir: Ouvrir) -> None:
    page = ouvrir(ECRAN, reunion="7")
    assert "« 7 » n’existe pas" in read_textes(page).replace("\u202f", " ")
