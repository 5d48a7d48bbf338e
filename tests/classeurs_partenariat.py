"""The workbooks of the partnership, made from the database in use and typed in."""

from __future__ import annotations

import io
from typing import Any

from openpyxl import load_workbook

from loaders.gabarit.classeur import build_gabarit
from loaders.gabarit.contenu import ENTETE
from loaders.lignes.genre import Demande, GenreClasseur
from models.chargement import load_plan
from models.colonnes import Feuille
from models.plan import Plan
from models.session import open_base
from models.vocabulaire import Cote
from tests.fabrique import MAINTENANT, fill


def read_plan() -> Plan:
    """The plan of the database in use."""
    with open_base() as session:
        return load_plan(session)


def make(genre: GenreClasseur, cote: Cote = Cote.PARTENAIRE, annee: int = 2025) -> bytes:
    """The template of a kind; of a side and a year for the charter."""
    (gabarit,) = genre.list_gabarits(read_plan(), Demande(MAINTENANT, annee=annee, cotes=[cote]))
    return build_gabarit(gabarit)


def open_page(octets: bytes, feuille: Feuille) -> Any:
    return load_workbook(io.BytesIO(octets))[feuille.nom]


def find_ligne(octets: bytes, feuille: Feuille, *cle: object) -> int:
    """The row that holds these values; without any, the first free one."""
    for ligne in open_page(octets, feuille).iter_rows(min_row=ENTETE + 1):
        lues = [c.value for c in ligne]
        if all(v in lues for v in cle) if cle else lues[0] is None:
            return int(ligne[0].row)
    raise AssertionError(cle)


def type_ligne(octets: bytes, feuille: Feuille, rang: int, **valeurs: object) -> bytes:
    """Type cells of a row, columns named by letter: `A="Villes"`."""
    return fill(octets, {f"{feuille.nom}!{lettre}{rang}": v for lettre, v in valeurs.items()})
