"""Finding the table of a sheet that is not ours: under its title lines, its heads on one row or two, merged or not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.cellules.nombres import read_points
from loaders.cellules.valeurs import clean_texte
from loaders.correspondance.lexique import CLES, TRIMESTRE, fold_titre, list_roles
from loaders.lecture.brut import CelluleBrute, ClasseurBrut, FeuilleBrute
from loaders.lecture.lecteur.places import column_letters, column_number
from loaders.tableaux.tableaux import FEUILLES_A_PART
from loaders.tableaux.trimestres import find_trimestres
from models.correspondance import digest_forme
from models.texte import fold
from models.trimestre import Trimestre

HAUT_MAX = 30
"""Rows among which the heads of a table are looked for."""
TITRE_MAX = 120
"""Characters past which a text is no header."""
ENTRE = " › "
"""Between the two parts of a header on two rows."""
_ZONE = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
Rangee = dict[str, CelluleBrute]
Titres = dict[str, str]
"""The texts of heads, by the letters of their columns."""


@dataclass(frozen=True, slots=True)
class Entete:
    """A head: its letters, its text as shown, its key, the quarter that it says, None for none or several."""

    lettre: str
    libelle: str
    cle: str
    trimestre: Trimestre | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table found: its sheet, the rows of its heads, its heads from left to right, the rows below them."""

    brute: FeuilleBrute
    debut: int
    rang: int
    entetes: tuple[Entete, ...]
    lignes: tuple[tuple[int, Rangee], ...]

    @property
    def forme(self) -> str:
        """Return what it is known again by."""
        return digest_forme(self.cles)

    @property
    def cles(self) -> list[str]:
        """Return the keys of its heads, each once: those of several quarters are one."""
        return list(dict.fromkeys(e.cle for e in self.entetes))

    @property
    def note(self) -> tuple[bool, int]:
        """Return how much it looks like a table of actions: whether it has what names one, how many heads are known."""
        roles = [r for e in self.entetes if (r := list_roles(e.libelle))]
        return any(r[0] in CLES for r in roles), len(roles)

    def find(self, cle: str, trimestre: Trimestre | None) -> Entete | None:
        """Return the head of a key: of several, that of a quarter; None when there is none of that quarter."""
        siennes = [e for e in self.entetes if e.cle == cle]
        if len(siennes) > 1:
            siennes = [e for e in siennes if e.trimestre == trimestre]
        return siennes[0] if siennes else None


def find_tables(classeur: ClasseurBrut, courant: Trimestre) -> list[Table]:
    """Return the table of each sheet that has one, the likeliest first; `courant` dates a quarter without its year."""
    feuilles = (f for f in classeur.feuilles if f.exces is None and fold(f.nom) not in FEUILLES_A_PART)
    tables = [t for f in feuilles if (t := _find_table(f, courant)) is not None]
    return sorted(tables, key=lambda t: (t.brute.masquee, *(-int(n) for n in t.note), -len(t.lignes)))


def read_texte(cellule: CelluleBrute | None) -> str:
    """Return the text of a cell of text, on one line; empty for anything else."""
    if cellule is None or cellule.genre != "s":
        return ""
    return " ".join(clean_texte(cellule.valeur)[0].split())


def _find_table(brute: FeuilleBrute, courant: Trimestre) -> Table | None:
    hautes = {n: _read_titres(cellules) for n, cellules in brute.lignes if n <= HAUT_MAX}
    candidates = [c for n in hautes for c in _list_candidates(brute, hautes, n)]
    if not candidates:
        return None
    _, debut, rang, titres = max(candidates, key=lambda c: (c[0], -c[1]))
    entetes = _name_entetes(titres, courant)
    lignes = tuple((n, c) for n, c in brute.lignes if n > rang and not _is_repetee(entetes, c))
    return Table(brute, debut, rang, entetes, lignes) if lignes and len(entetes) > 1 else None


def _read_titres(cellules: Rangee) -> Titres:
    """Return the texts of a row that may be heads: short, and no number."""
    titres = {}
    for lettre, cellule in cellules.items():
        texte = read_texte(cellule)
        if texte and len(texte) <= TITRE_MAX and read_points(cellule) is None:
            titres[lettre] = texte
    return titres


