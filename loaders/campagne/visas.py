"""The visa of a service: its head agrees to what it reported; collecting never waits for it."""

from __future__ import annotations

from sqlmodel import Session

from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from loaders.ecriture.saisie import diff_ligne, write_saisie
from metrics.campagne.suivi import Etape, compute_campagne
from models.changement import Changement
from models.chargement import load_plan
from models.refus import DemandeInvalide
from models.temps import find_jour
from models.trimestre import Trimestre


def sign_visa(trimestre: Trimestre, pilote: str, acte: Acte, accord: Accord, *, vise: bool = True) -> int | None:
    """Sign what a pilot reported in a quarter, or take it back, and return the entry; None when it is so already.

    Who may is who may change what that pilot answers for. Raises DemandeInvalide when the campaign asks for no visa,
    was closed, or when nothing came of that pilot yet.
    """
    agissant = accord.agissant
    par = agissant.nom if agissant.personne is not None else " ".join(acte.auteur.split())

    def build(session: Session) -> list[Changement]:
        plan, jour = load_plan(session), find_jour(acte.maintenant)
        campagne = plan.find_campagne(trimestre)
        if campagne is None or not campagne.visa:
            raise DemandeInvalide(f"La campagne du {trimestre.libelle} ne demande pas de visa.")
        if campagne.close_le is not None:
            raise DemandeInvalide(f"Le {trimestre.libelle} est clos : rien ne s’y vise plus.")
        suivi = next((s for s in compute_campagne(plan, trimestre, jour).pilotes if s.pilote.code == pilote), None)
        if suivi is None:
            raise DemandeInvalide(f"« {pilote} » n’est pas un service attendu au {trimestre.libelle}.")
        if vise and suivi.etape not in (Etape.PARTIELLE, Etape.COMPLETE):
            raise DemandeInvalide(f"{suivi.pilote.nom} n’a encore rien remonté au {trimestre.libelle}.")
        champs = {"vise_le": jour, "vise_par": par} if vise else {"vise_le": None, "vise_par": None}
        if vise and suivi.visa is not None and suivi.visa.par == par:
            return []
        return diff_ligne(session, "visa", f"{trimestre}/{pilote}", champs)

    return write_saisie(acte, accord, build, trimestre=trimestre)
