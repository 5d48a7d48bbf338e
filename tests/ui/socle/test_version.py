"""The version of the data: seen at once when it moves, not asked again when the files did not change."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from loaders.ecriture.journal import Acte, append_entree
from models.cellule import Cellule
from models.changement import Changement
from models.session import dispose_engines, open_ecriture
from models.vocabulaire import NatureEntree
from ui.socle import donnees

Choisir = Callable[[str], None]
MAINTENANT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def find_fichiers(url: str) -> list[Path]:
    fichier = Path(url.removeprefix("sqlite:///"))
    return [f for f in (fichier, fichier.with_name(f"{fichier.name}-wal")) if f.exists()]


def age(url: str, secondes: int) -> None:
    """Date the files of a database some seconds back."""
    for fichier in find_fichiers(url):
        instant = fichier.stat().st_mtime - secondes
        os.utime(fichier, (instant, instant))


def write(valeur: int) -> None:
    with open_ecriture() as session:
        changement = Changement(
            "suivi", "A01", "avancement", "2026-T3", valeur - 1 or None, valeur, Cellule("Avancement", "H", 5)
        )
        append_entree(session, Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT), [changement])


def test_an_unchanged_database_is_not_asked_again(base: Choisir, monkeypatch: pytest.MonkeyPatch) -> None:
    base("vide")
    url = donnees.database_url()
    premiere = donnees.find_version()
    age(url, 60)
    assert donnees.find_version() == premiere
    monkeypatch.setattr(donnees, "open_base", lambda **_: pytest.fail("the database was asked again"))
    assert donnees.find_version() == premiere


def test_each_commit_is_seen_at_once(base: Choisir) -> None:
    base("vide")
    url = donnees.database_url()
    age(url, 60)
    depart = donnees.find_version().revision
    for rang in range(1, 6):
        write(rang)
        assert donnees.find_version().revision == depart + rang
    age(url, 60)
    assert donnees.find_version().revision == depart + 5
    write(6)
    assert donnees.find_version().revision == depart + 6


def test_a_recent_date_concludes_nothing(base: Choisir) -> None:
    base("vide")
    url = donnees.database_url()
    ecrit = max(f.stat().st_mtime_ns for f in find_fichiers(url))
    assert donnees.read_etat_fichier(url, ecrit + donnees.DELAI_NS - 1) is None
    assert donnees.read_etat_fichier(url, ecrit + donnees.DELAI_NS) is not None
    assert donnees.read_etat_fichier("postgresql://localhost/schema") is None


def test_two_journals_of_one_length_are_two_versions(base: Choisir) -> None:
    """A backup took the place of the database, then as many entries came as it had lost: nothing kept is of use."""
    base("vide")
    fichier = Path(donnees.database_url().removeprefix("sqlite:///"))
    dispose_engines()
    sauvegarde = fichier.read_bytes()
    write(5)
    premiere = donnees.find_version()
    assert donnees.get_plan(premiere).actions_par_code["A01"].suivis[-1].avancement == 5
    dispose_engines()
    fichier.with_name("sauvegarde.db").write_bytes(sauvegarde)
    fichier.with_name("sauvegarde.db").replace(fichier)
    write(7)
    seconde = donnees.find_version()
    assert seconde.revision == premiere.revision
    assert donnees.get_plan(seconde).actions_par_code["A01"].suivis[-1].avancement == 7
