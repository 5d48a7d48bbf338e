"""Which of our columns each of theirs is: proposed by what it is called, then by what its cells hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.cellules.affichage import show_cellule
from loaders.cellules.dates import parse_date
from loaders.cellules.nombres import read_points
from loaders.correspondance import lexique as l
from loaders.correspondance.mots import is_mot
from loaders.correspondance.rattachement import LU_MAX, Rattacheur
from loaders.correspondance.table import ENTRE, Entete, Table
from loaders.lecture.brut import CelluleBrute
from models.texte import fold
from models.trimestre import Trimestre

MAJORITE = 0.6
PART_DE_CODES = 0.3
"""Cells that are codes in the column of codes of a table full of sections and totals."""
CHOIX_MAX = 12
"""Different words past which a column is no closed list."""
COURT, LONG = 40, 12
"""Characters past which a text is no word of a list; under which it is no title."""
EXEMPLES = 3
REGARDEES_MAX = 300
"""Cells of a column by which it is known."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the cells of a column hold, as parts of those that are filled; `distincts` counts their different texts."""

    remplies: int
    pourcents: float
    dates: float
    courts: float
    statuts: float
    meteos: float
    codes: float
    titres: float
    distincts: int

    def suits(self, role: str) -> bool:
        """Return whether a column may be one of ours: an empty one says nothing against it."""
        if not self.remplies:
            return role not in l.CLES
        liste = self.courts >= MAJORITE and self.distincts <= CHOIX_MAX and self.pourcents < MAJORITE
        return {
            l.CODE: self.codes >= PART_DE_CODES,
            l.ACTION: self.courts < 1 or self.titres > 0,
            l.AVANCEMENT: self.pourcents >= MAJORITE,
            l.STATUT: liste and self.statuts > 0 and self.statuts >= self.meteos,
            l.METEO: liste and self.meteos > 0,
            l.POUR_LE: self.dates >= MAJORITE,
            l.CROIX: self.courts >= MAJORITE,
        }.get(role, self.pourcents < MAJORITE and self.dates < MAJORITE)


def list_cellules(table: Table, entete: Entete) -> list[CelluleBrute]:
    """Return the filled cells below a head."""
    return [cellules[entete.lettre] for _, cellules in table.lignes if entete.lettre in cellules]


def list_exemples(table: Table, entete: Entete) -> list[str]:
    """Return three values of a column, different ones, as a spreadsheet shows them."""
    vues = dict.fromkeys(" ".join(show_cellule(c).split()) for c in list_cellules(table, entete) if c.genre != "f")
    return list(vues)[:EXEMPLES]


def draw_portrait(cellules: Sequence[CelluleBrute], rattacheur: Rattacheur) -> Portrait:
    """Return what the cells of a column hold."""
    cellules = cellules[:REGARDEES_MAX]
    textes = [show_cellule(c)[:LU_MAX] for c in cellules]
    n = len(cellules) or 1
    points = [p[0] for c in cellules if (p := read_points(c)) is not None]
    return Portrait(
        len(cellules),
        sum(0 <= p <= 100 for p in points) / n,
        sum(parse_date(c, 1899)[0] is not None for c in cellules) / n,
        sum(len(t) <= COURT for t in textes) / n,
        sum(is_mot(l.STATUT, t) for t in textes) / n,
        sum(is_mot(l.METEO, t) for t in textes) / n,
        sum(bool(rattacheur.find_code(t)[0]) for t in textes) / n,
        sum(fold(t) in rattacheur.titres.values() or len(t) > LONG for t in textes) / n,
        len({fold(t) for t in textes}),
    )


def propose_colonnes(table: Table, rattacheur: Rattacheur, trimestre: Trimestre | None) -> dict[str, str]:
    """Return one of our headers for the key of each of theirs, empty for a column of which nothing is proposed.

    Each of ours is given once: to the head that names it best, then to the leftmost. Of columns of several quarters,
    that of `trimestre` is looked at. Of two that bear one name, neither is proposed: nothing tells which.
    """
    candidats: list[tuple[int, int, str, str]] = []
    for rang, cle in enumerate(table.cles):
        entete = table.find(cle, trimestre) or next(e for e in table.entetes if e.cle == cle)
        portrait = draw_portrait(list_cellules(table, entete), rattacheur)
        roles = l.list_roles(entete.libelle.rpartition(ENTRE)[2]) or l.list_roles(entete.libelle)
        convient = [(note, role) for note, role in enumerate(roles) if portrait.suits(role)]
        if not roles and portrait.codes == 1 and portrait.distincts == portrait.remplies and not portrait.pourcents:
            convient = [(len(l.CLES), l.CODE)]  # a column without a name for it, where every cell is one of our codes
        candidats += [(note, rang, role, cle) for note, role in convient]
    doubles = {c.partition(" #")[0] for c in table.cles if " #" in c}
    proposees: dict[str, str] = {}
    for _, _, role, cle in sorted(candidats):
        if role not in proposees.values() and cle not in proposees and cle.partition(" #")[0] not in doubles:
            proposees[cle] = role
    return {cle: proposees.get(cle, "") for cle in table.cles}
