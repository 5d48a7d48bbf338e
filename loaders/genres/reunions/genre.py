"""The workbook of the charter's meetings, held or planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from loaders.genres.reunions.controles import check_reunions
from loaders.genres.reunions.gabarit import iter_gabarits, list_lignes
from loaders.genres.reunions.references import resolve_reunion
from loaders.lignes.cles import Regle
from loaders.lignes.genre import Demande, GenreClasseur, Recit
from loaders.lignes.stocke import index_reunions
from models.colonnes_partenariat import REUNIONS
from models.modeles import Modele
from models.plan import Plan

if TYPE_CHECKING:
    from loaders.gabarit.classeur import Gabarisable

MODELE = Modele(
    "reunions", "Réunions de la charte", (REUNIONS,), "reunions", de_la_charte=True, cles={"reunion": "Date"}
)


def _list_gabarits(plan: Plan, demande: Demande) -> Iterable[Gabarisable]:
    return iter_gabarits(plan, MODELE, demande)


def _name_reunion(plan: Plan, reference: str) -> str:
    code, _, jour = reference.rpartition("/")
    instances = plan.charte.instances if plan.charte else ()
    libelle = next((i.libelle for i in instances if i.code == code), code)
    return f"Réunion du {date.fromisoformat(jour):%d/%m/%Y} · {libelle}"


def _type_reunion(plan: Plan, x: Mapping[str, str]) -> dict[str, object]:
    libelles = {i.code: i.libelle for i in plan.charte.instances} if plan.charte else {}
    return {"Instance": libelles[x["instance"]], "Date": date.fromisoformat(x["date"])}


REUNIONS_CHARTE = GenreClasseur(
    MODELE,
    regles={REUNIONS.nom: Regle(resolve_reunion)},
    index=lambda plan, _, __: index_reunions(plan),
    check=check_reunions,
    list_gabarits=_list_gabarits,
    list_lignes=list_lignes,
    sujets={"reunion": _name_reunion},
    recits={REUNIONS.nom: Recit("reunions", _type_reunion)},
)
