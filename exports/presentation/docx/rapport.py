"""The report: a cover, a table of contents, the sections of the story, its annexes, a foot on every page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from exports.presentation.docx.elements import make, make_champ, make_paragraphe, make_run, make_saisie
from exports.presentation.docx.graphique import draw, is_dessinable
from exports.presentation.docx.modele import build_document
from exports.presentation.docx.sommaire import list_sommaire, make_titre, number_titres
from exports.presentation.docx.tableau import list_elements
from exports.presentation.pieces import Couverture, Periode, Recit, Section, Texte
from models.archive import freeze_archive
from models.texte import clean
from phrases.format import FINE, INSECABLE, format_date, format_trimestre

FICTIVES: Final = "Données fictives de démonstration"
INTRODUCTION: Final = "Introduction"
ANNEXES: Final = "Annexes"
A_COMPLETER: Final = "à compléter"


@dataclass(frozen=True, slots=True)
class Suites:
    """To whom the report is presented and who validates it, as written by whoever makes it; empty where not told."""

    presente_a: str = ""
    valide_par: str = ""


def write_rapport(recit: Recit, suites: Suites, quand: datetime) -> bytes:
    """Return the document of a story; the same arguments give the same bytes, `quand` dates the file."""
    instant = quand.replace(tzinfo=None, microsecond=0)
    document = build_document(clean(f"{recit.couverture.titre} – rapport"), instant)
    corps = document.element.body
    for element in _iter_corps(document, recit, suites):
        corps.insert(len(corps) - 1, element)  # the last child is the page, as Word wants it
    _write_bords(document, recit)
    tampon = io.BytesIO()
    document.save(tampon)
    return freeze_archive(tampon.getvalue(), instant)


def _iter_corps(document: Any, recit: Recit, suites: Suites) -> Iterator[Any]:
    yield from _iter_couverture(recit.couverture, recit.periode, suites, recit.demonstration)
    fil = [s for s in recit.sections if not s.annexe]
    annexes = [s for s in recit.sections if s.annexe]
    intitules = [(1, INTRODUCTION)] if recit.introduction else []
    intitules += [(1, s.nom) for s in fil]
    intitules += [(1, ANNEXES), *((2, s.nom) for s in annexes)] if annexes else []
    titres = number_titres(intitules)
    yield from list_sommaire(titres)
    suite, ecrivain = iter(titres), _Ecrivain(document)
    if recit.introduction:
        yield make_titre(next(suite))
        yield from (make_paragraphe("Normal", make_run(dit)) for dit in recit.introduction.splitlines() if dit.strip())
    for section in fil:
        yield make_titre(next(suite))
        yield from ecrivain.iter_section(section)
    if annexes:
        yield make_titre(next(suite))
        for section in annexes:
            yield make_titre(next(suite))
            yield from ecrivain.iter_section(section)


def _iter_couverture(c: Couverture, periode: Periode, suites: Suites, demonstration: bool) -> Iterator[Any]:
    yield make_paragraphe("Reunion", make_run(c.reunion))
    yield make_paragraphe("Title", make_run(c.titre, insecable=True))
    yield make_paragraphe("Subtitle", make_run(c.sous_titre))
    yield make_paragraphe("Normal", make_run(write_periode(periode)))
    yield make_paragraphe("Normal", make_run(c.mention))
    if demonstration:
        yield make_paragraphe("Fictif", make_run(f"{FICTIVES}{FINE}: aucun chiffre de ce document n’est réel."))
    for nom, cle, texte in (
        ("Présenté à", "presente_a", suites.presente_a),
        ("Validé par", "valide_par", suites.valide_par),
    ):
        saisie = make_saisie(nom, cle, texte, A_COMPLETER)
        yield make_paragraphe("Normal", make_run(f"{nom}{FINE}: ", "Strong"), saisie)


def write_periode(periode: Periode) -> str:
    """Return what period the report tells: « Du T3 2025 au T3 2026, soit jusqu’au 30/09/2026 »."""
    fin = f"{format_trimestre(periode.jusqu_a)}, soit jusqu’au {format_date(periode.jusqu_a.dernier_jour)}"
    return f"Au {fin}" if periode.depuis is None else f"Du {format_trimestre(periode.depuis)} au {fin}"


@dataclass(slots=True)
class _Ecrivain:
    """What writes the sections of a document one after the other: its charts and its tables are numbered."""

    document: Any
    graphiques: int = 0
    tableaux: int = 0

    def iter_section(self, section: Section) -> Iterator[Any]:
        """Yield the finding, its chart, its table, its sentences, then where its figures come from (end of its note).

        The alternative text is that of the chart where there is one, of the table else.
        """
        constat, alternative = make_paragraphe("Constat", make_run(section.constat)), section.alternative
        yield constat
        if section.dessin is not None and is_dessinable(section.dessin):
            self.graphiques += 1
            yield draw(self.document, section.dessin, self.graphiques, alternative)
            alternative = ""
        if section.table is not None:
            self.tableaux += 1
            yield from list_elements(section.table, self.tableaux, alternative or section.table.legende)
        yield from _list_suite(section)


def _list_suite(section: Section) -> list[Any]:
    provenance = section.note.partition("\n")[2].strip()
    suite = [_make_texte(texte) for texte in section.textes]
    suite += [make_paragraphe("Provenance", make_run(provenance))] if provenance else []
    if section.table is not None:
        suite = suite or [make_paragraphe("Provenance")]  # two tables that touch are one
        _set_avant(suite[0])
    return _tie(suite)


def _make_texte(texte: Texte) -> Any:
    fort = make_run(f"{texte.fort} ", "Strong") if texte.fort else None
    return make_paragraphe("Normal", fort, make_run(texte.texte))


def _set_avant(paragraphe: Any) -> None:
    """Take a paragraph away from the table above it."""
    paragraphe.pPr.append(make("spacing", before="160"))


def _tie(paragraphes: list[Any]) -> list[Any]:
    """Return paragraphs of which the last one does not go alone to the next page."""
    if len(paragraphes) > 1:
        paragraphes[-2].pPr.insert(1, make("keepNext"))
    return paragraphes


def _write_bords(document: Any, recit: Recit) -> None:
    """Write the head and the foot of every page: the plan, the data they stand on, page x of y."""
    section = document.sections[0]
    tete, pied = section.header.paragraphs[0]._p, section.footer.paragraphs[0]._p
    dits = (
        make_run(recit.couverture.titre),
        *((make("r", make("tab")), make_run(FICTIVES, "Strong")) if recit.demonstration else ()),
    )
    for element in dits:
        tete.append(element)
    for element in (
        make_run(recit.pied),
        make("r", make("tab")),
        make_run(f"Page{INSECABLE}"),
        *make_champ("PAGE", "1"),
        make_run(f"{INSECABLE}/{INSECABLE}"),
        *make_champ("NUMPAGES", "1"),
    ):
        pied.append(element)
