"""The shapes that everybody has: the import model of the national tool for action plans maps without a question.

Its French column names are those of the public repository incubateur-ademe/territoires-en-transitions, as its import
and its export call them (read in 2026); the two generations of the model differ by some of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from loaders.cellules.mots import fold_mot
from loaders.correspondance import lexique as l
from models.correspondance import Correspondance
from models.vocabulaire import Statut


@dataclass(frozen=True, slots=True)
class Connue:
    """A known shape: what it is called, the heads that tell it, what each of its heads and words is for us."""

    nom: str
    signes: frozenset[str]
    colonnes: dict[str, str]
    mots: tuple[tuple[str, str, str], ...]

    def read(self, cles: list[str]) -> Correspondance | None:
        """Return how a table of this shape reads, from the keys of its heads; None for another shape."""
        derniers = {cle.rpartition("› ")[2]: cle for cle in reversed(cles)}
        if not self.signes <= derniers.keys():
            return None
        roles = {derniers[nom]: role for nom, role in reversed(self.colonnes.items()) if nom in derniers}
        prises = {role: cle for cle, role in roles.items()}  # of two generations of a head, the present one
        return Correspondance(
            tuple((cle, next((r for r, c in prises.items() if c == cle), "")) for cle in cles), mots=self.mots
        )


_STATUTS = {
    "À venir": Statut.NON_DEMARREE,
    "En retard": Statut.EN_COURS,
    "En cours": Statut.EN_COURS,
    "En pause": Statut.EN_PAUSE,
    "Réalisé": Statut.REALISEE,
    "Bloqué": Statut.BLOQUEE,
    "Abandonné": Statut.ABANDONNEE,
}
CONNUES = (
    Connue(
        "modèle d’import de Territoires en transitions",
        frozenset({"titre de la fiche action", "statut", "personne pilote", "structure pilote"}),
        {
            "titre de la fiche action": l.ACTION,
            "statut": l.STATUT,
            "notes de suivi": l.FAIT,
            "note de suivi": l.FAIT,
        },
        tuple((l.STATUT, fold_mot(mot), statut.value) for mot, statut in _STATUTS.items()),
    ),
)
"""« À discuter » and words that are not here are asked about, as in any table."""


def find_connue(cles: list[str]) -> tuple[Connue, Correspondance] | None:
    """Return the known shape that the keys of heads are of, and how it reads; None for a shape of somebody's own."""
    return next(((c, lue) for c in CONNUES if (lue := c.read(cles)) is not None), None)
