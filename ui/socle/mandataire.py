"""The word of a relay that has signed the person in: believed with its secret, and said in one way only.

What is believed is written again on the request, under a header that carries a word of this very process: screens and
doors read that one, which nobody else can send.
"""

from __future__ import annotations

import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable

from models.acces import Personne, normalize_identifiant
from ui.socle.reglages import GROUPES_MAX
from ui.socle.voies import Mandataire

ENTETE = "x-schema-personne"
_MOT = secrets.token_urlsafe(32)
Entetes = Iterable[tuple[bytes, bytes]]


def read_personne(entetes: Entetes, mandataire: Mandataire) -> Personne | None:
    """Return who the relay says is there; None when it is not the relay, or says it in any way but the one.

    A header given twice, or spelled with underscores, is two stories: neither is believed.
    """
    lus: dict[bytes, list[bytes]] = {mandataire.entete_secret: [], mandataire.identite: []}
    if mandataire.groupes is not None:
        lus[mandataire.groupes] = []
    for brut, valeur in entetes:
        nom = brut.lower()
        if nom in lus:
            lus[nom].append(valeur)
        elif nom.replace(b"_", b"-") in lus:
            return None
    if any(len(valeurs) > 1 for valeurs in lus.values()):
        return None
    secret = b"".join(lus[mandataire.entete_secret])
    if not hmac.compare_digest(secret, mandataire.secret):
        return None
    try:
        identifiant = normalize_identifiant(b"".join(lus[mandataire.identite]).decode("utf-8"))
        groupes = b"".join(lus[mandataire.groupes] if mandataire.groupes is not None else []).decode("utf-8")
    except UnicodeDecodeError:
        return None
    if identifiant is None:
        return None
    noms = [nom.strip() for nom in groupes.split(mandataire.separateur)]
    if len(noms) > GROUPES_MAX:
        return None
    return Personne((identifiant,), frozenset(nom for nom in noms if nom))


def stamp_entetes(
    entetes: Entetes, mandataire: Mandataire | None, connectee: Personne | None = None
) -> list[tuple[bytes, bytes]]:
    """Return headers with who is there as our own word, without the secret, nor what a client sent in our place.

    `connectee` is who signed in here, where no relay tells of people.
    """
    recus = list(entetes)
    personne = read_personne(recus, mandataire) if mandataire is not None else connectee
    retires = {ENTETE.encode()} | ({mandataire.entete_secret} if mandataire is not None else set())
    gardes = [(nom, valeur) for nom, valeur in recus if nom.lower().replace(b"_", b"-") not in retires]
    if personne is None:
        return gardes
    return [*gardes, (ENTETE.encode(), dump_personne(personne).encode("ascii"))]


def dump_personne(personne: Personne) -> str:
    """Return the word of this process on who is there."""
    texte = json.dumps([personne.identifiants, sorted(personne.groupes), personne.seance])
    return f"{_MOT}.{urlsafe_b64encode(texte.encode()).decode('ascii')}"


def load_personne(dit: str | None) -> Personne | None:
    """Return who a word of this process says is there, None when it is not one."""
    mot, _, corps = (dit or "").rpartition(".")
    if not hmac.compare_digest(mot.encode("utf-8", "replace"), _MOT.encode()):
        return None
    identifiants, groupes, seance = json.loads(urlsafe_b64decode(corps))
    return Personne(tuple(identifiants), frozenset(groupes), seance)
