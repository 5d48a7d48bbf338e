"""The received files against the journal: each as it came, none missing, none that no entry speaks of."""

from __future__ import annotations

from sqlalchemy import Connection, select

from models.provenance import compute_empreinte
from models.sceau import Chaine
from models.tables import columns
from models.tables_journal import FichierRecu

_F = columns(FichierRecu)


def count_fichiers(connexion: Connection) -> int:
    """Return how many received files are kept."""
    return len(connexion.execute(select(_F.empreinte)).all())


def find_faute_fichiers(connexion: Connection, chaine: Chaine) -> str | None:
    """Return the first received file that is not what the journal says, None when all are; one is read at a time."""
    gardes = set(connexion.scalars(select(_F.empreinte)))
    cites = {e.get_champ("empreinte"): e for e in reversed(chaine.entrees) if e.get_champ("empreinte") is not None}
    for empreinte, entree in sorted(cites.items(), key=lambda cite: cite[1].numero):
        if empreinte not in gardes:
            return f"Le classeur reçu de l’entrée n° {entree.numero} du journal manque."
        octets = connexion.execute(select(_F.octets).where(_F.empreinte == empreinte)).scalar_one()
        if not isinstance(octets, bytes | str) or compute_empreinte(octets) != empreinte:
            return (
                f"Le classeur reçu de l’entrée n° {entree.numero} du journal n’est plus celui qui a été reçu : son "
                "empreinte (SHA-256) a changé."
            )
    if inconnus := gardes - cites.keys():
        return f"Un classeur gardé n’est celui d’aucune entrée du journal (empreinte « {min(inconnus, key=repr)} »)."
    return None
