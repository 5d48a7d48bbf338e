"""Making a workbook to be filled, whatever its kind: pre-filled, protected where it is not theirs to type in."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Protocol

from openpyxl import Workbook

from loaders.gabarit.contenu import Contenu
from loaders.gabarit.feuilles import write_contenu
from models.archive import freeze_archive
from models.plan import Plan


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
