"""The styles of an OpenDocument workbook that strike a text through, by themselves or by the one they come from."""

from __future__ import annotations

from loaders.lecture.lecteur.odf_parties import Gardien

ANCETRES_MAX = 20
_BARRES = ("style:text-line-through-style", "style:text-line-through-type")


class Styles:
    """What each style says of striking through, and which one it comes from; a name is of its family alone."""

    def __init__(self) -> None:
        self.barres: dict[tuple[str, str], bool] = {}
        self.parents: dict[tuple[str, str], str] = {}
        self.style = ("", "")

    def see(self, nom: str, attributs: dict[str, str]) -> None:
        """Note a style, or what it does to texts."""
        if nom == "style:style":
            self.style = attributs.get("style:family", ""), attributs.get("style:name", "")
            self.parents[self.style] = attributs.get("style:parent-style-name", "")
        elif nom.endswith("-style"):  # a format of numbers: its properties are its own
            self.style = "", ""
        elif nom == "style:text-properties" and (dits := [attributs[a] for a in _BARRES if a in attributs]):
            self.barres[self.style] = any(dit != "none" for dit in dits)

    def is_barre(self, famille: str, nom: str) -> bool:
        """Return whether a style strikes its text through."""
        for _ in range(ANCETRES_MAX):
            if not nom or (famille, nom) in self.barres:
                break
            nom = self.parents.get((famille, nom), "")
        return bool(nom) and self.barres.get((famille, nom), False)


class PartieStyles(Gardien):
    """Streams the part where the named styles stand."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self.styles = styles

    def see(self, nom: str, attributs: dict[str, str]) -> None:
        """Note a style."""
        self.styles.see(nom, attributs)
