"""A slide written: the placeholders of its layout filled in the order in which they are read, its foot, its number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from exports.presentation.graphiques.dessin import build_dessin
from exports.presentation.graphiques.mesure import INTERLIGNE, PRUDENCE, fold_lignes, measure_largeur
from exports.presentation.graphiques.mots import ROUGE, SOURDINE, Cadre, write_run
from exports.presentation.pieces import Couverture, Dessin, Nombre, Nombres, Texte
from exports.presentation.pptx.ecriture import write_arbre, write_objet, write_paragraphe, write_zone
from exports.presentation.pptx.modele import Disposition, Zone
from exports.presentation.pptx.noms import CHAMP_NUMERO, Gabarit
from exports.presentation.pptx.places import ECART, Page, Places, place_page, write_renvoi
from exports.presentation.pptx.table import set_hauteurs, write_table
from exports.presentation.pptx.textes import (
    CORPS_MIN,
    end_textes,
    fit_titre,
    measure_textes,
    pose_textes,
    split_colonnes,
    write_textes,
)

TITRE_LIGNES, COUVERTURE_LIGNES = 2, 4
CHIFFRES = (54, 48, 44, 40, 36, 32, 28)
"""Sizes of headline figures, in points: the greatest at which all of them stand on a line."""
LEGENDE = 18
GRAPHIQUE = '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="{}"/>'


class Feuille:
    """A slide being written: shapes are added in the order in which they will be read."""

    def __init__(self, diapositive: Any, disposition: Disposition, numero: int) -> None:
        self.diapositive, self.disposition, self.numero = diapositive, disposition, numero
        self._formes: list[str] = []

    def write_couverture(self, couverture: Couverture) -> None:
        """Fill the first slide, from top to bottom."""
        reunion, sous_titre, mention = self.disposition.zones["texte"]
        titre = self.disposition.find("titre")
        for zone, texte in ((reunion, couverture.reunion), (titre, couverture.titre)):
            self._add_titre(zone, texte, COUVERTURE_LIGNES)
        for zone, texte in ((sous_titre, couverture.sous_titre), (mention, couverture.mention)):
            self._add_titre(zone, texte, COUVERTURE_LIGNES)
        self._close("")

    def write_page(self, page: Page, pied: str, suite: Feuille | None) -> str:
        """Fill a slide and return its title as it stands; `suite` is the slide where it goes on, if any."""
        titre = self._add_titre(self.disposition.find("titre"), page.titre, TITRE_LIGNES, page.suffixe)
        liens = {}
        if suite is not None:
            renvoi = write_renvoi(page.compte, suite.numero)
            liens[renvoi] = self._link(suite)
            page = replace(page, textes=end_textes(page.textes, renvoi), compte="")
        places = place_page(page, self.disposition)
        if page.gabarit is Gabarit.TABLEAU:
            places = self._add_table(page)
        elif isinstance(page.dessin, Nombres):
            self._add_nombres(page.dessin)
        elif page.dessin is not None:
            self._add_graphique(page, page.dessin, places.objet)
        if page.textes and page.gabarit is Gabarit.COLONNES:
            self._add_colonnes(page, liens)
        elif page.textes:
            self._add_textes(self.disposition.zones["texte"][-1], page.textes, places.textes, liens)
        self._close(pied)
        return titre

    def _add(self, forme: str) -> None:
        self._formes.append(forme)

    def _find_id(self) -> int:
        return len(self._formes) + 2

    def _link(self, suite: Feuille) -> str:
        from pptx.opc.constants import RELATIONSHIP_TYPE

        relation: str = self.diapositive.part.relate_to(suite.diapositive.part, RELATIONSHIP_TYPE.SLIDE)
        return relation

    def _add_titre(self, zone: Zone, texte: str, lignes: int, suffixe: str = "") -> str:
        """Write a title, then its suffix, which is never cut; return it as it stands, without it."""
        if not texte:
            return ""
        tenu, taille = fit_titre(texte, zone.cadre, zone.taille, lignes, suffixe)
        run = write_run(tenu + suffixe, taille if taille != zone.taille else 0)
        self._add(write_zone(self._find_id(), zone.nom, zone.ph, write_paragraphe(run)))
        return tenu

    def _add_textes(self, zone: Zone, textes: tuple[Texte, ...], cadre: Cadre, liens: dict[str, str]) -> None:
        pose, _ = pose_textes(textes, cadre, zone.taille)
        deplace = cadre if cadre != zone.cadre else None
        self._add(write_zone(self._find_id(), zone.nom, zone.ph, write_textes(pose, zone.taille, liens), deplace))

    def _add_colonnes(self, page: Page, liens: dict[str, str]) -> None:
        """Share sentences between two columns, the first one no shorter than the second."""
        gauche, droite = self.disposition.zones["texte"]
        moitie = split_colonnes(page.textes, gauche.cadre.large, CORPS_MIN)
        for zone, textes in ((gauche, page.textes[:moitie]), (droite, page.textes[moitie:])):
            self._add_textes(zone, textes, zone.cadre, liens)

    def _add_nombres(self, dessin: Nombres) -> None:
        """Fill a placeholder a figure: its value, what it is, what it was."""
        zones = self.disposition.zones["texte"][:-1]
        nombres = dessin.nombres[: len(zones)]
        tailles = [t for t in CHIFFRES if all(_fits(n, z, t) for n, z in zip(nombres, zones, strict=False))]
        plis = [
            len(fold_lignes(n.legende, z.cadre.large * PRUDENCE, LEGENDE)) for n, z in zip(nombres, zones, strict=False)
        ]
        for nombre, zone, pli in zip(nombres, zones, plis, strict=False):
            valeur = write_run(
                nombre.valeur, tailles[0] if tailles else CHIFFRES[-1], gras=True, couleur=_colour(nombre)
            )
            lignes = [write_paragraphe(valeur, avant=0), write_paragraphe(write_run(nombre.legende, LEGENDE), avant=2)]
            manque = (max(plis) - pli) * LEGENDE * INTERLIGNE  # what was stands on one line, whatever is above it
            if nombre.avant:
                lignes.append(write_paragraphe(write_run(nombre.avant, LEGENDE, couleur=SOURDINE), avant=4 + manque))
            self._add(write_zone(self._find_id(), zone.nom, zone.ph, "".join(lignes)))

    def _add_graphique(self, page: Page, dessin: Dessin, cadre: Cadre) -> None:
        zone = self.disposition.find("dessin")
        relation = self.diapositive.part.add_chart_part(None, build_dessin(dessin, cadre))
        contenu = GRAPHIQUE.format(relation)
        self._add(write_objet(self._find_id(), zone.nom, page.alternative, zone.ph, cadre=cadre, contenu=contenu))

    def _add_table(self, page: Page) -> Places:
        """Write a table at the top of its area and return where the sentences stand, under it."""
        zone, textes = self.disposition.find("tableau"), self.disposition.find("texte").cadre
        aire = zone.cadre.join(textes)
        if page.table is None or page.grille is None:
            return Places(aire, textes)
        mots = measure_textes(page.textes, aire.large, CORPS_MIN) + ECART if page.textes else 0
        hauteurs = set_hauteurs(page.table, page.lignes, page.grille, aire.haut - mots)
        cadre = replace(aire, haut=sum(hauteurs))
        contenu = write_table(page.table, page.lignes, page.grille, hauteurs)
        alternative = page.alternative or page.table.legende
        self._add(write_objet(self._find_id(), zone.nom, alternative, zone.ph, cadre=cadre, contenu=contenu))
        bas = cadre.y + cadre.haut + ECART
        return Places(cadre, replace(aire, y=bas, haut=max(aire.y + aire.haut - bas, 0)))

    def _close(self, pied: str) -> None:
        """Write the foot and the number, then the shapes in their slide."""
        from pptx.oxml import parse_xml

        for besoin, texte in (("pied", write_run(pied)), ("numero", self._write_numero())):
            if besoin in self.disposition.zones and pied:
                zone = self.disposition.find(besoin)
                self._add(write_zone(self._find_id(), zone.nom, zone.ph, write_paragraphe(texte)))
        fond = self.diapositive._element.cSld
        fond.replace(fond.spTree, parse_xml(write_arbre(self._formes)))

    def _write_numero(self) -> str:
        return f'<a:fld id="{CHAMP_NUMERO}" type="slidenum"><a:rPr lang="fr-FR"/><a:t>{self.numero}</a:t></a:fld>'


def _fits(nombre: Nombre, zone: Zone, taille: float) -> bool:
    return measure_largeur(nombre.valeur, taille, True) <= zone.cadre.large * PRUDENCE


def _colour(nombre: Nombre) -> str:
    return ROUGE if nombre.alerte else ""
