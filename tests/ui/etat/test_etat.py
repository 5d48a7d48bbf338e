"""The screen of the service: what is well is said, what is not is said first; for who administers alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loaders.integrite.entretien import note_entretien
from models.session import dispose_engines
from models.vocabulaire import GenreEntretien, Role
from tests.bases import alter_base
from tests.ui.conftest import MAINTENANT, Ouvrir, read_textes, run_ecran

TOUS = tuple(GenreEntretien)


def note(genre: GenreEntretien, heures: float, *fautes: str) -> None:
    note_entretien(genre, MAINTENANT - timedelta(hours=heures), fautes)


def reopen() -> str:
    dispose_engines()
    ecran = run_ecran("etat.py", {})
    assert not ecran.exception
    return read_textes(ecran)


@pytest.mark.deux_moteurs
def test_a_service_that_was_never_backed_up_is_told_first(ouvrir: Ouvrir, moteur: str) -> None:
    texte = read_textes(ouvrir("etat.py", "vide"))
    assert "2 points à regarder\u202f: dernière sauvegarde relue, dernière vérification." in texte
    assert "jamais\u202f: aucune sauvegarde relue de cette base n’est connue" in texte
    assert ("PostgreSQL 1" in texte) is (moteur == "postgresql")
    assert "tables 00" in texte
    assert "mot-de-passe" not in texte
    assert "tableau@" not in texte


@pytest.mark.deux_moteurs
def test_a_backup_of_the_night_is_well_and_one_of_the_day_before_is_not(ouvrir: Ouvrir, moteur: str) -> None:
    ouvrir("etat.py", "vide")
    for genre in TOUS:
        note(genre, 26)
    texte = reopen()
    assert "Tout est en ordre." in texte
    assert "il y a 26 heures" in texte
    note(GenreEntretien.SAUVEGARDE, 26.1)
    texte = reopen()
    assert "1 point à regarder\u202f: dernière sauvegarde relue." in texte
    assert "trop ancienne" in texte


def test_what_did_not_fit_in_a_backup_is_told(ouvrir: Ouvrir) -> None:
    ouvrir("etat.py", "vide")
    note(GenreEntretien.SAUVEGARDE, 1, "L’entrée n° 3 <b>manque</b>.")
    assert "3 &lt;b&gt;manque&lt;/b&gt;." in reopen().replace("\u00a0", " ")


def test_a_chain_that_is_broken_since_is_told(ouvrir: Ouvrir) -> None:
    ouvrir("etat.py", "pleine")
    for genre in TOUS:
        note(genre, 1)
    alter_base("UPDATE remontee SET auteur = 'Autre' WHERE id = 2")
    texte = reopen()
    assert "1 point à regarder\u202f: chaîne du journal." in texte
    assert "ne correspond pas à son sceau" in texte


@pytest.mark.parametrize("role", [Role.LECTURE, Role.MISE_A_JOUR])
def test_it_is_for_who_administers(ouvrir: Ouvrir, role: Role) -> None:
    ecran = ouvrir("etat.py", "vide", role)
    assert "Accès refusé" in ecran.error[0].value
    assert "SQLite" not in read_textes(ecran)
