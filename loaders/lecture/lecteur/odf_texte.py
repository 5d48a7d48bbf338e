"""The text of a cell of OpenDocument: paragraphs, spans, counted spaces, tabs and line breaks."""

from __future__ import annotations

import re

from loaders.lecture.lecteur.bornes import DEBUT_MAX, TEXTE_MAX

_BLANCS = re.compile(r" *[\t\r\n][ \t\r\n]*")


class Texte:
    """A text being read; past the longest that is kept, it is counted and no longer kept.

    `extrait` is how much of a text that is too long is given. The line breaks of the file count for one space, none
    begins a paragraph; spaces stay as LibreOffice has them.
    """

    def __init__(self, maximum: int = TEXTE_MAX, extrait: int = DEBUT_MAX) -> None:
        self.maximum, self.extrait = maximum, extrait
        self.morceaux: list[str] = []
        self.longueur = self.paragraphes = self.profondeur = 0
        self.apres_blanc = True

    def _add(self, texte: str, fois: int = 1) -> None:
        place = self.maximum + 1 - self.longueur
        self.longueur += len(texte) * fois
        if place > 0:
            self.morceaux.append(texte if fois == 1 else texte * min(fois, place))

    def start(self) -> None:
        """Begin a paragraph, on a line of its own."""
        if self.profondeur == 0:
            if self.paragraphes:
                self._add("\n")
            self.paragraphes += 1
            self.apres_blanc = True
        self.profondeur += 1

    def end(self) -> None:
        """End a paragraph."""
        self.profondeur -= 1
        if self.profondeur == 0 and self.apres_blanc and self.morceaux and self.morceaux[-1].endswith(" "):
            self.morceaux[-1] = self.morceaux[-1][:-1]
            self.longueur -= 1

    def read(self, texte: str) -> None:
        """Take what stands in a paragraph; between paragraphs there is nothing to read."""
        if self.profondeur == 0:
            return
        replie = _BLANCS.sub(" ", texte)
        texte = replie.lstrip(" ") if self.apres_blanc and replie != texte else replie
        if texte:
            self._add(texte)
            self.apres_blanc = texte.endswith(" ")

    def add_signe(self, signe: str, fois: int = 1) -> None:
        """Take a space, a tab or a line break that an element stands for."""
        if self.profondeur:
            self._add(signe, fois)
            self.apres_blanc = False

    def __str__(self) -> str:
        """Return what is kept of the text."""
        return "".join(self.morceaux)
