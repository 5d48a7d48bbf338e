"""The rows that changes write: made when absent, deleted when nothing is left in them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session

from models.changement import Changement
from models.objets import OBJETS


def write_changements(session: Session, changements: Iterable[Changement]) -> None:
    """Write changes row by row, in order: a row is made when absent, deleted when its last field becomes None."""
    lignes: dict[tuple[str, str, str | None], list[Changement]] = {}
    for changement in changements:
        lignes.setdefault((changement.objet, changement.reference, changement.trimestre), []).append(changement)
    for groupe in lignes.values():
        _write_ligne(session, groupe)
        session.flush()


def _write_ligne(session: Session, groupe: list[Changement]) -> None:
    premier = groupe[0]
    objet = OBJETS[premier.objet]
    ligne = session.get(objet.table, _cle(premier))
    nouvelle = ligne is None
    if ligne is None:
        cles = {"reference": premier.reference, **objet.split_reference(premier.reference)}
        ligne = objet.table(**cles, **({"trimestre": premier.trimestre} if premier.trimestre else {}))
    for changement in groupe:
        setattr(ligne, changement.champ, objet.to_colonne(changement.champ, changement.apres))
    vide = all(getattr(ligne, c) is None for c in objet.champs)
    if nouvelle and not vide:
        session.add(ligne)
    elif vide and not nouvelle:
        session.delete(ligne)


def _cle(changement: Changement) -> str | tuple[str, str]:
    if changement.trimestre is None:
        return changement.reference
    return changement.reference, changement.trimestre
