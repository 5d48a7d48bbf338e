"""Draw the house and the way of a cell through it, in docs/architecture.md, from the imports of the code.

    python scripts/draw_maison.py            # write the drawings in their place
    python scripts/draw_maison.py --check    # exit 1 when they no longer say what the code does

A room is a folder; an arrow goes from a room to one that it imports from. Arrows that follow from others are left out,
so that what is drawn can be read; nothing is added to what the imports say.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

RACINE = Path(__file__).resolve().parents[1]
DOCUMENT = RACINE / "docs" / "architecture.md"
COUCHES = ("models", "metrics", "phrases", "loaders", "charts", "exports", "ui", "pages")
Graphe = dict[str, set[str]]
"""Room → the rooms that it imports from."""


def list_modules(racine: Path) -> dict[str, Path]:
    """Return the files of the layers by dotted name."""
    fichiers = (f for couche in COUCHES for f in sorted((racine / couche).rglob("*.py")) if f.name != "__init__.py")
    return {".".join(f.relative_to(racine).with_suffix("").parts): f for f in fichiers}


def list_imports(source: str) -> Iterable[str]:
    """Yield every dotted name that a source may import: in a function or for its types too."""
    for noeud in ast.walk(ast.parse(source)):
        if isinstance(noeud, ast.Import):
            yield from (a.name for a in noeud.names)
        elif isinstance(noeud, ast.ImportFrom) and noeud.module and not noeud.level:
            yield noeud.module
            yield from (f"{noeud.module}.{a.name}" for a in noeud.names)


def build_graphe(racine: Path, couche: str | None = None) -> Graphe:
    """Return the arrows between the layers, or between the rooms inside one; a kind of workbook is its own room."""
    modules = list_modules(racine)
    graphe: Graphe = {}
    for nom, fichier in modules.items():
        ici = find_piece(nom, couche)
        if ici is None:
            continue
        graphe.setdefault(ici, set())
        for importe in list_imports(fichier.read_text(encoding="utf-8")):
            la = find_piece(importe, couche) if importe in modules else None
            if la is not None and la != ici:
                graphe[ici].add(la)
    return graphe


def find_piece(nom: str, couche: str | None) -> str | None:
    """Return the room of a module: its layer, or its folder inside `couche` (`genres.charte`); None outside of it.

    What stands at the door of a layer, beside its folders, is of no room.
    """
    morceaux = nom.split(".")
    if couche is None:
        return morceaux[0]
    return ".".join(morceaux[1:-1]) or None if morceaux[0] == couche else None


def reduce_graphe(graphe: Graphe) -> Graphe:
    """Return the arrows that do not follow from others; raise ValueError when rooms lead back to one another."""
    if cercle := [piece for piece in graphe if piece in reach(graphe, piece)]:
        raise ValueError(f"rooms in a circle: {', '.join(cercle)}")
    return {
        piece: {la for la in vers if not any(la in reach(graphe, autre) for autre in vers - {la})}
        for piece, vers in graphe.items()
    }


def reach(graphe: Mapping[str, set[str]], depart: str) -> set[str]:
    """Return every room that one leads to."""
    vues: set[str] = set()
    reste = [depart]
    while reste:
        for piece in graphe.get(reste.pop(), set()) - vues:
            vues.add(piece)
            reste.append(piece)
    return vues


def sort_pieces(graphe: Graphe) -> list[str]:
    """Return the rooms from the one that knows nobody to the one that knows all the others."""
    return sorted(graphe, key=lambda piece: (len(reach(graphe, piece)), piece))


def draw_graphe(graphe: Graphe) -> str:
    """Return a graph as Mermaid, the rooms that know nobody at the bottom."""
    lignes = ["```mermaid", "flowchart TB"]
    reduit = reduce_graphe(graphe)
    for piece in reversed(sort_pieces(graphe)):
        lignes.append(f'    {_name(piece)}["{piece.replace(".", "/")}"]')
        lignes += [f"    {_name(piece)} --> {_name(la)}" for la in sorted(reduit[piece])]
    return "\n".join([*lignes, "```"])


def _name(piece: str) -> str:
    return piece.replace(".", "_")


def read_loi(dossier: Path) -> str:
    """Return the law of a room: the first line of its docstring."""
    return (ast.get_docstring(ast.parse((dossier / "__init__.py").read_text(encoding="utf-8"))) or "").splitlines()[0]


def draw_chemin(racine: Path, couche: str) -> str:
    """Return the rooms of a layer as a table, in the order in which what comes in goes through them, with their law."""
    graphe = build_graphe(racine, couche)
    lignes = ["| Room | Law | Knows |", "|---|---|---|"]
    for piece in sort_pieces(graphe):
        connues = ", ".join(f"`{p.replace('.', '/')}`" for p in sort_pieces(graphe) if p in graphe[piece]) or "–"
        loi = read_loi(racine.joinpath(couche, *piece.split(".")))
        lignes.append(f"| `{couche}/{piece.replace('.', '/')}` | {loi} | {connues} |")
    return "\n".join(lignes)


def write_document(texte: str, racine: Path = RACINE) -> str:
    """Return the document with each drawing made again between its marks."""
    dessins = {
        "maison": draw_graphe(build_graphe(racine)),
        "import": draw_graphe(build_graphe(racine, "loaders")),
        "cellule": draw_chemin(racine, "loaders"),
        "ecrans": draw_graphe(build_graphe(racine, "ui")),
    }
    for nom, dessin in dessins.items():
        marques = re.compile(rf"(<!-- {nom} -->\n).*?(<!-- /{nom} -->)", re.DOTALL)
        place = marques.search(texte)
        if not place:
            raise ValueError(f"{DOCUMENT.name} has no place for « {nom} »")
        texte = f"{texte[: place.end(1)]}{dessin}\n{texte[place.start(2) :]}"
    return texte


def main(arguments: list[str]) -> int:
    """Write the drawings, or tell whether they are those of the code; return the exit code."""
    texte = DOCUMENT.read_text(encoding="utf-8")
    voulu = write_document(texte)
    if "--check" in arguments:
        return int(texte != voulu)
    DOCUMENT.write_text(voulu, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
