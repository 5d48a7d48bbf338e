"""Applying a batch: a transaction a file, in order, each knowing what the same click wrote before it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.ecriture.application import Accord, apply_lecture
from loaders.ecriture.journal import Acte
from loaders.lecture.brut import Lecture
from loaders.options import Options
from models.acces import Agissant
from models.refus import Refus

_JOURNAL = logging.getLogger(__name__)
IMPREVU = "Une erreur imprévue a empêché de l’appliquer, rien n’en a été écrit. Prévenez l’administrateur."


@dataclass(frozen=True, slots=True)
class Choix:
    """What the editor keeps of one file: rows left out, and whether its valid rows go in spite of its errors.

    `suspendues` are the rows that wait for an answer or an agreement; `gardees` the cells of the others where what is
    stored now stays; nothing goes of a file that is `ecarte`.
    """

    exclues: frozenset[str] = frozenset()
    lignes_valides: bool = False
    suspendues: frozenset[str] = frozenset()
    ecarte: bool = False
    gardees: frozenset[str] = frozenset()

    @property
    def hors(self) -> frozenset[str]:
        """Return the rows that do not go."""
        return self.exclues | self.suspendues

    def count(self, apercu: Apercu) -> int:
        """Return how many changes would be applied."""
        if self.ecarte or apercu.statut is StatutApercu.REFUSE:
            return 0
        if apercu.statut is StatutApercu.INVALIDE and not self.lignes_valides:
            return 0
        vont = (c for cle, groupe in apercu.lignes.items() if cle not in self.hors for c in groupe)
        return sum(str(c.cellule) not in self.gardees for c in vont)


@dataclass(frozen=True, slots=True)
class Voulu:
    """A file to apply: the answers that concern it, what is kept of it; no choice leaves it as it is."""

    lecture: Lecture
    options: Options
    choix: Choix | None = Choix()


@dataclass(frozen=True, slots=True)
class Issue:
    """What became of a file: its preview as applied, or the refusal that stopped it; neither when it was left."""

    apercu: Apercu | None = None
    refus: Refus | None = None


def apply_lot(
    voulus: Iterable[Voulu],
    acte: Acte,
    find_agissant: Callable[[], Agissant],
    revision_vue: int | None = None,
    sceau_vu: str | None = None,
) -> Iterator[Issue]:
    """Yield what becomes of each file as it happens; a refusal, even unforeseen, stops that file alone.

    Whoever reads on applies the next one: to stop there, stop reading. Who acts is asked again for each file; an entry
    made after the preview (`revision_vue`) is no surprise when this very batch made it. A preview of another database
    (`sceau_vu`) applies nothing.
    """
    siennes: frozenset[int] = frozenset()
    for voulu in voulus:
        if voulu.choix is None:
            yield Issue()
            continue
        accord = Accord(find_agissant(), voulu.choix.lignes_valides, revision_vue, siennes, sceau_vu)
        issue = _apply_un(voulu, voulu.choix, acte, accord)
        if issue.apercu is not None and issue.apercu.remontee is not None:
            siennes |= {issue.apercu.remontee}
        yield issue


def _apply_un(voulu: Voulu, choix: Choix, acte: Acte, accord: Accord) -> Issue:
    options = replace(voulu.options, exclues=choix.exclues, suspendues=choix.suspendues, gardees=choix.gardees)
    try:
        return Issue(apply_lecture(voulu.lecture, options, acte, accord))
    except Refus as refus:
        return Issue(refus=refus)
    except Exception:  # one file must not take the others down with it; the log keeps what happened
        _JOURNAL.exception("import")
        return Issue(refus=Refus(IMPREVU))
