"""The rows of the workbook of engagements, one each; nothing adds them up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charts.graphique import round_valeur
from exports.tableau import Case
from metrics.bilan import Bilan
from metrics.engagement import compute_dates, list_etats
from phrases.format import name_orientation

ENTETES = (
    "Numéro",
    "Engagement",
    "Orientation (rattachement déduit)",
    "Actions",
    "Actions actives",
    "Actions renseignées",
    "Avancement (%)",
    "Au moins (%)",
    "Au plus (%)",
    "Attendu (%)",
    "Écart (points)",
    "Réalisées",
    "Bloquées",
    "En retard",
    "Météo la moins favorable",
    "Début",
    "Échéance",
    "Jalons atteints",
    "Jalons prévus",
)


def build_lignes(bilan: Bilan) -> Iterator[Sequence[Case]]:
    """Yield a row an engagement, under `ENTETES`; no row adds them up, since an action may serve several."""
    orientations = {o.code: name_orientation(o) for o in bilan.plan.orientations}
    for e in bilan.plan.engagements:
        x, etats = bilan.engagements[e.numero], list_etats(bilan, e)
        dates, jalons = compute_dates(etats), [etat.chiffres_jalons for etat in etats]
        bas, haut = x.encadrement or (None, None)
        yield (
            e.numero,
            e.libelle.texte,
            orientations.get(e.orientation or ""),
            x.total,
            x.actives,
            x.connues,
            *(round_valeur(v if x.suffisante else None) for v in (x.avancement, bas, haut, x.attendu, x.ecart_lu)),
            x.realisees,
            x.bloquees,
            x.en_retard,
            None if x.pire_meteo is None else str(x.pire_meteo),
            dates.debut,
            dates.echeance,
            sum(j.atteints for j in jalons),
            sum(j.prevus for j in jalons),
        )
