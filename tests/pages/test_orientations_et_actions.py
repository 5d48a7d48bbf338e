"""The list and its filters, the fiche and its provenance."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from tests.pages.conftest import Ouvrir, read_textes

PAGE = "orientations_et_actions.py"


def count_lignes(page) -> int:
    return sum("action=" in e.proto.query_string for e in page.get("page_link"))


def test_every_action_is_listed(ouvrir: Ouvrir) -> None:
    assert count_lignes(ouvrir(PAGE)) == 40


def test_filters_combine_and_come_from_the_address(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, statut="Bloquée")
    bloquees = count_lignes(page)
    assert 0 < bloquees < 40
    page.text_input("q").input("accueil d'URGENCE").run()
    assert count_lignes(page) == 1
    assert "1 action sur 40" in read_textes(page)
    page.text_input("q").input("introuvable").run()
    assert "Aucune action ne correspond" in read_textes(page)


def test_unknown_action_is_said_literally(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE, action="**A99** :x: <b>")
    assert "n’existe pas" in page.warning[0].value
    assert "**A99**" not in page.warning[0].value
    assert count_lignes(page) == 40


def test_fiche_shows_values_and_where_they_come_from(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, action="A08"))
    for attendu in ("Point de blocage", "Décision attendue", "Historique", "Jalons", "Indicateurs", "Partenaires"):
        assert attendu in textes
    assert "D’où vient chaque valeur" in textes
    assert "remontee_2026-T3_def-service-de-l-ase.xlsx" in textes
    assert "Avancement!H" in textes
    assert "Camille Exemple" in textes
    assert ".txt" not in textes


def test_fiche_seen_from_an_earlier_quarter(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, action="A08", trimestre="T4 2025"))
    assert "20\u202f%" in textes
    assert "2026-T3_def-service" not in textes.split("Tous les changements")[0].split("D’où vient")[0]


def test_fiche_of_every_action_opens(ouvrir: Ouvrir) -> None:
    page = ouvrir(PAGE)
    for numero in range(1, 41):
        page.query_params["action"] = f"A{numero:02d}"
        page.run()
        assert not page.exception, numero


def test_fiche_on_the_empty_base(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, "vide", action="A01"))
    assert "jamais été renseignée" in textes
    assert "non renseigné" in textes


def test_the_figures_of_the_first_screen_are_the_rows_of_the_list(ouvrir: Ouvrir) -> None:
    liens = {e.proto.label: e.proto.query_string for e in ouvrir("synthese.py").get("page_link")}
    vus = 0
    for texte, requete in liens.items():
        if requete.startswith("statut=") and (nombre := re.search(r"\d+", texte)):
            assert count_lignes(ouvrir(PAGE, statut=parse_qs(requete)["statut"][0])) == int(nombre[0]), texte
            vus += 1
    assert vus >= 3


def test_excluded_action_has_no_gap_and_no_freshness(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, action="A14"))
    faits = textes.split("Historique")[0]
    assert "hors calcul" in faits
    assert "attendus," not in faits
    assert "Non actualisée" not in faits


def test_fiche_before_the_first_report_does_not_say_never(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, action="A08", trimestre="2024-T1"))
    assert "n’avait pas encore été renseignée" in textes
    assert "jamais été" not in textes


def test_fiche_numbers_its_engagements_and_counts_its_jalons(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir(PAGE, action="A08"))
    assert re.search(r"<dt>Engagements</dt><dd>n°\u00a0\d+", textes)
    assert re.search(r"sur \d+ atteints?(, \d+ échus?)?(, \d+ reportés?)?", textes)
