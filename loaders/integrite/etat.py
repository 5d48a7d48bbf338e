"""The rows against the journal: replayed from empty it gives them all, and nothing else."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select, type_coerce
from sqlalchemy.types import NullType

from loaders.anomalie import cut_extrait
from models.changement import Valeur
from models.objets import OBJETS, Objet, load_valeur, to_json
from models.sceau import DU_CHANGEMENT, Chaine

Ligne = tuple[str, str, str | None]
"""A row: objet, reference, quarter."""
Etat = dict[Ligne, dict[str, Any]]
_OBJET, _REFERENCE, _CHAMP, _TRIMESTRE, _APRES = map(
    DU_CHANGEMENT.index, ("objet", "reference", "champ", "trimestre", "apres")
)


def find_faute_etat(connexion: Connection, chaine: Chaine) -> str | None:
    """Return the first value that is not what the journal says last of it, None when all are; the chain holds.

    This is also what tells that the last entries are gone, unless what they wrote was taken away with them.
    """
    dites, auteurs = replay_journal(chaine)
    stockees = read_lignes(connexion)
    for ligne in sorted(dites.keys() | stockees.keys(), key=repr):
        dite, stockee = dites.get(ligne, {}), stockees.get(ligne, {})
        for champ in sorted(dite.keys() | stockee.keys()):
            if dite.get(champ) != stockee.get(champ):
                numero = auteurs.get((*ligne, champ))
                return _explain(ligne, champ, stockee.get(champ), dite.get(champ), numero)
    return None


def replay_journal(chaine: Chaine) -> tuple[Etat, dict[tuple[str, str, str | None, str], int]]:
    """Return the rows that the changes give, parents' columns included, and the entry that wrote each field last."""
    etat: Etat = {}
    auteurs = {}
    for entree in chaine.entrees:
        for c in entree.changements:
            ligne, champ, apres = (c[_OBJET], c[_REFERENCE], c[_TRIMESTRE]), c[_CHAMP], load_valeur(c[_APRES])
            auteurs[*ligne, champ] = entree.numero
            valeurs = etat.setdefault(ligne, {})
            valeurs.pop(champ, None)
            if apres is not None:
                valeurs[champ] = apres
    pleines = {ligne: valeurs | _split(ligne) for ligne, valeurs in etat.items() if valeurs}
    return pleines, auteurs


def _split(ligne: Ligne) -> dict[str, Any]:
    return dict(OBJETS[ligne[0]].split_reference(ligne[1]))


def read_lignes(connexion: Connection) -> Etat:
    """Return the stored rows in the same shape, read as the driver gives them: an altered value may be of any type."""
    etat: Etat = {}
    for nom, objet in OBJETS.items():
        colonnes = _list_colonnes(objet)
        bruts = (type_coerce(objet.colonnes.c[c], NullType()).label(c) for c in colonnes)
        for reference, *valeurs in connexion.execute(select(*bruts)):
            lus = {c: to_json(v) for c, v in zip(colonnes[1:], valeurs, strict=True) if v is not None}
            etat[nom, reference, lus.pop("trimestre", None)] = lus  # type: ignore[index]
    return etat


def _list_colonnes(objet: Objet) -> tuple[str, ...]:
    return ("reference", *(c.name for c in objet.colonnes.columns if c.name != "reference"))


def _explain(ligne: Ligne, champ: str, stockee: Valeur, dite: Valeur, numero: int | None) -> str:
    objet, reference, trimestre = ligne
    lieu = " · ".join(filter(None, (objet, str(reference), champ, trimestre)))
    dit = "le journal n’en dit rien" if numero is None else f"l’entrée n° {numero} du journal dit {_write(dite)}"
    return (
        f"La base dit {_write(stockee)} pour « {lieu} » ; {dit} : la donnée a été modifiée hors du programme, ou les "
        "dernières entrées du journal ont été supprimées."
    )


def _write(valeur: Valeur) -> str:
    return "rien" if valeur is None else f"« {cut_extrait(str(valeur))} »"
