"""The provider of OpenID Connect that a public body has, as the settings say it, and whom its word speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from models.acces import Personne, normalize_identifiant
from models.refus import DroitInsuffisant, ReglageInvalide
from ui.socle.reglages import GROUPES_MAX, is_de_la_machine, read_oui, read_secret

ADRESSE: Final = "ACCES_OIDC_ADRESSE"
CLIENT: Final = "ACCES_OIDC_CLIENT"
SECRET: Final = "ACCES_OIDC_SECRET"  # noqa: S105 (the name of a setting)
SECRET_FICHIER: Final = "ACCES_OIDC_SECRET_FICHIER"  # noqa: S105
IDENTITE: Final = "ACCES_OIDC_IDENTITE"
GROUPES: Final = "ACCES_OIDC_GROUPES"
PORTEE: Final = "ACCES_OIDC_PORTEE"
COURRIEL_SUR: Final = "ACCES_OIDC_COURRIEL_SUR"
DUREE: Final = "ACCES_OIDC_DUREE"
NOMS: Final = (ADRESSE, CLIENT, SECRET, SECRET_FICHIER, IDENTITE, GROUPES, PORTEE, COURRIEL_SUR, DUREE)
DECOUVERTE: Final = "/.well-known/openid-configuration"
COURRIEL: Final = "email"
HEURES, HEURES_MAX = 12, 168
SECRET_MIN = 16
"""Characters of the secret of a client: providers make longer ones."""


@dataclass(frozen=True, slots=True)
class Fournisseur:
    """A provider: where it describes itself, who we are to it, which of its words name a person and their groups.

    `app_url` is our public address; `heures` is how long somebody stays signed in at most; `courriel_sur` tells that
    it gives only addresses that it answers for, without saying so of each.
    """

    adresse: str
    client: str
    secret: str = field(repr=False)
    identite: str
    groupes: str
    portee: str
    courriel_sur: bool
    heures: int
    app_url: str


def read_fournisseur(dits: Mapping[str, str], app_url: str) -> Fournisseur | None:
    """Return the provider that the settings tell of, None when they tell of none; raise ReglageInvalide for half."""
    secret = read_secret(dits, SECRET, SECRET_FICHIER)
    if not (dits[ADRESSE] or dits[CLIENT] or secret):
        return None
    for nom, valeur in ((ADRESSE, dits[ADRESSE]), (CLIENT, dits[CLIENT]), (SECRET, secret)):
        if not valeur:
            raise ReglageInvalide(f"{nom} n’est pas réglé : l’identification OpenID Connect demande les trois.")
    if len(secret) < SECRET_MIN:
        raise ReglageInvalide(f"{SECRET} fait {SECRET_MIN} caractères ou plus : c’est celui que donne le fournisseur.")
    if not app_url:
        raise ReglageInvalide(
            f"APP_URL n’est pas réglé : {ADRESSE} demande où revenir une fois la personne identifiée."
        )
    for nom, adresse in ((ADRESSE, dits[ADRESSE]), ("APP_URL", app_url)):
        _check_chiffree(nom, adresse)
    return Fournisseur(
        dits[ADRESSE].rstrip("/").removesuffix(DECOUVERTE) + DECOUVERTE,
        dits[CLIENT],
        secret,
        dits[IDENTITE] or COURRIEL,
        dits[GROUPES],
        dits[PORTEE] or "openid email profile",
        read_oui(COURRIEL_SUR, dits[COURRIEL_SUR]),
        _read_heures(dits[DUREE]),
        app_url,
    )


def _check_chiffree(nom: str, adresse: str) -> None:
    try:
        morceaux = urlsplit(adresse)
        hote = morceaux.hostname or ""
    except ValueError:
        hote = ""
    if not hote or (morceaux.scheme != "https" and not (morceaux.scheme == "http" and is_de_la_machine(hote))):
        raise ReglageInvalide(f"{nom} commence par https:// : ce qui identifie les personnes ne passe pas en clair.")


def _read_heures(texte: str) -> int:
    if not texte:
        return HEURES
    if not (texte.isascii() and texte.isdigit() and 1 <= int(texte) <= HEURES_MAX):
        raise ReglageInvalide(f"{DUREE} est un nombre d’heures, de 1 à {HEURES_MAX}.")
    return int(texte)


def read_declares(declares: Mapping[str, object], fournisseur: Fournisseur) -> Personne:
    """Return who the words of a provider speak of; raise DroitInsuffisant, with why, when they name nobody for sure.

    An address is somebody's when the provider says that it checked it, or is known to check them all.
    """
    dit = declares.get(fournisseur.identite)
    identifiant = normalize_identifiant(dit) if isinstance(dit, str) else None
    if identifiant is None:
        raise DroitInsuffisant(
            f"Votre organisme vous a identifié·e sans dire d’identifiant utilisable (« {fournisseur.identite} »)."
        )
    if fournisseur.identite == COURRIEL:
        verifie = declares.get("email_verified")
        if verifie not in (True, "true") and not (verifie is None and fournisseur.courriel_sur):
            raise DroitInsuffisant(f"Votre organisme ne garantit pas que l’adresse « {identifiant} » est la vôtre.")
    return Personne((identifiant,), _read_groupes(declares.get(fournisseur.groupes) if fournisseur.groupes else None))


def _read_groupes(dits: object) -> frozenset[str]:
    """Return the groups that a word tells, one or a list of them; none when it is anything else, or without end."""
    noms = [dits] if isinstance(dits, str) else dits if isinstance(dits, list) else []
    if len(noms) > GROUPES_MAX:
        return frozenset()
    return frozenset(propre for nom in noms if isinstance(nom, str) and (propre := nom.strip()))


def lacks_declares(declares: Mapping[str, object], fournisseur: Fournisseur) -> bool:
    """Return whether what names a person, or their groups, did not come with the proof of who they are.

    Some providers (ProConnect) tell it at another of their addresses.
    """
    attendus = [fournisseur.identite, *([fournisseur.groupes] if fournisseur.groupes else [])]
    return any(nom not in declares for nom in attendus)
