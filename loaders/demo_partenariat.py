"""The partnership side of the demonstration: partners, judgements, meetings, typed into real workbooks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Any

from loaders.brut import Recu
from loaders.gabarit_classeur import build_classeur, save_classeur
from loaders.gabarit_feuilles import ENTETE
from loaders.genre import Demande, GenreClasseur
from loaders.genre_charte import CHARTE
from loaders.genre_partenaires import PARTENAIRES
from loaders.genre_reunions import REUNIONS_CHARTE
from models.colonnes import Feuille, Genre
from models.colonnes_partenariat import APPRECIATIONS, LISTE, PARTICIPATIONS, REUNIONS
from models.plan import Plan
from models.vocabulaire import Cote

Ligne = dict[str, str]


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
    """Return the workbooks of the partnership's story in the order of time; none where a tree has no such story."""
    lues = {nom: _read_fichier(dossier, nom) for nom in ("partenaires", "participations", "appreciations", "reunions")}
    envois = []
    for jour in sorted({x["envoi_le"] for nom in ("partenaires", "participations") for x in lues[nom]}):
        feuilles = {LISTE.nom: lues["partenaires"], PARTICIPATIONS.nom: lues["participations"]}
        du_jour = {nom: [x for x in lignes if x["envoi_le"] == jour] for nom, lignes in feuilles.items()}
        envois.append(Envoi(PARTENAIRES, date.fromisoformat(jour), du_jour))
    for (jour, partie, annee), groupe in groupby(
        lues["appreciations"], key=lambda x: (x["envoi_le"], x["partie"], x["annee"])
    ):
        dites = {APPRECIATIONS.nom: list(groupe)}
        envois.append(Envoi(CHARTE, date.fromisoformat(jour), dites, Cote(partie), int(annee)))
    for jour, groupe in groupby(lues["reunions"], key=lambda x: x["envoi_le"]):
        envois.append(Envoi(REUNIONS_CHARTE, date.fromisoformat(jour), {REUNIONS.nom: list(groupe)}))
    return sorted(envois, key=lambda e: e.jour)


def _read_fichier(dossier: Path, nom: str) -> list[Ligne]:
    fichier = dossier / "demonstration" / f"{nom}.csv"
    if not fichier.exists():
        return []
    with fichier.open(encoding="utf-8-sig", newline="") as flux:
        return list(csv.DictReader(flux, delimiter=";"))


def fill_envoi(plan: Plan, envoi: Envoi) -> Recu:
    """Return the workbook made from the plan, typed in as the story says."""
    modele, cotes = envoi.genre.modele, [envoi.cote] if envoi.cote else []
    (gabarit,) = envoi.genre.list_gabarits(plan, Demande(envoi.instant, annee=envoi.annee, cotes=cotes))
    classeur: Any = build_classeur(gabarit)
    for feuille in modele.feuilles:
        saisies = [_type(plan, feuille, ligne) for ligne in envoi.lignes[feuille.nom]]
        _fill_page(classeur[feuille.nom], feuille, saisies)
    nom = gabarit.nom_fichier if envoi.cote else f"{modele.prefixe}_{envoi.jour}.xlsx"
    return Recu(nom, save_classeur(classeur, envoi.instant))


def _type(plan: Plan, feuille: Feuille, x: Ligne) -> dict[str, object]:
    """Return what is typed of a row of the story, by header: its key, then each column by the field it writes."""
    saisies = {c.libelle: _read(c.genre, x.get(c.champ or "", "")) for c in feuille.saisies}
    if feuille is LISTE:
        return {"Partenaire": x["partenaire"], **saisies}
    if feuille is APPRECIATIONS:
        return {"Code": x["engagement"], **saisies}
    if feuille is REUNIONS:
        libelles = {i.code: i.libelle for i in plan.charte.instances} if plan.charte else {}
        return {"Instance": libelles[x["instance"]], "Date": date.fromisoformat(x["date"]), **saisies}
    attendus = {p.partenaire for p in plan.actions_par_code[x["action"]].participations if p.attendue}
    ajout = "" if x["partenaire"] in attendus else "x"
    attendue = PARTICIPATIONS.find("attendue").libelle
    return {"Code": x["action"], "Partenaire": x["partenaire"], **saisies, attendue: ajout}


def _read(genre: Genre, texte: str) -> object:
    """Return what a person's typing leaves in the cell."""
    return int(texte) if genre is Genre.ENTIER and texte else texte


CLES = {LISTE.nom: ("Partenaire",), PARTICIPATIONS.nom: ("Code", "Partenaire"), APPRECIATIONS.nom: ("Code",)}
"""The headers that tell which row of the template is meant; a meeting is always a new one."""


def _fill_page(page: Any, feuille: Feuille, saisies: list[dict[str, object]]) -> None:
    rangs = {c.libelle: rang for rang, c in enumerate(feuille.colonnes, start=1)}
    cles = CLES.get(feuille.nom, ())
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
