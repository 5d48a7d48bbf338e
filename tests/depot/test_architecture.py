"""The one-way rule of the folders, and where Streamlit, Plotly and SQL may stand."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.racine import RACINE

COUCHES = {
    "models": set(),
    "metrics": {"models"},
    "phrases": {"models", "metrics"},
    "charts": {"models", "metrics", "phrases"},
    "exports": {"models", "metrics", "phrases", "charts"},
    "loaders": {"models", "metrics", "phrases"},
    "ui": {"models", "metrics", "phrases", "charts", "exports", "loaders"},
    "pages": {"models", "metrics", "phrases", "charts", "exports", "loaders", "ui"},
}
# The command line of `exports` creates the database on first use, as every command does.
EXCEPTIONS = {("exports/__main__.py", "loaders")}
RESERVES = {
    "streamlit": {"dashboard.py", "pages", "ui"},
    "plotly": {"charts", "ui"},
    "sqlalchemy": {"models", "loaders", "migrations"},
    "sqlmodel": {"models", "loaders", "migrations"},
    "sqlite3": {"models", "loaders"},
}


def list_modules() -> list[Path]:
    return sorted(
        [p for dossier in (*COUCHES, "migrations") for p in (RACINE / dossier).rglob("*.py")]
        + [RACINE / "dashboard.py"]
    )


def list_imports(source: str) -> set[str]:
    imports = set()
    for noeud in ast.walk(ast.parse(source)):
        if isinstance(noeud, ast.Import):
            imports |= {a.name.split(".")[0] for a in noeud.names}
        elif isinstance(noeud, ast.ImportFrom) and noeud.module and noeud.level == 0:
            imports.add(noeud.module.split(".")[0])
    return imports


def find_ecarts(chemin: str, source: str) -> list[str]:
    """Return the imports of a module that its folder's law forbids."""
    dossier = chemin.split("/", maxsplit=1)[0]
    ecarts = []
    for nom in list_imports(source):
        vers_le_haut = dossier in COUCHES and nom in {*COUCHES, "dashboard"} and nom not in COUCHES[dossier] | {dossier}
        if vers_le_haut and (chemin, nom) not in EXCEPTIONS:
            ecarts.append(f"{chemin} imports {nom}")
        if nom in RESERVES and dossier not in RESERVES[nom]:
            ecarts.append(f"{chemin} imports {nom}")
    return ecarts


@pytest.mark.parametrize("module", list_modules(), ids=lambda p: str(p.relative_to(RACINE)))
def test_module_respecte_sa_couche(module: Path) -> None:
    assert find_ecarts(str(module.relative_to(RACINE)), module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("chemin", "source"),
    [
        ("models/x.py", "from metrics.bilan import compute_bilan"),
        ("metrics/x.py", "from phrases.format import FINE"),
        ("metrics/x.py", "import sqlalchemy"),
        ("metrics/x.py", "def f():\n    from loaders import diff"),
        ("loaders/x.py", "import streamlit as st"),
        ("charts/x.py", "from sqlmodel import Session"),
        ("exports/x.py", "from loaders.base.preparation import ensure_base"),
        ("pages/x.py", "import plotly.graph_objects as go"),
        ("pages/x.py", "from sqlalchemy import select"),
        ("ui/x.py", "import dashboard"),
    ],
)
def test_un_ecart_est_vu(chemin: str, source: str) -> None:
    assert find_ecarts(chemin, source)


PIECES = {
    "socle": {"socle"},
    "serveur": {"serveur", "socle"},
    "premier": {dossier.name for dossier in (RACINE / "ui").iterdir() if dossier.is_dir()} - {"serveur"},
}
"""What the rooms of `ui/` that no screen owns know; those of the screens know themselves, `kit` and `socle`.

A first page is made of each screen's own words: its room knows them all.
"""
_PIECE = re.compile(r"^\s*(?:from|import) ui\.(\w+)(?:[\s.].*?)?(#.*)?$")


def find_fleches(chemin: str, source: str) -> list[str]:
    """Return the imports of a module of `ui/` that lead to a room it does not know, and whose line does not say why."""
    _, piece, *_ = chemin.split("/")
    connues = PIECES.get(piece, {piece, "kit", "socle"})
    lues = ((ligne, _PIECE.match(ligne)) for ligne in source.splitlines())
    return [
        f"{chemin}: {ligne.strip()}"
        for ligne, lue in lues
        if lue and lue[1] not in connues and not (lue[2] and piece not in {*PIECES, "kit"})
    ]


@pytest.mark.parametrize("module", sorted(RACINE.glob("ui/*/**/*.py")), ids=lambda p: str(p.relative_to(RACINE)))
def test_les_pieces_des_ecrans_ne_se_connaissent_pas(module: Path) -> None:
    assert find_fleches(str(module.relative_to(RACINE)), module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("chemin", "source", "vu"),
    [
        ("ui/socle/x.py", "from ui.kit.pages import reopen", True),
        ("ui/socle/x.py", "def f():\n    from ui.kit.pages import reopen  # a reason", True),
        ("ui/kit/x.py", "from ui.actions.tables import VIDE  # a reason", True),
        ("ui/serveur/x.py", "from ui.kit import pages", True),
        ("ui/aide/x.py", "from ui.charte.marques import write_case", True),
        ("ui/aide/x.py", "from ui.charte.marques import write_case  # the marks that it explains", False),
        ("ui/aide/x.py", "from ui.aide.articles import Article\nfrom ui.kit import pages", False),
        ("ui/aide/x.py", "import ui.charte.marques", True),
        ("ui/premier/x.py", "from ui.synthese.blocs import write_tete", False),
        ("ui/premier/x.py", "from ui.serveur.document import put_premier", True),
        ("ui/synthese/x.py", "from ui.premier.page import write_premier", True),
        ("ui/aide/x.py", "from ui.charte import (\n    marques,\n)", True),
    ],
)
def test_une_fleche_entre_deux_pieces_est_vue(chemin: str, source: str, vu: bool) -> None:
    assert bool(find_fleches(chemin, source)) is vu


