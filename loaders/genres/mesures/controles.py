"""Checks of a file of measures: a value already held is never replaced in silence."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.anomalie import Anomalie
from loaders.lignes.avis import Verification
from loaders.lignes.controles import check_effacements
from models.colonnes_mesures import MESURES
from models.trimestre import Trimestre
from phrases.valeurs import format_valeur

VALEUR = MESURES.find("valeur")


def check_mesures(v: Verification) -> Iterator[Anomalie]:
    """Yield the warnings of the rows: what is erased in vain, each value that would replace another one."""
    yield from check_effacements(v)
    for ligne in v.lignes:
        for d in ligne.declarations:
            tenue = v.stocke.get(d.cle) if d.champ == VALEUR.champ and not d.efface else None
            if tenue is not None and tenue != d.valeur and d.trimestre is not None:
                dite = format_valeur(VALEUR, tenue)
                trimestre = Trimestre.parse(d.trimestre).libelle
                yield v.warn(d, "valeur_remplacee", f"{dite} est déjà enregistré pour le {trimestre} : vérifiez.")
