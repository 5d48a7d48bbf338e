"""The quarterly workbook: what a pilot says of their actions, jalons, indicateurs and partners."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from loaders.gabarit.notes import Ligne
from loaders.genres.remontee.contenu import build_lignes, list_actions
from loaders.genres.remontee.controles import check_remontee
from loaders.genres.remontee.questions import ask_remontee
from loaders.genres.remontee.references import (
    resolve_avancement,
    resolve_implication,
    resolve_indicateur,
    resolve_jalon,
    write_reste,
)
from loaders.lignes.cles import Regle
from loaders.lignes.declaration import LigneLue
from loaders.lignes.genre import Demande, GenreClasseur
from loaders.lignes.stocke import Stocke, index_actions
from loaders.tableaux.identite import Identite
from loaders.tableaux.timbre import NATURE_TUE
from models.colonnes import AVANCEMENT, FEUILLES, INDICATEURS, JALONS, PARTENAIRES
from models.modeles import Modele
from models.plan import Plan
from models.trimestre import Trimestre

if TYPE_CHECKING:
    from loaders.gabarit.classeur import Gabarisable


def _index(plan: Plan, lignes: Sequence[LigneLue], trimestre: Trimestre | None) -> Stocke:
    return index_actions(plan, {ligne.action for ligne in lignes}, trimestre) if trimestre else {}


def _list_gabarits(plan: Plan, demande: Demande) -> Iterable[Gabarisable]:
    from loaders.genres.remontee.gabarit import iter_gabarits

    return iter_gabarits(plan, demande)


def _list_lignes(plan: Plan, identite: Identite) -> dict[str, Sequence[Ligne]]:
    timbre, trimestre = identite.timbre, identite.trimestre
    if timbre is not None and timbre.trimestre:
        trimestre = Trimestre.parse(timbre.trimestre)  # what was printed, whatever quarter it is read for
    if trimestre is None:
        return {}
    siennes = {a.code for a in list_actions(plan, identite.pilote)} | identite.anciennes
    actions = [a for a in plan.actions if a.code in siennes]
    return {f.nom: build_lignes(f, plan, trimestre, identite.pilote, actions) for f in FEUILLES}


REMONTEE = GenreClasseur(
    Modele(
        NATURE_TUE,
        "Remontée",
        FEUILLES,
        "remontee",
        par_trimestre=True,
        cles={"partenaire": "Partenaire", "indicateur": "Indicateur"},
    ),
    regles={
        AVANCEMENT.nom: Regle(resolve_avancement, write_reste=write_reste),
        JALONS.nom: Regle(resolve_jalon),
        INDICATEURS.nom: Regle(resolve_indicateur),
        PARTENAIRES.nom: Regle(resolve_implication),
    },
    index=_index,
    check=check_remontee,
    list_gabarits=_list_gabarits,
    ask=ask_remontee,
    list_lignes=_list_lignes,
    lot="Un classeur par pilote, et un pour toutes les actions.",
)
