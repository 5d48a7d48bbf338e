"""What must hold when the process is killed, when several start at once, and when a file wants the whole machine."""

from __future__ import annotations

import contextlib
import json
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from models.session import database_url, dispose_engines, is_postgresql
from tests.bases import copy_base
from tests.constats import Ecrire, find_base, read_lignes
from tests.fabrique import fill, make_gabarit
from tests.loaders.processus import finish, start
from tests.serveur_postgres import find_serveur

pytestmark = pytest.mark.deux_moteurs

PASSE = "2024-T1"
"""A quarter that has begun whatever the real clock says: processes of their own read it."""
REMPLI = {
    f"{c}{n}": v for n in range(5, 45) for c, v in zip("HIKL", (45, "En cours", "Un fait", "Une étape"), strict=True)
}


def count(requete: str) -> int:
    """The result of a query on the database, opened as after a crash."""
    if is_postgresql(database_url()):
        return int(find_serveur().execute(requete, str(make_url(database_url()).database))[0][0])
    with contextlib.closing(sqlite3.connect(find_base())) as connexion:
        assert connexion.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connexion.execute("PRAGMA foreign_key_check").fetchall() == []
        return int(connexion.execute(requete).fetchone()[0])


def is_applique() -> bool:
    """Whether the workbook is wholly applied; fails when it is half applied."""
    etat = [count(f"SELECT count(*) FROM {t}") for t in ("suivi", "remontee", "fichier_recu")]
    etat.append(count("SELECT count(*) FROM changement WHERE remontee > 0"))
    assert etat in ([0, 1, 0, 0], [40, 2, 1, len(REMPLI)]), etat
    return etat[0] > 0


INSTANTS = {"sqlite": 16, "postgresql": 6}
TUER_A = """
import os, signal, sys
from sqlalchemy import Engine, event
import loaders.__main__ as programme

choisi, passes = 0, 0

def note(*_):
    global passes
    passes += 1
    if passes == choisi:
        os.kill(os.getpid(), signal.SIGKILL)

for evenement in ("before_cursor_execute", "after_cursor_execute", "commit"):
    event.listen(Engine, evenement, note)
for ligne in sys.stdin:
    choisi = int(ligne)
    if (enfant := os.fork()) == 0:
        dit = os.dup(1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = programme.main(sys.argv[1:])
        os.write(dit, b"%d " % passes)
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(enfant, 0)[1]), flush=True)
"""
"""The command, each time that a number is sent, in a process of its own: killed when the database has been spoken to so
many times, 0 lets it live and counts them. What it imports is imported once: it is killed twenty times."""


def kill_a(tueur: subprocess.Popen[str], instant: int) -> list[int]:
    """How a command killed at an instant ended; before that, how many times it had spoken when it did so by itself."""
    assert tueur.stdin
    assert tueur.stdout
    print(instant, file=tueur.stdin, flush=True)
    return [int(mot) for mot in tueur.stdout.readline().split()]


