"""From a raw cell to a stored value: one small reader per kind of column, the same words for the same faults."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from loaders.anomalie import cut_extrait
from loaders.cellules.dates import ANNEES, is_mois_seul, parse_date
from loaders.cellules.mots import AFFICHES, ATTENDUS, ENTIER_MAX, MOTS, write_brut
from loaders.lecture.brut import CelluleBrute
from models.changement import Valeur
from models.colonnes import EFFACER, NOM_MAX, TEXTE_MAX, Genre
from models.texte import find_proches, fold

_CONTROLES = re.compile(
    r"_x00(?:0[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF])_|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
)
_RIENS = frozenset({"-", "--", "/", "."})
_NON_DITS = frozenset(
    {"n.d.", "n.d", "nd", "n.c.", "n.c", "nc", "n/a", "na", "n.r.", "nr", "non renseigne", "non renseignee"}
)
GENRES_LIBRES = frozenset({Genre.TEXTE, Genre.LIBELLE, Genre.PARTENAIRE, Genre.INSTANCE, Genre.COTE})
"""Kinds of column that hold words of one's own, « NC » included."""
NOMBRE_MAX = 10**15
"""Largest number taken from a cell: a spreadsheet keeps no more than 15 digits."""
_ANNEE = re.compile(r"\D*(20\d\d)\D*")
_NOMBRE = re.compile(r"[+-]?(?:\d{1,3}(?: \d{3})+|\d+)(?:[.,]\d+)?")


class ValeurIllisible(Exception):  # noqa: N818
    """A cell cannot be read: code, message (what was found, what was expected, what to do)."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Contexte:
    """What reading a cell depends on: the workbook's epoch, how bare percentages read, whether 1 is surely 1 %."""

    epoque: int = 1899
    pourcentage: str | None = None
    timbre: bool = True


@dataclass(frozen=True, slots=True)
class Lu:
    """A value read; `efface` when the cell holds EFFACER; warnings are (code, message)."""

    valeur: Valeur
    efface: bool = False
    formule: bool = False
    avertissements: tuple[tuple[str, str], ...] = field(default=())


def clean_texte(texte: str) -> tuple[str, bool]:
    """Return a text in NFC without control characters or outer spaces, and whether characters were removed."""
    propre = _CONTROLES.sub("", texte.replace("\r\n", "\n").replace("_x000D_", "\n").replace("\r", "\n"))
    retire = len(_CONTROLES.findall(texte)) > 0
    return unicodedata.normalize("NFC", propre).strip("\u00a0\u202f\ufeff\u200b \t\n"), retire


def read_cellule(cellule: CelluleBrute, genre: Genre, contexte: Contexte) -> Lu | None:
    """Return what a cell says, None for nothing said; raise ValeurIllisible (faults 12, 13, 22-26, 31, 50, 51)."""
    if cellule.genre == "f":
        raise ValeurIllisible(
            "formule_non_calculee",
            "formule non calculée ; ouvrez le fichier dans Excel ou LibreOffice, enregistrez-le, puis renvoyez-le.",
        )
    hors_calendrier = genre in (Genre.DATE, Genre.JOUR) and cellule.valeur == "#VALUE!" and not cellule.formule
    if cellule.genre == "e" and not hors_calendrier:
        raise ValeurIllisible(
            "formule_en_erreur", f"formule en erreur ({cellule.valeur}) ; remplacez-la par la valeur voulue."
        )
    if cellule.genre == "l":
        raise _trop_long(NOM_MAX if _LECTEURS[genre] is _nom else TEXTE_MAX, cellule.longueur)
    retire = False
    if cellule.genre == "s":
        texte, retire = clean_texte(cellule.valeur)
        cle = fold(texte)
        if not cle or cle in _RIENS:
            return None
        if cle == fold(EFFACER):
            return Lu(None, efface=True)
        if genre not in GENRES_LIBRES and cle in _NON_DITS:
            return Lu(None, avertissements=(("valeur_nulle", f"« {texte} » est lu comme une cellule vide."),))
        cellule = replace(cellule, valeur=texte)
    lu = _LECTEURS[genre](cellule, contexte)
    avis = (("caracteres_retires", "des caractères invisibles ont été retirés du texte."),) if retire else ()
    return replace(lu, formule=cellule.formule, avertissements=lu.avertissements + avis)


def _espace(nombre: int) -> str:
    return f"{nombre:,}".replace(",", "\u202f")


def _trop_long(maximum: int, longueur: int) -> ValeurIllisible:
    message = f"texte de plus de {_espace(maximum)} caractères ({_espace(longueur)}) ; raccourcissez-le."
    return ValeurIllisible("texte_trop_long", message)


def _illisible(cellule: CelluleBrute, attendu: str) -> ValeurIllisible:
    return ValeurIllisible("valeur_illisible", f"« {write_brut(cellule)} » lu ; attendu : {attendu}.")


