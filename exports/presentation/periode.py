"""The period that a document of the meeting tells, as asked for: a quarter, a year, from a meeting to a meeting."""

from __future__ import annotations

from typing import Final

from exports.formats import Demande
from exports.presentation.pieces import Periode
from exports.presentation.recit import find_periode
from metrics.bilan import is_du_plan
from models.refus import DemandeInvalide

PERIODE: Final = "periode"
REUNION, TRIMESTRE, ANNEE = "reunion", "trimestre", "annee"
PERIODES: Final = (REUNION, TRIMESTRE, ANNEE)


def choose_periode(demande: Demande) -> Periode:
    """Return the period up to the quarter asked for: since the quarter told, else by the option `periode`.

    « reunion », the default: since the quarter shown at the last annual meeting; « trimestre »: since the one before;
    « annee »: since the end of the year before, which a fourth quarter alone ends. Nothing before the plan is compared
    with. Raise DemandeInvalide for another word, for both ways at once, for a year that is not over.
    """
    choix, trimestre = demande.options.get(PERIODE), demande.trimestre
    if choix is not None and demande.depuis is not None:
        raise DemandeInvalide(
            "Le début de la période est dit deux fois (« depuis » et « periode »)\u202f: gardez-en un."
        )
    if demande.depuis is not None:
        return Periode(demande.depuis, trimestre)
    if choix in (None, REUNION):
        return find_periode(demande.plan, trimestre, demande.aujourd_hui)
    if choix not in PERIODES:
        raise DemandeInvalide(f"Période « {choix} » inconnue\u202f: attendu {', '.join(PERIODES)}.")
    if choix == ANNEE and trimestre.numero != 4:
        raise DemandeInvalide(
            "Une année se lit au 31 décembre\u202f: demandez-la avec un quatrième trimestre, "
            f"par exemple {trimestre.annee}-T4."
        )
    depuis = trimestre.decale(-1 if choix == TRIMESTRE else -4)
    return Periode(depuis if is_du_plan(demande.plan, depuis) else None, trimestre)
