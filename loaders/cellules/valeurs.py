"""From a raw cell to a stored value: one small reader per kind of column, the same words for the same faults."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from loaders.anomalie import cut_extrait
from loaders.cellules.affichage import show_cellule, write_brut
from loaders.cellules.dates import ANNEES, is_mois_seul, parse_date
from loaders.cellules.deplaces import is_deplace
from loaders.cellules.mots import AFFICHES, ATTENDUS, ENTIER_MAX, MOTS, fold_mot
from loaders.cellules.nombres import NOMBRE_MAX, read_points, warn_milliers
from loaders.cellules.riens import MUETS, Rien, find_rien
from loaders.cellules.sens import find_sans_contresens, find_sens
from loaders.lecture.brut import CelluleBrute
from models.changement import Valeur
from models.colonnes import EFFACER, NOM_MAX, TEXTE_MAX, Genre
from models.texte import fold, has_faux_chiffre

_CONTROLES = re.compile(
    r"_x00(?:0[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF])_|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
)
GENRES_LIBRES = frozenset({Genre.CODE, Genre.TEXTE, Genre.LIBELLE, Genre.PARTENAIRE, Genre.INSTANCE, Genre.COTE})
"""Kinds of column that hold words of one's own."""
_NOMS = frozenset({Genre.PARTENAIRE, Genre.INSTANCE, Genre.COTE})
"""Names, looked for among those that are known: one that says nothing is not known, and is an error."""
LIEN_MAX = 1_000
_LIEN = re.compile(r"https?://[^\s<>\"'\\/?#@]+\.[^\s<>\"'\\/?#@]+(?:[/?#][^\s<>\"\\]*)?", re.IGNORECASE)
"""A host, neither a name nor a password before it, then what follows."""
_ANNEE = re.compile(r"\D*(20\d\d)\D*")


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
    """A value read; `efface` when the cell holds EFFACER, `rien` when its words say nothing.

    Warnings are (code, message).
    """

    valeur: Valeur
    efface: bool = False
    formule: bool = False
    rien: Rien | None = None
    avertissements: tuple[tuple[str, str], ...] = field(default=())


def clean_texte(texte: str) -> tuple[str, bool]:
    """Return a text in NFC without control characters or outer spaces, and whether characters were removed."""
    propre = _CONTROLES.sub("", texte.replace("\r\n", "\n").replace("_x000D_", "\n").replace("\r", "\n"))
    retire = len(_CONTROLES.findall(texte)) > 0
    return unicodedata.normalize("NFC", propre).strip("\u00a0\u202f\ufeff\u200b \t\n"), retire


def read_cellule(cellule: CelluleBrute, genre: Genre, contexte: Contexte, *, reconduite: bool = False) -> Lu | None:
    """Return what a cell says, None for nothing said; raise ValeurIllisible (faults 12, 13, 22-26, 31, 50, 51, 60-62).

    `reconduite` tells a column whose value stays shown until it is ended.
    """
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
        if cle in MUETS:
            return None
        if cle == fold(EFFACER):
            return Lu(None, efface=True)
        cellule = replace(cellule, valeur=texte)
    lu = _read_ou_rien(cellule, genre, contexte, reconduite=reconduite)
    avis = (("caracteres_retires", "des caractères invisibles ont été retirés du texte."),) if retire else ()
    return replace(lu, formule=cellule.formule, avertissements=lu.avertissements + avis)


def _read_ou_rien(cellule: CelluleBrute, genre: Genre, contexte: Contexte, *, reconduite: bool) -> Lu:
    """Words that say nothing give way to those of a closed list (« Sans objet », « non »), and to a zero."""
    libre, texte = genre in GENRES_LIBRES - _NOMS, str(cellule.valeur) if cellule.genre in ("s", "n") else ""
    zero = texte in ("0", "0.0")  # nothing in a sentence, something in a number, wrong in a date
    rien = find_rien("0" if zero else texte, reconduite=reconduite) if texte and (libre or not zero) else None
    if libre and rien is not None:
        return Lu(None, rien=rien)
    try:
        return _LECTEURS[genre](cellule, contexte)
    except ValeurIllisible:
        if rien is None:
            raise
        return Lu(None, rien=rien)


def _espace(nombre: int) -> str:
    return f"{nombre:,}".replace(",", "\u202f")


def _trop_long(maximum: int, longueur: int) -> ValeurIllisible:
    message = f"texte de plus de {_espace(maximum)} caractères ({_espace(longueur)}) ; raccourcissez-le."
    return ValeurIllisible("texte_trop_long", message)


def _illisible(cellule: CelluleBrute, attendu: str) -> ValeurIllisible:
    return ValeurIllisible("valeur_illisible", f"« {write_brut(cellule)} » lu ; attendu : {attendu}.")


def _pourcentage(cellule: CelluleBrute, contexte: Contexte) -> Lu:
    points = read_points(cellule)
    if points is None:
        raise _illisible(cellule, "un nombre entier de 0 à 100, par exemple 45")
    nombre, sur = points
    avis = warn_milliers(cellule)
    if not sur and contexte.pourcentage == "fraction":
        nombre *= 100
    elif not sur and nombre == 1 and not contexte.timbre and contexte.pourcentage is None:
        avis += (("pourcentage_un", "1 est lu comme 1 % ; écrivez 100 si l’action est achevée."),)
    if not 0 <= nombre <= 100:
        raise ValeurIllisible("hors_bornes", f"« {write_brut(cellule)} » lu ; attendu : un nombre entier de 0 à 100.")
    entier = nombre.quantize(Decimal(1), ROUND_HALF_UP)
    if abs(nombre - entier) > Decimal("0.000001"):
        lisible = str(nombre.normalize()).replace(".", ",")
        avis += (("arrondi", f"{lisible} est arrondi à {entier}."),)
    return Lu(int(entier), avertissements=avis)


