"""What stands around and upon the text of a cell of OpenDocument: its note, a drawing, what is struck (fault 69)."""

from __future__ import annotations

from loaders.lecture.lecteur.ajouts import EXTRAIT
from loaders.lecture.lecteur.bornes import TEXTE_MAX
from loaders.lecture.lecteur.odf_texte import Texte

_IMAGES = frozenset({"draw:image", "draw:object"})
PARAGRAPHES = frozenset({"text:p", "text:h"})


class Note:
    """A note being read: its text, and who wrote it where the program kept that."""

    def __init__(self, maximum: int = TEXTE_MAX) -> None:
        self.texte = Texte(maximum)
        self.auteur = Texte(EXTRAIT)


class Dessin:
    """A drawing being read, with all that it holds: a picture or a chart, a box of text."""

    def __init__(self) -> None:
        self.image = False
        self.texte = Texte(EXTRAIT)

    def see(self, nom: str) -> None:
        """Note what an element of the drawing is."""
        self.image = self.image or nom in _IMAGES
        if nom in PARAGRAPHES:
            self.texte.start()

    def end(self, nom: str) -> None:
        """End an element of the drawing."""
        if nom in PARAGRAPHES:
            self.texte.end()

    @property
    def dit(self) -> tuple[str, str] | None:
        """Return its kind and its text, None for a line or an empty shape, which say nothing."""
        texte = str(self.texte).strip()
        if self.image:
            return "image", ""
        return ("zone", texte) if texte else None


class Barre:
    """The part of a text that is struck through, being read."""

    def __init__(self) -> None:
        self.profondeurs: list[bool] = []
        self.morceaux: list[str] = []

    def start(self, barre: bool) -> None:
        """Enter a piece of text, struck through or not."""
        self.profondeurs.append(barre or self.profondeurs[-1:] == [True])

    def end(self) -> None:
        """Leave a piece of text."""
        if self.profondeurs:
            self.profondeurs.pop()

    def read(self, texte: str) -> None:
        """Take a text, kept when it is struck through."""
        if self.profondeurs and self.profondeurs[-1] and len(self.morceaux) < EXTRAIT:
            self.morceaux.append(texte)

    def __str__(self) -> str:
        """Return what is struck through, on one line."""
        return " ".join("".join(self.morceaux).split())[:EXTRAIT]
