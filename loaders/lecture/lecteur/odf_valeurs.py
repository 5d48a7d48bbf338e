"""A cell of OpenDocument as JSON, by the type that it declares; the same shape as that of a cell of .xlsx."""

from __future__ import annotations

import math
import re
from datetime import datetime, timedelta
from typing import Any

from loaders.lecture.lecteur.cellules import show_duree
from loaders.lecture.lecteur.odf_texte import Texte

_ERREUR = re.compile(r"#\S[^\n]{0,20}[!?]|#N/[AD]|Err(?:eur)?\s?:\s?\d{1,4}")
_DUREE = re.compile(r"PT(\d{1,9})H(\d{1,2})M(\d{1,2})(?:[.,](\d*))?S")
_FRACTION = re.compile(r"[.,](\d*)$")
_JOUR = timedelta(days=1)
_MILLIERS = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
_GABARIT = re.compile(r"[\d ()\u00a0\u202f-]+")
_NOMBRES = frozenset({"float", "percentage", "currency"})


def dump_valeur(attributs: dict[str, str], texte: Texte) -> dict[str, Any] | None:
    """Return a cell as JSON, None for a blank: `t` kind, `v` value, `p` percent, `f` computed, `a` what it shows.

    A formula without a type was never computed; one whose text is empty was, and says nothing.
    """
    montre, calculee = str(texte), {"f": 1} if "table:formula" in attributs else {}
    genre = attributs.get("office:value-type", "")
    en_erreur = attributs.get("calcext:value-type") == "error" or (calculee and _ERREUR.fullmatch(montre))
    if en_erreur and montre:
        return {"t": "e", "v": montre, **calculee}
    if calculee and not genre and not montre:
        return {"t": "f"}
    lu = _LECTEURS[genre](attributs, montre) if genre in _LECTEURS else None
    if lu is None and genre not in ("", "string") and not montre:
        return {"t": "f"} if calculee else None
    lu = lu or _read_texte(attributs, texte)
    return None if lu is None else {**lu, **calculee}


def _read_texte(attributs: dict[str, str], texte: Texte) -> dict[str, Any] | None:
    dit, longueur = str(texte), texte.longueur
    if not texte.paragraphes:
        dit = attributs.get("office:string-value", "")
        longueur = len(dit)
    if longueur > texte.maximum:
        return {"t": "l", "v": dit[: texte.extrait], "n": longueur}
    return {"t": "s", "v": dit} if dit.strip() else None


def _read_nombre(attributs: dict[str, str], montre: str) -> dict[str, Any] | None:
    brut = attributs.get("office:value", "")
    try:
        valeur = int(brut) if re.fullmatch(r"-?[0-9]{1,15}", brut) else float(brut)
    except ValueError:
        return None
    if not math.isfinite(valeur) or abs(valeur) > 1e15:
        return {"t": "s", "v": montre or brut}
    pourcent = int(attributs["office:value-type"] == "percentage")
    return {"t": "n", "v": valeur, "p": pourcent, **read_gabarit(valeur, montre)}


def read_gabarit(valeur: float, montre: str) -> dict[str, str]:
    """Return what a format made of digits alone shows of an integer, « 06 12 34 56 78 »; nothing for others."""
    chiffres = re.sub(r"\D", "", montre)
    pareil = _GABARIT.fullmatch(montre) and chiffres.isascii() and chiffres and int(chiffres[:20]) == valeur
    return {"a": montre} if pareil and montre != str(valeur) and not _MILLIERS.fullmatch(montre) else {}


def _read_date(attributs: dict[str, str], _: str) -> dict[str, Any] | None:
    brut = attributs.get("office:date-value", "")
    fraction = _FRACTION.search(brut)
    try:
        instant = datetime.fromisoformat(_FRACTION.sub("", brut)) + round_fraction(fraction and fraction[1])
    except (ValueError, OverflowError):
        return {"t": "s", "v": brut} if brut else None
    return {"t": "d", "v": instant.replace(tzinfo=None).isoformat()}


def _read_heure(attributs: dict[str, str], montre: str) -> dict[str, Any] | None:
    m = _DUREE.fullmatch(attributs.get("office:time-value", ""))
    if m is None:
        return None
    duree = timedelta(hours=int(m[1]), minutes=int(m[2]), seconds=int(m[3])) + round_fraction(m[4])
    if duree >= _JOUR:
        return {"t": "s", "v": montre or show_duree(duree, secondes=False)}
    heure = (datetime.min + duree).time()
    sans_secondes = {} if montre.count(":") > 1 else {"a": f"{heure:%H:%M}"}
    return {"t": "d", "v": heure.isoformat(), **sans_secondes}


def round_fraction(chiffres: str | None) -> timedelta:
    """Return a part of a second, by its digits, to the millisecond: as openpyxl rounds what an .xlsx holds."""
    return timedelta(milliseconds=round(float(f"0.{chiffres or 0}") * 1_000))


def _read_booleen(attributs: dict[str, str], _: str) -> dict[str, Any] | None:
    valeur = attributs.get("office:boolean-value")
    return {"t": "b", "v": valeur == "true"} if valeur in ("true", "false") else None


_LECTEURS = {
    **dict.fromkeys(_NOMBRES, _read_nombre),
    "date": _read_date,
    "time": _read_heure,
    "boolean": _read_booleen,
}
