"""The partners' workbook: who they are, and who is expected in which action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from loaders.genres.partenaires.gabarit import iter_gabarits, list_lignes
from loaders.genres.partenaires.rattachements import check_rattachements
from loaders.genres.partenaires.references import (
    names_nouveau,
    note_partenaires,
    resolve_partenaire,
    resolve_participation,
)
from loaders.lignes.cles import Regle
from loaders.lignes.controles import check_effacements
from loaders.lignes.genre import Demande, GenreClasseur, Recit
from loaders.lignes.stocke import index_partenaires
from models.colonnes_partenariat import LISTE, PARTICIPATIONS
from models.modeles import Modele
from models.plan import Plan

if TYPE_CHECKING:
    from loaders.gabarit.classeur import Gabarisable

MODELE = Modele(
    "partenaires",
    "Partenaires et participations",
    (LISTE, PARTICIPATIONS),
    "partenaires",
    cles={"partenaire": "Partenaire", "participation": "Partenaire"},
)


def _list_gabarits(plan: Plan, demande: Demande) -> Iterable[Gabarisable]:
    return iter_gabarits(plan, MODELE, demande)


def _type_participation(plan: Plan, x: Mapping[str, str]) -> dict[str, object]:
    attendus = {p.partenaire for p in plan.actions_par_code[x["action"]].participations if p.attendue}
    ajout = "" if x["partenaire"] in attendus else "x"
    return {"Code": x["action"], "Partenaire": x["partenaire"], PARTICIPATIONS.find("attendue").libelle: ajout}


PARTENAIRES = GenreClasseur(
    MODELE,
    regles={
        LISTE.nom: Regle(resolve_partenaire, note_partenaires, names=names_nouveau),
        PARTICIPATIONS.nom: Regle(resolve_participation),
    },
    index=lambda plan, _, __: index_partenaires(plan),
    check=check_effacements,
    check_ensemble=check_rattachements,
    list_gabarits=_list_gabarits,
    list_lignes=list_lignes,
    sujets={"partenaire": lambda _, reference: f"Partenaire · {reference}"},
    recits={
        LISTE.nom: Recit("partenaires", lambda _, x: {"Partenaire": x["partenaire"]}, ("Partenaire",)),
        PARTICIPATIONS.nom: Recit("participations", _type_participation, ("Code", "Partenaire")),
    },
)
