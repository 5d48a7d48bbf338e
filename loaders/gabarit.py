"""The workbook that an owner receives: pre-filled, protected where it is not theirs to type, without a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from loaders.declaration import TOUS
from loaders.gabarit_cellules import BLEU, ENCRE, Styles, add_validation, set_entete, set_style, set_texte
from loaders.gabarit_contenu import NOTE, build_lignes, list_lisez_moi
from models.archive import freeze_archive
from models.colonnes import AVANCEMENT, FEUILLES, LISEZ_MOI, TIMBRE, VERSION_GABARIT, Colonne, Feuille, Genre
from models.plan import Action, Pilote, Plan
from models.texte import slug
from models.trimestre import Trimestre

ENTETE = 4
"""Row of the headers: a title, a line of help, a blank, then the table."""


@dataclass(frozen=True, slots=True)
class Gabarit:
    """A workbook to make: the quarter, the pilot (None for every action), the deadline if any."""

    plan: Plan
    trimestre: Trimestre
    pilote: Pilote | None
    echeance: date | None
    maintenant: datetime

    @property
    def nom_fichier(self) -> str:
        """Return the file's name: `remontee_2026-T3_crip-93.xlsx`."""
        return f"remontee_{self.trimestre}_{slug(self.pilote.nom) if self.pilote else 'toutes-les-actions'}.xlsx"

    @property
    def actions(self) -> Sequence[Action]:
        """Return the actions of the workbook, copiloted ones included."""
        if self.pilote is None:
            return self.plan.actions
        return [a for a in self.plan.actions if a.pilote == self.pilote or self.pilote in a.copilotes]


def build_gabarit(gabarit: Gabarit) -> bytes:
    """Return the workbook as bytes; the same plan, quarter, pilot and instant give the same bytes."""
    return save_classeur(build_classeur(gabarit), gabarit.maintenant)


def save_classeur(classeur: Workbook, quand: datetime) -> bytes:
    """Return a workbook as bytes that depend on its content and on the instant alone."""
    tampon = io.BytesIO()
    classeur.save(tampon)
    return freeze_archive(tampon.getvalue(), quand.replace(tzinfo=None, microsecond=0))


def build_classeur(gabarit: Gabarit) -> Workbook:
    """Return the workbook, not saved yet: the owner's blank cells are still to fill."""
    classeur = Workbook()
    classeur.remove(classeur.worksheets[0])
    _write_lisez_moi(classeur, gabarit)
    styles: Styles = {}
    for feuille in FEUILLES:
        _write_feuille(classeur, feuille, gabarit, styles)
    _write_timbre(classeur, gabarit)
    classeur.active = 1
    quand = gabarit.maintenant.replace(tzinfo=None, microsecond=0)
    classeur.properties.title = f"Remontée {gabarit.trimestre.libelle}"
    classeur.properties.creator = gabarit.plan.nom[:200]
    classeur.properties.created = classeur.properties.modified = quand
    return classeur


