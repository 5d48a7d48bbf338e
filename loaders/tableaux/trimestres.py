"""The quarters that a few words say: the name of a file, the title of a sheet, a header."""

from __future__ import annotations

import re

from models.texte import fold
from models.trimestre import Trimestre

_ENTIER = re.compile(
    r"(?<![a-z0-9])(?:(?P<a1>20\d\d) ?[tq](?P<n1>[1-4])|[tq] ?(?P<n2>[1-4]) ?(?P<a2>20\d\d)"
    r"|(?P<n3>[1-4]) ?[tq] ?(?P<a3>20\d\d)|(?P<n4>[1-4])(?:er|e|eme) trim(?:estre)? ?(?P<a4>20\d\d))(?![a-z0-9])"
)
_SANS_ANNEE = re.compile(
    r"(?<![a-z0-9])(?:[tq] ?(?P<n1>[1-4])|(?P<n2>[1-4])(?:t|(?:er|e|eme) trim(?:estre)?))(?![a-z0-9])"
)


def find_trimestres(texte: str, courant: Trimestre) -> set[Trimestre]:
    """Return the quarters that a text says; without its year, one is the latest of that number that has begun."""
    cle = re.sub(r"[-_. ()]+", " ", fold(texte))
    dits = {Trimestre(int(_first(m, "a")), int(_first(m, "n"))) for m in _ENTIER.finditer(cle)}
    seuls = {int(_first(m, "n")) for m in _SANS_ANNEE.finditer(_ENTIER.sub(" ", cle))}
    return dits | {_find_dernier(n, courant) for n in seuls - {t.numero for t in dits}}


def _first(trouve: re.Match[str], prefixe: str) -> str:
    return next(v for cle, v in trouve.groupdict().items() if v and cle.startswith(prefixe))


def _find_dernier(numero: int, courant: Trimestre) -> Trimestre:
    return Trimestre(courant.annee if numero <= courant.numero else courant.annee - 1, numero)