def test_chaque_dossier_dit_sa_loi() -> None:
    for dossier in COUCHES:
        if dossier != "pages":
            assert ast.get_docstring(ast.parse((RACINE / dossier / "__init__.py").read_text(encoding="utf-8")))


def test_le_lecteur_ne_tient_qu_a_la_bibliotheque_standard_et_openpyxl() -> None:
    """Its process finds the whole project beside it: it knows its own folder alone there."""
    import sys

    noms = {
        nom
        for module in (RACINE / "loaders" / "lecture" / "lecteur").glob("*.py")
        for nom in list_noms_importes(module.read_text(encoding="utf-8"))
    }
    ailleurs = {nom for nom in noms if not nom.startswith("loaders.lecture.lecteur.")}
    assert {nom.split(".")[0] for nom in ailleurs} - set(sys.stdlib_module_names) == {"openpyxl"}


def list_noms_importes(source: str) -> set[str]:
    noms = set()
    for noeud in ast.walk(ast.parse(source)):
        if isinstance(noeud, ast.Import):
            noms |= {a.name for a in noeud.names}
        elif isinstance(noeud, ast.ImportFrom):
            noms.add("." * noeud.level + (noeud.module or ""))
    return noms


def list_fichiers_importes(module: Path, racine: Path = RACINE) -> set[Path]:
    """Return the files of the project that a module imports, anywhere in it: in a function, for its types alone."""
    trouves = set()
    for noeud in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        noms: list[str] = []
        if isinstance(noeud, ast.Import):
            noms = [a.name for a in noeud.names]
        elif isinstance(noeud, ast.ImportFrom) and noeud.module and noeud.level == 0:
            noms = [noeud.module, *(f"{noeud.module}.{a.name}" for a in noeud.names)]
        trouves |= {f for nom in noms if (f := racine.joinpath(*nom.split(".")).with_suffix(".py")).is_file()}
    return trouves


def find_cercle(graphe: dict[Path, set[Path]]) -> list[Path]:
    """Return files that import one another in a ring, the first again at the end; empty when none do."""
    finis: set[Path] = set()

    def visit(module: Path, chemin: list[Path]) -> list[Path]:
        if module in chemin:
            return [*chemin[chemin.index(module) :], module]
        if module in finis:
            return []
        for suivant in sorted(graphe.get(module, set())):
            if cercle := visit(suivant, [*chemin, module]):
                return cercle
        finis.add(module)
        return []

    return next((cercle for module in graphe if (cercle := visit(module, []))), [])


def build_graphe(racine: Path = RACINE) -> dict[Path, set[Path]]:
    """Return, of every file of the layers, those that it imports."""
    modules = {m for dossier in COUCHES for m in (racine / dossier).rglob("*.py") if m.name != "__init__.py"}
    return {m: list_fichiers_importes(m, racine) & modules for m in sorted(modules)}


def group_par_dossier(graphe: dict[Path, set[Path]]) -> dict[Path, set[Path]]:
    """Return, of every folder, those that its files import from; a folder and what it holds are not two places."""
    dossiers: dict[Path, set[Path]] = {}
    for module, importes in graphe.items():
        ici = module.parent
        ailleurs = {f.parent for f in importes if ici not in (f.parent, *f.parent.parents)}
        dossiers.setdefault(ici, set()).update(d for d in ailleurs if d not in ici.parents)
    return dossiers


def test_aucun_cercle_entre_fichiers() -> None:
    assert [str(m.relative_to(RACINE)) for m in find_cercle(build_graphe())] == []


def test_aucun_cercle_entre_dossiers() -> None:
    assert [str(d.relative_to(RACINE)) for d in find_cercle(group_par_dossier(build_graphe()))] == []


def test_un_cercle_entre_dossiers_est_vu(tmp_path: Path) -> None:
    for nom, source in {
        "loaders/lignes/a.py": "from loaders.genres.x.b import f",
        "loaders/genres/x/b.py": "from loaders.cellules.c import f",
        "loaders/cellules/c.py": "from loaders.lignes.d import f",
        "loaders/lignes/d.py": "",
    }.items():
        (tmp_path / nom).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nom).write_text(source)
    graphe = build_graphe(tmp_path)
    assert find_cercle(graphe) == []
    assert find_cercle(group_par_dossier(graphe)) != []


@pytest.mark.parametrize(
    "retour",
    [
        "from loaders.a import x",
        "from loaders import a",
        "import loaders.a",
        "def f():\n    from loaders.a import x",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from loaders.a import X",
    ],
)
def test_un_cercle_est_vu(tmp_path: Path, retour: str) -> None:
    (tmp_path / "loaders").mkdir()
    a, b, c = (tmp_path / "loaders" / f"{nom}.py" for nom in "abc")
    a.write_text("from loaders.b import y")
    b.write_text("from loaders.c import z")
    c.write_text(retour)
    assert find_cercle({m: list_fichiers_importes(m, tmp_path) for m in (a, b, c)}) == [a, b, c, a]


def test_knowing_the_kinds_of_workbook_loads_no_workbook_library() -> None:
    import subprocess
    import sys

    dit = "import sys, loaders.genres.registre; print('openpyxl' in sys.modules)"
    fait = subprocess.run([sys.executable, "-c", dit], cwd=RACINE, capture_output=True, text=True, check=True)
    assert fait.stdout.strip() == "False"
