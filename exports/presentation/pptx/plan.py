"""What slides the deck is made of, in order: the story, then what it had no room for, then its annexes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from exports.presentation.graphiques.barres import BARRES_MAX, HAUTEUR_BARRE
from exports.presentation.graphiques.mots import Cadre
from exports.presentation.pieces import Barres, Courbe, Dessin, Empilees, Nombres, Recit, Section, Table, Texte
from exports.presentation.pptx.modele import Modele
from exports.presentation.pptx.noms import Gabarit
from exports.presentation.pptx.places import ECART, Page, place_page, write_renvoi
from exports.presentation.pptx.table import Grille, Rangee, measure_entete, set_grille
from exports.presentation.pptx.textes import (
    CORPS_MIN,
    end_textes,
    flow_textes,
    measure_textes,
    pose_textes,
    split_colonnes,
)
from phrases.format import format_compte, format_reste

ANNEXES = "Annexes"
INTRODUCTION = "Introduction"
SUITE = " (suite)"
SUITES_MAX = 30
"""Slides that a section may take; what is left out is counted on the last one."""
RANGEES_MIN = 3
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
    noms = " · ".join(s.nom for s in recit.sections if s.annexe)
    return [
        *pages.recit,
        Page("annexes", Gabarit.SECTION, ANNEXES, (Texte(noms),) if noms else ()),
        *pages.annexes,
        *annexes,
    ]


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
        note="\n".join(filter(None, (section.remarque, section.note))),
        adresse=section.adresse,
    )
    if page.gabarit is Gabarit.TABLEAU or isinstance(page.dessin, Barres):
        page = replace(page, textes=flow_textes(page.textes))
    if page.gabarit is Gabarit.TEXTE and _want_colonnes(page.textes, modele):
        page = replace(page, gabarit=Gabarit.COLONNES)
    if page.gabarit is Gabarit.TABLEAU:
        pages = _split_table(page, section, modele)
    elif isinstance(page.dessin, Barres):
        disposition = modele.dispositions[Gabarit.DESSIN]
        aire = disposition.find("dessin").cadre.join(disposition.find("texte").cadre)
        pages = _split_barres(page, page.dessin, aire)
    else:
        pages = [page]
    if section.annexe:  # it goes on at the next slide: nobody is sent there
        pages = [replace(p, compte="") for p in pages]
    pages = [part for p in pages for part in _split_textes(p, modele, renvoi=not section.annexe)]
    suites = [replace(p, cle=f"{section.cle}-{rang}", suffixe=SUITE) for rang, p in enumerate(pages[1:], 2)]
    if section.annexe and suites:  # its first slide holds a part of what its title counts, and nothing else says so
        return [replace(p, suffixe=f" ({rang} sur {len(pages)})") for rang, p in enumerate([pages[0], *suites], 1)]
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


def _want_colonnes(textes: tuple[Texte, ...], modele: Modele) -> bool:
    """Return whether sentences that one slide of text does not hold stand on one in two columns."""
    entiere = modele.dispositions[Gabarit.TEXTE].find("texte").cadre
    if measure_textes(textes, entiere.large, CORPS_MIN) <= entiere.haut:
        return False
    gauche, droite = (zone.cadre for zone in modele.dispositions[Gabarit.COLONNES].zones["texte"][:2])
    moitie = split_colonnes(textes, gauche.large, CORPS_MIN)
    hauts = [measure_textes(t, c.large, CORPS_MIN) for t, c in ((textes[:moitie], gauche), (textes[moitie:], droite))]
    return hauts[0] <= gauche.haut and hauts[1] <= droite.haut


def _split_barres(page: Page, dessin: Barres, aire: Cadre) -> list[Page]:
    """Return slides of as many bars, but one; the first one, which holds the sentences too, has no more than others."""
    total = len(dessin.barres)
    mots = measure_textes(page.textes, aire.large, CORPS_MIN)
    place = max(int((aire.haut - (mots + ECART if mots else 0)) / HAUTEUR_BARRE), 1)
    nombre = -(-total // BARRES_MAX)
    if total // nombre > place and nombre * BARRES_MAX - (BARRES_MAX - place) < total:
        nombre += 1
    tailles = _share(total, nombre)
    tailles = _share_apres(total, nombre, place) if tailles[0] > place else tailles
    debuts = [sum(tailles[:n]) for n in range(nombre)]
    parts = [dessin.barres[debut : debut + taille] for debut, taille in zip(debuts, tailles, strict=True)]
    pages = [replace(page, dessin=Barres(p), textes=() if rang else page.textes) for rang, p in enumerate(parts)]
    return _count_suite(pages, total - len(parts[0]))


def _share(total: int, nombre: int) -> list[int]:
    """Return a total in parts that differ by one at most, the smaller ones first."""
    return sorted(total // nombre + (rang < total % nombre) for rang in range(nombre))


def _share_apres(total: int, nombre: int, premiere: int) -> list[int]:
    """Return a total in parts, the first one given."""
    return [premiere, *_share(total - premiere, nombre - 1)] if nombre > 1 else [total]


def _count_suite(pages: list[Page], reste: int) -> list[Page]:
    """Return the slides, the first one saying how many are elsewhere."""
    return [replace(pages[0], compte=format_compte(reste, "autre")), *pages[1:]] if reste else pages


def _split_table(page: Page, section: Section, modele: Modele) -> list[Page]:
    """Return slides of `LIGNES_MAX` rows at most, fewer where they are high; sentences leave room for rows."""
    table = section.table or Table("", (), ())
    disposition = modele.dispositions[Gabarit.TABLEAU]
    aire = disposition.find("tableau").cadre.join(disposition.find("texte").cadre)
    pose, de_trop = pose_textes(page.textes, replace(aire, haut=aire.haut * PART_TEXTES), CORPS_MIN)
    grille, reserve = _set_rangees(table, pose.textes, aire, "")
    hauts = aire.haut - measure_entete(table, grille)
    if not section.annexe and grille.count_rangees(table.lignes, hauts - reserve) < len(table.lignes):
        grille, reserve = _set_rangees(table, pose.textes, aire, write_renvoi("99 autres", 99))
        hauts = aire.haut - measure_entete(table, grille)
    page = replace(page, table=table, grille=grille, textes=())
    restantes: list[Rangee] = list(table.lignes)
    pages: list[Page] = []
    while restantes and len(pages) < SUITES_MAX:
        prises = grille.count_rangees(restantes, hauts if pages else hauts - reserve)
        pages.append(replace(page, lignes=tuple(restantes[:prises])))
        restantes = restantes[prises:]
    if section.annexe:
        pages = _even_bout(pages)
    pages[0] = replace(pages[0], textes=pose.textes)
    pages = _count_suite(pages, len(table.lignes) - len(pages[0].lignes))
    if restantes:
        pages[-1] = replace(pages[-1], textes=(Texte(f"{format_reste(len(restantes))}.".capitalize()),))
    return [*pages, replace(page, gabarit=Gabarit.TEXTE, table=None, textes=de_trop)] if de_trop else pages


def _even_bout(pages: list[Page]) -> list[Page]:
    """Return the slides of a table, the last one never left with a row or two."""
    if len(pages) < 2 or len(pages[-1].lignes) >= RANGEES_MIN:
        return pages
    lignes = pages[-2].lignes + pages[-1].lignes
    moitie = len(lignes) // 2
    return [*pages[:-2], replace(pages[-2], lignes=lignes[:moitie]), replace(pages[-1], lignes=lignes[moitie:])]


def _set_rangees(table: Table, textes: Sequence[Texte], aire: Cadre, renvoi: str) -> tuple[Grille, float]:
    """Return the grid of a table above sentences and what says where it goes on, and the height kept for these."""
    mots = measure_textes(end_textes(textes, renvoi), aire.large, CORPS_MIN)
    reserve = mots + ECART if mots else 0
    return set_grille(table, aire.large, aire.haut - reserve), reserve


def _split_textes(page: Page, modele: Modele, *, renvoi: bool) -> Iterator[Page]:
    """Yield a slide with the sentences that fit, then slides of text for the others."""
    if page.gabarit in (Gabarit.TABLEAU, Gabarit.COLONNES):  # what it holds was counted with its sentences
        yield page
        return
    disposition = modele.dispositions[page.gabarit]
    zone = disposition.zones["texte"][-1]
    cadre = place_page(page, disposition).textes
    pose, restants = pose_textes(page.textes, cadre, zone.taille, page.renvoi)
    if restants and renvoi:
        pose, restants = pose_textes(page.textes, cadre, zone.taille, page.renvoi or write_renvoi("", 99))
    yield replace(page, textes=pose.textes)
    if restants:
        suite = replace(page, gabarit=Gabarit.TEXTE, textes=restants, dessin=None, table=None, lignes=(), compte="")
        yield from _split_textes(suite, modele, renvoi=False)