def to_nombre(texte: str) -> Decimal | None:
    """Return the number a French reader sees in a text, None when it is not one: `1 234,5`, `45,0`."""
    compact = fold(texte)
    if not _NOMBRE.fullmatch(compact):
        return None
    try:
        return Decimal(compact.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        return None


def read_points(cellule: CelluleBrute) -> tuple[Decimal, bool] | None:
    """Return a percentage cell as (number, whether it surely is in points), None when it is not a number."""
    if cellule.genre == "n":
        brut = Decimal(repr(cellule.valeur))
        return (brut * 100, True) if cellule.pourcent else (brut, False)
    if cellule.genre == "s":
        texte = fold(cellule.valeur)
        nombre = to_nombre(texte.removesuffix("%"))
        return None if nombre is None else (nombre, texte.endswith("%"))
    return None


def is_fraction(cellule: CelluleBrute) -> bool:
    """Return whether a percentage cell is a bare number strictly between 0 and 1, which says 45 % or 0 %."""
    points = read_points(cellule)
    return points is not None and not points[1] and 0 < points[0] < 1


def is_sans_unite(cellule: CelluleBrute) -> bool:
    """Return whether a percentage cell is a number with neither « % » nor a percent format, other than 0."""
    points = read_points(cellule)
    return points is not None and not points[1] and points[0] != 0


def _pourcentage(cellule: CelluleBrute, contexte: Contexte) -> Lu:
    points = read_points(cellule)
    if points is None:
        raise _illisible(cellule, "un nombre entier de 0 à 100, par exemple 45")
    nombre, sur = points
    avis: tuple[tuple[str, str], ...] = ()
    if not sur and contexte.pourcentage == "fraction":
        nombre *= 100
    elif not sur and nombre == 1 and not contexte.timbre and contexte.pourcentage is None:
        avis = (("pourcentage_un", "1 est lu comme 1 % ; écrivez 100 si l’action est achevée."),)
    if not 0 <= nombre <= 100:
        raise ValeurIllisible(
            "hors_bornes", f"« {cut_extrait(cellule.valeur)} » lu ; attendu : un nombre entier de 0 à 100."
        )
    entier = nombre.quantize(Decimal(1), ROUND_HALF_UP)
    if abs(nombre - entier) > Decimal("0.000001"):
        lisible = str(nombre.normalize()).replace(".", ",")
        avis += (("arrondi", f"{lisible} est arrondi à {entier}."),)
    return Lu(int(entier), avertissements=avis)


def _date(cellule: CelluleBrute, contexte: Contexte) -> Lu:
    jour, avis = parse_date(cellule, contexte.epoque)
    if jour is None:
        lu = cut_extrait(cellule.valeur)
        raise ValeurIllisible("date_invalide", f"date invalide (« {lu} ») ; attendu : jj/mm/aaaa, comme 30/09/2026.")
    return Lu(jour.isoformat(), avertissements=(("date_interpretee", avis),) if avis else ())


def _nombre(cellule: CelluleBrute, _: Contexte) -> Lu:
    points = read_points(cellule)
    if points is None or abs(points[0]) > NOMBRE_MAX:
        raise _illisible(cellule, "un nombre seul, par exemple 12,5 (l’unité a sa colonne)")
    return Lu(float(points[0]))


def _read_entier(cellule: CelluleBrute, maximum: int, attendu: str) -> Lu:
    points = read_points(cellule)
    if points is None or points[0] != int(points[0]) or not 0 <= points[0] <= maximum:
        raise _illisible(cellule, attendu)
    return Lu(int(points[0]))


def _entier(cellule: CelluleBrute, _: Contexte) -> Lu:
    return _read_entier(cellule, ENTIER_MAX, f"un nombre entier de 0 à {_espace(ENTIER_MAX)}, par exemple 12")


def _jour(cellule: CelluleBrute, contexte: Contexte) -> Lu:
    if cellule.genre == "s" and is_mois_seul(cellule.valeur):
        raise _illisible(cellule, "un jour, jj/mm/aaaa, comme 30/09/2026")
    return _date(cellule, contexte)


def _annee(cellule: CelluleBrute, _: Contexte) -> Lu:
    if cellule.genre == "s" and (trouve := _ANNEE.fullmatch(cellule.valeur)):
        return Lu(int(trouve[1]))
    return _read_entier(cellule, ANNEES[-1], "une année, par exemple 2026")


def _texte(cellule: CelluleBrute, _: Contexte) -> Lu:
    if cellule.genre == "n" and (points := read_points(cellule)) is not None:
        texte = f"{points[0].normalize():f}".replace(".", ",")
        return Lu(f"{texte} %" if cellule.pourcent else texte)
    return Lu(cellule.valeur if cellule.genre == "s" else write_brut(cellule))


def _nom(cellule: CelluleBrute, contexte: Contexte) -> Lu:
    lu = _texte(cellule, contexte)
    if (longueur := len(str(lu.valeur))) > NOM_MAX:
        raise _trop_long(NOM_MAX, longueur)
    return lu


def _choix(genre: Genre) -> Callable[[CelluleBrute, Contexte], Lu]:
    affiches = AFFICHES[genre]
    attendu = ATTENDUS.get(genre, ", ".join(affiches))
    replies = {fold(mot): valeur for mot, valeur in MOTS[genre].items()}

    def read(cellule: CelluleBrute, _: Contexte) -> Lu:
        brut = int(cellule.valeur) if cellule.genre == "n" and float(cellule.valeur).is_integer() else cellule.valeur
        valeur = replies.get(fold(str(brut)))
        if valeur is None:
            proche = find_proches(cut_extrait(brut), affiches, 1, seuil=0.6)
            remede = f" Vouliez-vous dire « {proche[0]} » ?" if proche else ""
            raise ValeurIllisible("valeur_inconnue", f"« {cut_extrait(brut)} » lu ; attendu : {attendu}.{remede}")
        return Lu(valeur)

    return read


_LECTEURS: dict[Genre, Callable[[CelluleBrute, Contexte], Lu]] = {
    Genre.CODE: _texte,
    Genre.LIBELLE: _nom,
    Genre.PARTENAIRE: _nom,
    Genre.TEXTE: _texte,
    Genre.POURCENTAGE: _pourcentage,
    Genre.DATE: _date,
    Genre.JOUR: _jour,
    Genre.NOMBRE: _nombre,
    Genre.ENTIER: _entier,
    Genre.ANNEE: _annee,
    Genre.COTE: _texte,
    Genre.INSTANCE: _texte,
    **{genre: _choix(genre) for genre in MOTS},
}
