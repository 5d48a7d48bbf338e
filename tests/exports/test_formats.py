import sys
from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace

import pytest

import exports.__main__ as commande
from exports import formats
from exports.formats import FORMATS, Demande, Format, list_disponibles
from tests.exports.test_avancee import open_terminal
from tests.plans import T2, T3, make_connue, make_plan

PLAN = make_plan([make_connue("A01", 50)])
JOUR = date(2026, 11, 30)


@pytest.fixture
def demandes(monkeypatch):
    """A format « essai » with two options, its maker, and what the maker was asked."""
    recues = []

    def export(demande):
        recues.append(demande)
        return {"index.html": b"un", "donnees/b.json": b"deux"} if "interne" in demande.options else b"un"

    @contextmanager
    def open_base(*, lecture_seule):
        yield "session"

    monkeypatch.setattr(commande, "open_base", open_base)
    monkeypatch.setattr(commande, "load_plan", lambda session: PLAN)
    monkeypatch.setattr("loaders.base.preparation.ensure_base", lambda maintenant: 0)
    monkeypatch.setitem(sys.modules, "exports.essai", SimpleNamespace(export=export))
    monkeypatch.setitem(FORMATS, "essai", Format("exports.essai", ("depuis", "interne")))
    for module in (formats, commande):
        monkeypatch.setattr(module, "OPTIONS", {"depuis": "2025-T3", "interne": ""})
    return recues


def test_a_maker_is_asked_with_the_options_of_its_format(demandes, tmp_path):
    mots = ["essai", "--trimestre", "2026-T3", "--depuis", "T2 2026", "--out", str(tmp_path / "x")]
    assert commande.main(mots, JOUR) == 0
    assert demandes == [Demande(PLAN, T3, JOUR, T2)]
    assert (tmp_path / "x").read_bytes() == b"un"


def test_a_terminal_is_told_where_its_file_is(demandes, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open_terminal() as terminal:
        assert commande.main(["essai", "--out", "x"], JOUR) == 0
        assert "Écrit\u202f: x (1" in terminal.read()


def test_a_folder_is_written_with_its_own(demandes, tmp_path):
    assert commande.main(["essai", "--interne", "--out", str(tmp_path / "site")], JOUR) == 0
    assert demandes[0].options == {"interne": "oui"}
    assert (tmp_path / "site" / "index.html").read_bytes() == b"un"
    assert (tmp_path / "site" / "donnees" / "b.json").read_bytes() == b"deux"


def test_the_usage_names_every_option_that_a_format_takes(demandes):
    usage = commande.write_usage()
    assert "|essai} [--trimestre 2026-T3] [--depuis 2025-T3] [" in usage
    assert usage.endswith(" [--interne] --out FICHIER")


def test_a_format_without_a_maker_is_not_available(demandes, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(FORMATS, "plus-tard", Format())
    assert commande.main(["plus-tard", "--out", str(tmp_path / "x")], JOUR) == 2
    assert "Le format plus-tard n’est pas encore disponible\u202f; disponibles\u202f: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("mots", "attendu"),
    [
        (["json", "--depuis", "2025-T3"], "--depuis ne concerne pas le format json."),
        (["essai", "--depuis", "2026-T3"], "--depuis 2026-T3\u202f: il faut un trimestre du plan, avant 2026-T3."),
        (["essai", "--depuis", "1999-T1"], "--depuis 1999-T1\u202f: il faut un trimestre du plan"),
        (["essai", "--depuis", "hier"], "n’est pas un trimestre"),
    ],
)
def test_an_option_that_makes_no_sense_is_said_in_french(demandes, tmp_path, capsys, mots, attendu):
    sortie = tmp_path / "x"
    assert commande.main([*mots, "--trimestre", "2026-T3", "--out", str(sortie)], JOUR) == 2
    assert attendu in capsys.readouterr().err
    assert not sortie.exists()


def test_a_folder_that_cannot_be_written_is_said(demandes, tmp_path, capsys):
    (tmp_path / "site").write_text("un fichier")
    assert commande.main(["essai", "--interne", "--out", str(tmp_path / "site")], JOUR) == 2
    assert "Impossible d’écrire" in capsys.readouterr().err


def test_what_is_available_has_a_maker(monkeypatch):
    assert "json" in list_disponibles()
    for nom in list_disponibles():
        __import__(FORMATS[nom].module)
        assert callable(sys.modules[FORMATS[nom].module].export)


def test_no_maker_is_imported_before_it_is_asked_for():
    import subprocess

    code = "import sys, exports.__main__; assert not [m for m in sys.modules if m in ('pptx', 'exports.donnees')]"
    subprocess.run([sys.executable, "-c", code], check=True)
