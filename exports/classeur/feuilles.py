"""A table as a sheet: each column in the format of what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from exports.tableau import Case, Chiffre, Tableau
from exports.tables.champs import Champ, Genre, Table, Valeur
from phrases.format import FINE

POURCENT: Final = f'0.0"{FINE}"%'
POINTS: Final = '+0.0;"−"0.0;0.0'
ENTIER: Final = "#,##0"
OUI_NON: Final = {True: "oui", False: "non"}


def build_feuille(table: Table) -> Tableau:
    """Return a sheet a table; a list is a text, a percentage a number that a formula may use (0.4619 shown 46.2 %)."""
    formes = [_FORMES.get(champ.genre) for champ in table.champs]
    lignes = [
        [_form(valeur) if forme is None else forme(valeur) for forme, valeur in zip(formes, ligne, strict=True)]
        for ligne in table.lignes
    ]
    return Tableau(table.titre, [champ.titre for champ in table.champs], lignes, table.sens)


def build_lexique(tables: list[Table]) -> Tableau:
    """Return what each column of each sheet means."""
    entetes = ("Feuille", "Colonne", "Ce qu’elle contient", "Valeurs possibles", "Publiée en données ouvertes")
    lignes = [ligne for table in tables for ligne in _iter_lexique(table)]
    return Tableau("Lexique des colonnes", entetes, lignes, "Une cellule vide\u202f: non renseigné, jamais 0.")


def _iter_lexique(table: Table) -> Iterator[tuple[Case, ...]]:
    for champ in table.champs:
        publiee = "non" if table.interne or champ.interne else "oui"
        yield table.titre, champ.titre, champ.sens, _write_choix(champ), publiee


def _write_choix(champ: Champ) -> str | None:
    if champ.genre is Genre.OUI_NON:
        return ", ".join(OUI_NON.values())
    return ", ".join(champ.choix) or None


def make_pourcent(valeur: float | None) -> Case:
    """Return a percentage given in 0-100 as a cell; None is an empty one."""
    return None if valeur is None else Chiffre(round(valeur / 100, 6), POURCENT)


def make_taux(valeur: float | None) -> Case:
    """Return a fraction as a cell."""
    return None if valeur is None else Chiffre(valeur, POURCENT)


def make_points(valeur: float | None) -> Case:
    """Return a signed difference as a cell."""
    return None if valeur is None else Chiffre(valeur, POINTS)


def _form(valeur: Valeur) -> Case:
    if isinstance(valeur, bool):
        return OUI_NON[valeur]
    if isinstance(valeur, tuple):
        return ", ".join(valeur) or None
    return valeur


def _make(forme: Callable[[float | None], Case]) -> Callable[[Valeur], Case]:
    def make(valeur: Valeur) -> Case:
        return forme(valeur) if isinstance(valeur, int | float) else None

    return make


def _make_entier(valeur: Valeur) -> Case:
    return Chiffre(valeur, ENTIER) if isinstance(valeur, int) else None


_FORMES: Final[dict[Genre, Callable[[Valeur], Case]]] = {
    Genre.POURCENT: _make(make_pourcent),
    Genre.TAUX: _make(make_taux),
    Genre.POINTS: _make(make_points),
    Genre.ENTIER: _make_entier,
}
