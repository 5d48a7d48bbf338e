"""What the screens say when the database cannot be written or read: in French, and nothing is lost."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.journal import Acte
from models import pannes, sqlite
from models import session as base_de_donnees
from models.provenance import load_fichier
from models.session import database_url, dispose_engines, get_engine, open_ecriture, use_base
from models.vocabulaire import NatureEntree
from tests.agissants import COMMANDE
from tests.racine import RACINE
from tests.ui.conftest import MAINTENANT, Ouvrir, read_textes
from tests.ui.importer.test_importer import JUSTE, drop, find_bouton, read_avancement, read_revision, sign
from ui.socle import base as base_ecrans
from ui.socle import chauffe
from ui.socle.navigation import ECRANS, PAGES

Panne = Callable[[], Callable[[], None]]


def find_fichier() -> Path:
    return Path(database_url().removeprefix("sqlite:///"))


def fill_disque() -> Callable[[], None]:
    """No page more than the file has."""
    dispose_engines()

    @event.listens_for(get_engine(database_url()), "connect")
    def limit(connexion: sqlite3.Connection, _: object) -> None:
        connexion.execute(f"PRAGMA max_page_count={connexion.execute('PRAGMA page_count').fetchone()[0]}")

    return dispose_engines


def lock_base() -> Callable[[], None]:
    autre = sqlite3.connect(find_fichier(), isolation_level=None, check_same_thread=False)
    autre.execute("BEGIN IMMEDIATE")
    return autre.close  # which takes back what was begun


PANNES: dict[str, tuple[Panne, str]] = {
    "plein": (fill_disque, "Plus d’espace disque\u202f: rien n’a été enregistré. Prévenez l’administrateur."),
    "occupe": (lock_base, "Un autre import est en cours\u202f: réessayez dans un instant. Rien n’a été enregistré."),
}


@pytest.fixture(params=PANNES)
def panne(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[Panne, str]:
    monkeypatch.setattr(sqlite, "ATTENTE_MS", 20)
    dispose_engines()
    return PANNES[request.param]


def test_drop_waits_for_the_database(ouvrir: Ouvrir, panne: tuple[Panne, str]) -> None:
    page = ouvrir("importer.py")
    break_base, dit = panne
    repair = break_base()
    drop(page, JUSTE)
    assert not page.exception
    assert page.error[0].value.startswith(dit)
    assert "Les classeurs déposés restent ci-dessus" in page.error[0].value
    repair()
    find_bouton(page, "Réessayer").click().run()
    assert "1 classeur lu" in read_textes(page)


def test_application_waits_for_the_database(ouvrir: Ouvrir, panne: tuple[Panne, str]) -> None:
    page = sign(drop(ouvrir("importer.py"), JUSTE))
    avant, (break_base, dit) = read_revision(), panne
    repair = break_base()
    find_bouton(page, "Appliquer 4 changements").click().run()
    assert not page.exception
    assert dit in page.error[0].value
    assert page.query_params["apercu"]
    assert read_revision() == avant
    repair()
    find_bouton(page, "Appliquer 4 changements").click().run()
    assert "4 changements appliqués" in page.success[0].value
    assert read_avancement("A16") == 85


@pytest.mark.parametrize("panne", ["occupe"], indirect=True)  # a full disk has room for so little
def test_choices_and_giving_up_wait_for_the_database(ouvrir: Ouvrir, panne: tuple[Panne, str]) -> None:
    page = drop(ouvrir("importer.py"), JUSTE)
    break_base, dit = panne
    repair = break_base()
    next(c for c in page.checkbox if c.label.startswith("Feuille Avancement")).uncheck().run()
    assert not page.exception
    assert dit in page.warning[0].value
    find_bouton(page, "Abandonner").click().run()
    assert not page.exception
    assert any(dit in e.value and "L’aperçu est toujours là." in e.value for e in page.error)
    repair()
    page.run()
    assert not page.warning
    find_bouton(page, "Abandonner").click().run()
    assert page.file_uploader


@pytest.mark.parametrize("panne", ["occupe"], indirect=True)  # a full disk has room for so little
def test_undo_waits_for_the_database(ouvrir: Ouvrir, panne: tuple[Panne, str]) -> None:
    page = ouvrir("journal.py", remontee="20")
    sign(page)
    next(c for c in page.checkbox if c.label.startswith("Je confirme")).check().run()
    avant, (break_base, dit) = read_revision(), panne
    repair = break_base()
    find_bouton(page, "Annuler la remontée").click().run()
    assert not page.exception
    assert dit in page.error[0].value
    assert read_revision() == avant
    repair()


@pytest.fixture
def figee(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the file nor its folder may be written."""
    monkeypatch.setattr(pannes, "is_protegee", lambda fichier: fichier is not None and fichier.exists())
    monkeypatch.setattr(base_de_donnees, "is_protegee", pannes.is_protegee)


