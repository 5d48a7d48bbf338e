"""A question that a row raises, with what each answer adds to what the row says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from loaders.lignes.declaration import Declaration, LigneLue
from loaders.question import Question, Reponses


@dataclass(frozen=True, slots=True)
class Posee:
    """A question of a row (`ligne` is its key); `ajouts` are what the row declares besides, by the answer given."""

    question: Question
    ligne: str
    ajouts: Mapping[str, Sequence[Declaration]] = field(default_factory=dict)

    def answer(self, reponses: Reponses) -> Posee:
        """Return it with the answer given."""
        return replace(self, question=self.question.answer(reponses))

    @property
    def declarations(self) -> Sequence[Declaration]:
        """Return what its answer adds, nothing without one."""
        return self.ajouts.get(self.question.reponse or "", ())


def complete_lignes(lignes: Sequence[LigneLue], posees: Sequence[Posee]) -> list[LigneLue]:
    """Return the rows with what the answers add to them; a question without an answer adds nothing."""
    ajouts: dict[str, list[Declaration]] = {}
    for posee in posees:
        ajouts.setdefault(posee.ligne, []).extend(posee.declarations)
    return [replace(x, declarations=(*x.declarations, *ajouts[x.cle])) if ajouts.get(x.cle) else x for x in lignes]
