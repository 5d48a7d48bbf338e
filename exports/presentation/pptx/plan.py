"""What slides the deck is made of, in order: the story, then what it had no room for, then its annexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from exports.presentation.pieces import Barres, Courbe, Dessin, Empilees, Nombres, Recit, Section, Table, Texte
from exports.presentation.pptx.barres import BARRES_MAX
from exports.presentation.pptx.modele import Modele
from exports.presentation.pptx.noms import Gabarit
from exports.presentation.pptx.places import ECART, HAUT_RENVOI, Page, place_page
from exports.presentation.pptx.table import LIGNES_MAX, Rangee, measure_entete, measure_rangee, set_largeurs
from exports.presentation.pptx.textes import CORPS_MIN, measure_textes, pose_textes
from phrases.format import format_compte, format_reste

ANNEXES = "Annexes"
INTRODUCTION = "Introduction"
SUITE = " (suite)"
SUITES_MAX = 30
"""Slides that a section may take; what is left out is counted on the last one."""
PART_TEXTES = 0.35
"""Share of the height that sentences may take under a table."""


@dataclass(slots=True)
class _Pages:
    """The slides of the story and those that stand after it."""

    recit: list[Page] = field(default_factory=list)
    annexes: list[Page] = field(default_factory=list)


def plan_pages(recit: Recit, modele: Modele) -> list[Page]:
    """Return the slides after the cover."""
    pages = _Pages()
    if recit.introduction.strip():
        textes = tuple(Texte(part.strip()) for part in recit.introduction.splitlines() if part.strip())
        entree = Section("introduction", INTRODUCTION, INTRODUCTION, "", "", "", textes=textes)
        pages.recit += split_section(entree, modele)
    annexes: list[Page] = []
    for section in recit.sections:
        premiere, *suites = split_section(section, modele)
        if section.annexe:
            annexes += [premiere, *suites]
        else:
            pages.recit.append(replace(premiere, suite=suites[0].cle) if suites else premiere)
            pages.annexes += suites
    if not pages.annexes and not annexes:
        return pages.recit
    noms = tuple(Texte(s.nom) for s in recit.sections if s.annexe)
    return [*pages.recit, Page("annexes", Gabarit.SECTION, ANNEXES, noms), *pages.annexes, *annexes]


def split_section(section: Section, modele: Modele) -> list[Page]:
    """Return the slides of a section: the first one, and those where it goes on."""
    dessinee = _has_points(section.dessin)
    page = Page(
        section.cle,
        _choose_gabarit(section, dessinee),
        section.constat,
        section.textes,
        section.dessin if dessinee else None,
        alternative=section.alternative,
        note=section.note,
        adresse=section.adresse,
    )
    if page.gabarit is Gabarit.TABLEAU and section.table is not None:
        pages = _split_table(page, section, modele)
    elif isinstance(page.dessin, Barres):
        pages = _split_barres(page, page.dessin)
    else:
        pages = [page]
    if section.annexe:  # it goes on at the next slide: nobody is sent there
        pages = [replace(p, compte="") for p in pages]
    pages = [part for p in pages for part in _split_textes(p, modele, renvoi=not section.annexe)]
    suites = [replace(p, cle=f"{section.cle}-{rang}", suffixe=SUITE) for rang, p in enumerate(pages[1:], 2)]
    return [pages[0], *suites]


def _has_points(dessin: Dessin | None) -> bool:
    """Return whether a drawing has something to show; one that has not is not drawn."""
    if isinstance(dessin, Courbe | Empilees):
        return any(valeur is not None for serie in dessin.series for valeur in serie.valeurs)
    if isinstance(dessin, Barres):
        return bool(dessin.barres)
    return dessin is not None and bool(dessin.nombres)


def _choose_gabarit(section: Section, dessinee: bool) -> Gabarit:
    if dessinee:
        return Gabarit.NOMBRES if isinstance(section.dessin, Nombres) else Gabarit.DESSIN
    if section.table is not None and section.table.lignes:
        return Gabarit.TABLEAU
    return Gabarit.TEXTE if section.textes else Gabarit.SECTION


def _split_barres(page: Page, dessin: Barres) -> list[Page]:
    """Return slides of as many bars, but one; the sentences stand with the first ones."""
    nombre = -(-len(dessin.barres) // BARRES_MAX)
    pas = -(-len(dessin.barres) // nombre)
    parts = [dessin.barres[i : i + pas] for i in range(0, len(dessin.barres), pas)]
    pages = [
        replace(page, dessin=Barres(part), textes=page.textes if not rang else ()) for rang, part in enumerate(parts)
    ]
    reste = len(dessin.barres) - len(parts[0])
    return [replace(pages[0], compte=format_compte(reste, "autre")), *pages[1:]] if reste else pages


def _split_table(page: Page, section: Section, modele: Modele) -> list[Page]:
    """Return slides of `LIGNES_MAX` rows at most, fewer where they are high."""
    table = section.table or Table("", (), ())
    disposition = modele.dispositions[Gabarit.TABLEAU]
    aire = disposition.find("tableau").cadre.join(disposition.find("texte").cadre)
    larges = set_largeurs(table, aire.large)
    entete = measure_entete(table, larges)
    pose, de_trop = pose_textes(page.textes, replace(aire, haut=aire.haut * PART_TEXTES), CORPS_MIN)
    page = replace(page, textes=pose.textes)
    restantes: list[Rangee] = list(table.lignes)
    pages: list[Page] = []
    while restantes and len(pages) < SUITES_MAX:
        textes = page.textes if not pages else ()
        prises = _count_lignes(
            restantes, larges, aire.haut - entete - _reserve(textes, aire.large, renvoi=not section.annexe)
        )
        pages.append(replace(page, table=table, lignes=tuple(restantes[:prises]), textes=textes))
        restantes = restantes[prises:]
    if reste := len(table.lignes) - len(pages[0].lignes):
        pages[0] = replace(pages[0], compte=format_compte(reste, "autre"))
    if restantes:
        pages[-1] = replace(
            pages[-1], textes=(*pages[-1].textes, Texte(f"{format_reste(len(restantes))}.".capitalize()))
        )
    if de_trop:
        pages.append(replace(page, gabarit=Gabarit.TEXTE, textes=de_trop))
    return pages


def _reserve(textes: Sequence[Texte], large: float, *, renvoi: bool) -> float:
    """Return the height kept under a table: that of its sentences and of the one that says where it goes on."""
    mots = measure_textes(textes, large, CORPS_MIN) + (HAUT_RENVOI if renvoi else 0)
    return mots + ECART if mots else 0


def _count_lignes(lignes: Sequence[Rangee], larges: Sequence[float], haut: float) -> int:
    """Return how many rows stand in a height, one at least."""
    prises, occupe = 0, 0.0
    for ligne in lignes[:LIGNES_MAX]:
        occupe += measure_rangee(ligne, larges)
        if prises and occupe > haut:
            break
        prises += 1
    return prises


def _split_textes(page: Page, modele: Modele, *, renvoi: bool) -> Iterator[Page]:
    """Yield a slide with the sentences that fit, then slides of text for the others."""
    if page.gabarit is Gabarit.TABLEAU:  # its rows were counted with its sentences
        yield page
        return
    disposition = modele.dispositions[page.gabarit]
    zone = disposition.zones["texte"][-1]
    cadre = place_page(page, disposition).textes
    pose, restants = pose_textes(page.textes, cadre, zone.taille)
    if renvoi and (restants or page.compte):
        pose, restants = pose_textes(page.textes, replace(cadre, haut=cadre.haut - HAUT_RENVOI), zone.taille)
    yield replace(page, textes=pose.textes)
    if restants:
        suite = replace(page, gabarit=Gabarit.TEXTE, textes=restants, dessin=None, table=None, lignes=())
        yield from _split_textes(suite, modele, renvoi=False)
