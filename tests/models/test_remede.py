"""A message says what to do in the words of where it is read: commands and their options to the command line alone."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest

from loaders.__main__ import build_parser
from loaders.anomalie import Anomalie
from models.cellule import Cellule
from models.refus import BaseIndisponible, ClasseurRefuse, Refus
from models.remede import INITIALISER, PREVENEZ, Canal, Remede
from tests.racine import RACINE

DOSSIERS = ("models", "metrics", "phrases", "charts", "exports", "loaders", "ui", "pages")
DE_LA_COMMANDE = re.compile(r"--[a-z]|python -m|DATABASE_URL")
"""Words that only whoever types commands can use."""
LIGNE_DE_COMMANDE = (
    *("loaders/commandes/", "loaders/sauvegarde/", "loaders/__main__.py", "exports/__main__.py", "exports/formats.py"),
    "exports/presentation/pdf/commande.py",
)
"""Modules whose every message is printed by a command."""


def list_modules() -> dict[str, str]:
    modules = [m for dossier in DOSSIERS for m in sorted((RACINE / dossier).rglob("*.py"))]
    return {str(m.relative_to(RACINE)): m.read_text(encoding="utf-8") for m in modules}


def find_remedes(source: str) -> Iterator[dict[str, str]]:
    """Yield every Remede that a module builds: its texts by channel, what is inserted in them left out."""
    for noeud in ast.walk(ast.parse(source)):
        if not isinstance(noeud, ast.Call):
            continue
        nom = ast.unparse(noeud.func).rpartition(".")[2]
        if nom == "Remede" and any(map(read_textes, (k.value for k in noeud.keywords))):
            yield {str(k.arg): "…".join(read_textes(k.value)) for k in noeud.keywords}
        elif nom == "ask_administrateur":
            dits = dict.fromkeys((c.value for c in Canal), PREVENEZ)
            yield dits | {Canal.COMMANDE.value: "…".join(read_textes(noeud.args[0]))}


def read_textes(noeud: ast.AST) -> list[str]:
    return [n.value for n in ast.walk(noeud) if isinstance(n, ast.Constant) and isinstance(n.value, str)]


def find_fuites(source: str) -> list[str]:
    """Return the texts that name a command or an option outside of what a Remede says to the command line."""
    arbre = ast.parse(source)
    permis: set[ast.AST] = set()
    for noeud in ast.walk(arbre):
        if isinstance(noeud, ast.Call) and ast.unparse(noeud.func).rpartition(".")[2] == "Remede":
            permis |= {n for k in noeud.keywords if k.arg == Canal.COMMANDE.value for n in ast.walk(k.value)}
        elif isinstance(noeud, ast.Call) and ast.unparse(noeud.func) == "ask_administrateur":
            permis |= {n for a in noeud.args for n in ast.walk(a)}
        elif isinstance(noeud, ast.Expr) and isinstance(noeud.value, ast.Constant):
            permis.add(noeud.value)  # a docstring speaks to whoever reads the code
    textes = (n for n in ast.walk(arbre) if isinstance(n, ast.Constant) and isinstance(n.value, str))
    # « --police: » declares a variable of a style sheet, « var(--police) » reads it
    return [
        n.value
        for n in textes
        if n not in permis and re.search(r"(^|[\s«]|(?<!var)\()--[a-z-]+(?![a-z:-])|python -m", n.value)
    ]


def find_dits_en_commande(source: str) -> list[str]:
    """Return where a screen takes a refusal, or an anomaly, in the words of the command line."""
    arbre, dits = ast.parse(source), []
    noms = {h.name for h in ast.walk(arbre) if isinstance(h, ast.ExceptHandler) and "Refus" in ast.unparse(h.type or h)}
    noms |= {a.arg for a in ast.walk(arbre) if isinstance(a, ast.arg) and a.annotation and "Refus" in ast.unparse(a)}
    for noeud in ast.walk(arbre):
        cible: Any = None
        if isinstance(noeud, ast.Call) and isinstance(noeud.func, ast.Name) and noeud.func.id == "str" and noeud.args:
            cible = noeud.args[0]
        elif isinstance(noeud, ast.FormattedValue):
            cible = noeud.value
        en_texte = isinstance(cible, ast.Name) and cible.id in noms
        # a preview has a message too, which is the same everywhere
        lu = isinstance(noeud, ast.Attribute) and noeud.attr == "message"
        lu = lu and ast.unparse(noeud) not in {"apercu.message", "fait.message"}
        ailleurs = isinstance(noeud, ast.Attribute) and ast.unparse(noeud) in {"Canal.COMMANDE", "Canal.FICHIER"}
        if en_texte or lu or ailleurs:
            dits.append(ast.unparse(noeud))
    return dits


REMEDES = [(nom, r) for nom, source in list_modules().items() for r in find_remedes(source)]


def list_commandes() -> dict[str, set[str]]:
    """Return the options of each command of `python -m loaders`."""
    sous = next(a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction))
    return {nom: {o for a in p._actions for o in a.option_strings} for nom, p in sous.choices.items()}


def test_the_program_says_some() -> None:
    assert {nom for nom, _ in REMEDES} >= {"models/remede.py", "loaders/tableaux/identite.py"}
    assert len(REMEDES) >= 5


@pytest.mark.parametrize(("module", "dits"), REMEDES, ids=[f"{nom}-{i}" for i, (nom, _) in enumerate(REMEDES)])
def test_each_channel_has_its_own_words(module: str, dits: dict[str, str]) -> None:
    assert set(dits) == {c.value for c in Canal}
    for canal in (Canal.ECRAN, Canal.FICHIER):
        assert dits[canal.value], (module, canal)
        assert not DE_LA_COMMANDE.search(dits[canal.value]), (module, dits[canal.value])
    assert "écran" not in dits["fichier"], "a workbook is read away from the screen"
    assert DE_LA_COMMANDE.search(dits["commande"]), f"{module}: nothing that the command line alone would say"


@pytest.mark.parametrize("dits", [d for _, d in REMEDES])
def test_what_the_command_line_names_exists(dits: dict[str, str]) -> None:
    commandes = list_commandes()
    assert set(re.findall(r"python -m loaders (\w+)", dits["commande"])) <= commandes.keys()
    assert set(re.findall(r"--[a-z-]+", dits["commande"])) <= commandes["check"] & commandes["apply"]


def test_nothing_else_names_a_command() -> None:
    fuites = {
        nom: f
        for nom, source in list_modules().items()
        if not nom.startswith(LIGNE_DE_COMMANDE) and (f := find_fuites(source))
    }
    assert fuites == {}


def test_no_screen_speaks_as_the_command_line() -> None:
    sources = {nom: s for nom, s in list_modules().items() if nom.startswith(("ui/", "pages/"))}
    assert {nom: d for nom, s in sources.items() if (d := find_dits_en_commande(s))} == {}


@pytest.mark.parametrize("source", ['raise Refus("précisez --trimestre")', 'x = "lancez « python -m loaders init »"'])
def test_a_command_named_elsewhere_is_seen(source: str) -> None:
    assert find_fuites(source)


@pytest.mark.parametrize(
    "source",
    [
        "try:\n    f()\nexcept Refus as refus:\n    st.error(str(refus))",
        'def f(refus: Refus):\n    st.error(f"{refus} suite")',
        "st.error(anomalie.message)",
        "st.error(refus.say(Canal.COMMANDE))",
    ],
)
def test_a_screen_that_speaks_so_is_seen(source: str) -> None:
    assert find_dits_en_commande(source)


@pytest.mark.parametrize("canal", Canal)
def test_a_refusal_and_an_anomaly_are_said_by_channel(canal: Canal) -> None:
    fin = {Canal.ECRAN: "cliquez.", Canal.COMMANDE: "tapez --ceci.", Canal.FICHIER: "écrivez."}[canal]
    remede = Remede(ecran="cliquez.", commande="tapez --ceci.", fichier="écrivez.")
    anomalie = Anomalie.sur(Cellule("Avancement", "H", 7), "x", "vide :", entete="Statut", remede=remede)
    assert ClasseurRefuse("x", "Vide :", remede).say(canal) == f"Vide : {fin}"
    assert anomalie.say(canal) == f"Statut : vide : {fin}"
    assert Refus("Vide.").say(canal) == "Vide."


def test_what_is_published_is_said_as_the_command_line_says_it() -> None:
    refus = BaseIndisponible("La base est vide :", INITIALISER)
    assert str(refus) == "La base est vide : lancez « python -m loaders init »."
    anomalie = Anomalie("x", refus.constat, remede=refus.remede)
    assert anomalie.to_json()["message"] == anomalie.message == str(refus)
