"""What a table that is not ours says in our columns: its headers, the unit of its percentages, its words, its rows."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.colonnes import AVANCEMENT

ROLES = tuple(c.libelle for c in AVANCEMENT.lues)
"""The headers of ours that a column may be given: the code, the title, every typed column."""
RIEN = ""
"""What stands for a column that is not taken, a word or a row that was asked about and not answered."""
ECARTEE = "-"
"""What stands for a row that is left out, and for a word that says nothing."""
_NUMERO = re.compile(r"\D{0,16}\d{1,3}\D{0,3}")
"""A row that calls itself by a number alone: « 16 », « action n° 16 »."""
UNITES = ("points", "fraction")


@dataclass(frozen=True, slots=True)
class Correspondance:
    """How the table of somebody's own reads.

    `colonnes` gives one of `ROLES`, or `RIEN`, to the key of each header; `pourcentage` what a bare 0,45 means, None
    where the cells say it; `mots` one of our words to a word of theirs, by our header; `lignes` the code of an action
    to the key of a row, when neither code nor title makes it sure. `ECARTEE` leaves a word or a row out.
    """

    colonnes: tuple[tuple[str, str], ...]
    pourcentage: str | None = None
    mots: tuple[tuple[str, str, str], ...] = ()
    lignes: tuple[tuple[str, str], ...] = ()

    @property
    def forme(self) -> str:
        """Return the digest of the headers, in any order: what the table is known again by."""
        return digest_forme([cle for cle, _ in self.colonnes])

    @property
    def roles(self) -> dict[str, str]:
        """Return the key of the header that has each of our columns; columns that are not taken are left out."""
        return {role: cle for cle, role in reversed(self.colonnes) if role}

    def find_mot(self, role: str, mot: str) -> str | None:
        """Return what stands for a folded word, None when it was never asked about."""
        return next((notre for r, sien, notre in self.mots if (r, sien) == (role, mot)), None)

    def find_ligne(self, cle: str) -> str | None:
        """Return what stands for a row, None when it was never asked about."""
        return next((code for sienne, code in self.lignes if sienne == cle), None)

    def keep_reponses(self) -> Correspondance:
        """Return it without what is asked again another time: what was not answered, rows that are a number alone.

        « 3 » is another row in the table of another service, whatever heads they share.
        """
        return replace(
            self,
            mots=tuple(m for m in self.mots if m[2] != RIEN),
            lignes=tuple(x for x in self.lignes if x[1] != RIEN and not _NUMERO.fullmatch(x[0])),
        )


def digest_forme(cles: list[str]) -> str:
    """Return the digest of the keys of headers, in any order."""
    return hashlib.sha256("\n".join(sorted(cles)).encode()).hexdigest()


def dump_correspondance(c: Correspondance) -> dict[str, Any]:
    """Return the form that is kept, and that a file may give."""
    mots: dict[str, dict[str, str]] = {}
    for role, sien, notre in c.mots:
        mots.setdefault(role, {})[sien] = notre
    return {"colonnes": dict(c.colonnes), "pourcentage": c.pourcentage, "mots": mots, "lignes": dict(c.lignes)}


def load_correspondance(brut: object) -> Correspondance:
    """Return what `dump_correspondance` gave, null being nothing; raise ValueError, in French, for anything else."""
    if not isinstance(brut, dict):
        raise ValueError("ce n’est pas un objet JSON")
    colonnes = _read_textes(brut, "colonnes")
    if not colonnes:
        raise ValueError("« colonnes » est vide : une entrée par titre de colonne")
    for titre, role in colonnes.items():
        if role and role not in ROLES:
            raise ValueError(f"« {titre} » reçoit « {role} » ; attendu : {', '.join(ROLES)}, ou null")
    donnes = [role for role in colonnes.values() if role]
    if double := next((role for role in donnes if donnes.count(role) > 1), None):
        raise ValueError(f"« {double} » est donné à deux colonnes")
    unite = brut.get("pourcentage")
    if unite not in (None, *UNITES):
        raise ValueError(f"« pourcentage » vaut « {unite} » ; attendu : {', '.join(UNITES)}, ou null")
    mots = brut.get("mots") or {}
    if not isinstance(mots, dict) or not all(role in ROLES and isinstance(m, dict) for role, m in mots.items()):
        raise ValueError("« mots » donne, par colonne, un mot de nos listes à chacun des vôtres")
    tous = tuple((role, sien, notre) for role in mots for sien, notre in _read_textes(mots, role).items())
    return Correspondance(tuple(colonnes.items()), unite, tous, tuple(_read_textes(brut, "lignes").items()))


def _read_textes(brut: Mapping[str, Any], cle: str) -> dict[str, str]:
    lu = brut.get(cle) or {}
    if not isinstance(lu, dict) or not all(v is None or isinstance(v, str) for v in lu.values()):
        raise ValueError(f"« {cle} » n’est pas une liste de textes par nom")
    return {str(nom): valeur or RIEN for nom, valeur in lu.items()}


def parse_correspondance(texte: str) -> Correspondance:
    """Return the correspondence that a JSON text holds; raise ValueError, in French, for anything else."""
    try:
        return load_correspondance(json.loads(texte))
    except json.JSONDecodeError as erreur:
        raise ValueError(f"ligne {erreur.lineno} : ce n’est pas du JSON") from None
