"""The pages that a story is shown on: its cover, its sections, then what they had no room for and its annexes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from exports.presentation.html.mesure import HAUT, measure_barres, measure_lignes, measure_textes, share_lignes
from exports.presentation.pieces import Barres, Recit, Section, Table, Texte
from phrases.format import format_reste

LIGNES_MAX: Final = 7
"""Rows of a table on a page."""
BARRES_MAX: Final = 10
PAGES_MAX: Final = 12
"""Pages that a section may take; what is left out is counted on the last one. A plan of our size takes 6 at most."""
COUVERTURE, INTRODUCTION = "couverture", "introduction"


@dataclass(frozen=True, slots=True)
class Page:
    """A section, or a part of one, as it stands on a page, and its number (« 3 / 12 », « Annexe 2 / 9 »).

    `section` holds what is shown here: rows and bars that another page shows are not in it. `suite` says how many those
    are and where; `premiere`: whether the section begins here. The cover is the page without a section.
    """

    cle: str
    numero: str = ""
    section: Section | None = None
    suite: str = ""
    premiere: bool = True


def list_pages(recit: Recit) -> list[Page]:
    """Return the pages of a story, in order: nothing of a section is lost, what does not fit goes on in an annex."""
    histoire, suites, annexes = [Page(COUVERTURE)], list[Page](), list[Page]()
    for section in (*_build_introduction(recit), *recit.sections):
        premiere, *reste = split_section(section)
        if section.annexe:
            annexes += [replace(premiere, suite=""), *reste]
        else:
            histoire.append(premiere)
            suites += reste
    annexes = [*suites, *annexes]
    numeros = [f"{rang} / {len(histoire)}" for rang in range(1, len(histoire) + 1)]
    numeros += [f"Annexe {rang} / {len(annexes)}" for rang in range(1, len(annexes) + 1)]
    return [replace(page, numero=n) for page, n in zip([*histoire, *annexes], numeros, strict=True)]


def split_section(section: Section) -> list[Page]:
    """Return the pages of a section: the first one with its sentences, then those where rows or bars go on."""
    place = HAUT - measure_textes(section.textes)
    if isinstance(section.dessin, Barres):
        barres = section.dessin.barres
        parts = share_lignes(measure_barres(barres), max(place, HAUT // 2), HAUT, BARRES_MAX)
        montrees = [replace(section, dessin=Barres(barres[p])) for p in parts]
        return _build_pages(section, montrees, [len(barres[p]) for p in parts])
    if section.dessin is None and section.table is not None:
        table = section.table
        entete, hauteurs = measure_lignes(table)
        parts = share_lignes(hauteurs, max(place, HAUT // 2) - entete, HAUT - entete, LIGNES_MAX)
        montrees = [replace(section, table=_cut_table(table, p)) for p in parts]
        return _build_pages(section, montrees, [len(table.lignes[p]) for p in parts])
    return [Page(section.cle, section=section)]


def _build_pages(section: Section, montrees: Sequence[Section], tailles: Sequence[int]) -> list[Page]:
    """Return the pages of the parts of a section, `tailles` being the rows or bars of each."""
    premiere, *suites = [
        Page(f"{section.cle}-{rang}", section=montree, premiere=False)
        for rang, montree in enumerate(montrees[:PAGES_MAX], 1)
    ]
    reste, perdues = sum(tailles[1:]), sum(tailles[PAGES_MAX:])
    ou = f", dont {reste - perdues} en annexe" if perdues else ", en annexe"
    premiere = replace(premiere, cle=section.cle, premiere=True, suite=_say_reste(reste, ou))
    suites = [
        replace(p, section=replace(m, textes=(), constat=f"{section.constat} (suite)"))
        for p, m in zip(suites, montrees[1:], strict=False)
    ]
    if suites:
        suites[-1] = replace(suites[-1], suite=_say_reste(perdues, ", sur l’écran et dans le classeur"))
    return [premiere, *suites]


def _say_reste(reste: int, ou: str) -> str:
    return f"{format_reste(reste).capitalize()}{ou}." if reste else ""


def _cut_table(table: Table, part: slice) -> Table:
    return replace(table, lignes=table.lignes[part])


def _build_introduction(recit: Recit) -> list[Section]:
    """Return the page of the presenter's own words, none where nothing was written."""
    textes = tuple(Texte(ligne.strip()) for ligne in recit.introduction.splitlines() if ligne.strip())
    if not textes:
        return []
    return [Section(INTRODUCTION, "Introduction", "Introduction", "", "", "", textes=textes)]