def _date(cellule: CelluleBrute, contexte: Contexte) -> Lu:
    jour, avis = parse_date(cellule, contexte.epoque)
    if jour is None:
        lu = write_brut(cellule)
        raise ValeurIllisible("date_invalide", f"date invalide (« {lu} ») ; attendu : jj/mm/aaaa, comme 30/09/2026.")
    return Lu(jour.isoformat(), avertissements=(("date_interpretee", avis),) if avis else ())


def _nombre(cellule: CelluleBrute, _: Contexte) -> Lu:
    points = read_points(cellule)
    if points is None or abs(points[0]) > NOMBRE_MAX:
        raise _illisible(cellule, "un nombre seul, par exemple 12,5 (l’unité a sa colonne)")
    return Lu(float(points[0]), avertissements=warn_milliers(cellule))


def _read_entier(cellule: CelluleBrute, maximum: int, attendu: str) -> Lu:
    points = read_points(cellule)
    if points is None or points[0] != int(points[0]) or not 0 <= points[0] <= maximum:
        raise _illisible(cellule, attendu)
    return Lu(int(points[0]), avertissements=warn_milliers(cellule))


def _entier(cellule: CelluleBrute, _: Contexte) -> Lu:
    return _read_entier(cellule, ENTIER_MAX, f"un nombre entier de 0 à {_espace(ENTIER_MAX)}, par exemple 12")


def _jour(cellule: CelluleBrute, contexte: Contexte) -> Lu:
    if cellule.genre == "s" and is_mois_seul(cellule.valeur):
        raise _illisible(cellule, "un jour, jj/mm/aaaa, comme 30/09/2026")
    return _date(cellule, contexte)


def _annee(cellule: CelluleBrute, _: Contexte) -> Lu:
    if cellule.genre == "s" and not has_faux_chiffre(cellule.valeur) and (trouve := _ANNEE.fullmatch(cellule.valeur)):
        return Lu(int(trouve[1]))
    return _read_entier(cellule, ANNEES[-1], "une année, par exemple 2026")


def _texte(cellule: CelluleBrute, _: Contexte) -> Lu:
    return Lu(cellule.valeur if cellule.genre == "s" else show_cellule(cellule))


def _phrase(cellule: CelluleBrute, contexte: Contexte) -> Lu:
    """A sentence; a bare number, a date, a word of another column may be a row typed a column too far (fault 65)."""
    lu = _texte(cellule, contexte)
    if not is_deplace(cellule, str(lu.valeur), contexte.epoque):
        return lu
    message = f"« {cut_extrait(lu.valeur)} » est gardé tel quel, comme un texte : n’est-il pas décalé d’une colonne ?"
    return replace(lu, avertissements=(("texte_deplace", message),))


def _lien(cellule: CelluleBrute, _: Contexte) -> Lu:
    """An address that a browser opens, and no file: what a screen makes a link of is one, whatever was typed."""
    texte = str(cellule.valeur) if cellule.genre == "s" else ""
    if len(texte) > LIEN_MAX:
        raise _trop_long(LIEN_MAX, len(texte))
    if not _LIEN.fullmatch(texte):
        raise _illisible(cellule, "une adresse qui commence par https:// ou http://")
    return Lu(texte)


def _nom(cellule: CelluleBrute, contexte: Contexte) -> Lu:
    lu = _texte(cellule, contexte)
    if (longueur := len(str(lu.valeur))) > NOM_MAX:
        raise _trop_long(NOM_MAX, longueur)
    return lu


def _choix(genre: Genre) -> Callable[[CelluleBrute, Contexte], Lu]:
    affiches = AFFICHES[genre]
    attendu = ATTENDUS.get(genre, ", ".join(affiches))
    replies = {fold_mot(mot): valeur for mot, valeur in MOTS[genre].items()}

    def read(cellule: CelluleBrute, _: Contexte) -> Lu:
        if genre is Genre.CROIX and cellule.valeur is False:
            return Lu(None)  # an empty box to tick
        brut = cellule.valeur if cellule.genre == "s" else show_cellule(cellule)
        if (cle := fold_mot(brut)) in replies:
            return Lu(replies[cle])
        lu = cut_extrait(brut)
        proche = find_sens(genre, brut) or find_sans_contresens(lu, affiches)
        remede = f" Vouliez-vous dire {proche} ?" if proche else ""
        raise ValeurIllisible("valeur_inconnue", f"« {lu} » lu ; attendu : {attendu}.{remede}")

    return read


_LECTEURS: dict[Genre, Callable[[CelluleBrute, Contexte], Lu]] = {
    Genre.CODE: _texte,
    Genre.LIBELLE: _nom,
    Genre.PARTENAIRE: _nom,
    Genre.TEXTE: _phrase,
    Genre.POURCENTAGE: _pourcentage,
    Genre.DATE: _date,
    Genre.JOUR: _jour,
    Genre.NOMBRE: _nombre,
    Genre.ENTIER: _entier,
    Genre.ANNEE: _annee,
    Genre.COTE: _texte,
    Genre.INSTANCE: _texte,
    Genre.LIEN: _lien,
    **{genre: _choix(genre) for genre in MOTS},
}
