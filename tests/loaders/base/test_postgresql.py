"""The commands on a PostgreSQL server: together, interrupted, on a database that is not what they expect."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from sqlalchemy.engine import make_url

from loaders.base.version import move_version
from models import postgresql
from models.base import REVISION_BASE
from models.session import dispose_engines, open_tour
from tests.bases import alter_base
from tests.conftest import close_base
from tests.constats import Ecrire, Lancer, list_rangees, read_etat
from tests.fabrique import fill, make_gabarit
from tests.loaders.processus import finish, start
from tests.serveur_postgres import Serveur

pytestmark = pytest.mark.postgresql_seul
PATIENT = (
    "import sys\nfrom loaders.__main__ import main\nfrom models.postgresql import REGLAGES\n"
    "REGLAGES['lock_timeout'] = '900s'\nsys.exit(main(sys.argv[1:]))"
)
"""A command that waits for its turn as long as it takes a slow machine to start the others."""
PASSE = "2024-T1"
"""A quarter that has begun whatever the real clock says: processes of their own read it."""


def name_base(adresse: str) -> str:
    return str(make_url(adresse).database)


@contextmanager
def hold_tour(serveur: Serveur, adresse: str) -> Iterator[None]:
    """Have the turn to write until the processes of the block all wait for it."""
    with serveur.connect(name_base(adresse)) as autre, autre.transaction():
        autre.execute("SELECT pg_advisory_xact_lock(%s)", [postgresql.TOUR])
        yield


def wait_tour(serveur: Serveur, adresse: str, processus: Sequence[subprocess.Popen[str]]) -> None:
    """Return once all the processes wait for their turn; fail when one of them ended instead."""
    attendent = "SELECT count(*) FROM pg_sleep(0.05), pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with serveur.connect(name_base(adresse)) as connexion:
        while connexion.execute(attendent).fetchone() != (len(processus),):
            assert [p.communicate() for p in processus if p.poll() is not None] == []


def test_deux_demarrages_sur_une_base_neuve(adresse: str, serveur: Serveur, lancer: Lancer) -> None:
    """Both found it empty; one makes it, the other waits, then finds it made."""
    with hold_tour(serveur, adresse):
        processus = [start("init", code=PATIENT) for _ in range(2)]
        wait_tour(serveur, adresse, processus)
    for code, out, err in map(finish, processus):
        assert (code, err) == (0, "")
        assert "40 actions chargées (journal à l’entrée n° 0)" in out
    assert lancer("verify").code == 0
    assert len(list_rangees()["remontee"]) == 1


def test_un_import_et_init_a_la_fois(base: str, serveur: Serveur, ecrire: Ecrire, lancer: Lancer) -> None:
    """The tree changed: the entry of one comes before that of the other, whichever; none dies."""
    chemin = ecrire("a.xlsx", fill(make_gabarit(trimestre=PASSE), {"H5": 45}))
    with open_tour() as session:
        move_version(session.connection(), "0005")  # what `init` brings up while the import waits
    with open_tour() as session:
        move_version(session.connection(), REVISION_BASE)
    dispose_engines()
    with hold_tour(serveur, base):
        processus = [
            start("apply", chemin, "--auteur", "C", "--json", code=PATIENT),
            start("init", code=PATIENT),
        ]
        wait_tour(serveur, base, processus)
    (code, out, _), (code_init, _, err) = map(finish, processus)
    assert (code, code_init, err) == (0, 0, "")
    assert json.loads(out)["fichiers"][0]["remontee"] in {1, 2}
    assert len(list_rangees()["remontee"]) == 3  # the tree, the import, the sigles that were lost
    assert lancer("verify").code == 0


@pytest.mark.parametrize("commande", ["check", "demo-refusee", "verify", "journal", "sauvegarder"])
def test_sur_une_base_vide(adresse: str, serveur: Serveur, ecrire: Ecrire, lancer: Lancer, commande: str) -> None:
    """Checking writes nothing at all; what other programs put there is not touched."""
    chemin = ecrire("a.xlsx", b"PK")
    if commande == "check":
        assert lancer("check", chemin, "--json").fichiers[0]["statut"] == "refuse"
        assert list_rangees() == {}
    elif commande == "verify":
        sortie = lancer("verify")
        assert (sortie.code, "Il manque des tables" in sortie.err) == (2, True)
    elif commande == "journal":
        assert "référentiel" in lancer("journal").out
    elif commande == "sauvegarder":
        assert lancer("sauvegarder", chemin.with_name("x.dump")).code == 2
        assert not chemin.with_name("x.dump").exists()
    else:
        serveur.execute("CREATE TABLE autre (n int)", name_base(adresse))
        for sortie in (lancer("demo"), lancer("init"), lancer("check", chemin)):
            assert (sortie.code, "d’autres tables" in sortie.err) == (2, True)
        assert list_rangees() == {"autre": []}


def test_la_demonstration_vient_entiere_ou_pas(
    adresse: str, serveur: Serveur, lancer: Lancer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Played in a file, then put there at once; over the tree alone too, but over nothing else."""
    from loaders.base.preparation import ensure_base
    from loaders.demo import recit
    from tests.fabrique import MAINTENANT
    from tests.ui.remplissage import fill_base

    monkeypatch.setattr(recit, "_play", lambda _: fill_base(MAINTENANT))
    assert ensure_base(MAINTENANT) == 0
    monkeypatch.setattr("loaders.base.contenu.copy_rows", lambda *_: None)
    assert (lancer("demo").code, len(list_rangees()["remontee"])) == (2, 1)
    monkeypatch.undo()
    monkeypatch.setenv("DATABASE_URL", adresse)
    monkeypatch.setattr(recit, "_play", lambda _: fill_base(MAINTENANT))
    assert "construite" in lancer("demo").out
    assert len(list_rangees()["remontee"]) > 90
    assert "déjà là" in lancer("demo").out
    assert lancer("verify").code == 0


