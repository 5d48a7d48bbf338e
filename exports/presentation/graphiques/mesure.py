"""How much room words take in Arial, without the font: widths of its signs, lines, heights; lengths are in points."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

INTERLIGNE = 1.16
"""Height of a line in heights of its letters, as PowerPoint sets Arial."""
PRUDENCE = 0.98
"""Share of a width that is counted on: a reader's font is not quite ours."""
SUITE = "…"

_MAIGRE = {
    139: "\u202f",
    191: "'",
    222: "ijl’‘",
    260: "|",
    278: " !,./:;I[\\]ft\u00a0·îïÎÏ",
    333: "()-`r“”²³{}",
    355: '"•',
    400: "*°",
    500: "^Jcksvxyzçÿ↑↓",
    556: "±#$0123456789?L_abdeghnopqu«»–àâäéèêëôöùûü€",
    604: "+<=>~−×●○■◔◕◐✓",
    611: "FTZ",
    667: "&ABEKPSVXYÀÂÄÉÈÊË",
    722: "CDHNRUwÇÙÛÜ",
    778: "GOQÔÖ",
    833: "Mm",
    889: "%æ",
    944: "Wœ",
}
_GRAS = {
    139: "\u202f",
    238: "'",
    278: " ,./I\\ijl\u00a0’‘·îïÎÏ|",
    333: "!()-:;[]`ft²³",
    400: "•*r{}°",
    500: 'z“”"↑↓',
    556: "±#$0123456789J_aceksvxy«»–àâäçéèêëÿ€",
    611: "+<=>^~−×●○■◔◕◐✓?FLTZbdghnopquôöùûü",
    667: "EPSVXYÉÈÊË",
    722: "&ABCDHKNRUÀÂÄÇÙÛÜ",
    778: "GOQwÔÖ",
    833: "M",
    889: "%mæ",
    944: "Wœ",
}
_AUTRE = 1000
"""Thousandths of the size that any other sign is reckoned at: no letter is wider."""


def _spread(chasses: dict[int, str]) -> dict[str, int]:
    return {signe: chasse for chasse, signes in chasses.items() for signe in signes}


_CHASSES = (_spread(_MAIGRE), _spread(_GRAS))


@lru_cache(maxsize=20_000)
def measure_largeur(texte: str, taille: float, gras: bool = False) -> float:
    """Return the width of a text on one line."""
    chasses = _CHASSES[gras]
    return sum(chasses.get(signe, _AUTRE) for signe in texte) * taille / 1000


def fold_lignes(texte: str, largeur: float, taille: float, gras: bool = False) -> list[str]:
    """Return the lines of a text in a width: broken at its spaces, a word wider than the line inside itself."""
    lignes = [""]
    for mot in texte.split(" "):
        essai = f"{lignes[-1]} {mot}" if lignes[-1] else mot
        if measure_largeur(essai, taille, gras) <= largeur:
            lignes[-1] = essai
            continue
        if lignes[-1]:
            lignes.append("")
        *entieres, reste = _break(mot, largeur, taille, gras)
        lignes[-1:] = [*entieres, reste]
    return lignes


def _break(mot: str, largeur: float, taille: float, gras: bool) -> list[str]:
    morceaux = [""]
    for signe in mot:
        if morceaux[-1] and measure_largeur(morceaux[-1] + signe, taille, gras) > largeur:
            morceaux.append("")
        morceaux[-1] += signe
    return morceaux


def measure_hauteur(texte: str, largeur: float, taille: float, gras: bool = False) -> float:
    """Return the height of a text folded in a width, its own line breaks kept."""
    lignes = sum(len(fold_lignes(part, largeur, taille, gras)) for part in texte.split("\n"))
    return lignes * taille * INTERLIGNE


def cut_texte(texte: str, tient: Callable[[str], bool]) -> str:
    """Return a text, or its longest beginning at a word that fits with « … » after it; « … » alone if none does."""
    if tient(texte):
        return texte
    mots = texte.split(" ")
    bas, haut = 0, len(mots)
    while bas < haut - 1:  # the longest that fits lies between them
        milieu = (bas + haut) // 2
        bas, haut = (milieu, haut) if tient(_end(mots[:milieu])) else (bas, milieu)
    return _end(mots[:bas]) if bas else _cut_mot(mots[0], tient)


def cut_lignes(texte: str, largeur: float, taille: float, lignes: int, gras: bool = False) -> str:
    """Return a text cut at a word to a number of lines."""
    return cut_texte(texte, lambda essai: len(fold_lignes(essai, largeur, taille, gras)) <= lignes)


def _end(mots: list[str]) -> str:
    return " ".join(mots).rstrip(" ,;:.\u00a0\u202f") + SUITE


def _cut_mot(mot: str, tient: Callable[[str], bool]) -> str:
    return next((mot[:n] + SUITE for n in range(len(mot), 0, -1) if tient(mot[:n] + SUITE)), SUITE)
