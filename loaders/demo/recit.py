"""Demonstration data: the story of `schema_data/demonstration/`, typed into real workbooks, through the real import."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, groupby
from pathlib import Path
from typing import Any

from loaders.arbre.lecture import read_arbre, schema_data
from loaders.base.chantier import open_chantier, sweep_chantiers
from loaders.base.preparation import ensure_base
from loaders.demo.controle import COLONNES_DU_RECIT, RECIT, check_recit, read_lignes
from loaders.demo.partenariat import Envoi as EnvoiPartenariat
from loaders.demo.partenariat import fill_envoi, read_envois
from loaders.demo.place import check_libre, fill_serveur, is_batie
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.application import Accord, apply_lecture
from loaders.ecriture.journal import Acte
from loaders.gabarit.classeur import build_classeur, save_classeur
from loaders.gabarit.contenu import ENTETE
from loaders.genres.remontee.gabarit import Gabarit, default_echeance
from loaders.lecture.brut import Lecture, Recu
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from models.acces import COMMANDE
from models.chargement import load_plan
from models.colonnes import FEUILLES, INDICATEURS, PARTENAIRES, Colonne, Feuille, Genre
from models.plan import Plan
from models.refus import Refus
from models.session import database_url, open_base, sqlite_path, use_base, write_url
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree

AUTEUR = "Équipe de démonstration"
CORRECTION, ANNULE = "2", "annule"
NOTES = {CORRECTION: "Correction demandée par le pilote", ANNULE: "Fichier envoyé par erreur"}
AVIS_VOULUS = frozenset({"baisse"})
"""The warnings that the story means; any other anomaly stops it."""
Progres = Callable[[Iterable[Any]], Iterable[Any]]


@dataclass
class Envoi:
    """A workbook of the story: what a pilot typed in a quarter; `numero` is « 1 », « 2 » (correction) or « annule »."""

    trimestre: Trimestre
    numero: str
    pilote: str
    lignes: list[dict[str, str]] = field(default_factory=list)


def read_recit(dossier: Path) -> list[Envoi]:
    """Return the workbooks of the story, in the order they are imported."""
    envois: dict[tuple[str, str, str], Envoi] = {}
    for ligne in read_lignes(dossier, RECIT):
        cle = (ligne["trimestre"], ligne["envoi"], ligne["pilote"])
        envois.setdefault(cle, Envoi(Trimestre.parse(cle[0]), cle[1], cle[2])).lignes.append(ligne)
    return sorted(envois.values(), key=lambda e: str(e.trimestre))


def build_demo(maintenant: datetime, progres: Progres = lambda x: x) -> bool:
    """Build the demonstration database at `DATABASE_URL`; return False when it is already there.

    A database that holds the tree alone is completed; a demonstration of an earlier version is copied and migrated.
    Raises DemandeInvalide when it holds other data, Refus when another program has it open, ArbreInvalide when the
    story cannot be told on the files of the tree, or when the database is that of another plan (fault 92). An SQLite
    file appears whole or not at all; what a killed construction left is swept.
    """
    cible = sqlite_path(database_url())
    if cible is not None:
        sweep_chantiers(cible)
    if is_batie():
        ensure_base(maintenant)
        return False
    check_recit(schema_data(), read_arbre(schema_data()))
    if cible is None:
        return fill_serveur(lambda: _play(progres))
    check_libre(cible)
    with open_chantier(cible) as partiel:
        with use_base(write_url(partiel)):
            _play(progres)
        if any(reste.stat().st_size for reste in partiel.parent.glob(f"{partiel.name}-*")):
            raise Refus("La base de démonstration n’a pas pu être refermée : recommencez.")
        check_libre(cible)
        partiel.replace(cible)
    return True


def _play(progres: Progres) -> None:
    envois = read_recit(schema_data())
    trimestres = sorted({e.trimestre for e in envois})
    ensure_base(datetime.combine(trimestres[0].premier_jour, time(9), UTC), fictif=True, relire=True)
    partenariat = read_envois(schema_data())
    for trimestre in progres(trimestres):
        debut = datetime.combine(default_echeance(trimestre), time(8), UTC)
        while partenariat and partenariat[0].instant < debut:
            _play_partenariat(partenariat.pop(0))
        quand = (debut + timedelta(minutes=7 * rang) for rang in count())
        for _, vague in groupby((e for e in envois if e.trimestre == trimestre), key=lambda e: e.numero == CORRECTION):
            _play_vague(list(vague), debut, quand)
    for envoi in partenariat:
        _play_partenariat(envoi)


def _play_partenariat(envoi: EnvoiPartenariat) -> None:
    with open_base() as session:
        plan = load_plan(session)
    _apply(read_classeurs([fill_envoi(plan, envoi)])[0], envoi.instant, None)


def _play_vague(envois: list[Envoi], debut: datetime, quand: Iterator[datetime]) -> None:
    """Fill workbooks made from the same data, then import them one after the other; corrections are a later batch."""
    with open_base() as session:
        plan = load_plan(session)
    lectures = read_classeurs([_fill(plan, e, debut) for e in envois])
    for envoi, lecture in zip(envois, lectures, strict=True):
        instant = next(quand)
        numero = _apply(lecture, instant, NOTES.get(envoi.numero))
        if envoi.numero == ANNULE:
            retour = Acte(
                NatureEntree.ANNULATION, AUTEUR, instant + timedelta(minutes=3), "Le pilote renvoie un fichier corrigé"
            )
            undo_remontee(numero, retour, agissant=COMMANDE)


def _apply(lecture: Lecture, maintenant: datetime, note: str | None) -> int:
    acte = Acte(NatureEntree.IMPORT, AUTEUR, maintenant, note)
    apercu = apply_lecture(lecture, Options(), acte, Accord(COMMANDE))
    imprevues = [a.message for a in apercu.anomalies if a.code not in AVIS_VOULUS]
    if apercu.remontee is None or imprevues:
        raison = " ; ".join(imprevues) or apercu.message or "rien n’a été appliqué"
        raise Refus(f"Récit de démonstration, {lecture.recu.nom} : {raison}")
    return apercu.remontee


def _fill(plan: Plan, envoi: Envoi, maintenant: datetime) -> Recu:
    """Return the pilot's workbook of the quarter, typed in as the story says."""
    pilote = next(p for p in plan.pilotes if p.code == envoi.pilote)
    gabarit = Gabarit(plan, envoi.trimestre, pilote, default_echeance(envoi.trimestre), maintenant - timedelta(days=21))
    classeur: Any = build_classeur(gabarit)
    for feuille in FEUILLES:
        _fill_feuille(classeur[feuille.nom], feuille, [x for x in envoi.lignes if x["feuille"] == feuille.nom])
    suffixe = {"1": "", CORRECTION: "_corrige", ANNULE: "_erreur"}[envoi.numero]
    return Recu(gabarit.nom_fichier.replace(".xlsx", f"{suffixe}.xlsx"), save_classeur(classeur, maintenant))