def test_une_base_d_une_autre_version(base: str, lancer: Lancer) -> None:
    with open_tour() as session:
        move_version(session.connection(), "0005")
    close_base()
    for nom in ("journal", "verify"):
        sortie = lancer(nom)
        assert (sortie.code, "loaders init" in sortie.err) == (2, True)
    assert lancer("init").code == 0
    assert lancer("verify").code == 0
    alter_base("UPDATE alembic_version SET version_num = '9999'")
    avant = read_etat()
    for mots in ("init", "journal", "undo 1 --auteur C", "demo"):
        sortie = lancer(*mots.split())
        assert (sortie.code, "plus récente du programme" in sortie.err) == (2, True)
    assert read_etat() == avant


def test_les_tables_dans_un_autre_schema(
    adresse: str, serveur: Serveur, lancer: Lancer, ecrire: Ecrire, monkeypatch: pytest.MonkeyPatch
) -> None:
    nom = name_base(adresse)
    serveur.execute("CREATE SCHEMA suivi AUTHORIZATION tableau; CREATE TABLE public.autre (n int)", nom)
    monkeypatch.setenv("DATABASE_URL", serveur.write_url(nom, options="-csearch_path%3Dsuivi"))
    copie = ecrire("rien", b"").with_name("s.dump")
    for mots in ("init", "verify", f"sauvegarder {copie}", f"restaurer {copie}", "verify"):
        sortie = lancer(*mots.split())
        assert (sortie.code, sortie.err) == (0, ""), mots
    assert serveur.execute("SELECT count(*) FROM suivi.action", nom) == [(40,)]
    assert set(list_rangees()) == {"autre"}


def test_tuer_pendant_l_attente_rend_son_tour(base: str, serveur: Serveur, lancer: Lancer) -> None:
    """A process that dies with the turn, or waiting for it, keeps nobody."""
    tenir = (
        "import signal\nfrom models.session import open_tour\n"
        "with open_tour():\n    print('tenu', flush=True)\n    signal.pause()"
    )
    mort = start(code=tenir)
    assert mort.stdout is not None
    assert mort.stdout.readline() == "tenu\n"
    suivant = start("init", code=PATIENT)
    wait_tour(serveur, base, [suivant])
    mort.send_signal(signal.SIGKILL)
    mort.communicate()
    assert finish(suivant)[0] == 0
