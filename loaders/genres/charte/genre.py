"""The workbook in which a side of the charter says how each commitment was kept in a year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from loaders.genres.charte.gabarit import iter_gabarits, list_lignes
from loaders.genres.charte.references import resolve_appreciation
from loaders.lignes.cles import Regle
from loaders.lignes.controles import check_effacements
from loaders.lignes.genre import Annees, Demande, GenreClasseur, Recit
from loaders.lignes.stocke import index_evaluations
from metrics.instances import list_annees_possibles
from models.colonnes_partenariat import APPRECIATIONS
from models.modeles import Modele
from models.plan import Plan
from models.vocabulaire import Cote

if TYPE_CHECKING:
    from loaders.gabarit.classeur import Gabarisable

MODELE = Modele("charte", "Appréciation de la charte", (APPRECIATIONS,), "charte", de_la_charte=True)


def _list_gabarits(plan: Plan, demande: Demande) -> Iterable[Gabarisable]:
    return iter_gabarits(plan, MODELE, demande)


def _list_annees(plan: Plan, aujourd_hui: date) -> list[int]:
    return list_annees_possibles(plan.charte, aujourd_hui) if plan.charte else []


def _name_evaluation(plan: Plan, reference: str) -> str:
    code, partie, annee = reference.split("/", 2)
    nom = plan.charte.name_partie(Cote(partie)) if plan.charte else partie
    return f"Charte · {code} jugé par {nom} en {annee}"


CHARTE = GenreClasseur(
    MODELE,
    regles={APPRECIATIONS.nom: Regle(resolve_appreciation)},
    index=lambda plan, _, __: index_evaluations(plan),
    check=check_effacements,
    list_gabarits=_list_gabarits,
    list_lignes=list_lignes,
    lot="Un classeur pour chaque partie.",
    annees=Annees("Année de la charte à apprécier", _list_annees),
    sujets={"evaluation": _name_evaluation},
    recits={APPRECIATIONS.nom: Recit("appreciations", lambda _, x: {"Code": x["engagement"]}, ("Code",))},
)