def _list_candidates(
    brute: FeuilleBrute, hautes: Mapping[int, Titres], numero: int
) -> Iterator[tuple[tuple[int, int], int, int, Titres]]:
    """Yield what the heads may be from a row on, each with how likely it is: that row, or with the next one."""
    seule = hautes[numero]
    if len(seule) < 2:
        return
    note = _rate(seule)
    yield note, numero, numero, seule
    dessous = hautes.get(numero + 1, {})
    if len(dessous) < 2:
        return
    double = _join(brute, numero, seule, dessous)
    ensemble = _rate(double)
    if ensemble[0] > max(note[0], _rate(dessous)[0]) or (
        ensemble[0] == max(note[0], _rate(dessous)[0]) and _is_tenue(brute, numero) and len(double) > len(seule)
    ):
        yield (ensemble[0], ensemble[1] + 1), numero, numero + 1, double


def _rate(titres: Titres) -> tuple[int, int]:
    """Return how many of our columns are named among heads, then how many heads there are."""
    premiers = {roles[0] for t in titres.values() if (roles := list_roles(t.rpartition(ENTRE)[2]) or list_roles(t))}
    return len(premiers), len(titres)


def _is_tenue(brute: FeuilleBrute, numero: int) -> bool:
    """Return whether a merge holds a row and the next one together, or spreads a head of it over several columns."""
    zones = [m for z in brute.fusions if (m := _ZONE.fullmatch(z)) and int(m[2]) == numero]
    return any(int(m[4]) == numero + 1 or (m[1] != m[3] and int(m[4]) == numero) for m in zones)


def _join(brute: FeuilleBrute, numero: int, dessus: Titres, dessous: Titres) -> Titres:
    """Return heads on two rows as one text each: « T3 2026 › Statut »; a head above spreads over what it groups."""
    etendus = dict(dessus)
    for zone in brute.fusions:
        if (m := _ZONE.fullmatch(zone)) and int(m[2]) == numero and m[1] in dessus:
            for n in range(column_number(m[1]), column_number(m[3]) + 1):
                etendus.setdefault(column_letters(n), dessus[m[1]])
    dernier = ""
    for lettre in sorted(dessous | dessus, key=column_number):  # without merges, as in a .csv
        if lettre in dessus:
            dernier = dessus[lettre] if lettre in dessous else ""
        elif dernier:
            etendus.setdefault(lettre, dernier)
    lettres = sorted(etendus | dessous, key=column_number)
    paires = {x: [t for t in (etendus.get(x, ""), dessous.get(x, "")) if t] for x in lettres}
    return {x: ENTRE.join(dict.fromkeys(paire)) for x, paire in paires.items()}


def _name_entetes(titres: Titres, courant: Trimestre) -> tuple[Entete, ...]:
    """Return heads from left to right; two of a same key and quarter are told apart by their rank."""
    entetes, vues = [], Counter[tuple[str, Trimestre | None]]()
    for lettre in sorted(titres, key=column_number):
        dits = find_trimestres(titres[lettre], courant)
        trimestre = dits.pop() if len(dits) == 1 else None
        cle = fold_titre(titres[lettre])
        vues[cle, trimestre] += 1
        if (rang := vues[cle, trimestre]) > 1:
            cle = f"{cle} #{rang}"
        entetes.append(Entete(lettre, titres[lettre], cle, trimestre))
    return tuple(entetes)


def _is_repetee(entetes: tuple[Entete, ...], cellules: Rangee) -> bool:
    """Return whether a row is the heads again, as on each page of a long table (fault 76)."""
    derniers = {e.lettre: fold_titre(e.libelle.rpartition(ENTRE)[2]) for e in entetes}
    titres = _read_titres(cellules)  # long texts are no heads, and are not looked at
    memes = sum(fold_titre(t) == derniers.get(x) for x, t in titres.items())
    return memes > 1 and memes * 2 > len(cellules)


def list_periodes(table: Table, nom: str, courant: Trimestre) -> set[Trimestre]:
    """Return the quarters that a file says of itself: its name, its sheet's, its title lines, its heads."""
    hauts = [read_texte(c) for n, cellules in table.brute.lignes if n < table.debut for c in cellules.values()]
    dits = set[Trimestre]().union(*(find_trimestres(t, courant) for t in (nom, table.brute.nom, *hauts)))
    return dits | {e.trimestre for e in table.entetes if e.trimestre is not None and TRIMESTRE in e.cle}