def _fill_feuille(page: Any, feuille: Feuille, lignes: list[dict[str, str]]) -> None:
    rangs = {_cle_de_page(page, feuille, r): r for r in range(page.max_row, ENTETE, -1)}
    libres = [r for r in range(ENTETE + 1, page.max_row + 1) if page.cell(r, 1).value is None]
    for ligne in lignes:
        cle = _cle_de_recit(feuille, ligne)
        rang = rangs.get(cle)
        if rang is None:
            rang = libres.pop(0)
            for place, texte in enumerate(cle, start=1):
                page.cell(rang, place).value = texte
        for place, colonne in enumerate(feuille.colonnes, start=1):
            texte = ligne.get(COLONNES_DU_RECIT.get(colonne.champ or "", colonne.champ or ""), "")
            if texte and (colonne.saisie or page.cell(rang, place).value is None):
                page.cell(rang, place).value = _type(colonne, texte)


def _cle_de_page(page: Any, feuille: Feuille, rang: int) -> tuple[str, ...]:
    largeur = 1 if feuille.nom in ("Avancement", "Jalons") else 2
    return tuple(str(page.cell(rang, c).value or "") for c in range(1, largeur + 1))


def _cle_de_recit(feuille: Feuille, ligne: dict[str, str]) -> tuple[str, ...]:
    if feuille is PARTENAIRES:
        return ligne["code"], ligne["partenaire"]
    if feuille is INDICATEURS:
        return ligne["code"], ligne["libelle"]
    return (ligne["code"],)


def _type(colonne: Colonne, texte: str) -> object:
    """Return what a person's typing leaves in the cell: a number, a date, or the text itself."""
    if colonne.genre is Genre.POURCENTAGE and texte.isdecimal():
        return int(texte)
    if colonne.genre is Genre.NOMBRE:
        return float(texte.replace(",", "."))
    if colonne.genre is Genre.DATE and texte[:4].isdecimal():
        return date.fromisoformat(texte)
    return texte
