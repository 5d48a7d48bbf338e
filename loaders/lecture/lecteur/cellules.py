"""A cell of openpyxl as JSON: its kind, its value, what its format shows of it."""

from __future__ import annotations

import datetime
import math
import re
from typing import Any

from loaders.lecture.lecteur.balayage import Balayage
from loaders.lecture.lecteur.bornes import DEBUT_MAX, TEXTE_MAX
from loaders.lecture.lecteur.places import column_letters

LITTERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # shown as it stands: the « % » of `0" %"` multiplies nothing
MOTIFS = re.compile(r'"[^"]*"|\\.|[0#]|[ \-()\u00a0]')
"""What a pattern of digits is made of: digits, and what stands between them."""


def show_gabarit(valeur: float, format_: str) -> str:
    """Return an integer as a format made of digits alone shows it: « 06 12 34 56 78 », « 00012 »; empty for others."""
    motifs = MOTIFS.findall(format_)
    places = [motif for motif in motifs if motif in ("0", "#")]
    # « 0 » and « 0" jours" » show the number as it is: only a second digit makes a pattern of it
    if valeur < 0 or valeur != int(valeur) or len(places) < 2 or "".join(motifs) != format_:
        return ""
    chiffres, rendus = list(str(int(valeur))), []
    for motif in reversed(motifs):
        if motif not in ("0", "#"):
            rendus.append(motif.strip('"\\'))
        elif chiffres:
            rendus.append(chiffres.pop())
        elif motif == "0":
            rendus.append("0")
    premier = next(rang for rang, motif in enumerate(motifs) if motif in ("0", "#"))
    debut = [motif.strip('"\\') for motif in motifs[:premier]]
    rendus = rendus[: len(rendus) - len(debut)]
    return "".join([*debut, *chiffres, *reversed(rendus)]).strip()


def show_duree(duree: datetime.timedelta, *, secondes: bool) -> str:
    """Return a length of time as a spreadsheet shows it: 33:45, past the day too."""
    minutes, reste = divmod(round(duree.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02d}" + (f":{reste:02d}" if secondes else "")


def dump_cellule(cellule: Any, balayage: Balayage) -> dict[str, Any] | None:
    """Return a cell as JSON, None for a blank.

    `t` kind, `v` value, `p` percent format, `f` computed by a formula, `a` what the format shows of it.
    """
    place = f"{column_letters(cellule.column)}{cellule.row}" if cellule.value is not None else ""
    if not place:
        return None
    valeur, brut = cellule.value, {"f": 1} if place in balayage.formules else {}
    if cellule.data_type == "e":
        return {"t": "e", "v": str(valeur), **brut}
    if isinstance(valeur, bool):
        return {"t": "b", "v": valeur, **brut}
    forme = LITTERAL.sub("", cellule.number_format or "")
    if isinstance(valeur, int | float):
        if not math.isfinite(valeur) or abs(valeur) > 1e15:
            return {"t": "s", "v": str(valeur), **brut}
        montre = show_gabarit(valeur, cellule.number_format or "")
        return {"t": "n", "v": valeur, "p": int("%" in forme), **({"a": montre} if montre else {}), **brut}
    if isinstance(valeur, datetime.timedelta):
        return {"t": "s", "v": show_duree(valeur, secondes="s" in forme), **brut}
    if hasattr(valeur, "isoformat"):
        heure = {"a": f"{valeur:%H:%M}"} if isinstance(valeur, datetime.time) and "s" not in forme else {}
        return {"t": "d", "v": valeur.isoformat(), **heure, **brut}
    texte = str(valeur)
    if len(texte) > TEXTE_MAX:
        return {"t": "l", "v": texte[:DEBUT_MAX], "n": len(texte), **brut}
    return {"t": "s", "v": texte, **brut} if texte.strip() else None
