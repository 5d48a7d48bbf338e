"""A plan much larger than any that is known: as many actions as one likes, each with dates, jalons and partners."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from models.session import open_ecriture
from models.tables_suivi import Implication, Suivi
from models.trimestre import Trimestre
from models.vocabulaire import Meteo, Statut
from tests.racine import RACINE

REPRIS = ("schema", "sources", "orientations", "pilotes")
PRIORITES_PAR_ORIENTATION, ENGAGEMENTS, PARTENAIRES_PAR_ACTION = 10, 12, 2
TITRE = "Renforcer l’accompagnement des enfants confié·e·s et de leurs familles dans la durée"
STATUTS = (Statut.EN_COURS, Statut.EN_COURS, Statut.BLOQUEE, Statut.REALISEE, Statut.NON_DEMARREE)
DERNIER = Trimestre(2026, 3)


def write_grand_arbre(dossier: Path, actions: int, partenaires: int = 60) -> Path:
    """Write the tree that ships, with other priorités, actions, engagements and partners, in a new folder."""
    dossier.mkdir(parents=True)
    for fichier in (RACINE / "schema_data").glob("*.csv"):
        if fichier.stem in REPRIS or fichier.stem.startswith("charte"):
            shutil.copy(fichier, dossier)
    orientations = _read_codes(dossier / "orientations.csv")
    pilotes = _read_codes(dossier / "pilotes.csv")
    priorites = [f"Q{n:02}" for n in range(len(orientations) * PRIORITES_PAR_ORIENTATION)]
    par_priorite = -(-actions // len(priorites))
    codes = [f"A{n:02}" for n in range(1, actions + 1)]
    fichiers = {
        "priorites": (
            "code;orientation;libelle;statut_libelle;sources;extrait",
            (
                f"{p};{orientations[n // PRIORITES_PAR_ORIENTATION]};{TITRE} ({p});officiel;S1;"
                for n, p in enumerate(priorites)
            ),
        ),
        "actions": (
            "code;priorite;libelle;statut_libelle;sources;extrait;pilote;copilotes;debut;echeance;poids",
            (
                f"{c};{priorites[n // par_priorite]};{TITRE}, {n};officiel;S1;;{pilotes[n % len(pilotes)]};;"
                f"2024-{1 + n % 12:02}-01;{2025 + n % 4}-{1 + n % 12:02}-15;"
                for n, c in enumerate(codes)
            ),
        ),
        "engagements": (
            "numero;libelle;statut_libelle;sources;orientation;rattachement;actions",
            (
                f"{n + 1};{TITRE}, {n + 1};officiel;S1;{orientations[n % len(orientations)]};déduit;"
                + " | ".join(codes[n::ENGAGEMENTS])
                for n in range(ENGAGEMENTS)
            ),
        ),
        "partenaires": ("nom;nature;type", (f"{_name_partenaire(n)};organisme;" for n in range(partenaires))),
        "participations": ("action;partenaire;role", (f"{c};{p};" for c, p in _list_paires(codes, partenaires))),
        "jalons": (
            "code;libelle;echeance_initiale",
            (f"{c}/J1;{TITRE};{2025 + n % 4}-{1 + n % 9:02}-01" for n, c in enumerate(codes)),
        ),
        "indicateurs": (
            "action;libelle;unite;sens;valeur_initiale;cible",
            (f"{c};Familles accompagnées;nombre;;;" for c in codes),
        ),
    }
    for nom, (entete, lignes) in fichiers.items():
        (dossier / f"{nom}.csv").write_text("\n".join([entete, *lignes, ""]), encoding="utf-8")
    return dossier


def fill_grand_plan(actions: int, trimestres: int, partenaires: int = 60) -> None:
    """Write what pilots and partners said, quarter after quarter, up to the last one; the journal knows nothing of it.

    One action in five is bloquée and waits for a décision; one pair in three is silent.
    """
    codes = [f"A{n:02}" for n in range(1, actions + 1)]
    quand = [str(DERNIER.decale(1 - trimestres + n)) for n in range(trimestres)]
    with open_ecriture() as session:
        session.add_all(_tell_suivi(n, c, rang, t) for rang, t in enumerate(quand) for n, c in enumerate(codes))
        session.add_all(
            Implication(reference=f"{c}/{p}", trimestre=t, action=c, partenaire=p, niveau=n % 4)
            for t in quand
            for n, (c, p) in enumerate(_list_paires(codes, partenaires))
            if n % 3
        )


def _tell_suivi(n: int, code: str, rang: int, trimestre: str) -> Suivi:
    statut = STATUTS[n % len(STATUTS)]
    bloquee = statut is Statut.BLOQUEE
    return Suivi(
        reference=code,
        trimestre=trimestre,
        avancement=100 if statut is Statut.REALISEE else min(5 * rang + n % 60, 95),
        statut=statut,
        meteo=tuple(Meteo)[n % len(Meteo)],
        fait_marquant="Réunion de lancement tenue avec les partenaires, calendrier arrêté.",
        point_blocage="Le financement n’est pas arrêté." if bloquee else None,
        decision_attendue="Arrêter le financement de l’année prochaine." if bloquee else None,
        destinataire="Direction générale" if bloquee else None,
        pour_le=dt.date(2026, 7, 15) if bloquee else None,
    )


def _list_paires(codes: list[str], partenaires: int) -> list[tuple[str, str]]:
    return [
        (c, _name_partenaire((n + 7 * k) % partenaires))
        for n, c in enumerate(codes)
        for k in range(PARTENAIRES_PAR_ACTION)
    ]


def _name_partenaire(n: int) -> str:
    return f"Association partenaire numéro {n:02}"


def _read_codes(chemin: Path) -> list[str]:
    lignes = chemin.read_text(encoding="utf-8-sig").splitlines()[1:]
    return [ligne.split(";")[0] for ligne in lignes if ligne]
