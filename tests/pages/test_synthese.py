"""The Synthèse says what the figures say."""

from __future__ import annotations

import re

from tests.pages.conftest import Ouvrir, read_textes


def test_sentence_figures_and_lists(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py")
    textes = read_textes(page)
    assert re.search(r"Au T3\u00a02026, le Schéma est avancé à \d+\u202f%", textes)
    for attendu in ("Taux de réalisation", "Écart avec l’attendu", "Remontée", "Décisions attendues", "entre "):
        assert attendu in textes
    assert "À décider" in textes
    assert "Ce qui a bougé" in textes
    assert "Vice-présidence en charge de l’enfance" in textes
    assert len(page.get("plotly_chart")) == 4
    assert all(c.proto.alt for c in page.get("plotly_chart"))


def test_quarter_of_the_address_is_the_one_shown(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py", trimestre="T1 2026")
    assert "Au T1\u00a02026," in read_textes(page)
    page.selectbox("trimestre").select_index(1).run()
    assert "Au T3\u00a02026," in read_textes(page)


def test_unknown_quarter_falls_back(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py", trimestre="T9 2099")
    assert not page.exception
    assert "Au T3\u00a02026," in read_textes(page)


def test_empty_base_says_what_to_do(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py", "vide")
    textes = read_textes(page)
    assert "aucune remontée" in textes
    assert "Déposez les classeurs remplis" in textes
    assert "les chiffres apparaîtront" in textes
    assert "python" not in textes
    assert not page.get("plotly_chart")


def test_quarter_before_the_first_report_opens(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py", trimestre="T1 2025")
    assert not page.exception
    assert "données insuffisantes" in read_textes(page)
    textes = read_textes(page).replace("\u00a0", " ")
    assert "aucune remontée reçue à cette date" in textes
    assert "depuis le T4 2024" not in textes
    assert textes.count('<dd class="valeur texte">non renseigné</dd>') == 2
    assert "Aucune action bloquée" not in textes


def test_first_reported_quarter_is_compared_with_nothing(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py", trimestre="2025-T4"))
    assert "Au T4\u00a02025, le Schéma est avancé" in textes
    assert 'class="evolution"' not in textes
    assert "Rien à comparer" in textes


def test_quarter_without_a_report_carries_and_does_not_fall(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py", trimestre="T4 2026")).replace("\u00a0", " ").replace("\u202f", " ")
    assert "T4 2026 : aucune remontée reçue à ce jour ; les valeurs sont reprises du T3 2026." in textes
    assert "Données au 21/11/2026 (T4 2026)" in textes
    assert 'class="evolution"' not in textes
    assert "derrière l’attendu" not in textes


def test_past_quarter_is_read_at_its_last_day(ouvrir: Ouvrir) -> None:
    textes = read_textes(ouvrir("synthese.py", trimestre="2026-T2"))
    assert '<p class="note">Au 30/06/2026</p>' in textes
    assert "dernière remontée le 21/10/2026" not in textes


def test_lists_say_what_waits_and_the_figures_add_up(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py")
    textes = read_textes(page).replace("\u202f", " ")
    assert re.search(r"À décider \(\d+\) : \d+ dates? dépassées?", textes)
    assert "décision attendue depuis" in textes
    assert re.search(r"Ce qui a bougé : \d+ actions, dont \d+ de 10 points ou plus", textes)
    avancement, attendu = re.search(r"([\d,]+) % contre ([\d,]+) % attendus", textes).groups()
    ecart = float(avancement.replace(",", ".")) - float(attendu.replace(",", "."))
    assert f">−{abs(round(ecart))} <" in textes
    liens = [e.proto.query_string for e in page.get("page_link")]
    assert sum("statut=En+retard" in lien for lien in liens) == 1
    assert sum("statut=Non+actualis" in lien for lien in liens) == 1
