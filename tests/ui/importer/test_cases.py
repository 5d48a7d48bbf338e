"""The boxes of a preview keep what was said of them while they are not drawn; what waits for them stays."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from models.vocabulaire import NatureEntree
from tests.agissants import COMMANDE
from tests.classeurs_remplis import fill_classeur
from tests.constats import apply_recu
from tests.ui.conftest import MAINTENANT, Ouvrir, read_textes, run_ecran
from tests.ui.importer.test_importer import (
    JUSTE,
    PILOTE,
    drop,
    drop_tous,
    find_bouton,
    find_case,
    list_classeurs,
    read_avancement,
    sign,
)
from ui.importer.vue import AILLEURS


def apply(saisies: dict[str, Any]) -> None:
    acte = Acte(NatureEntree.IMPORT, "Camille Autre", MAINTENANT)
    apply_recu(fill_classeur(PILOTE, "2026-T4", saisies, MAINTENANT), Accord(COMMANDE), acte)


def test_a_row_left_out_stays_so_while_it_is_not_drawn(ouvrir: Ouvrir) -> None:
    """Of a file left aside then taken back, and of a row held by a question then answered."""
    page = drop_tous(ouvrir("importer.py"), {"a.xlsx": fill_classeur(PILOTE, "2026-T4", JUSTE, MAINTENANT)})
    page.file_uploader[0].set_value([(nom, octets, "") for nom, octets in list_classeurs(1).items()]).run()
    find_case(page, "Feuille Avancement, ligne 6").uncheck().run()
    for _ in range(2):
        case = find_case(page, "Laisser ce classeur de côté")
        case.set_value(not case.value).run()
    assert not find_case(page, "Feuille Avancement, ligne 6").value


def test_a_row_left_out_stays_so_when_its_values_are_somebody_elses(ouvrir: Ouvrir) -> None:
    page = sign(drop(ouvrir("importer.py"), JUSTE))
    find_case(page, "Feuille Avancement, ligne 6").uncheck().run()
    apply({"A17": {"Avancement (%)": 55}})
    page.run()
    find_case(page, "Remplacer").check().run()
    assert not find_case(page, "Feuille Avancement, ligne 6").value


def test_an_agreement_holds_for_the_values_it_named(ouvrir: Ouvrir) -> None:
    """0,6 read as 60 % then as 0,6 %: what was agreed to for the one is not for the other."""
    page = drop(ouvrir("importer.py"), {"A16": {"Avancement (%)": 0.45}, "A17": {"Avancement (%)": 0.6}})
    page.radio[0].set_value("fraction").run()
    apply({"A17": {"Avancement (%)": 55}})
    page.run()
    find_case(page, "Remplacer").check().run()
    page.radio[0].set_value("points").run()
    assert not find_case(page, "Remplacer").value
    page.radio[0].set_value("fraction").run()
    assert find_case(page, "Remplacer").value


def test_a_value_is_kept_by_itself_and_the_rest_of_its_row_goes(ouvrir: Ouvrir) -> None:
    dites = {"A17": {"Avancement (%)": 60, "Fait marquant du trimestre": "Deux équipes formées"}}
    page = sign(drop(ouvrir("importer.py"), dites))
    apply({"A17": {"Avancement (%)": 55}})
    page.run()
    choix = next(r for r in page.radio if "Que garder" in r.label)
    assert "A17" in choix.label and "Camille Autre" in choix.captions[0]
    choix.set_value("actuel").run()
    find_bouton(page, "Appliquer 1 changement").click().run()
    assert not page.exception
    assert read_avancement("A17") == 55
    assert "Deux équipes formées" in read_textes(ouvrir_fiche("A17"))


def ouvrir_fiche(code: str) -> AppTest:
    return run_ecran("orientations_et_actions.py", {"action": code, "trimestre": "2026-T4"})


def test_a_file_whose_values_wait_for_an_agreement_stays_after_the_others(ouvrir: Ouvrir) -> None:
    page = ouvrir("importer.py")
    tenu = {"tenu.xlsx": fill_classeur(PILOTE, "2026-T4", {"A17": {"Avancement (%)": 60}}, MAINTENANT)}
    page = sign(drop_tous(page, tenu | list_classeurs(1)))
    apply({"A17": {"Avancement (%)": 55}})
    page.run()
    find_bouton(page, "Appliquer 1 changement").click().run()
    assert not page.exception
    assert "tenu.xlsx\u202f: laissé dans les aperçus en attente." in read_textes(page)
    assert "1 aperçu en attente" in read_textes(page)
    find_bouton(page, "Reprendre").click().run()
    assert [e.label.split(" · ")[0] for e in page.expander] == ["tenu.xlsx"]
    assert AILLEURS not in read_textes(page)
    find_case(page, "Remplacer").check().run()
    find_bouton(page, "Appliquer 1 changement").click().run()
    assert read_avancement("A17") == 60


def test_a_file_of_which_the_one_before_raised_a_question_waits_for_the_answer(ouvrir: Ouvrir) -> None:
    dits = {
        "bloque.xlsx": {"A17": {"Statut": "Bloquée", "Point de blocage": "Foncier", "Décision attendue": "Trancher"}},
        "debloque.xlsx": {"A17": {"Statut": "En cours"}},
    }
    page = ouvrir("importer.py")
    fichiers = {nom: fill_classeur(PILOTE, "2026-T4", dit, MAINTENANT) for nom, dit in dits.items()}
    page = sign(drop_tous(page, fichiers))
    find_bouton(page, "Appliquer").click().run()
    assert not page.exception
    assert "debloque.xlsx\u202f: laissé dans les aperçus en attente." in read_textes(page)
    find_bouton(page, "Reprendre").click().run()
    assert [r.label.startswith("A17") for r in page.radio] == [True]
