"""The file that feeds the values of indicateurs, from an observatory or a business application."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from loaders.gabarit.notes import Ligne
from loaders.genres.mesures.controles import check_mesures
from loaders.genres.mesures.references import resolve_mesure, situate_mesure
from loaders.lignes.cles import Regle
from loaders.lignes.genre import Demande, GenreClasseur
from loaders.lignes.stocke import index_mesures
from loaders.tableaux.identite import Identite
from models.colonnes import CODE, Colonne
from models.colonnes_mesures import INDICATEUR, MESURES, UNITE
from models.modeles import Modele
from models.objets import to_json
from models.plan import Indicateur, Plan
from phrases.valeurs import format_valeur

if TYPE_CHECKING:
    from loaders.gabarit.classeur import Gabarisable

MODELE = Modele("mesures", "Mesures d’indicateurs", (MESURES,), "mesures")
AIDE = (
    "Une ligne par mesure : sa date dit son trimestre. Une valeur déjà connue et différente est montrée avant d’être "
    "remplacée. Plusieurs mesures d’un indicateur : recopiez son code et son titre sur une ligne libre du bas."
)
GESTES = (
    "1. Une ligne par mesure : le jour, la valeur, d’où elle vient. Sans mesure nouvelle, laissez vide.",
    "2. La valeur s’écrit dans l’unité affichée. EFFACER en « Valeur », avec sa date, retire une mesure.",
    "3. Un programme peut écrire le même tableau en .csv : Code, Indicateur, Date, Valeur, Source.",
)


def _list_gabarits(plan: Plan, demande: Demande) -> Iterable[Gabarisable]:
    return _iter_gabarits(plan, demande)


def _iter_gabarits(plan: Plan, demande: Demande) -> Iterator[Gabarisable]:
    from loaders.gabarit.contenu import Page
    from loaders.gabarit.sans_trimestre import GabaritSansTrimestre

    yield GabaritSansTrimestre(plan, MODELE, demande.maintenant, [Page(MESURES, AIDE, _list_indicateurs(plan))], GESTES)


def _list_indicateurs(plan: Plan) -> list[Ligne]:
    return [
        Ligne({CODE: a.code, INDICATEUR: i.libelle, **({UNITE: i.unite} if i.unite else {})}, _list_notes(i))
        for a in plan.actions
        for i in a.indicateurs
    ]


def _list_notes(indicateur: Indicateur) -> dict[Colonne, str]:
    """Return the notes that say the last measure of an indicateur, nothing without one."""
    mesure = next((m for m in reversed(indicateur.mesures) if m.valeur is not None), None)
    if mesure is None:
        return {}
    dits = {c: getattr(mesure, c.champ or "") for c in MESURES.saisies}
    return {c: f"Dernière connue : {format_valeur(c, to_json(v))}." for c, v in dits.items() if v is not None}


def _list_lignes(plan: Plan, _: Identite) -> dict[str, Sequence[Ligne]]:
    return {MESURES.nom: _list_indicateurs(plan)}


MESURES_INDICATEURS = GenreClasseur(
    MODELE,
    regles={MESURES.nom: Regle(resolve_mesure, situate=situate_mesure)},
    index=lambda plan, lignes, _: index_mesures(plan, {ligne.action for ligne in lignes}),
    check=check_mesures,
    list_gabarits=_list_gabarits,
    list_lignes=_list_lignes,
)
