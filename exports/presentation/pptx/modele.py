"""A template opened: its layouts by name, what each must hold, and a refusal in French for what it lacks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exports.presentation.graphiques.mots import EMU, Cadre
from exports.presentation.pptx.noms import Gabarit
from models.refus import DemandeInvalide
from phrases.format import FINE

NOTRE = Path(__file__).with_name("modele.pptx")
POIDS_MAX = 200 * 2**20
"""Bytes that the parts of a template may hold once unpacked."""
PARTIES_MAX = 5_000
TAILLE_DEFAUT = 18.0
_GENRES = {
    "titre": ("title", "ctrTitle"),
    "texte": ("body", "subTitle", "obj", None),
    "dessin": ("chart", "obj", None),
    "tableau": ("tbl", "obj", None),
    "pied": ("ftr",),
    "numero": ("sldNum",),
}
_NOMS = {
    "titre": "un titre",
    "texte": "un emplacement de texte",
    "dessin": "un emplacement de graphique",
    "tableau": "un emplacement de tableau",
    "pied": "un pied de page",
    "numero": "un numéro de diapositive",
}
_PIED = ("pied", "numero")
BESOINS: dict[Gabarit, tuple[str, ...]] = {
    Gabarit.TITRE: ("titre", "texte", "texte", "texte"),
    Gabarit.SECTION: ("titre", "texte", *_PIED),
    Gabarit.DESSIN: ("titre", "dessin", "texte", *_PIED),
    Gabarit.TABLEAU: ("titre", "tableau", "texte", *_PIED),
    Gabarit.NOMBRES: ("titre", "texte", "texte", "texte", "texte", "texte", *_PIED),
    Gabarit.TEXTE: ("titre", "texte", *_PIED),
    Gabarit.COLONNES: ("titre", "texte", "texte", *_PIED),
}
"""What each layout must hold, besides what it may; texts are taken in the order in which the layout holds them."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A placeholder of a layout: how a slide refers to it, its name, its rectangle, the size of its words in points."""

    ph: str
    nom: str
    cadre: Cadre
    taille: float


@dataclass(frozen=True, slots=True)
class Disposition:
    """A layout and its placeholders by what they take."""

    gabarit: Any
    zones: dict[str, list[Zone]]

    def find(self, besoin: str, rang: int = 0) -> Zone:
        """Return the placeholder of a need."""
        return self.zones[besoin][rang]


@dataclass(frozen=True, slots=True)
class Modele:
    """A presentation without slides and its layouts; `hauteur` of its slides in points."""

    presentation: Any
    dispositions: dict[Gabarit, Disposition]


def open_modele(fichier: Path | None) -> Modele:
    """Return a template ready to be filled, ours without a file.

    Raise DemandeInvalide when the file cannot be read, is no presentation, or lacks a layout or a placeholder.
    """
    chemin = fichier or NOTRE
    presentation = _open(chemin)
    dispositions, manques = {}, []
    par_nom = {gabarit.name: gabarit for maitre in presentation.slide_masters for gabarit in maitre.slide_layouts}
    for nom, besoins in BESOINS.items():
        if nom not in par_nom:
            manques.append(f"la disposition «{FINE}{nom}{FINE}»")
            continue
        zones, absents = _list_zones(par_nom[nom], besoins)
        manques += [f"{absent} dans «{FINE}{nom}{FINE}»" for absent in absents]
        dispositions[nom] = Disposition(par_nom[nom], zones)
    if manques:
        raise DemandeInvalide(
            f"Le modèle {chemin.name} ne convient pas{FINE}: il manque {', '.join(manques)}. "
            "Partez du modèle de l’application, ou renommez vos dispositions."
        )
    _remove_diapositives(presentation)
    return Modele(presentation, dispositions)


def _open(chemin: Path) -> Any:
    from pptx import Presentation

    try:
        octets = chemin.read_bytes()
    except OSError as erreur:
        raise DemandeInvalide(f"Impossible de lire le modèle {chemin.name}{FINE}: {erreur.strerror}.") from erreur
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            parties = archive.infolist()
            types = archive.read("[Content_Types].xml") if len(parties) <= PARTIES_MAX else b""
        if sum(partie.file_size for partie in parties) > POIDS_MAX or not types:
            raise DemandeInvalide(f"Le modèle {chemin.name} est trop lourd une fois déplié.")
        if b"macroEnabled" in types:
            raise DemandeInvalide(f"Le modèle {chemin.name} contient des macros{FINE}: enregistrez-le sans elles.")
        presentation = Presentation(io.BytesIO(octets))
        for maitre in presentation.slide_masters:
            list(maitre.slide_layouts)
    except DemandeInvalide:
        raise
    except Exception as erreur:  # whatever a broken file makes the library raise
        raise DemandeInvalide(
            f"Le modèle {chemin.name} n’est pas une présentation PowerPoint lisible{FINE}: "
            "enregistrez-le au format .pptx."
        ) from erreur
    return presentation


def _list_zones(gabarit: Any, besoins: Iterable[str]) -> tuple[dict[str, list[Zone]], list[str]]:
    """Return the placeholders of a layout by need, the fit ones first, and the names of those that it lacks."""
    libres = list(gabarit.placeholders)
    zones: dict[str, list[Zone]] = {}
    absents = []
    for besoin in besoins:
        genres = _GENRES[besoin]
        choix = next((p for g in genres for p in libres if _find_genre(p) == g), None)
        if besoin == "texte":  # all kinds of text are one: the order of the layout decides
            choix = next((p for p in libres if _find_genre(p) in genres), None)
        if choix is None:
            absents.append(_NOMS[besoin])
            continue
        libres.remove(choix)
        zones.setdefault(besoin, []).append(_read_zone(choix))
    return zones, absents


def _find_genre(zone: Any) -> str | None:
    """Return the kind of a placeholder as written, None for one that takes anything."""
    genre: str | None = zone.element.ph.get("type")
    return genre


def _read_zone(zone: Any) -> Zone:
    ph = zone.element.ph
    attributs = "".join(f' {nom}="{ph.get(nom)}"' for nom in ("type", "orient", "sz", "idx") if ph.get(nom) is not None)
    cadre = Cadre(*((getattr(zone, cote) or 0) / EMU for cote in ("left", "top", "width", "height")))
    return Zone(f"<p:ph{attributs}/>", zone.name, cadre, _find_taille(zone))


def _find_taille(zone: Any) -> float:
    """Return the size of the words of a placeholder: its own, its master's, or that of its kind in the master."""
    maitre = zone.part.slide_layout.slide_master
    genre = "titleStyle" if _find_genre(zone) in _GENRES["titre"] else "bodyStyle"
    chemins = [(zone.element, ".//a:lstStyle/a:lvl1pPr/a:defRPr/@sz")]
    chemins.append((maitre.element, f".//p:txStyles/p:{genre}/a:lvl1pPr/a:defRPr/@sz"))
    for element, chemin in chemins:
        if tailles := element.xpath(chemin):
            return int(tailles[0]) / 100
    return TAILLE_DEFAUT


def _remove_diapositives(presentation: Any) -> None:
    """Take out the slides that a template shows as examples, and the sections that name them."""
    liste = presentation.part._element.get_or_add_sldIdLst()
    for diapositive in list(liste):
        presentation.part.drop_rel(diapositive.rId)
        liste.remove(diapositive)
    for sections in presentation.part._element.xpath(".//p:ext[@uri='{521415D9-36F7-43E2-AB2F-B90AF26B5E84}']"):
        sections.getparent().remove(sections)
