"""Tokens of programs from the command line: made, withdrawn, listed with the accesses."""

from __future__ import annotations

from argparse import Namespace
from datetime import date, datetime
from typing import Any

from loaders.commandes.rapport import say
from loaders.comptes.jetons import DUREE, create_jeton, withdraw_jeton
from loaders.ecriture.journal import Acte
from models.acces import COMMANDE
from models.jetons import Jeton, Portee
from models.refus import DemandeInvalide
from models.temps import find_jour
from models.vocabulaire import JeuDonnees
from phrases.format import format_date
from phrases.jetons import format_expiration, format_portee, format_usage


def run_jeton(options: Namespace, acte: Acte) -> int:
    """Make the token that the options describe, and print it once."""
    expire_le = _read_jour(options.expire) if options.expire else find_jour(acte.maintenant) + DUREE
    portee = Portee(frozenset(map(JeuDonnees, options.jeu or JeuDonnees)), options.interne)
    fait = create_jeton(options.jeton, portee, expire_le, acte, COMMANDE)
    say(
        f"Jeton de « {fait.jeton.nom} » (entrée n° {fait.entree} du journal), jusqu’au {format_date(expire_le)} ; il "
        "ne sera plus montré :"
    )
    say(fait.secret)
    return 0


def run_retrait(reference: str, acte: Acte) -> int:
    """Withdraw a token by its reference."""
    numero = withdraw_jeton(reference, acte, COMMANDE)
    say(f"Jeton « {reference} » retiré (entrée n° {numero} du journal).")
    return 0


def write_ligne(jeton: Jeton, vues: dict[str, datetime], aujourd_hui: date) -> str:
    """Return the line of a token in the list."""
    usage = format_usage(vues.get(jeton.presence))
    expire = format_expiration(jeton.expire_le, aujourd_hui)
    return f"jeton  {jeton.reference}  {jeton.nom}  {format_portee(jeton.portee)}  expire le {expire}  vu : {usage}"


def to_json(jeton: Jeton) -> dict[str, Any]:
    """Return the published form of a token: nothing of it that opens."""
    return {
        "reference": jeton.reference,
        "nom": jeton.nom,
        "portee": str(jeton.portee),
        "expire_le": jeton.expire_le.isoformat(),
    }


def _read_jour(texte: str) -> date:
    try:
        return date.fromisoformat(texte)
    except ValueError:
        raise DemandeInvalide(f"« {texte} » n’est pas une date AAAA-MM-JJ.") from None
