"""The campaign of a quarter from the command line: opened, closed after who is missing was listed, reopened."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date, datetime

from loaders.base.preparation import ensure_base
from loaders.campagne.cloture import close_trimestres, list_de_l_annee, reopen_trimestres
from loaders.campagne.ouverture import Ouverture, open_campagne
from loaders.commandes.rapport import say
from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from loaders.genres.remontee.gabarit import default_echeance
from metrics.campagne.suivi import compute_campagne
from models.acces import COMMANDE
from models.chargement import load_plan
from models.commande import read_trimestre
from models.plan import Plan
from models.refus import DemandeInvalide
from models.session import open_base
from models.temps import find_jour
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree
from phrases.campagne.etats import write_attendus, write_manquants

GESTES = ("ouvrir", "clore", "rouvrir")


def add_options(parseur: ArgumentParser) -> None:
    """Say what the command takes."""
    parseur.add_argument("geste", choices=GESTES)
    parseur.add_argument("trimestre", metavar="TRIMESTRE", help="2026-T3 ; une année (2026) pour clore « au 31/12 »")
    parseur.add_argument("--echeance", metavar="JOUR", help="date limite, 2026-10-21 ; trois semaines par défaut")
    parseur.add_argument("--visa", action="store_true", help="les services signent ce qu’ils ont remonté")
    parseur.add_argument("--check", action="store_true", help="dit seulement qui manque, n’écrit rien")
    parseur.add_argument("--motif", help="pourquoi le trimestre est rouvert")
    parseur.add_argument("--auteur")


def run_campagne(options: Namespace, maintenant: datetime) -> int:
    """Open, close or reopen; who is missing is said first, and alone with `check`."""
    ensure_base(maintenant)
    with open_base() as session:
        plan = load_plan(session)
    voulus = read_voulus(plan, options.trimestre)
    for trimestre in voulus:
        suivi = compute_campagne(plan, trimestre, find_jour(maintenant))
        say(f"{write_attendus(suivi)}. {write_manquants(suivi)}")
    if options.check:
        return 0
    if not options.auteur:
        raise DemandeInvalide("Indiquez --auteur : qui mène cette campagne.")
    acte, accord = Acte(NatureEntree.IMPORT, options.auteur, maintenant), Accord(COMMANDE)
    if options.geste == "ouvrir":
        voulue = Ouverture(_read_seul(voulus), _read_echeance(options.echeance, voulus[0]), options.visa)
        numero = open_campagne(voulue, acte, accord)
    elif options.geste == "clore":
        numero = close_trimestres(voulus, acte, accord)
    else:
        numero = reopen_trimestres(voulus, options.motif or "", acte, accord)
    say("Rien à changer." if numero is None else f"C’est fait (entrée n° {numero} du journal).")
    return 0


def read_voulus(plan: Plan, texte: str) -> list[Trimestre]:
    """Return the quarter, or those of the year, that a text asks for; raise DemandeInvalide when it is neither."""
    if not (len(texte) == len("2026") and texte.isascii() and texte.isdecimal()):
        return [read_trimestre(texte)]
    voulus = list_de_l_annee(plan, int(texte))
    if not voulus:
        raise DemandeInvalide(f"L’année {texte} n’a pas de trimestre du plan.")
    return voulus


def _read_seul(voulus: list[Trimestre]) -> Trimestre:
    if len(voulus) > 1:
        raise DemandeInvalide("Une campagne s’ouvre pour un trimestre : écrivez par exemple 2026-T3.")
    return voulus[0]


def _read_echeance(texte: str | None, trimestre: Trimestre) -> date:
    if texte is None:
        return default_echeance(trimestre)
    try:
        return date.fromisoformat(texte)
    except ValueError:
        raise DemandeInvalide(f"« {texte[:30]} » n’est pas une date : écrivez par exemple 2026-10-21.") from None