@pytest.mark.parametrize("ecran", ECRANS, ids=lambda e: e.url)
def test_read_only_is_said_on_every_screen(ouvrir: Ouvrir, figee: None, ecran: Any) -> None:
    page = ouvrir(ecran.fichier)
    assert not page.exception
    assert "Consultation seule." in read_textes(page)
    assert not page.file_uploader


def test_read_only_closes_imports_and_undo(ouvrir: Ouvrir, figee: None) -> None:
    page = ouvrir("importer.py")
    assert "Les imports sont fermés" in read_textes(page)
    offerts = [b.label for b in page.get("download_button")]
    assert offerts[0] == "Télécharger les classeurs à remplir"
    assert len(offerts) == 6, "what is sent to others can be made: nothing is written"
    assert not page.get("file_uploader")
    entree = ouvrir("journal.py", remontee="20")
    assert [b.label for b in entree.get("download_button")] == ["Télécharger le classeur tel que reçu"]
    assert not [b for b in entree.button if b.label.startswith("Annuler")]


def test_a_writable_database_says_nothing(ouvrir: Ouvrir) -> None:
    assert "Consultation seule" not in read_textes(ouvrir("synthese.py"))


def test_damaged_database_has_its_start_page(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("synthese.py")
    dispose_engines()
    sain = find_fichier().read_bytes()
    find_fichier().with_name(f"{find_fichier().stem}_sauvegarde.db").write_bytes(sain)
    find_fichier().write_bytes(b"pas une base")
    monkeypatch.setattr(base_ecrans, "_PRETES", {})
    page.run()
    assert not page.exception
    assert page.title[0].value == "Base illisible"
    assert "restaurez la sauvegarde du" in page.error[0].value
    assert "_sauvegarde.db" in page.error[0].value
    assert find_fichier().read_bytes() == b"pas une base"
    find_fichier().write_bytes(sain)
    page.run()
    assert page.title[0].value == "Synthèse"


def test_newer_database_has_its_start_page(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("synthese.py")
    dispose_engines()
    with sqlite3.connect(find_fichier()) as connexion:
        connexion.execute("UPDATE alembic_version SET version_num = '9999'")
    connexion.close()
    monkeypatch.setattr(base_ecrans, "_PRETES", {})
    page.run()
    assert page.title[0].value == "Base d’une autre version"
    assert "plus récente du programme\u202f: mettez le programme à jour" in page.error[0].value


def alter_base(ordre: str) -> None:
    dispose_engines()
    with contextlib.closing(sqlite3.connect(find_fichier(), isolation_level=None)) as connexion:
        assert connexion.execute(ordre).rowcount


@pytest.mark.parametrize("auteur", ["'X'", "CAST(x'e9' AS TEXT)"])  # the second one is in no encoding
def test_altered_journal_is_said_at_the_next_start_by_the_server_and_on_the_screens(
    ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, auteur: str
) -> None:
    page = ouvrir("synthese.py")
    assert "Journal altéré" not in read_textes(page)
    alter_base(f"UPDATE remontee SET auteur = {auteur} WHERE id = 20")
    monkeypatch.setattr(base_ecrans, "_PRETES", {})
    monkeypatch.setattr(chauffe, "_build_accueil", lambda: None)
    monkeypatch.setattr("gc.freeze", lambda: None)
    chauffe.warm_up()
    assert "L’entrée n° 20 du journal ne correspond pas à son sceau" in caplog.text
    page.run()
    assert not page.exception
    assert page.title[0].value == "Synthèse"
    (dit,) = [e.proto.body for e in page.get("html") if "Journal altéré." in e.proto.body]
    assert "L’entrée n° 20 du journal ne correspond pas à son sceau\u202f: " in dit


@pytest.mark.parametrize(
    ("ordre", "dit"),
    [
        ("UPDATE fichier_recu SET octets = x'00'", "n’est plus celui qui a été reçu"),
        ("DELETE FROM fichier_recu", "Le classeur reçu n’est plus gardé\u202f: il a été retiré de la base"),
    ],
)
def test_altered_or_missing_file_is_not_handed_out(ouvrir: Ouvrir, ordre: str, dit: str) -> None:
    page = ouvrir("journal.py", remontee="20")
    assert page.get("download_button")
    alter_base(ordre)
    page.run()
    assert not page.exception
    assert not page.get("download_button")
    assert dit in page.error[0].value


def test_received_file_is_read_again_when_the_database_changed_alone(
    ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch
) -> None:
    lues: list[str] = []

    def load(session: Any, empreinte: str) -> bytes | None:
        lues.append(empreinte)
        return load_fichier(session, empreinte)

    monkeypatch.setattr("ui.journal.entree.load_fichier", load)
    monkeypatch.setattr("ui.socle.donnees.DELAI_NS", 0)
    page = ouvrir("journal.py", remontee="20")
    avant = len(lues)
    page.run()
    assert len(lues) == avant
    alter_base("UPDATE fichier_recu SET octets = octets || x'00'")
    page.run()
    assert len(lues) == avant + 1
    assert not page.get("download_button")


def test_file_put_in_the_place_of_the_database_is_looked_at_in_its_turn(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py")
    autre = find_fichier().with_name("autre.db")
    dispose_engines()
    autre.write_bytes(find_fichier().read_bytes())
    with contextlib.closing(sqlite3.connect(autre, isolation_level=None)) as connexion:
        connexion.execute("UPDATE remontee SET auteur = 'X' WHERE id = 3")
    page.run()
    assert "Journal altéré" not in read_textes(page)
    autre.replace(find_fichier())
    page.run()
    assert not page.exception
    assert "L’entrée n° 3 du journal" in read_textes(page)


def open_aussi(fichier: str, **adresse: str) -> AppTest:
    """Open a screen for somebody else, on the database in use."""
    page = AppTest.from_file(RACINE / "ui" / "entree.py", default_timeout=600)
    for cle, valeur in adresse.items():
        page.query_params[cle] = valeur
    page.switch_page(str(PAGES / fichier))
    return sign(page.run())


def part_bases() -> Path:
    """Copy the database in use, then have each side go on by itself: the copy ends with another entry; return it."""
    dispose_engines()
    autre = Path(shutil.copyfile(find_fichier(), find_fichier().with_name("autre.db")))
    for auteur, url in (("Camille", f"sqlite:///{autre}"), ("Dominique", database_url())):
        with use_base(url):
            undo_remontee(read_revision(), Acte(NatureEntree.ANNULATION, auteur, MAINTENANT), agissant=COMMANDE)
    return autre


def test_whoever_drew_a_screen_on_a_database_since_replaced_is_refused(ouvrir: Ouvrir) -> None:
    """Each of them, whoever wrote meanwhile; what is then shown is of the new one, and can be applied."""
    nom = drop(ouvrir("importer.py"), JUSTE).query_params["apercu"]
    autre = part_bases()
    ecrans = [(open_aussi("importer.py", apercu=nom), "Appliquer 4 changements") for _ in range(2)]
    journal = open_aussi("journal.py", remontee="20")
    next(c for c in journal.checkbox if c.label.startswith("Je confirme")).check().run()
    avant = read_revision()
    autre.replace(find_fichier())
    with open_ecriture():
        pass
    for page, bouton in (*ecrans, (journal, "Annuler la remontée")):
        find_bouton(page, bouton).click().run()
        assert not page.exception
        assert "La base de données a été remplacée par une autre\u202f: rien n’a été enregistré." in page.error[0].value
        assert read_revision() == avant
    page, bouton = ecrans[0]
    find_bouton(page, bouton).click().run()
    assert "4 changements appliqués" in page.success[0].value
    assert read_avancement("A16") == 85


def test_same_journal_in_another_file_refuses_nothing(ouvrir: Ouvrir) -> None:
    """A copy put in the place of the database, or moved to another disk: what was shown is what it holds."""
    page = sign(drop(ouvrir("importer.py"), JUSTE))
    dispose_engines()
    autre = Path(shutil.copyfile(find_fichier(), find_fichier().with_name("autre.db")))
    page.run()
    autre.replace(find_fichier())
    find_bouton(page, "Appliquer 4 changements").click().run()
    assert "4 changements appliqués" in page.success[0].value


def test_database_taken_away_is_said_and_not_made_anew(ouvrir: Ouvrir) -> None:
    page = ouvrir("synthese.py")
    dispose_engines()
    ailleurs = find_fichier().rename(find_fichier().with_name("ailleurs.db"))
    page.run()
    assert not page.exception
    assert "n’existe pas encore" in page.error[0].value
    assert not find_fichier().exists()
    ailleurs.rename(find_fichier())
    page.run()
    assert page.title[0].value == "Synthèse"
