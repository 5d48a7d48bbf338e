"""What is written in the cells of an OpenDocument workbook and around them, streamed: texts, notes, drawings."""

from __future__ import annotations

import re
from collections.abc import Callable

from loaders.lecture.lecteur.bornes import ANORMAL, Refuse
from loaders.lecture.lecteur.odf_ajouts import PARAGRAPHES, Barre, Dessin, Note
from loaders.lecture.lecteur.odf_noms import shorten
from loaders.lecture.lecteur.odf_parties import Gardien
from loaders.lecture.lecteur.odf_styles import Styles
from loaders.lecture.lecteur.odf_texte import Texte

_SAUTES = frozenset(
    {
        "table:tracked-changes",
        "table:content-validations",
        "table:dde-links",
        "table:data-pilot-tables",
        "table:database-ranges",
        "table:named-expressions",
        "office:forms",
        "text:ruby-text",
    }
)
"""Elements that hold no cell of a sheet, or texts that are not a cell's."""


class Ecrits(Gardien):
    """Streams what is written; the cell that holds it is opened and closed by the reader of the sheets."""

    def __init__(self, texte_max: int, extrait: int) -> None:
        super().__init__()
        self.parseur.buffer_text = True  # a text comes whole, its line breaks with it
        self.parseur.EndElementHandler, self.parseur.CharacterDataHandler = self._end, self._read
        self.texte_max, self.extrait = texte_max, extrait
        self.barrant = Styles()
        self.saute = 0
        self.cellule: dict[str, str] | None = None
        self.texte = self.make_texte()
        self.barre = Barre()
        self.note: Note | None = None
        self.dessin: Dessin | None = None
        self.formes = False
        self.debuts: dict[str, Callable[[dict[str, str]], None]] = {
            "office:annotation": self._open_note,
            "dc:creator": self._open_auteur,
            "table:shapes": self._open_formes,
            **dict.fromkeys(PARAGRAPHES, self._open_paragraphe),
            "text:span": self._open_span,
            "text:s": self._add_espaces,
            "text:tab": self._add_tabulation,
            "text:line-break": self._add_ligne,
        }
        self.fins: dict[str, Callable[[], None]] = {
            "office:annotation": self._close_note,
            "dc:creator": self._close_auteur,
            "table:shapes": self._close_formes,
            **dict.fromkeys(PARAGRAPHES, self._close_paragraphe),
            "text:span": self._close_span,
        }

    def make_texte(self) -> Texte:
        """Return a text to be read, of a cell."""
        return Texte(self.texte_max, self.extrait)

    def keep_note(self, auteur: str, note: str) -> None:
        """Take a note that was read whole."""

    def keep_dessin(self, genre: str, texte: str) -> None:
        """Take a drawing that was read whole."""

    def see(self, nom: str, attributs: dict[str, str]) -> None:
        """Read an element, unless it stands in one that is none of ours."""
        if self.saute:
            self.saute += 1
            if self.dessin is not None:
                self.dessin.see(nom)
        elif nom.startswith("draw:") and self.note is None:
            self.saute, self.dessin = 1, Dessin()
            self.dessin.see(nom)
        elif nom in _SAUTES or self.formes or (nom.startswith("form:") and self.note is None):
            self.saute = 1
        elif (lire := self.debuts.get(nom)) is not None:
            lire(attributs)
        else:
            self.barrant.see(nom, attributs)

    def _end(self, nom: str) -> None:
        if self.saute:
            self.saute -= 1
            if self.dessin is not None:
                self.dessin.end(shorten(nom))
                self._close_dessin()
        elif (finir := self.fins.get(shorten(nom))) is not None:
            finir()

    @property
    def ecrit(self) -> Texte:
        """Return the text being read: that of a drawing, of a note or its author, or of the cell itself."""
        if self.dessin is not None:
            return self.dessin.texte
        if self.note is None:
            return self.texte
        return self.note.auteur if self.note.auteur.profondeur else self.note.texte

    def _read(self, texte: str) -> None:
        if self.dessin is not None or (self.cellule is not None and not self.saute):
            self.ecrit.read(texte)
            if self.ecrit is self.texte:
                self.barre.read(texte)

    def _open_paragraphe(self, _: dict[str, str]) -> None:
        self.ecrit.start()

    def _close_paragraphe(self) -> None:
        self.ecrit.end()

    def _add_espaces(self, attributs: dict[str, str]) -> None:
        self.ecrit.add_signe(" ", count_fois(attributs, "text:c"))

    def _add_tabulation(self, _: dict[str, str]) -> None:
        self.ecrit.add_signe("\t")

    def _add_ligne(self, _: dict[str, str]) -> None:
        self.ecrit.add_signe("\n")

    def _open_span(self, attributs: dict[str, str]) -> None:
        self.barre.start(self.barrant.is_barre("text", attributs.get("text:style-name", "")))

    def _close_span(self) -> None:
        self.barre.end()

    def _open_note(self, _: dict[str, str]) -> None:
        if self.cellule is None:
            self.saute = 1
        else:
            self.note = Note(self.texte_max)

    def _close_note(self) -> None:
        note, self.note = self.note, None
        if note is not None and str(note.texte).strip():
            self.keep_note(str(note.auteur), str(note.texte))

    def _open_auteur(self, _: dict[str, str]) -> None:
        if self.note is not None:
            self.note.auteur.start()

    def _close_auteur(self) -> None:
        if self.note is not None:
            self.note.auteur.end()

    def _open_formes(self, _: dict[str, str]) -> None:
        self.formes = True

    def _close_formes(self) -> None:
        self.formes = False

    def _close_dessin(self) -> None:
        """End a drawing with its outermost element."""
        if not self.saute and self.dessin is not None:
            dit, self.dessin = self.dessin.dit, None
            if dit is not None:
                self.keep_dessin(*dit)


def count_fois(attributs: dict[str, str], nom: str) -> int:
    """Return how many times an element stands for itself, 1 when it does not say."""
    dit = attributs.get(nom, "1").strip()
    if not re.fullmatch(r"[0-9]{1,7}", dit):
        raise Refuse("contenu_anormal", ANORMAL.format(f"répétition « {dit[:20]} » illisible"))
    return max(1, int(dit))
