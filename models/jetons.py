"""What a program may read without anybody signed in: a token, of which only the digest is kept.

A token is `donnees_<reference>_<secret>`: its reference is what the journal, the screen and the log may say of it, its
secret is 256 bits drawn at random, so that one pass of SHA-256 is enough to keep nothing that opens anything.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlmodel import Session

from models.tables import columns
from models.tables_comptes import Jeton as LigneJeton
from models.texte import SEPARATEUR, split_liste
from models.vocabulaire import JeuDonnees

PREFIXE: Final = "donnees"
INTERNE: Final = "interne"
_FORME = re.compile(rf"{PREFIXE}_(?P<reference>[0-9a-f]{{12}})_(?P<secret>[A-Za-z0-9_-]{{43}})")


@dataclass(frozen=True, slots=True)
class Portee:
    """What a token lets be read: some sets of data, and whether what is internal in them (blocages, décisions, texts).

    Empty, it lets nothing be read.
    """

    jeux: frozenset[JeuDonnees] = frozenset()
    interne: bool = False

    @classmethod
    def parse(cls, texte: str | None) -> Portee:
        """Return what a stored text says; a word that is not known gives nothing."""
        mots = split_liste(texte)
        return cls(frozenset(j for j in JeuDonnees if j.value in mots), INTERNE in mots)

    def __str__(self) -> str:
        """Return the form that is stored, « suivi | indicateurs | interne », in one order."""
        return SEPARATEUR.join([*(j.value for j in JeuDonnees if j in self.jeux), *([INTERNE] if self.interne else [])])


@dataclass(frozen=True, slots=True)
class Jeton:
    """A token as it is kept: it opens what `portee` says until the end of `expire_le`."""

    reference: str
    nom: str
    empreinte: str
    portee: Portee
    expire_le: date

    @property
    def presence(self) -> str:
        """Return what its last use is noted under: no identifier of a person holds a space."""
        return f"jeton {self.reference}"


def draw_secret() -> tuple[str, str]:
    """Return a new token: its reference, and the whole of it, which is shown once."""
    reference = secrets.token_hex(6)
    return reference, f"{PREFIXE}_{reference}_{secrets.token_urlsafe(32)}"


def digest(secret: str) -> str:
    """Return what is kept of a whole token."""
    return hashlib.sha256(secret.encode()).hexdigest()


def load_jetons(session: Session) -> tuple[Jeton, ...]:
    """Return the tokens that are not withdrawn, expired ones included, in the order of their names."""
    lus = [
        Jeton(x.reference, x.nom or x.reference, x.empreinte, Portee.parse(x.portee), x.expire_le)
        for x in session.execute(select(*columns(LigneJeton)))
        if x.empreinte and x.expire_le
    ]
    return tuple(sorted(lus, key=lambda j: (j.nom.casefold(), j.reference)))


def find_jeton(jetons: Iterable[Jeton], dit: str, aujourd_hui: date) -> Jeton | None:
    """Return the token that a text is, None when it is none of them or is past its day."""
    lu = _FORME.fullmatch(dit)
    if lu is None:
        return None
    tenu = next((j for j in jetons if j.reference == lu["reference"]), None)
    if tenu is None or not hmac.compare_digest(tenu.empreinte, digest(dit)):
        return None
    return tenu if aujourd_hui <= tenu.expire_le else None
