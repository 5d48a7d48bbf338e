"""Numbers and dates as French readers expect them: decimal comma, narrow no-break space before « % », minus sign."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from metrics.arrondi import round_demi
from models.plan import Orientation
from models.trimestre import Trimestre

FINE: Final = "\u202f"
"""Narrow no-break space: before % ; : ! ? and between thousands."""

INSECABLE: Final = "\u00a0"
"""No-break space: inside « T4 2026 » or « n° 3 »."""

_SIGLE = re.compile(r"(?<=\b[A-ZÉÈ]{2}) (?=\d)|(?<=[A-ZÉÈ]{3}) (?=\d)")

_AVANT_DOUBLE = re.compile(r" (?=[:;!?%»])")

NON_RENSEIGNE: Final = "non renseigné"
INSUFFISANTES: Final = "données insuffisantes"
"""What stands for a figure under the threshold of coverage."""
HORS_CALCUL: Final = "hors calcul"
"""What is said of an action that no figure counts."""


def format_nombre(valeur: float | None, decimales: int = 0) -> str:
    """Return a number with a decimal comma and spaced thousands, halves away from 0; None is « non renseigné »."""
    if valeur is None:
        return NON_RENSEIGNE
    arrondi = round_demi(valeur, decimales)
    texte = f"{abs(arrondi):,}".replace(",", FINE).replace(".", ",")
    return f"−{texte}" if arrondi < 0 else texte


def format_mesure(valeur: float | None) -> str:
    """Return a measured value with the decimals it has, at most two: 12 → « 12 », 3.5 → « 3,5 »."""
    texte = format_nombre(valeur, 2)
    return texte.rstrip("0").rstrip(",") if "," in texte else texte


def format_exact(valeur: float) -> str:
    """Return a number with every digit it has: 1234567.5 → « 1 234 567,5 », 0.004 → « 0,004 »."""
    exact = Decimal(str(valeur)).normalize()
    texte = f"{abs(exact):,f}".replace(",", FINE).replace(".", ",")
    return f"−{texte}" if exact < 0 else texte


def format_pourcent(valeur: float | None, decimales: int = 0) -> str:
    """Return a percentage given in 0-100: 44.03 → « 44 % »; None is « non renseigné »."""
    return NON_RENSEIGNE if valeur is None else f"{format_nombre(valeur, decimales)}{FINE}%"


def format_taux(fraction: float | None, decimales: int = 0) -> str:
    """Return a percentage given as a fraction: 0.157 → « 16 % »; None is « non renseigné »."""
    return format_pourcent(None if fraction is None else 100 * fraction, decimales)


def format_points(valeur: float | None, decimales: int = 0) -> str:
    """Return a signed difference: -8 → « −8 points », 1 → « +1 point », 0 → « 0 point »; None is « non renseigné »."""
    return NON_RENSEIGNE if valeur is None else " ".join(split_points(valeur, decimales))


def split_points(valeur: float, decimales: int = 0) -> tuple[str, str]:
    """Return a signed difference and its unit, to be set apart: -8 → « −8 », « points »."""
    arrondi = round_demi(valeur, decimales)
    signe = "+" if arrondi > 0 else ""
    return f"{signe}{format_nombre(valeur, decimales)}", "points" if abs(arrondi) >= 2 else "point"


def format_compte(nombre: int, singulier: str, pluriel: str | None = None) -> str:
    """Return a count with its noun, plural from 2 on as in French: « 1 action », « 3 actions »."""
    return f"{format_nombre(nombre)} {singulier if abs(nombre) < 2 else pluriel or singulier + 's'}"


def format_reste(reste: int) -> str:
    """Return what ends a list that was cut, from the number of items left out: « et 1 autre », « et 12 autres »."""
    return f"et {format_compte(reste, 'autre')}"


def format_poids(octets: int) -> str:
    """Return a number of bytes in whole megaoctets, 1 at least: « 18 Mo »."""
    return f"{format_nombre(max(octets / 2**20, 1))}{INSECABLE}Mo"


def format_trimestre(trimestre: Trimestre) -> str:
    """Return a quarter as « T3 2026 », which does not break over two lines; for sentences, not for addresses."""
    return trimestre.libelle.replace(" ", INSECABLE)


def join_mots(mots: Sequence[str]) -> str:
    """Return « a, b et c »."""
    if len(mots) < 2:
        return "".join(mots)
    return f"{', '.join(mots[:-1])} et {mots[-1]}"


def name_orientation(orientation: Orientation) -> str:
    """Return the number and the short form of an orientation."""
    return f"{orientation.numero}. {orientation.libelle_court}"


def name_orientations(orientations: Sequence[Orientation], une: str, plusieurs: str) -> str:
    """Return « L’orientation 2 est la plus avancée », or « Les orientations 1 et 2 sont les plus avancées »."""
    if len(orientations) == 1:
        return f"L’orientation {orientations[0].numero} {une}"
    return f"Les orientations {join_mots([str(o.numero) for o in orientations])} {plusieurs}"


def keep_sigles(texte: str) -> str:
    """Return a text whose acronyms stay on the line of the number that follows them: « IDEE 93 »."""
    return _SIGLE.sub(INSECABLE, texte)


def set_espaces(texte: str) -> str:
    """Return a French sentence with narrow no-break spaces where typography wants them, written with plain ones."""
    return _AVANT_DOUBLE.sub(FINE, texte).replace("« ", f"«{FINE}")


def format_date(jour: date | None) -> str:
    """Return a day as « 21/11/2026 »; None is « non renseigné »."""
    return NON_RENSEIGNE if jour is None else f"{jour:%d/%m/%Y}"
