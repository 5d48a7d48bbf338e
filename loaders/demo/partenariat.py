"""The demonstration without a quarter: partners, judgements, meetings, typed into real workbooks, kind by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from loaders.arbre.table import Ligne
from loaders.demo.controle import read_lignes
from loaders.gabarit.classeur import build_classeur, save_classeur
from loaders.gabarit.contenu import ENTETE
from loaders.genres.registre import REGISTRE
from loaders.lecture.brut import Recu
from loaders.lignes.genre import Demande, GenreClasseur, Recit
from models.colonnes import Feuille, Genre
from models.plan import Plan
from models.vocabulaire import Cote


@dataclass(frozen=True, slots=True)
class Envoi:
    """A workbook of the story: its kind, the day it is sent, what is typed in each sheet; a side and a year or none."""

    genre: GenreClasseur
    jour: date
    lignes: dict[str, list[Ligne]]
    cote: Cote | None = None
    annee: int | None = None

    @property
    def instant(self) -> datetime:
        """Return when it is imported (UTC)."""
        return datetime.combine(self.jour, time(14), UTC)


def read_envois(dossier: Path) -> list[Envoi]:
    """Return the workbooks without a quarter of the story, in the order of time; none where a tree has no such story.

    Rows of a kind that are sent the same day, by the same side and for the same year where they say so, are one
    workbook.
    """
    envois: dict[tuple[str, ...], Envoi] = {}
    for genre in REGISTRE.genres:
        for feuille, recit in genre.recits.items():
            for x in read_lignes(dossier, f"{recit.fichier}.csv"):
                jour, cote, annee = x["envoi_le"], x.get("partie"), x.get("annee")
                envoi = envois.setdefault(
                    (genre.modele.cle, jour, cote or "", annee or ""),
                    Envoi(
                        genre,
                        date.fromisoformat(jour),
                        {nom: [] for nom in genre.recits},
                        Cote(cote) if cote else None,
                        int(annee) if annee else None,
                    ),
                )
                envoi.lignes[feuille].append(x)
    return sorted(envois.values(), key=lambda e: e.jour)


def fill_envoi(plan: Plan, envoi: Envoi) -> Recu:
    """Return the workbook made from the plan, typed in as the story says."""
    modele, cotes = envoi.genre.modele, [envoi.cote] if envoi.cote else []
    (gabarit,) = envoi.genre.list_gabarits(plan, Demande(envoi.instant, annee=envoi.annee, cotes=cotes))
    classeur: Any = build_classeur(gabarit)
    for feuille in modele.feuilles:
        recit = envoi.genre.recits[feuille.nom]
        saisies = [_type(plan, feuille, recit, ligne) for ligne in envoi.lignes[feuille.nom]]
        _fill_page(classeur[feuille.nom], feuille, recit.cles, saisies)
    nom = gabarit.nom_fichier if envoi.cote else f"{modele.prefixe}_{envoi.jour}.xlsx"
    return Recu(nom, save_classeur(classeur, envoi.instant))


def _type(plan: Plan, feuille: Feuille, recit: Recit, x: Ligne) -> dict[str, object]:
    """Return what is typed of a row of the story, by header: each column by the field it writes, then its key."""
    saisies = {c.libelle: _read(c.genre, x.get(c.champ or "", "")) for c in feuille.saisies}
    return {**saisies, **recit.type_cles(plan, x)}


def _read(genre: Genre, texte: str) -> object:
    """Return what a person's typing leaves in the cell."""
    return int(texte) if genre is Genre.ENTIER and texte else texte


def _fill_page(page: Any, feuille: Feuille, cles: Sequence[str], saisies: list[dict[str, object]]) -> None:
    rangs = {c.libelle: rang for rang, c in enumerate(feuille.colonnes, start=1)}
    connues = {_read_cle(page, rang, [rangs[c] for c in cles]): rang for rang in _iter_rangs(page)}
    libres = (rang for rang in _iter_rangs(page) if page.cell(rang, 1).value is None)
    for saisie in saisies:
        rang = connues.get(tuple(str(saisie[c]) for c in cles)) if cles else None
        ou = next(libres) if rang is None else rang
        for libelle, valeur in saisie.items():
            if valeur not in ("", None) and page.cell(ou, rangs[libelle]).value is None:
                page.cell(ou, rangs[libelle]).value = valeur


def _iter_rangs(page: Any) -> Iterator[int]:
    return iter(range(ENTETE + 1, page.max_row + 1))


def _read_cle(page: Any, rang: int, colonnes: list[int]) -> tuple[str, ...]:
    return tuple(str(page.cell(rang, c).value) for c in colonnes)
