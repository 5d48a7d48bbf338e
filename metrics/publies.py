"""Every figure published of a quarter, with the leaves it is made of: what a file says, and what a closing keeps."""

from __future__ import annotations

from metrics.bilan import REGLE, Bilan, Chiffres, compute_bilan
from metrics.etat import EtatAction
from metrics.implication import ImplicationPartenaire, compute_implication
from metrics.publies_charte import Json, build_charte
from models.plan import Partenaire, Plan
from models.trimestre import Trimestre


def build_publies(plan: Plan, trimestre: Trimestre) -> dict[str, Json]:
    """Return the figures of a quarter as JSON knows them, in the order of the tree.

    Percentages are 0-100 with two decimals, `taux_` fractions with four, dates ISO texts, what is unknown null. It
    depends on the data alone: no date of export, no revision.
    """
    bilan = compute_bilan(plan, trimestre)
    return {
        "trimestre": str(trimestre),
        "regle": REGLE,
        "demonstration": plan.demonstration,
        "schema": {"code": plan.code, "nom": plan.nom, "debut": plan.debut.isoformat(), "fin": plan.fin.isoformat()},
        "plan": _build_chiffres(bilan.ensemble),
        "orientations": [{"code": code, **_build_chiffres(c)} for code, c in bilan.orientations.items()],
        "priorites": [{"code": code, **_build_chiffres(c)} for code, c in bilan.priorites.items()],
        "engagements": _build_engagements(bilan),
        "actions": [_build_action(etat) for etat in bilan.etats.values()],
        "partenaires": _build_partenaires(bilan),
        "charte": None if plan.charte is None else build_charte(plan.charte, trimestre),
    }


def _build_chiffres(chiffres: Chiffres) -> dict[str, Json]:
    encadrement: Json = None
    if chiffres.encadrement is not None:
        encadrement = [round_publie(borne, 2) for borne in chiffres.encadrement]
    return {
        "avancement": round_publie(chiffres.avancement, 2),
        "couverture": list(chiffres.couverture),
        "encadrement": encadrement,
        "taux_realisation": round_publie(chiffres.taux_realisation, 4),
        "attendu": round_publie(chiffres.attendu, 2),
        "ecart": round_publie(chiffres.ecart, 2),
        "exclues": chiffres.exclues,
        "taux_remontee": round_publie(chiffres.taux_remontee, 4),
    }


def _build_engagements(bilan: Bilan) -> list[Json]:
    return [
        {"numero": e.numero, "actions": list(e.actions), **_build_chiffres(bilan.engagements[e.numero])}
        for e in bilan.plan.engagements
    ]


def _build_action(etat: EtatAction) -> dict[str, Json]:
    action = etat.action
    return {
        "code": action.code,
        "libelle": action.libelle.texte,
        "statut_libelle": str(action.libelle.statut),
        "orientation": action.orientation,
        "priorite": action.priorite,
        "pilote": action.pilote.nom,
        "engagements": list(action.engagements),
        "statut": None if etat.statut is None else str(etat.statut),
        "avancement": etat.avancement,
        "meteo": None if etat.meteo is None else str(etat.meteo),
        "trimestre_de_la_valeur": None if etat.trimestre_avancement is None else str(etat.trimestre_avancement),
        "reporte": etat.reporte,
        "debut": etat.debut.isoformat(),
        "echeance": etat.echeance.isoformat(),
        "dates_propres": etat.dates_propres,
        "poids": int(action.poids) if action.poids == int(action.poids) else action.poids,
    }


def _build_partenaires(bilan: Bilan) -> list[Json]:
    """Return a line a partner; `taux_mobilisation` is null where nothing is expected, or nothing was reported."""
    fiches = {p.nom: p for p in bilan.plan.partenaires}
    return [_build_partenaire(i, fiches.get(i.nom)) for i in compute_implication(bilan)]


def _build_partenaire(i: ImplicationPartenaire, fiche: Partenaire | None) -> dict[str, Json]:
    return {
        "nom": i.nom,
        "nature": fiche.nature if fiche else None,
        "type": fiche.type if fiche else None,
        "categorie": fiche.parent if fiche else None,
        "membre": fiche.membre if fiche else None,
        "attendues": i.attendues,
        "mobilisees": i.mobilisees,
        "silencieuses": i.silencieuses,
        "spontanees": i.spontanees,
        "taux_mobilisation": round_publie(i.taux_mobilisation, 4) if i.remontees else None,
    }


def round_publie(valeur: float | None, decimales: int) -> float | None:
    """Return a rounded float, -0.0 made 0.0 so that the text is the same whatever the sign of nothing."""
    return None if valeur is None else round(valeur, decimales) + 0.0
