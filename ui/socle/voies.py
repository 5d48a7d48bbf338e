"""The ways in, as the settings say them: a desk and its key where nothing is set, else what tells who people are.

A setting that cannot be followed is told at the start, which is then refused: half a way in is nobody's.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from models.adresse import APP_URL, check_app_url
from models.refus import Refus, ReglageInvalide
from ui.socle import fournisseur as oidc
from ui.socle.fournisseur import Fournisseur, read_fournisseur
from ui.socle.reglages import is_de_la_machine, read_oui, read_secret

IDENTITE = "ACCES_MANDATAIRE_IDENTITE"
GROUPES = "ACCES_MANDATAIRE_GROUPES"
SEPARATEUR = "ACCES_MANDATAIRE_SEPARATEUR"
SECRET = "ACCES_MANDATAIRE_SECRET"  # noqa: S105 (the name of a setting)
SECRET_FICHIER = "ACCES_MANDATAIRE_SECRET_FICHIER"  # noqa: S105
ENTETE_SECRET = "ACCES_MANDATAIRE_ENTETE_SECRET"  # noqa: S105
CONTACT = "ACCES_CONTACT"
PUBLIC = "ACCES_PUBLIC"
NOMS = (IDENTITE, GROUPES, SEPARATEUR, SECRET, SECRET_FICHIER, ENTETE_SECRET, CONTACT, PUBLIC, APP_URL, *oidc.NOMS)
SECRET_MIN = 32
"""Characters of a shared secret: those of « openssl rand -hex 16 »."""
_ADMINISTRATION = "la personne qui administre l’application"
_ENTETE = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Mandataire:
    """The headers of a relay that has signed the person in, in lower case, and the secret that proves it is the one."""

    identite: bytes
    groupes: bytes | None
    separateur: str
    entete_secret: bytes
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Voies:
    """The ways in; `contact` is whom to ask for an access, `app_url` the public address without its last stroke.

    `public` tells whether anybody at all reads what is published.
    """

    mandataire: Mandataire | None = None
    fournisseur: Fournisseur | None = None
    contact: str = ""
    app_url: str = ""
    public: bool = False

    @property
    def comptes(self) -> bool:
        """Return whether people are known by an account: the key of a desk then opens nothing."""
        return self.mandataire is not None or self.fournisseur is not None


def find_voies() -> Voies:
    """Return the ways in that the environment sets; raise ReglageInvalide when it cannot be followed."""
    return _read(tuple(os.environ.get(nom, "").strip() for nom in NOMS))


@lru_cache(8)
def _read(valeurs: tuple[str, ...]) -> Voies:
    dits = dict(zip(NOMS, valeurs, strict=True))
    app_url = check_app_url(dits[APP_URL])
    mandataire, fournisseur = _read_mandataire(dits), read_fournisseur(dits, app_url)
    if mandataire is not None and fournisseur is not None:
        raise ReglageInvalide(f"Réglez {IDENTITE} ou {oidc.ADRESSE}, pas les deux : une personne n’a qu’une identité.")
    return Voies(mandataire, fournisseur, dits[CONTACT], app_url, read_oui(PUBLIC, dits[PUBLIC]))


def _read_mandataire(dits: Mapping[str, str]) -> Mandataire | None:
    secret = read_secret(dits, SECRET, SECRET_FICHIER)
    if not dits[IDENTITE]:
        if secret or dits[GROUPES]:
            raise ReglageInvalide(f"{IDENTITE} n’est pas réglé : c’est l’en-tête qui dit qui est la personne.")
        return None
    if len(secret) < SECRET_MIN:
        raise ReglageInvalide(
            f"{IDENTITE} est réglé sans secret partagé : n’importe qui pourrait envoyer cet en-tête. Réglez {SECRET}, "
            f"ou {SECRET_FICHIER}, sur {SECRET_MIN} caractères ou plus (openssl rand -hex 32), et faites-le envoyer "
            f"par le mandataire dans l’en-tête {dits[ENTETE_SECRET] or 'X-Schema-Secret'}."
        )
    entetes = [dits[IDENTITE], dits[ENTETE_SECRET] or "X-Schema-Secret", dits[GROUPES]]
    for entete in filter(None, entetes):
        if not _ENTETE.fullmatch(entete):
            raise ReglageInvalide(f"« {entete} » n’est pas un nom d’en-tête : lettres, chiffres et tirets seulement.")
    donnes = [e.lower() for e in entetes if e]
    if len(set(donnes)) < len(donnes):
        raise ReglageInvalide("Les en-têtes du mandataire doivent avoir des noms différents.")
    return Mandataire(
        entetes[0].lower().encode(),
        entetes[2].lower().encode() or None,
        dits[SEPARATEUR] or ",",
        entetes[1].lower().encode(),
        secret.encode(),
    )


def name_contact() -> str:
    """Return whom to ask for an access, as words that end a sentence."""
    try:
        return find_voies().contact or _ADMINISTRATION
    except Refus:
        return _ADMINISTRATION


def check_depart(adresse: str) -> None:
    """Raise ReglageInvalide when the server would be on a network without knowing who comes; say what to set.

    `adresse` is where it listens, empty for everywhere.
    """
    voies = find_voies()
    if voies.comptes:
        if not voies.contact:
            raise ReglageInvalide(f"{CONTACT} n’est pas réglé : c’est à qui demander un accès (nom, courriel).")
        return
    if voies.public:
        return
    if not is_de_la_machine(adresse):
        ou = f"à l’adresse « {adresse} »" if adresse else "à toutes les adresses de la machine"
        raise ReglageInvalide(f"Le serveur écouterait {ou}, sans savoir qui s’y présente. {_CHOIX}")
    if voies.app_url and not is_de_la_machine(urlsplit(voies.app_url).hostname or ""):
        raise ReglageInvalide(f"{APP_URL} donne une adresse publique, sans dire qui peut y venir. {_CHOIX}")


_CHOIX = (
    f"Réglez {IDENTITE}, {SECRET} et {CONTACT} pour un mandataire qui identifie les personnes, {oidc.ADRESSE}, "
    f"{oidc.CLIENT}, {oidc.SECRET} et {CONTACT} pour OpenID Connect, {PUBLIC}=oui pour ne montrer que le public, "
    f"ou gardez « server.address = localhost », sans {APP_URL}, pour un seul poste."
)
