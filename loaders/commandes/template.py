"""`python -m loaders template`: the workbooks to be filled, one per pilot, or those of the partnership."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from loaders.commandes.rapport import say
from loaders.gabarit.classeur import Gabarisable, build_gabarit
from loaders.genres.registre import REGISTRE
from loaders.genres.remontee.gabarit import list_pilotes_actifs
from loaders.lignes.genre import Demande, GenreClasseur
from models.commande import read_trimestre
from models.plan import Pilote, Plan
from models.refus import DemandeInvalide
from models.texte import find_proches, fold
from models.vocabulaire import Cote
from phrases.causes import write_cause

Progres = Callable[[Iterable[Gabarisable], str], Iterable[Gabarisable]]


def write_gabarits(plan: Plan, options: Namespace, maintenant: datetime, progres: Progres) -> None:
    """Write the workbooks that the options ask for; raise DemandeInvalide for options that do not fit together."""
    genre = _find_genre(options)
    gabarits = list(genre.list_gabarits(plan, _read_demande(plan, genre, options, maintenant)))
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        for gabarit in progres(gabarits, "Classeurs"):
            chemin: Path = options.out / gabarit.nom_fichier
            chemin.write_bytes(build_gabarit(gabarit))
            say(str(chemin))
    except OSError as erreur:
        raise DemandeInvalide(
            f"Le dossier « {options.out} » ne peut pas être écrit : {write_cause(erreur)}."
        ) from erreur


def _find_genre(options: Namespace) -> GenreClasseur:
    """Return the kind that is asked for: that of a quarter unless another one is named."""
    if options.modele:
        return REGISTRE.find(options.modele)
    return next(g for g in REGISTRE.genres if g.modele.par_trimestre)


def _read_demande(plan: Plan, genre: GenreClasseur, options: Namespace, maintenant: datetime) -> Demande:
    """Return what the options ask of a kind; both sides for the charter unless one is named."""
    if options.modele and (options.trimestre or options.pilote or options.tous):
        raise DemandeInvalide("--trimestre, --pilote et --tous ne vont pas avec --modele.")
    if genre.annees is None and (options.annee or options.partie):
        raise DemandeInvalide(f"--annee et --partie ne vont qu’avec --modele {_join_cles(annuels=True)}.")
    if options.modele:
        cotes = [Cote(options.partie)] if options.partie else list(Cote)
        return Demande(maintenant, annee=options.annee, cotes=cotes)
    if not options.trimestre:
        raise DemandeInvalide(f"Précisez --trimestre 2026-T3, ou --modele {_join_cles()}.")
    trimestre = read_trimestre(options.trimestre)
    if options.tous and options.pilote:
        raise DemandeInvalide("Choisissez --tous ou --pilote, pas les deux.")
    pilotes: list[Pilote | None] = [None] if options.tous else [*choose_pilotes(plan, options.pilote)]
    return Demande(maintenant, trimestre, pilotes)


def _join_cles(*, annuels: bool = False) -> str:
    """Return the names by which kinds are asked for, all of them or those that want a year: « a, b ou c »."""
    *autres, derniere = (g.modele.cle for g in REGISTRE.sans_trimestre if g.annees or not annuels)
    return f"{', '.join(autres)} ou {derniere}" if autres else derniere


def choose_pilotes(plan: Plan, nom: str | None) -> list[Pilote]:
    """Return the pilots who own or share an action, or the one named, whatever its case or accents."""
    if nom is None:
        return list_pilotes_actifs(plan)
    trouves = [p for p in plan.pilotes if fold(nom) in (fold(p.nom), fold(p.code))]
    if not trouves:
        proches = ", ".join(f"« {p} »" for p in find_proches(nom, [p.nom for p in plan.pilotes]))
        raise DemandeInvalide(f"Pilote inconnu : « {nom} ». Les plus proches : {proches}.")
    return trouves
