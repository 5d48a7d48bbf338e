"""The seal of an entry of the journal: SHA-256 of the seal before it and of the entry's own content.

The content is written in one form, whatever the database: the columns in a fixed order, as JSON; instants in UTC to the
microsecond; the values of changes as the JSON texts that they are stored as, so that no number is ever read again. The
received file enters by its digest. What an undo marks later on the entry that it takes back (`annule_par`) stays out:
the entry of the undo, sealed too, says it.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select, type_coerce
from sqlalchemy.types import NullType

from models.tables import columns
from models.tables_journal import ChangementJournal, Remontee

FORME = 1
"""Version of the form; it is part of what is sealed."""
PREMIER = ""
"""What stands for the seal before that of the first entry."""
DE_L_ENTREE = (
    "id",
    "nature",
    "date",
    "auteur",
    "fichier",
    "empreinte",
    "trimestre",
    "pilote",
    "note",
    "suites",
    "cible",
)
DU_CHANGEMENT = ("rang", "objet", "reference", "champ", "trimestre", "avant", "apres", "cellule", "formule")

_C, _R = columns(ChangementJournal), columns(Remontee)


@dataclass(frozen=True, slots=True)
class EntreeBrute:
    """An entry as the database holds it, its values not believed; `champs` and each change are in the order above."""

    numero: int
    sceau: str | None
    annule_par: int | None
    champs: tuple[Any, ...]
    changements: tuple[tuple[Any, ...], ...]

    def compute_sceau(self, precedent: str | None) -> str:
        """Return the seal that the entry is to bear after another one."""
        return hashlib.sha256(self.dump_contenu(precedent).encode("ascii")).hexdigest()

    def dump_contenu(self, precedent: str | None) -> str:
        """Return the text, of plain letters, of which the seal of the entry after another one is the digest."""
        contenu = [FORME, precedent, self.champs, self.changements]
        return json.dumps(contenu, separators=(",", ":"), default=_write_etranger)

    def get_champ(self, nom: str) -> Any:
        """Return a column of the entry."""
        return self.champs[DE_L_ENTREE.index(nom)]


@dataclass(frozen=True, slots=True)
class Chaine:
    """Entries in their order, and the numbers that changes give of entries that are not there."""

    entrees: tuple[EntreeBrute, ...]
    orphelins: tuple[int, ...]

    def iter_suivies(self) -> Iterator[tuple[EntreeBrute, str | None]]:
        """Yield each entry of a whole journal with the seal that the one before it bears."""
        precedent: str | None = PREMIER
        for entree in self.entrees:
            yield entree, precedent
            precedent = entree.sceau


def load_chaine(connexion: Connection, depuis: int | None = None) -> Chaine:
    """Return the entries with their changes, as they are stored; from a number on, or all of them."""
    requete = select(*_read_bruts(_C, ("remontee", *DU_CHANGEMENT))).order_by(_C.remontee, _C.rang)
    entrees = select(*_read_bruts(_R, ("id", "sceau", "annule_par", *DE_L_ENTREE))).order_by(_R.id)
    if depuis is not None:
        requete, entrees = requete.where(_C.remontee >= depuis), entrees.where(_R.id >= depuis)
    par_entree: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for numero, *champs, formule in connexion.execute(requete):
        par_entree[numero].append((*champs, _to_booleen(formule)))
    lues = tuple(
        EntreeBrute(numero, sceau, par, _to_champs(champs), tuple(par_entree.pop(numero, ())))
        for numero, sceau, par, *champs in connexion.execute(entrees)
    )
    return Chaine(lues, tuple(sorted(par_entree, key=repr)))


def load_sceau(connexion: Connection, numero: int) -> str | None:
    """Return the seal that an entry bears, `PREMIER` before the first entry."""
    return PREMIER if numero < 0 else connexion.scalar(select(_R.sceau).where(_R.id == numero))


def _read_bruts(table: Any, noms: Iterable[str]) -> list[Any]:
    """Return columns read as the driver gives them: what was altered may no longer be of their type."""
    return [type_coerce(table[nom], NullType()).label(f"{nom}_{rang}") for rang, nom in enumerate(noms)]


def _to_champs(champs: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(_to_instant(v) if nom == "date" else v for nom, v in zip(DE_L_ENTREE, champs, strict=True))


def _to_instant(valeur: Any) -> Any:
    """Return an instant in the one form, from an object (PostgreSQL) or a text (SQLite); as it is when it is none."""
    try:
        instant = valeur if isinstance(valeur, datetime) else datetime.fromisoformat(valeur)
    except (TypeError, ValueError):
        return valeur
    if instant.tzinfo is not None:
        instant = instant.astimezone(UTC).replace(tzinfo=None)
    return instant.isoformat(timespec="microseconds")


def _to_booleen(valeur: Any) -> Any:
    """Return what SQLite stores as 0 or 1 as the truth value that it is; as it is when it is none."""
    return bool(valeur) if valeur in (0, 1) else valeur


def _write_etranger(valeur: object) -> list[str]:
    """Return the form of a value that the program never stores there, as bytes in a column of text."""
    return [type(valeur).__name__, repr(valeur)]
