"""Telling what `init` did not take from the files: the values of imports that it kept, the lines that it set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from loaders.anomalie import cut_extrait
from loaders.base.fusion import EXISTENCE, Fusion, Garde
from loaders.genres.registre import REGISTRE
from models.changement import Valeur
from phrases.format import format_reste
from phrases.valeurs import format_valeur

ENTETE_GARDEES = "Gardé, parce qu’un classeur l’a dit depuis :"
REMEDE_GARDEES = (
    "Pour que le fichier l’emporte, annulez l’entrée ou importez un classeur qui dit comme lui. Pour que ces lignes ne "
    "soient plus redites, écrivez dans le fichier la valeur gardée."
)
ENTETE_ECARTEES = "Non chargé, à corriger :"
CITES = 3
"""Rows named of those that an entry filled where the files are empty; the rest is counted."""


def explain_fusion(fusion: Fusion) -> list[str]:
    """Return the lines that tell what was kept and what was set aside; none when the files were wholly followed.

    A field that the files always left empty contradicts nobody: those that one entry filled share a line.
    """
    dites = [g for g in fusion.gardees if g.voulue is not None or g.dite is not None]
    lignes = [f"  {_explain_garde(g)}" for g in dites]
    lignes += [f"  {ligne}" for ligne in _explain_completees([g for g in fusion.gardees if g not in dites])]
    if lignes:
        lignes.insert(0, ENTETE_GARDEES)
    if dites:
        lignes.append(f"  {REMEDE_GARDEES}")
    if fusion.ecartees:
        lignes += [ENTETE_ECARTEES, *(f"  {ligne}" for ligne in fusion.ecartees)]
    return lignes


def _explain_garde(g: Garde) -> str:
    """Return what stands in a field, by which entry, and what the file says instead."""
    qui = f"entrée n° {g.origine.remontee}, {g.origine.auteur}"
    if (g.objet, g.champ) == EXISTENCE:
        return f"{g.place} : la participation « {g.reference} » reste retirée ({qui}) ; le fichier l’attend."
    reste = f"reste « {_write(g, g.presente)} »" if g.presente is not None else "reste vide"
    if g.voulue is None:
        fichier = "le fichier, changé depuis, est vide"
    elif g.voulue != g.dite:
        fichier = f"le fichier, changé depuis, dit « {_write(g, g.voulue)} »"
    else:
        fichier = f"le fichier dit « {_write(g, g.voulue)} »"
    return f"{g.place} : « {g.reference} », « {_name(g)} » {reste} ({qui}) ; {fichier}."


def _explain_completees(gardees: Sequence[Garde]) -> list[str]:
    """Return one line for each entry and field that an import filled where the files say nothing."""
    groupes: dict[tuple[str, str, int, str], list[Garde]] = defaultdict(list)
    for g in gardees:
        groupes[g.place.partition(",")[0], _name(g), g.origine.remontee, g.origine.auteur].append(g)
    return [
        f"{fichier} : « {champ} », vide dans le fichier, reste comme l’entrée n° {numero} ({auteur}) l’a rempli : "
        f"{_cite(groupe)}."
        for (fichier, champ, numero, auteur), groupe in groupes.items()
    ]


def _cite(gardees: Sequence[Garde]) -> str:
    cites = ", ".join(f"« {g.reference} » ({_write(g, g.presente)})" for g in gardees[:CITES])
    autres = len(gardees) - CITES
    return f"{cites} {format_reste(autres)}" if autres > 0 else cites


def _name(g: Garde) -> str:
    colonne = REGISTRE.modeles.find_colonne(g.objet, g.champ)
    return colonne.libelle if colonne else g.champ


def _write(g: Garde, valeur: Valeur) -> str:
    return cut_extrait(format_valeur(REGISTRE.modeles.find_colonne(g.objet, g.champ), valeur))
