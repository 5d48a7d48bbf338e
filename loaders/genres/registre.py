"""The kinds of workbook that the program takes: a new one is a row here."""

from __future__ import annotations

from collections.abc import Callable

from loaders.genres.cadre.genre import CADRE
from loaders.genres.charte.genre import CHARTE
from loaders.genres.mesures.genre import MESURES_INDICATEURS
from loaders.genres.partenaires.genre import PARTENAIRES
from loaders.genres.remontee.genre import REMONTEE
from loaders.genres.reunions.genre import REUNIONS_CHARTE
from loaders.lignes.genre import GenreClasseur
from models.modeles import Modeles
from models.plan import Plan


class Registre:
    """A closed list of kinds of workbook; whatever is said of them together is computed from it when asked for."""

    def __init__(self, genres: tuple[GenreClasseur, ...]) -> None:
        self.genres = genres

    @property
    def modeles(self) -> Modeles:
        """Return what each kind is for and its sheets."""
        return Modeles(tuple(g.modele for g in self.genres))

    @property
    def sans_trimestre(self) -> list[GenreClasseur]:
        """Return the kinds that are asked for by their name, whatever the quarter."""
        return [g for g in self.genres if not g.modele.par_trimestre]

    @property
    def sujets(self) -> dict[str, Callable[[Plan, str], str]]:
        """Return how to name, by object, a reference that hangs from no action."""
        return {objet: name for g in reversed(self.genres) for objet, name in g.sujets.items()}

    def find(self, cle: str) -> GenreClasseur:
        """Return the kind of a key; raise KeyError when there is none."""
        for genre in self.genres:
            if genre.modele.cle == cle:
                return genre
        raise KeyError(cle)


REGISTRE = Registre((REMONTEE, PARTENAIRES, CHARTE, REUNIONS_CHARTE, CADRE, MESURES_INDICATEURS))
"""In the order in which a file without a stamp is tried against them."""
GENRES_SAISIS = (REMONTEE, CADRE)
"""Those whose rows are of actions, which a screen may type one by one."""