@pytest.mark.lent
def test_faute_39_tuer_pendant_l_import(base: str, fichier_base: Path, ecrire: Ecrire, moteur: str) -> None:
    """Killed at instants spread over the whole command, before and after each thing it asks of the database."""
    chemin = ecrire("a.xlsx", fill(make_gabarit(None, PASSE), REMPLI))
    dispose_engines()
    with start("apply", chemin, "--auteur", "C", code=TUER_A) as tueur:
        compte, code = kill_a(tueur, 0)
        assert code == 0
        assert is_applique()
        combien = INSTANTS[moteur]
        instants = [1 + n * (compte - 1) // (combien - 1) for n in range(combien)]
        assert len(set(instants)) == combien
        avant: list[bool] = []
        for essai, instant in enumerate(instants):
            if moteur == "sqlite":
                for reste in find_base().parent.iterdir():
                    reste.unlink()
            copy_base(fichier_base, base)
            assert kill_a(tueur, instant) == [-signal.SIGKILL]
            applique = is_applique()
            avant.append(not applique)
            if essai % 8 == min(7, combien - 1):  # twice of 16, once of 6
                # the retry after an unknown outcome is harmless
                code, out, _ = finish(start("apply", chemin, "--auteur", "C", "--json"))
                assert (code, is_applique()) == (0, True)
                assert (json.loads(out)["fichiers"][0]["remontee"] is None) == applique
        assert finish(tueur) == (0, "", "")
    assert avant == sorted(avant, reverse=True)
    assert avant[0]


ETAPES = {
    "keep_fichier": ("loaders.ecriture.application", "keep_fichier", False),
    "append_entree": ("loaders.ecriture.application", "append_entree", False),
    "apres_validation": ("loaders.ecriture.lot", "apply_lecture", True),
}


@pytest.mark.parametrize("etape", ETAPES)
def test_faute_39_tuer_a_un_instant_choisi(base: str, ecrire: Ecrire, etape: str) -> None:
    """Killed inside the transaction: before. Killed after the commit, before it is said: after. Retrying is safe."""
    chemin = ecrire("a.xlsx", fill(make_gabarit(None, PASSE), REMPLI))
    dispose_engines()
    module, nom, applique = ETAPES[etape]
    code = (
        f"import os, signal, sys, loaders.__main__ as p, {module} as m\n"
        f"vraie = m.{nom}\n"
        "def tuer(*a, **k):\n    vraie(*a, **k)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
        f"m.{nom} = tuer\n"
        "p.main(sys.argv[1:])"
    )
    assert finish(start("apply", chemin, "--auteur", "C", code=code))[0] == -signal.SIGKILL
    assert is_applique() is applique
    assert finish(start("apply", chemin, "--auteur", "C"))[0] == 0
    assert is_applique()


def test_huit_processus_a_la_fois_sur_une_base_neuve(adresse: str) -> None:
    for code, out, err in [finish(p) for p in [start("init") for _ in range(8)]]:
        assert (code, err) == (0, "")
        assert "40 actions chargées (journal à l’entrée n° 0)" in out
    assert count("SELECT count(*) FROM remontee") == 1
    assert count("SELECT count(*) FROM action") == 40


def test_deux_imports_a_la_fois(base: str, ecrire: Ecrire) -> None:
    """Both are applied, one after the other: the second has seen the first, nothing is lost."""
    gabarit = make_gabarit(None, PASSE)
    chemins = [ecrire(f"{n}.xlsx", fill(gabarit, {"H5": n, f"H{n}": 70})) for n in (10, 20, 30)]
    dispose_engines()
    sorties = [finish(p) for p in [start("apply", c, "--auteur", "C", "--json") for c in chemins]]
    assert [code for code, _, _ in sorties] == [0, 0, 0]
    fichiers = sorted((json.loads(out)["fichiers"][0] for _, out, _ in sorties), key=lambda f: f["remontee"])
    assert [f["remontee"] for f in fichiers] == [1, 2, 3]
    precedent = None
    for fichier in fichiers:
        (a01,) = [c for c in fichier["changements"] if c["reference"] == "A01"]
        assert a01["avant"] == precedent
        precedent = a01["apres"]
    assert {x[0]: x[2] for x in read_lignes()["suivi"]} == {"A01": precedent, "A06": 70, "A16": 70, "A26": 70}


def test_le_meme_fichier_deux_fois_a_la_fois(base: str, ecrire: Ecrire) -> None:
    chemin = ecrire("a.xlsx", fill(make_gabarit(None, PASSE), REMPLI))
    dispose_engines()
    sorties = [finish(p) for p in [start("apply", chemin, "--auteur", "C", "--json") for _ in range(3)]]
    fichiers = [json.loads(out)["fichiers"][0] for _, out, _ in sorties]
    assert [code for code, _, _ in sorties] == [0, 0, 0]
    assert sorted(str(f["remontee"]) for f in fichiers) == ["1", "None", "None"]
    assert sum("déjà été importé" in (f["message"] or "") for f in fichiers) == 2
    assert is_applique()


@pytest.mark.sqlite_seul
def test_en_ligne_de_commande_une_reponse_et_rien_d_autre(base: str, ecrire: Ecrire) -> None:
    bon, faux = ecrire("a.xlsx", fill(make_gabarit(None, PASSE), {"H5": 45})), ecrire("b.xlsx", b"PK\x03\x04")
    dispose_engines()
    code, out, err = finish(start("check", bon, faux, "--json"))
    assert (code, err) == (1, "")
    assert [f["statut"] for f in json.loads(out)["fichiers"]] == ["ok", "refuse"]
    assert finish(start("check", bon, "--json"))[0] == 0
    assert finish(start("check", bon.with_name("absent.xlsx")))[0] == 2
    assert finish(start("apply", bon))[0] == 2
    assert finish(start("check", bon.parent, "--json"))[0] == 2
    assert sorted(p.name for p in find_base().parent.iterdir()) == ["schema.db"]


@pytest.mark.sqlite_seul
def test_verifier_sans_base_n_en_cree_pas(adresse: str, ecrire: Ecrire, fichier_base: Path) -> None:
    find_base().parent.mkdir(parents=True)
    shutil.copyfile(fichier_base, find_base())
    chemin = ecrire("a.xlsx", fill(make_gabarit(None, PASSE), {"H5": 45}))
    dispose_engines()
    shutil.rmtree(find_base().parent)
    code, out, _ = finish(start("check", chemin, "--json"))
    assert (code, json.loads(out)["fichiers"][0]["statut"]) == (0, "ok")
    assert not find_base().parent.exists()
