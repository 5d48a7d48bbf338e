"""The workbook that an owner receives: pre-filled, protected where it is not theirs to type, without a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from openpyxl import Workbook

from loaders.gabarit_contenu import build_lignes, list_lisez_moi
from loaders.gabarit_feuilles import Contenu, Page, write_contenu
from loaders.timbre import TOUS
from models.archive import freeze_archive
from models.colonnes import FEUILLES, VERSION_GABARIT, Feuille
from models.plan import Action, Pilote, Plan
from models.texte import slug
from models.trimestre import Trimestre


class Gabarisable(Protocol):
    """A workbook that can be made, whatever its kind."""

    @property
    def plan(self) -> Plan:
        """Return the plan that fills it."""

    @property
    def maintenant(self) -> datetime:
        """Return the instant it is made at."""

    @property
    def nom_fichier(self) -> str:
        """Return the file's name."""

    def build_contenu(self) -> Contenu:
        """Return what it is made of."""


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

    def build_contenu(self) -> Contenu:
        """Return what the workbook is made of: the page that explains, then a sheet per table."""
        sujets = [self.trimestre.libelle, self.pilote.nom if self.pilote else "toutes les actions"]
        return Contenu(
            f"Remontée {self.trimestre.libelle}",
            sujets + list_mentions(self.plan),
            list_lisez_moi(self.plan, self.trimestre, self.pilote, self.echeance),
            [
                Page(f, self._write_aide(f), build_lignes(f, self.plan, self.trimestre, self.pilote, self.actions))
                for f in FEUILLES
            ],
            build_timbre(self.plan, trimestre=str(self.trimestre), pilote=self.pilote.code if self.pilote else TOUS),
        )

    def _write_aide(self, feuille: Feuille) -> str:
        if feuille.lignes_libres:
            codes = ", ".join(a.code for a in self.actions[:2])
            return (
                "Cellules blanches : à remplir. Grisées : pour information. Les lignes vides du bas servent à en "
                f"ajouter : écrivez alors le code de l’action (par exemple {codes})."
            )
        return (
            "Cellules blanches : à remplir. Grisées : pour information. Une cellule laissée vide ne change rien ; "
            "EFFACER retire ce qui a été dit ce trimestre."
        )


def list_mentions(plan: Plan) -> list[str]:
    """Return what the title of every sheet must say of the data."""
    return ["DÉMONSTRATION, données fictives"] if plan.demonstration else []


def build_timbre(plan: Plan, **champs: str) -> dict[str, str]:
    """Return the stamp of a workbook: what it is about, then what it was made from."""
    return {
        "schema": plan.code,
        **champs,
        "gabarit": VERSION_GABARIT,
        "revision": str(plan.revision),
        "demonstration": "oui" if plan.demonstration else "non",
    }


def build_gabarit(gabarit: Gabarisable) -> bytes:
    """Return the workbook as bytes; the same content and instant give the same bytes."""
    return save_classeur(build_classeur(gabarit), gabarit.maintenant)


def save_classeur(classeur: Workbook, quand: datetime) -> bytes:
    """Return a workbook as bytes that depend on its content and on the instant alone."""
    tampon = io.BytesIO()
    classeur.save(tampon)
    return freeze_archive(tampon.getvalue(), quand.replace(tzinfo=None, microsecond=0))


def build_classeur(gabarit: Gabarisable) -> Workbook:
    """Return the workbook, not saved yet: the owner's blank cells are still to fill."""
    classeur = Workbook()
    classeur.remove(classeur.worksheets[0])
    contenu = gabarit.build_contenu()
    write_contenu(classeur, contenu)
    quand = gabarit.maintenant.replace(tzinfo=None, microsecond=0)
    classeur.properties.title = contenu.titre
    classeur.properties.creator = gabarit.plan.nom[:200]
    classeur.properties.created = classeur.properties.modified = quand
    return classeur


def default_echeance(trimestre: Trimestre) -> date:
    """Return the deadline shown when no campaign sets one: three weeks after the quarter."""
    return trimestre.dernier_jour + timedelta(days=21)