def _write_lisez_moi(classeur: Any, gabarit: Gabarit) -> None:
    feuille = classeur.create_sheet(LISEZ_MOI)
    feuille.sheet_view.showGridLines = False
    feuille.column_dimensions["A"].width = 4
    feuille.column_dimensions["B"].width = 100
    for rang, (style, texte) in enumerate(
        list_lisez_moi(gabarit.plan, gabarit.trimestre, gabarit.pilote, gabarit.echeance)
    ):
        cellule = feuille.cell(rang + 2, 2)
        set_texte(cellule, texte)
        cellule.alignment = Alignment(wrap_text=True, vertical="top")
        taille = {"titre": 18, "intertitre": 13}.get(style, 11)
        cellule.font = Font(
            name="Calibri", size=taille, bold=style != "texte", color=BLEU if style != "texte" else ENCRE
        )
        feuille.row_dimensions[rang + 2].height = max(taille * 1.7, 16 * (1 + len(texte) // 105))
    feuille.protection.sheet = True
    _set_impression(feuille, paysage=False)


def _write_feuille(classeur: Any, feuille: Feuille, gabarit: Gabarit, styles: Styles) -> None:
    page = classeur.create_sheet(feuille.nom)
    page.sheet_view.showGridLines = False
    lignes = build_lignes(feuille, gabarit.plan, gabarit.trimestre, gabarit.pilote, gabarit.actions)
    titre = page.cell(1, 1)
    parties = [feuille.nom, gabarit.trimestre.libelle, gabarit.pilote.nom if gabarit.pilote else "toutes les actions"]
    parties += ["DÉMONSTRATION, données fictives"] if gabarit.plan.demonstration else []
    set_texte(titre, " – ".join(parties))
    titre.font = Font(name="Calibri", size=15, bold=True, color=BLEU)
    aide = page.cell(2, 1)
    set_texte(aide, _aide(feuille, gabarit))
    aide.font = Font(name="Calibri", size=10, color="595959")
    for rang, colonne in enumerate(feuille.colonnes, start=1):
        _write_entete(page, rang, colonne, styles)
    derniere = ENTETE + len(lignes) + feuille.lignes_libres
    for numero in range(ENTETE + 1, derniere + 1):
        indice = numero - ENTETE - 1
        valeurs = lignes[indice] if indice < len(lignes) else {}
        _write_ligne(page, numero, feuille.colonnes, valeurs, styles, libre=indice >= len(lignes))
    for rang, colonne in enumerate(feuille.colonnes, start=1):
        add_validation(page, rang, colonne, ENTETE + 1, derniere)
    page.freeze_panes = page.cell(ENTETE + 1, 5 if feuille is AVANCEMENT else 3)
    page.auto_filter.ref = (
        f"A{ENTETE}:{get_column_letter(len(feuille.colonnes))}{max(ENTETE + len(lignes), ENTETE + 1)}"
    )
    page.protection.sheet = True
    for droit in ("formatCells", "formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(page.protection, droit, False)
    _set_impression(page, paysage=True)
    page.print_title_rows = f"{ENTETE}:{ENTETE}"


def _aide(feuille: Feuille, gabarit: Gabarit) -> str:
    if feuille.lignes_libres:
        codes = ", ".join(a.code for a in gabarit.actions[:2])
        return (
            "Cellules blanches : à remplir. Grisées : pour information. Les lignes vides du bas servent à en ajouter : "
            f"écrivez alors le code de l’action (par exemple {codes})."
        )
    return (
        "Cellules blanches : à remplir. Grisées : pour information. Une cellule laissée vide ne change rien ; "
        "EFFACER retire ce qui a été dit ce trimestre."
    )


def _write_entete(page: Any, rang: int, colonne: Colonne, styles: Styles) -> None:
    cellule = page.cell(ENTETE, rang)
    set_entete(cellule, colonne, styles)
    set_texte(cellule, colonne.libelle)
    page.column_dimensions[get_column_letter(rang)].width = colonne.largeur
    page.row_dimensions[ENTETE].height = 48


def _write_ligne(
    page: Any, numero: int, colonnes: Iterable[Colonne], valeurs: dict[str, object], styles: Styles, *, libre: bool
) -> None:
    hauteur = 18.0
    for rang, colonne in enumerate(colonnes, start=1):
        cellule = page.cell(numero, rang)
        ouverte = colonne.saisie or (libre and (colonne.ajout or colonne.genre is Genre.CODE))
        set_style(cellule, colonne, styles, ouverte=ouverte)
        valeur = valeurs.get(colonne.libelle)
        if isinstance(valeur, str):
            set_texte(cellule, valeur)
            hauteur = max(hauteur, 14.0 * (1 + len(valeur) // max(colonne.largeur, 1)))
        elif valeur is not None:
            cellule.value = valeur
        if note := valeurs.get(f"{NOTE}{colonne.libelle}"):
            cellule.comment = Comment(str(note), "Tableau de bord", height=60, width=260)
    page.row_dimensions[numero].height = min(hauteur, 120)


def _set_impression(page: Any, *, paysage: bool) -> None:
    page.page_setup.orientation = "landscape" if paysage else "portrait"
    page.page_setup.paperSize = 8 if paysage else 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_timbre(classeur: Any, gabarit: Gabarit) -> None:
    champs = {
        "schema": gabarit.plan.code,
        "trimestre": str(gabarit.trimestre),
        "pilote": gabarit.pilote.code if gabarit.pilote else TOUS,
        "gabarit": VERSION_GABARIT,
        "revision": str(gabarit.plan.revision),
        "demonstration": "oui" if gabarit.plan.demonstration else "non",
    }
    feuille = classeur.create_sheet(TIMBRE)
    feuille.sheet_state = "hidden"
    for rang, (cle, valeur) in enumerate(champs.items(), start=1):
        set_texte(feuille.cell(rang, 1), cle)
        set_texte(feuille.cell(rang, 2), valeur)
        classeur.custom_doc_props.append(StringProperty(name=f"schema_{cle}", value=valeur))


def default_echeance(trimestre: Trimestre) -> date:
    """Return the deadline shown when no campaign sets one: three weeks after the quarter."""
    return trimestre.dernier_jour + timedelta(days=21)
