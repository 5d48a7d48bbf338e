"""Which action a row speaks of: by its code, else by its title; what is not sure is proposed, and somebody says.

A number alone is no code: trackers number their rows as they like. « 12 » is A12 when the title beside it says so too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from loaders.lignes.actions import fold_code
from models.plan import Plan
from models.texte import fold, has_faux_chiffre

PROPOSE, SUR, CONTREDIT = 0.6, 0.6, 0.8
"""How alike titles are, from 0 to 1: enough to be proposed, to agree with a number, to be another action's."""
ECART = 0.05
"""How far the second title must be behind the first for that one to be proposed."""
PROCHES_MAX = 3
LU_MAX, LOIN = 160, 50
"""Characters of a title that are compared; how alike, from 0 to 100, under which titles are not looked at any closer:
a sheet may hold thousands of rows, and this is the server's own time."""
_AUTOUR = re.compile(r"(?:fiches?[ -]?)?(?:actions?|mesures?|fiches?)? ?(?:n ?°|no |num(?:ero)?)? ?[:.]? ?(.*?)[ .:)]*")
_EN_TETE = re.compile(
    r"^(?:(?:fiche )?action |fiche )?(?:n ?° ?)?([a-z]{0,2}[ .-]?\d{1,3})\s*(?:[-:.)/]|–)\s*(\S.*)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Lien:
    """What a row is tied to: `code` is empty where nothing is proposed; `sur` tells that nobody has to say so.

    `par_numero` tells a bare number that no title confirms; `proches` are the codes of the nearest titles.
    """

    code: str = ""
    sur: bool = False
    par_numero: bool = False
    proches: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rattacheur:
    """Ties rows to the actions of a plan."""

    plan: Plan

    @cached_property
    def codes(self) -> dict[str, str]:
        """Return the code of each action, by its folded form."""
        return {fold_code(code): code for code in self.plan.actions_par_code}

    @cached_property
    def numeros(self) -> dict[int, list[str]]:
        """Return the codes that end with a number, by that number."""
        numeros = defaultdict(list)
        for code in self.plan.actions_par_code:
            if m := re.search(r"(\d+)$", code):
                numeros[int(m[1])].append(code)
        return numeros

    @cached_property
    def titres(self) -> dict[str, str]:
        """Return the folded title of each action, by its code."""
        return {a.code: fold(a.libelle.texte) for a in self.plan.actions}

    def find_code(self, texte: str) -> tuple[str, bool]:
        """Return the action that a code or a number names, empty for none, and whether it is a code in full."""
        if has_faux_chiffre(texte):
            return "", False
        brut = fold(texte)
        if (cle := fold_code(brut)) in self.codes:
            return self.codes[cle], True
        dedans = (_AUTOUR.fullmatch(brut) or re.match(r"()", ""))[1]  # type: ignore[index]
        if (cle := fold_code(dedans)) in self.codes:
            return self.codes[cle], True
        seuls = self.numeros.get(int(dedans), []) if dedans.isascii() and dedans.isdecimal() else []
        return (seuls[0], False) if len(seuls) == 1 else ("", False)

    def tie(self, code: str, titre: str, *, proche: bool = True) -> Lien:
        """Return what a row is tied to, from the texts of its code and of its title, either of them empty.

        `proche` is False where titles that are only near are not looked for.
        """
        if not code and (m := _EN_TETE.match(titre)) and self.find_code(m[1])[0]:
            code, titre = m[1], m[2]
        trouve, entier = self.find_code(code) if code else ("", False)
        cle = fold(titre)
        exacts = [c for c, t in self.titres.items() if t == cle] if cle else []
        if exacts:
            autre = bool(trouve) and trouve not in exacts
            if len(exacts) == 1:
                return Lien(exacts[0], sur=not (autre and entier), proches=tuple({trouve, *exacts} - {""}))
            return Lien(trouve if trouve in exacts else "", sur=trouve in exacts, proches=tuple(exacts))
        notes = self._rate(cle) if cle and proche else []
        if trouve:
            return self._confirm(trouve, entier, cle, notes)
        proches = tuple(c for _, c in notes[:PROCHES_MAX])
        seul = len(notes) < 2 or notes[0][0] - notes[1][0] >= ECART
        return Lien(notes[0][1] if notes and notes[0][0] >= PROPOSE and seul else "", proches=proches)

    def _confirm(self, trouve: str, entier: bool, cle: str, notes: list[tuple[float, str]]) -> Lien:
        """Return the tie of a row that has a code or a number: its title agrees, says nothing, or another action's."""
        sienne = next((note for note, c in notes if c == trouve), 0.0)
        meilleure, autre = notes[0] if notes else (0.0, trouve)
        proches = tuple(dict.fromkeys([trouve, *(c for _, c in notes[:PROCHES_MAX])]))
        if autre != trouve and meilleure >= CONTREDIT and sienne < SUR:
            return Lien("", proches=proches)
        if entier or sienne >= SUR:
            return Lien(trouve, sur=True, proches=proches)
        return Lien(trouve, par_numero=not cle, proches=proches)

    def _rate(self, cle: str) -> list[tuple[float, str]]:
        """Return how alike the titles near a folded text are to it, the nearest first: in letters, or in words."""
        from rapidfuzz import fuzz, process

        notes: dict[str, float] = {}
        for scorer, poids in ((fuzz.ratio, 1.0), (fuzz.token_set_ratio, 0.9)):
            trouves = process.extract(cle[:LU_MAX], self.titres, scorer=scorer, limit=None, score_cutoff=LOIN)
            for _, note, code in trouves:
                notes[code] = max(notes.get(code, 0.0), round(poids * note / 100, 4))
        return sorted(((note, code) for code, note in notes.items()), key=lambda n: (-n[0], n[1]))


def name_ligne(code: str, titre: str) -> str:
    """Return what a row is known again by: what it calls itself."""
    return " | ".join(t for t in (fold(code), fold(titre)) if t)[:300]
