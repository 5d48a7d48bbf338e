"""Who belongs to whom once the files of the tree are loaded on what imports said: the same rule as for a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loaders.anomalie import cut_extrait
from loaders.arbre.ruptures import REGLE, Rangees, iter_ruptures
from loaders.genres.registre import REGISTRE
from models.changement import Changement, Valeur
from phrases.valeurs import format_valeur


def drop_ruptures(
    stocke: Rangees, changements: Sequence[Changement], places: Mapping[tuple[str, str], str]
) -> tuple[list[Changement], list[str]]:
    """Return the changes of the files that may be written together, and what is told of the others.

    The files agree with themselves (`read_arbre`), and so do the imports; the two together may not. What an import
    said is not touched: the file's tie, or else the file's nature, is set aside. A rupture that was there before the
    files is told and left, since nothing says which of its two ends is wrong.
    """
    gardes, dits = list(changements), []
    while True:
        propres = {(c.reference, c.champ): c for c in gardes if c.objet == "partenaire" and c.avant != c.apres}
        ruptures = list(iter_ruptures(_apply(stocke, gardes)))
        fautif = next((x for nom, parent in ruptures if (x := _find_fautif(propres, nom, parent)) is not None), None)
        if fautif is None:
            break
        changement, nom, parent = fautif
        gardes.remove(changement)
        dits.append(_explain_fautif(changement, nom, parent, places))
    dits += [
        f"« {nom} » est rattaché à « {parent} », alors que {REGLE}. Corrigez ce rattachement par un classeur."
        for nom, parent in ruptures
    ]
    return gardes, dits


def _apply(stocke: Rangees, changements: Sequence[Changement]) -> Rangees:
    etat = {cle: dict(valeurs) for cle, valeurs in stocke.items() if cle[0] == "partenaire"}
    for c in changements:
        if c.objet == "partenaire":
            etat.setdefault((c.objet, c.reference), {})[c.champ] = c.apres
    return etat


def _find_fautif(
    propres: Mapping[tuple[str, str], Changement], nom: str, parent: str
) -> tuple[Changement, str, str] | None:
    """Return the change of the files that makes a rupture; the nature of a partner that they make is never one."""
    for cle in ((nom, "parent"), (nom, "nature"), (parent, "nature")):
        changement = propres.get(cle)
        if changement is not None and (changement.champ == "parent" or changement.avant is not None):
            return changement, nom, parent
    return None


def _explain_fautif(c: Changement, nom: str, parent: str, places: Mapping[tuple[str, str], str]) -> str:
    libelle = REGISTRE.modeles.name_champ(c.objet, c.champ)
    reste = f"« {_write(c, c.avant)} »" if c.avant is not None else "vide"
    dit = f"dit « {_write(c, c.apres)} »" if c.apres is not None else "est vide"
    return (
        f"{places.get((c.objet, c.reference), c.reference)} : « {c.reference} », « {libelle} » reste {reste}. "
        f"Le fichier {dit}, mais « {nom} » serait alors rattaché à « {parent} », et {REGLE}. "
        "Corrigez d’abord l’un ou l’autre."
    )


def _write(c: Changement, valeur: Valeur) -> str:
    return cut_extrait(format_valeur(REGISTRE.modeles.find_colonne(c.objet, c.champ), valeur))
