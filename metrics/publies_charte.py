"""The charter of a quarter as JSON knows it: what each side said, meetings held against planned, the term."""

from __future__ import annotations

from typing import TypeAlias

from metrics.charte import BilanCote, Jugement, compute_bilan_charte, compute_echeance
from metrics.instances import compute_reunions, list_seances
from models.charte import Charte
from models.trimestre import Trimestre
from models.vocabulaire import Appreciation, Cote

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


def build_charte(charte: Charte, trimestre: Trimestre) -> dict[str, Json]:
    """Return the charter seen from the last day of a quarter, its commitments as judged for the year of the quarter.

    Dates are ISO texts, what is unknown null: a judgement not given is never the lowest one. `distance` is in steps,
    null unless both sides judge on the scale. Nothing is averaged. `jours_avant_terme` is negative once it is past.
    """
    jour, bilan = trimestre.dernier_jour, compute_bilan_charte(charte, trimestre.annee)
    terme, domaines = compute_echeance(charte, jour), {e.code: d for d in charte.domaines for e in d.engagements}
    return {
        "titre": charte.titre,
        "signee_le": _iso(charte.signee_le),
        "notifiee_le": _iso(charte.notifiee_le),
        "duree_annees": charte.duree_annees,
        "renouvelee_jusqu_au": _iso(charte.renouvelee_jusqu_au),
        "terme": None if terme is None else terme.jour.isoformat(),
        "terme_approche": None if terme is None else terme.approche,
        "jours_avant_terme": None if terme is None else terme.jours,
        "avenants": [{"numero": a.numero, "date": _iso(a.date), "objet": a.objet} for a in charte.avenants],
        "annee": bilan.annee,
        "juges_par_les_deux": len(bilan.communs),
        "ecarts": len(bilan.ecarts),
        "parties": [_build_partie(charte, bilan.cotes[cote]) for cote in Cote],
        "domaines": [
            {"code": d.code, "numero": d.numero, "libelle": d.libelle, "actions": [x.action for x in d.liens]}
            for d in charte.domaines
        ],
        "engagements": [_build_engagement(j, domaines[j.engagement.code].code) for j in bilan.jugements],
        "instances": _build_instances(charte, trimestre),
    }


def _iso(jour: object) -> str | None:
    return None if jour is None else str(jour)


def _build_partie(charte: Charte, bilan: BilanCote) -> dict[str, Json]:
    return {
        "cote": bilan.cote.value,
        "nom": charte.name_partie(bilan.cote),
        "engagements": bilan.engagements,
        "reponses": bilan.renseignees,
        "jugements": bilan.jugees,
        "jugements_avec_elements": bilan.etayees,
        "repartition": {str(a): bilan.repartition[a] for a in Appreciation},
    }


def _build_engagement(jugement: Jugement, domaine: str) -> dict[str, Json]:
    dits = {cote: jugement.find_appreciation(cote) for cote in Cote}
    return {
        "code": jugement.engagement.code,
        "domaine": domaine,
        "partie": jugement.engagement.partie.value,
        "texte": jugement.engagement.texte,
        "appreciations": {cote.value: None if a is None else str(a) for cote, a in dits.items()},
        "distance": jugement.distance,
    }


def _build_instances(charte: Charte, trimestre: Trimestre) -> list[Json]:
    """Return each body: séances due since the signature and over by the last day of the quarter, those held."""
    seances = list_seances(charte, trimestre.dernier_jour)
    lignes: list[Json] = []
    for instance in charte.instances:
        bilan = compute_reunions(s for s in seances if s.instance == instance)
        lignes.append(
            {
                "code": instance.code,
                "libelle": instance.libelle,
                "parent": instance.parent,
                "periodicite": str(instance.periodicite),
                "prevues": bilan.prevues,
                "tenues": bilan.tenues,
                "non_tenues": bilan.non_tenues,
                "non_renseignees": bilan.non_renseignees,
                "a_venir": bilan.a_venir,
            }
        )
    return lignes
