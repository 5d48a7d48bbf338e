"""A plan for tests where one of two décisions is to be confirmed, the other surely wanted."""

from __future__ import annotations

from datetime import date

from models.plan import Plan, Suivi
from models.vocabulaire import Statut
from tests.plans import T2, T3, make_action, make_engagement
from tests.plans_partenariat import make_partenariat, make_participation

A_CONFIRMER = "à confirmer : l’action n’est plus bloquée"


def make_douteux() -> Plan:
    """A1 was blocked and is not any more, A2 still is; both wait for « Un », which an engagement and a sheet count."""
    statuts = {"A1": Statut.EN_COURS, "A2": Statut.BLOQUEE}
    actions = [
        make_action(
            code,
            participations=(make_participation("Un"),),
            suivis=[
                Suivi(
                    T2,
                    10,
                    Statut.BLOQUEE,
                    decision_attendue=f"Prêter la salle {code}",
                    destinataire="Un",
                    pour_le=date(2026, 7, 31),
                ),
                Suivi(T3, 20, statut),
            ],
        )
        for code, statut in statuts.items()
    ]
    return make_partenariat(*actions, engagements=[make_engagement(1, "A1", "A2")])


def read_espaces(texte: str) -> str:
    """Return a text whose spaces are all plain ones."""
    return texte.replace("\u202f", " ").replace("\u00a0", " ")
