"""The whole check of a database, for who asks for it: the file, the ties between rows, the journal, the rows.

Fault 56: what another hand than the program's did to it is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlmodel import Session

from loaders.integrite.chaine import find_faute_annulations, find_faute_chaine
from loaders.integrite.etat import find_faute_etat
from loaders.integrite.fichiers import count_fichiers, find_faute_fichiers
from loaders.integrite.octets import read_octets, show_octets
from models.sceau import Chaine, load_chaine
from phrases.format import format_compte


@dataclass(frozen=True, slots=True)
class Controle:
    """What a check found: how much there is, the seal of the last entry, what does not fit, the first of each kind.

    The seal holds for everything before it: noted elsewhere, it tells later that nothing of it was rewritten.
    """

    entrees: int
    changements: int
    fichiers: int
    sceau: str | None
    fautes: tuple[str, ...]

    @property
    def compte(self) -> str:
        """Return how much there is."""
        return (
            f"{format_compte(self.entrees, 'entrée')} du journal, {format_compte(self.changements, 'changement')}, "
            f"{format_compte(self.fichiers, 'classeur')} reçu{'s' * (self.fichiers > 1)}"
        )


SAIN = frozenset({"ok"})
"""What SQLite answers of a file in which it finds nothing wrong."""


def check_base(session: Session) -> Controle:
    """Return what does not fit in a database of the program's version; it is read whole, and nothing is written."""
    connexion = session.connection()
    with read_octets(connexion):
        chaine = load_chaine(connexion)
        return Controle(
            len(chaine.entrees),
            sum(len(e.changements) for e in chaine.entrees),
            count_fichiers(connexion),
            chaine.entrees[-1].sceau if chaine.entrees else None,
            tuple(map(show_octets, _list_fautes(connexion, chaine))),
        )


def _list_fautes(connexion: Connection, chaine: Chaine) -> Iterator[str]:
    yield from filter(None, (find_faute_fichier(connexion), find_faute_lien(connexion)))
    rupture = find_faute_chaine(chaine) or find_faute_annulations(chaine)
    if rupture:
        yield rupture
    if faute := find_faute_fichiers(connexion, chaine):
        yield faute
    # A journal that is not what was written is no measure for the rows.
    if not rupture and (faute := find_faute_etat(connexion, chaine)):
        yield faute


def find_faute_fichier(connexion: Connection) -> str | None:
    """Return what SQLite finds wrong with its file, None when nothing is; other engines see to it themselves."""
    if connexion.dialect.name != "sqlite":
        return None
    dit = connexion.execute(text("PRAGMA integrity_check(1)")).scalar()
    return None if dit in SAIN else f"Le fichier de la base est endommagé ({dit})."


def find_faute_lien(connexion: Connection) -> str | None:
    """Return the first tie between rows that leads nowhere, None when none does; other engines let none be."""
    if connexion.dialect.name != "sqlite":
        return None
    lien = connexion.execute(text("PRAGMA foreign_key_check")).first()
    if lien is None:
        return None
    return f"Une ligne de la table « {lien[0]} » renvoie à une ligne de « {lien[2]} » qui n’existe pas."
