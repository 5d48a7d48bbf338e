"""Who acts, and what they may do: read from what was granted to a person or to their groups, and from nothing else.

A way in says who somebody is (`Personne`); the table of accesses says what they may do (`Agissant`). Nothing granted is
nothing allowed: there is no role, nor any perimeter, that an empty value stands for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import Session

from models.tables import columns
from models.tables_comptes import Acces as LigneAcces
from models.texte import SEPARATEUR, split_liste
from models.vocabulaire import Cote, GenreAcces, Role

ACCES, JETON = "acces", "jeton"
DE_L_ADMINISTRATION = frozenset({ACCES, JETON})
"""The objects of the journal that tell who may do or read what: only administration writes them, or undoes them."""
TOUT_LE_PLAN = "tout"
IDENTIFIANT_MAX = 200


@dataclass(frozen=True, slots=True)
class Perimetre:
    """What may be changed: the whole plan, or the actions of some pilots (codes), some partners, sides of the charter.

    Empty, it lets nothing be changed.
    """

    tout: bool = False
    pilotes: frozenset[str] = frozenset()
    partenaires: frozenset[str] = frozenset()
    cotes: frozenset[Cote] = frozenset()

    @classmethod
    def parse(cls, texte: str | None) -> Perimetre:
        """Return what a stored text says; a word that is not known gives nothing."""
        dits: dict[str, set[str]] = {"pilote": set(), "partenaire": set(), "cote": set()}
        mots = split_liste(texte)
        for mot in mots:
            genre, _, reference = mot.partition(":")
            if reference and genre in dits:
                dits[genre].add(reference)
        return cls(
            TOUT_LE_PLAN in mots,
            frozenset(dits["pilote"]),
            frozenset(dits["partenaire"]),
            frozenset(c for c in Cote if c.value in dits["cote"]),
        )

    def __str__(self) -> str:
        """Return the form that is stored: « tout », or « pilote:crip | cote:departement », in one order."""
        mots = [TOUT_LE_PLAN] if self.tout else []
        mots += [f"pilote:{code}" for code in sorted(self.pilotes)]
        mots += [f"partenaire:{nom}" for nom in sorted(self.partenaires)]
        mots += [f"cote:{cote.value}" for cote in sorted(self.cotes)]
        return SEPARATEUR.join(mots)

    def __or__(self, autre: Perimetre) -> Perimetre:
        """Return what either lets be changed."""
        return Perimetre(
            self.tout or autre.tout,
            self.pilotes | autre.pilotes,
            self.partenaires | autre.partenaires,
            self.cotes | autre.cotes,
        )


RIEN, TOUT = Perimetre(), Perimetre(tout=True)


@dataclass(frozen=True, slots=True)
class Personne:
    """Somebody that a way in identified: the names they are known by, best first, and the groups it tells of.

    Nothing of it is a right. `seance` is the digest of the session that they opened by signing in here, empty where a
    relay tells who they are at each request.
    """

    identifiants: tuple[str, ...]
    groupes: frozenset[str] = frozenset()
    seance: str = ""


@dataclass(frozen=True, slots=True)
class Agissant:
    """Who acts: their role (None: no access), what they may change, the name that signs what they write.

    `personne` is who a way in identified, so that the role can be asked for again where something is written; None at a
    desk and on the command line, where the name is typed and the role was told by the key, or by holding the file.
    """

    role: Role | None = None
    perimetre: Perimetre = RIEN
    nom: str = ""
    personne: Personne | None = None

    def allows(self, requis: Role) -> bool:
        """Return whether who acts may do what `requis` asks for."""
        return self.role is not None and self.role.allows(requis)

    @property
    def identifiant(self) -> str | None:
        """Return the account of who acts, None where there is none."""
        return self.personne.identifiants[0] if self.personne is not None else None


COMMANDE = Agissant(Role.ADMINISTRATION, TOUT)
"""Who runs a command holds the database itself."""


def build_du_poste(role: Role) -> Agissant:
    """Return who acts at a desk, by the role that its key gives: who may write there writes everywhere."""
    return Agissant(role, TOUT if role.allows(Role.MISE_A_JOUR) else RIEN)


@dataclass(frozen=True, slots=True)
class Acces:
    """What is granted to a person or a group."""

    genre: GenreAcces
    identifiant: str
    nom: str
    role: Role
    perimetre: Perimetre = field(default=RIEN)

    @property
    def reference(self) -> str:
        """Return what the journal calls it."""
        return name_reference(self.genre, self.identifiant)


def name_reference(genre: GenreAcces, identifiant: str) -> str:
    """Return the reference of an access: `personne:jeanne@exemple.fr`."""
    return f"{genre.value}:{identifiant}"


def normalize_identifiant(texte: str) -> str | None:
    """Return the one form of the identifier of a person, None when it cannot be told from another for sure.

    The case of an address is no difference; letters beyond ASCII may fold to, or look like, those of somebody else.
    """
    propre = texte.strip()
    if not propre or len(propre) > IDENTIFIANT_MAX or not propre.isascii() or not propre.isprintable() or " " in propre:
        return None
    return propre.lower() if "@" in propre else propre


def load_acces(session: Session) -> tuple[Acces, ...]:
    """Return what is granted, persons first, each in the order of their names."""
    lus = []
    for ligne in session.execute(select(*columns(LigneAcces))):
        genre, _, identifiant = ligne.reference.partition(":")
        if ligne.profil is not None:
            perimetre = Perimetre.parse(ligne.perimetre)
            lus.append(Acces(GenreAcces(genre), identifiant, ligne.nom or identifiant, Role(ligne.profil), perimetre))
    return tuple(sorted(lus, key=lambda a: (a.genre != GenreAcces.PERSONNE, a.nom.casefold(), a.identifiant)))


def resolve(acces: Iterable[Acces], personne: Personne) -> Agissant:
    """Return what a person may do: what was granted to them, else the most of what was granted to their groups.

    Their own line stands alone, so that somebody may have less than their group.
    """
    par_reference = {a.reference: a for a in acces}
    for identifiant in personne.identifiants:
        sien = par_reference.get(name_reference(GenreAcces.PERSONNE, identifiant))
        if sien is not None:
            return Agissant(sien.role, sien.perimetre, sien.nom, personne)
    references = (name_reference(GenreAcces.GROUPE, groupe) for groupe in personne.groupes)
    communs = [par_reference[r] for r in references if r in par_reference]
    if not communs:
        return Agissant(None, personne=personne)
    role = max((a.role for a in communs), key=list(Role).index)
    perimetre = RIEN
    for commun in communs:
        if commun.role.allows(Role.MISE_A_JOUR):  # what a reader is tied to is nothing that they may change
            perimetre |= commun.perimetre
    return Agissant(role, perimetre, personne.identifiants[0], personne)
