"""What an address asks for and a screen does not have is said; what it asks in other capitals is what it means."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Ouvrir, read_textes

DIT = "n’existe pas dans"


def read(ouvrir: Ouvrir, fichier: str, **adresse: str) -> str:
    page = ouvrir(fichier, **adresse)
    assert not page.exception
    return read_textes(page).replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("fichier", "adresse", "dit"),
    [
        ("synthese.py", {"trimestre": "2019-T1"}, "« 2019-T1 » n’existe pas dans « Trimestre » : voici le T3 2026."),
        ("engagements.py", {"trimestre": "zzz"}, "« zzz » n’existe pas dans « Trimestre » : voici le T3 2026."),
        ("orientations_et_actions.py", {"statut": "perdue"}, "« perdue » n’existe pas dans « Statut » : rien n’est"),
        ("orientations_et_actions.py", {"pilote": "<b>X"}, "« &lt;b&gt;X » n’existe pas dans « Pilote »"),
        ("calendrier.py", {"situation": "Bientôt"}, "« Bientôt » n’existe pas dans « Situation »"),
        ("partenaires.py", {"type": "Club"}, "« Club » n’existe pas dans « Type »"),
        ("journal.py", {"trimestre": "T9 2099"}, "« T9 2099 » n’existe pas dans « Trimestre »"),
        ("charte.py", {"annee": "1900"}, "« 1900 » n’existe pas dans « Année » : voici 2025."),
        ("orientations_et_actions.py", {"statut": "x" * 500}, f"« {'x' * 60}… » n’existe pas dans « Statut »"),
    ],
)
def test_what_is_not_there_is_said(ouvrir: Ouvrir, fichier: str, adresse: dict[str, str], dit: str) -> None:
    assert dit in read(ouvrir, fichier, **adresse)


def test_two_unknown_choices_are_both_said(ouvrir: Ouvrir) -> None:
    textes = read(ouvrir, "orientations_et_actions.py", statut="perdue", pilote="Personne", trimestre="T1 1999")
    assert textes.count(DIT) == 3


@pytest.mark.parametrize("statut", ["Bloquée", "bloquée", "BLOQUEE"])
def test_capitals_and_accents_are_no_matter(ouvrir: Ouvrir, statut: str) -> None:
    page = ouvrir("orientations_et_actions.py", statut=statut)
    assert page.selectbox(key="statut").value == "Bloquée"
    assert DIT not in read_textes(page)


@pytest.mark.parametrize(
    ("fichier", "adresse"),
    [
        ("synthese.py", {}),
        ("synthese.py", {"trimestre": "2026-T2"}),
        ("charte.py", {"annee": "2024"}),
        ("journal.py", {"trimestre": "T2 2026"}),
        ("calendrier.py", {"situation": "En retard", "nature": "Terme"}),
    ],
)
def test_nothing_is_said_of_what_is_there(ouvrir: Ouvrir, fichier: str, adresse: dict[str, str]) -> None:
    assert DIT not in read(ouvrir, fichier, **adresse)
