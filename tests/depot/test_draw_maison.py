"""The drawings of docs/architecture.md are those of the imports, and say so when they no longer are."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.racine import RACINE

SCRIPT = RACINE / "scripts" / "draw_maison.py"


@pytest.fixture(scope="module")
def maison() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_maison", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_arbre(racine: Path, fichiers: dict[str, str]) -> None:
    for nom, source in fichiers.items():
        fichier = racine / nom
        fichier.parent.mkdir(parents=True, exist_ok=True)
        (fichier.parent / "__init__.py").write_text(f'"""Law of {fichier.parent.name}."""\n', encoding="utf-8")
        fichier.write_text(source, encoding="utf-8")


def test_the_document_is_the_code(maison: ModuleType) -> None:
    assert maison.main(["--check"]) == 0, "run python scripts/draw_maison.py"


def test_an_import_more_is_an_arrow_more(maison: ModuleType, tmp_path: Path) -> None:
    write_arbre(
        tmp_path,
        {
            "models/a.py": "",
            "loaders/lecture/b.py": "import models.a",
            "loaders/lignes/c.py": "def f():\n    from loaders.lecture import b",
            "loaders/genres/charte/d.py": "from loaders.lignes.c import f",
        },
    )
    assert maison.build_graphe(tmp_path) == {"models": set(), "loaders": {"models"}}
    graphe = maison.build_graphe(tmp_path, "loaders")
    assert graphe == {"lecture": set(), "lignes": {"lecture"}, "genres.charte": {"lignes"}}
    assert maison.sort_pieces(graphe) == ["lecture", "lignes", "genres.charte"]
    write_arbre(tmp_path, {"loaders/genres/charte/d.py": "from loaders.lignes import c\nfrom loaders.lecture import b"})
    plein = maison.build_graphe(tmp_path, "loaders")
    assert plein["genres.charte"] == {"lignes", "lecture"}
    assert maison.reduce_graphe(plein)["genres.charte"] == {"lignes"}
    assert "| `loaders/lignes` | Law of lignes. | `lecture` |" in maison.draw_chemin(tmp_path, "loaders")


def test_rooms_in_a_circle_are_not_drawn(maison: ModuleType, tmp_path: Path) -> None:
    write_arbre(
        tmp_path,
        {
            "loaders/genres/registre.py": "from loaders.genres.x.g import X",
            "loaders/genres/x/g.py": "import loaders.genres.registre",
        },
    )
    with pytest.raises(ValueError, match="rooms in a circle: genres"):
        maison.draw_graphe(maison.build_graphe(tmp_path, "loaders"))
