"""What a preview asks instead of guessing: one thing, the cells it is about, the answers it may have, the one given."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from loaders.anomalie import Anomalie
from models.cellule import Cellule
from models.refus import DemandeInvalide
from models.remede import Remede

Reponses = frozenset[tuple[str, str]]
"""Answers given, as (question, choice): a question is named whole (`lever_blocage:Avancement!L7`) or by its code."""


class CodeQuestion(StrEnum):
    """What can be asked; `--reponse CODE=CHOIX` answers every question of a code."""

    LEVER_BLOCAGE = "lever_blocage"
    EFFACER = "effacer"
    POURCENTAGE = "pourcentage"
    TRIMESTRE = "trimestre_du_classeur"
    PILOTE = "pilote_du_classeur"


@dataclass(frozen=True, slots=True)
class Reponse:
    """A possible answer: its name in commands, its words on the screen, what it would change."""

    cle: str
    libelle: str
    effet: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked about a file; `cellules` is empty for the file as a whole.

    `lignes` are the rows that wait for the answer: like an error, a question without one blocks them, unless
    `bloquante` is False (nothing is lost then without an answer: what was typed says nothing, and a warning tells so).
    `sujet` is what its row speaks of, empty for the file and where it is not known; `sinon` what the owner may type in
    the file instead of being asked.
    """

    code: CodeQuestion
    enonce: str
    possibles: tuple[Reponse, ...]
    cellules: tuple[Cellule, ...] = ()
    lignes: frozenset[str] = frozenset()
    sinon: str = ""
    bloquante: bool = True
    reponse: str | None = None
    sujet: str = ""

    @property
    def cle(self) -> str:
        """Return its name in a file: `lever_blocage:Avancement!L7`, the code alone for the whole file."""
        return f"{self.code}:{self.cellules[0]}" if self.cellules else str(self.code)

    @property
    def dite(self) -> str:
        """Return the question after what it is about: « A35 (Offrir aux jeunes…) : l’action n’est plus bloquée… »."""
        return f"{self.sujet} : {self.enonce[:1].lower()}{self.enonce[1:]}" if self.sujet else self.enonce

    @property
    def choix(self) -> tuple[str, ...]:
        """Return the names of its possible answers."""
        return tuple(i.cle for i in self.possibles)

    @property
    def bloque(self) -> bool:
        """Return whether its rows wait for an answer."""
        return self.bloquante and self.reponse is None

    def answer(self, reponses: Reponses) -> Question:
        """Return it with the answer given to it, or else to its code; an answer that it does not offer is none."""
        dites = dict(reponses)
        dite = next((dites[nom] for nom in (self.cle, str(self.code)) if dites.get(nom) in self.choix), None)
        return replace(self, reponse=dite)

    def to_anomalie(self) -> Anomalie:
        """Return the error of a question without an answer, with how to answer it where it is read."""
        remede = Remede(
            ecran="Répondez ci-dessous.",
            commande=f"Répondez (sur l’écran, ou --reponse {self.code}={'|'.join(self.choix)}).",
            fichier=f"Dites-le dans ce classeur. {self.sinon}",
        )
        return Anomalie(str(self.code), self.enonce, cellule=next(iter(self.cellules), None), remede=remede)

    def to_json(self) -> dict[str, Any]:
        """Return the form that commands publish."""
        return {
            "code": str(self.code),
            "sujet": self.sujet or None,
            "question": self.enonce,
            "cellules": [str(c) for c in self.cellules],
            "choix": list(self.choix),
            "effets": {i.cle: i.effet for i in self.possibles},
            "bloquante": self.bloquante,
            "reponse": self.reponse,
        }


@dataclass(frozen=True, slots=True)
class Retrait:
    """A cell whose words would take back what was said (« levé »), without being the one that does (EFFACER)."""

    cellule: Cellule
    extrait: str


def list_attentes(questions: Sequence[Question]) -> list[Anomalie]:
    """Return the errors of the questions that block."""
    return [q.to_anomalie() for q in questions if q.bloque]


def list_inutiles(reponses: Reponses, questions: Collection[Question]) -> list[str]:
    """Return the answers, written `CODE=CHOIX`, that no question offers: a cell mistyped, nothing left to be asked."""
    offertes = {(nom, choix) for q in questions for nom in (q.cle, str(q.code)) for choix in q.choix}
    return [f"{nom}={choix}" for nom, choix in sorted(reponses - offertes)]


def parse_reponses(textes: Sequence[str]) -> Reponses:
    """Return answers written `CODE=CHOIX`, or `CODE:CELLULE=CHOIX` for one cell; raise DemandeInvalide for others."""
    reponses = {}
    for texte in textes:
        nom, egal, choix = texte.partition("=")
        if not egal or nom.partition(":")[0] not in tuple(CodeQuestion):
            codes = ", ".join(CodeQuestion)
            raise DemandeInvalide(f"« {texte[:60]} » n’est pas une réponse : écrivez CODE=CHOIX ; codes : {codes}.")
        reponses[nom] = choix
    return frozenset(reponses.items())
