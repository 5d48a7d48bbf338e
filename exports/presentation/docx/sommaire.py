"""The headings of the report and its table of contents: a field of Word, with its entries already written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from exports.presentation.docx.elements import (
    close_champ,
    make,
    make_paragraphe,
    make_run,
    make_signet,
    open_champ,
)

SOMMAIRE: Final = "Sommaire"


@dataclass(frozen=True, slots=True)
class Titre:
    """A heading: its level (1 or 2), its number as Word computes it, its words, its bookmark."""

    niveau: int
    numero: str
    texte: str
    rang: int

    @property
    def signet(self) -> str:
        """Return the name of its bookmark."""
        return f"_Toc{self.rang:08}"


def number_titres(titres: Sequence[tuple[int, str]]) -> list[Titre]:
    """Return headings given by level and words with their numbers: « 1. », « 12.3. »."""
    numerotes, comptes = [], [0, 0]
    for rang, (niveau, texte) in enumerate(titres, start=1):
        comptes = [comptes[0] + 1, 0] if niveau == 1 else [comptes[0], comptes[1] + 1]
        numero = f"{'.'.join(map(str, comptes[:niveau]))}."
        numerotes.append(Titre(niveau, numero, texte, rang))
    return numerotes


def make_titre(titre: Titre) -> Any:
    """Return a heading, whose number comes from its style; the first one begins the page after the contents."""
    paragraphe = make_paragraphe(
        f"Heading{titre.niveau}", *make_signet(titre.rang, titre.signet, make_run(titre.texte))
    )
    if titre.rang == 1:
        paragraphe.pPr.append(make("pageBreakBefore"))
    return paragraphe


def list_sommaire(titres: Sequence[Titre]) -> Iterator[Any]:
    """Yield the table of contents, without pages: nobody knows them before a program lays the document out.

    Word writes them when it opens it, since the field says that it is to be computed.
    """
    yield make_paragraphe("TOCHeading", make_run(SOMMAIRE))
    for rang, titre in enumerate(titres):
        debut = [] if rang else open_champ('TOC \\o "1-2" \\h \\z \\u', perime=True)
        yield make_paragraphe(f"TOC{titre.niveau}", *debut, _make_lien(titre))
    if titres:
        yield make_paragraphe("Normal", close_champ())


def _make_lien(titre: Titre) -> Any:
    return make(
        "hyperlink",
        make_run(titre.numero),
        make("r", make("tab")),
        make_run(titre.texte),
        anchor=titre.signet,
        history="1",
    )
