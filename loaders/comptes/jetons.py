"""Making and withdrawing the token of a program: by administration, as an entry of the journal like any other."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, timedelta

from loaders.ecriture.droits import AUTEUR_MAX
from loaders.ecriture.journal import Acte, append_entree
from loaders.ecriture.ouverture import Ouverte, open_acte
from models.acces import JETON, Agissant
from models.changement import Changement
from models.jetons import Jeton, Portee, digest, draw_secret, load_jetons
from models.refus import DemandeInvalide
from models.temps import find_jour
from models.texte import fold
from models.vocabulaire import NatureEntree, Role

DUREE_MAX = timedelta(days=2 * 366)
DUREE = timedelta(days=365)
"""How long a token lasts unless told, and at most: one that nobody renews closes by itself."""


@dataclass(frozen=True, slots=True)
class Fait:
    """A token just made: the whole of it, which is never known again, and the entry that tells of it."""

    jeton: Jeton
    secret: str
    entree: int


def create_jeton(nom: str, portee: Portee, expire_le: date, acte: Acte, agissant: Agissant) -> Fait:
    """Make a token for who reads the data by a program.

    Raises DroitInsuffisant when who acts does not administer, DemandeInvalide when it makes no sense: no name or that
    of another one, nothing to read, a day past or too far.
    """
    with _open(acte, agissant) as (session, _, signe):
        propre = _check(nom, portee, expire_le, find_jour(signe.maintenant), load_jetons(session))
        reference, secret = draw_secret()
        jeton = Jeton(reference, propre, digest(secret), portee, expire_le)
        champs = _to_champs(jeton)
        changements = [Changement(JETON, reference, champ, None, None, valeur) for champ, valeur in champs.items()]
        return Fait(jeton, secret, append_entree(session, signe, changements).id)


def withdraw_jeton(reference: str, acte: Acte, agissant: Agissant) -> int:
    """Withdraw a token, which opens nothing from then on, and return the number of the entry.

    Raises DroitInsuffisant when who acts does not administer, DemandeInvalide when there is no such token.
    """
    with _open(acte, agissant) as (session, _, signe):
        present = next((j for j in load_jetons(session) if j.reference == reference), None)
        if present is None:
            raise DemandeInvalide(f"Aucun jeton « {reference} » à retirer.")
        champs = _to_champs(present)
        changements = [Changement(JETON, reference, champ, None, valeur, None) for champ, valeur in champs.items()]
        return append_entree(session, signe, changements).id


def _open(acte: Acte, agissant: Agissant) -> AbstractContextManager[Ouverte]:
    return open_acte(replace(acte, nature=NatureEntree.ACCES), agissant, requis=Role.ADMINISTRATION)


def _to_champs(jeton: Jeton) -> dict[str, str]:
    return {
        "nom": jeton.nom,
        "empreinte": jeton.empreinte,
        "portee": str(jeton.portee),
        "expire_le": jeton.expire_le.isoformat(),
    }


def _check(nom: str, portee: Portee, expire_le: date, aujourd_hui: date, connus: tuple[Jeton, ...]) -> str:
    """Return the name of a token in its one form; raise DemandeInvalide when the token makes no sense."""
    propre = " ".join(nom.split())
    if not propre or len(propre) > AUTEUR_MAX or not propre.isprintable():
        raise DemandeInvalide(
            f"Dites quel programme lira les données : un nom de {AUTEUR_MAX} caractères au plus, sans caractère "
            "invisible."
        )
    if fold(propre) in {fold(j.nom) for j in connus}:
        raise DemandeInvalide(f"« {propre} » a déjà un jeton : retirez-le d’abord, ou donnez un autre nom.")
    if not portee.jeux:
        raise DemandeInvalide("Dites ce que ce jeton permet de lire.")
    if not aujourd_hui <= expire_le <= aujourd_hui + DUREE_MAX:
        raise DemandeInvalide("Un jeton expire entre aujourd’hui et dans deux ans.")
    return propre
