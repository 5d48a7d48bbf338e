"""`python -m loaders template`: the workbooks to be filled, one per pilot, or those of the partnership."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from loaders.gabarit import Gabarisable, build_gabarit
from loaders.gabarit_lot import iter_gabarits, list_pilotes_actifs
from loaders.gabarit_partenariat import iter_gabarits_partenariat
from loaders.rapport import say
from models.modeles import CHARTE, MODELES
from models.plan import Pilote, Plan
from models.refus import DemandeInvalide
from models.texte import find_proches, fold
from models.trimestre import Trimestre
from models.vocabulaire import Cote

Progres = Callable[[Iterable[Gabarisable], str], Iterable[Gabarisable]]


def write_gabarits(plan: Plan, options: Namespace, maintenant: datetime, progres: Progres) -> None:
    """Write the workbooks that the options ask for; raise DemandeInvalide for options that do not fit together."""
    gabarits = (
        _list_partenariat(plan, options, maintenant) if options.modele else _list_remontee(plan, options, maintenant)
    )
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        for gabarit in progres(gabarits, "Classeurs"):
            chemin: Path = options.out / gabarit.nom_fichier
            chemin.write_bytes(build_gabarit(gabarit))
            say(str(chemin))
    except OSError as erreur:
        raise DemandeInvalide(f"Le dossier « {options.out} » ne peut pas être écrit : {erreur.strerror}.") from erreur


def _list_remontee(plan: Plan, options: Namespace, maintenant: datetime) -> list[Gabarisable]:
    """Return one workbook per pilot, for one pilot, or for all actions at once."""
    if options.annee or options.partie:
        raise DemandeInvalide("--annee et --partie ne vont qu’avec --modele charte.")
    if not options.trimestre:
        raise DemandeInvalide("Précisez --trimestre 2026-T3, ou --modele partenaires, charte ou reunions.")
    trimestre = parse_option_trimestre(options.trimestre)
    if not Trimestre.from_date(plan.debut) <= trimestre <= Trimestre.from_date(plan.fin):
        raise DemandeInvalide(f"Le {trimestre.libelle} est hors du schéma.")
    if options.tous and options.pilote:
        raise DemandeInvalide("Choisissez --tous ou --pilote, pas les deux.")
    pilotes: list[Pilote | None] = [None] if options.tous else [*choose_pilotes(plan, options.pilote)]
    return [*iter_gabarits(plan, trimestre, pilotes, maintenant)]


def _list_partenariat(plan: Plan, options: Namespace, maintenant: datetime) -> list[Gabarisable]:
    """Return the workbooks of a kind that has no quarter; both sides for the charter unless one is named."""
    if options.trimestre or options.pilote or options.tous:
        raise DemandeInvalide("--trimestre, --pilote et --tous ne vont pas avec --modele.")
    modele = MODELES[options.modele]
    if modele is not CHARTE and (options.annee or options.partie):
        raise DemandeInvalide("--annee et --partie ne vont qu’avec --modele charte.")
    cotes = [Cote(options.partie)] if options.partie else list(Cote)
    return [*iter_gabarits_partenariat(plan, modele, maintenant, options.annee, cotes)]


def parse_option_trimestre(texte: str) -> Trimestre:
    """Return the quarter of an option; raise DemandeInvalide when it is none."""
    try:
        return Trimestre.parse(texte)
    except ValueError:
        raise DemandeInvalide(f"« {texte} » n’est pas un trimestre : écrivez par exemple 2026-T3.") from None


def choose_pilotes(plan: Plan, nom: str | None) -> list[Pilote]:
    """Return the pilots who own or share an action, or the one named, whatever its case or accents."""
    if nom is None:
        return list_pilotes_actifs(plan)
    trouves = [p for p in plan.pilotes if fold(nom) in (fold(p.nom), fold(p.code))]
    if not trouves:
        proches = ", ".join(f"« {p} »" for p in find_proches(nom, [p.nom for p in plan.pilotes]))
        raise DemandeInvalide(f"Pilote inconnu : « {nom} ». Les plus proches : {proches}.")
    return trouves
