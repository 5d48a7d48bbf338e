"""What each command does: open, call the loaders, print. No rule lives here."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.lot import preview_fichiers, preview_lot, warn_lot
from loaders.base.gardees import explain_fusion
from loaders.base.preparation import ensure_base, open_arbre_seul, preview_arbre
from loaders.base.version import check_a_jour, is_vide
from loaders.commandes.rapport import print_apercus, say
from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.journal import Acte
from loaders.ecriture.lot import Choix, Voulu, apply_lot
from loaders.lecture.brut import Lecture, Recu
from loaders.lecture.processus import read_classeurs
from loaders.options import Options
from loaders.question import parse_reponses
from models.acces import COMMANDE
from models.chargement import load_plan
from models.commande import read_trimestre
from models.correspondance import Correspondance, parse_correspondance
from models.provenance import EntreeJournal, load_journal
from models.refus import DemandeInvalide
from models.session import open_base
from models.temps import to_paris
from models.vocabulaire import NatureEntree
from phrases.causes import write_cause


def follow(elements: Iterable[Any], titre: str) -> Iterable[Any]:
    """Yield elements behind a progress bar, on a terminal and for more than one element only."""
    elements = list(elements)
    if len(elements) < 2 or not sys.stderr.isatty():
        return elements
    from rich.console import Console
    from rich.progress import track

    return track(elements, titre, console=Console(stderr=True))


def run_init(_: Namespace, maintenant: datetime) -> int:
    """Create or migrate the database and load the tree; corrected files become a new entry.

    What an import said against the files is kept and told, as long as it is so: the command succeeds all the same.
    """
    tete = ensure_base(maintenant, relire=True)
    with open_base() as session:
        plan = load_plan(session)
        suite = explain_fusion(preview_arbre(session))
    say(f"{plan.nom} : {len(plan.actions)} actions chargées (journal à l’entrée n° {tete}).")
    for ligne in suite:
        say(ligne)
    return 0


def run_demo(_: Namespace, maintenant: datetime) -> int:
    """Build the demonstration database, in its own file unless `DATABASE_URL` says where."""
    from loaders.demo.place import URL_DEMONSTRATION
    from loaders.demo.recit import build_demo

    os.environ.setdefault("DATABASE_URL", URL_DEMONSTRATION)
    faite = build_demo(maintenant, lambda trimestres: follow(trimestres, "Démonstration"))
    say("Base de démonstration construite (données fictives)." if faite else "La base de démonstration est déjà là.")
    return 0


def run_template(options: Namespace, maintenant: datetime) -> int:
    """Write the workbooks to be filled."""
    from loaders.commandes.template import write_gabarits

    ensure_base(maintenant)
    with open_base() as session:
        plan = load_plan(session)
    write_gabarits(plan, options, maintenant, follow)
    return 0


def read_fichiers(chemins: Iterable[Path]) -> list[Recu]:
    """Return the files of the command line; raise DemandeInvalide for one that cannot be read."""
    recus = []
    for chemin in chemins:
        try:
            recus.append(Recu(chemin.name, chemin.read_bytes()))
        except OSError as erreur:
            raise DemandeInvalide(f"« {chemin} » ne peut pas être lu : {write_cause(erreur)}.") from erreur
    return recus


@contextmanager
def open_pour_verifier(maintenant: datetime) -> Iterator[Session]:
    """Open the database for reading; where there is none, a private one in memory: checking writes nothing at all."""
    if is_vide():
        with open_arbre_seul(maintenant) as session:
            yield session
    else:
        check_a_jour()
        with open_base() as session:
            yield session


def run_check(options: Namespace, maintenant: datetime) -> int:
    """Preview files and print what they hold."""
    recus = read_fichiers(options.fichiers)
    with open_pour_verifier(maintenant) as session:
        reponses = to_options(options)
        apercus = preview_fichiers(session, recus, reponses, maintenant)
    return print_apercus(apercus, en_json=options.json, reponses=reponses.reponses)


def run_apply(options: Namespace, maintenant: datetime) -> int:
    """Apply files, one transaction each, up to the first refusal: what was applied before it stays applied, is said."""
    recus = read_fichiers(options.fichiers)
    reponses = to_options(options)
    ensure_base(maintenant)
    acte = Acte(NatureEntree.IMPORT, options.auteur, maintenant, options.note)
    choix = Choix(lignes_valides=options.lignes_valides)
    voulus = [Voulu(x, o, choix) for x, o in _share(read_classeurs(recus), reponses, maintenant)]
    apercus: list[Apercu] = []
    refus = None
    for issue in apply_lot(follow(voulus, "Import"), acte, lambda: COMMANDE):
        if (refus := issue.refus) is not None:
            break
        apercus += [issue.apercu] if issue.apercu else []
    faits = warn_lot(apercus, [v.options for v in voulus[: len(apercus)]], reponses)
    return print_apercus(faits, en_json=options.json, refus=refus, reponses=reponses.reponses)


def _share(lectures: list[Lecture], reponses: Options, maintenant: datetime) -> list[tuple[Lecture, Options]]:
    """Return each file with the answers that concern it; without any answer there is nothing to look at first."""
    if reponses == Options():
        return [(lecture, reponses) for lecture in lectures]
    with open_base(lecture_seule=True) as session:
        lot = preview_lot(session, load_plan(session), lectures, reponses, maintenant)
    return [(f.lecture, f.options) for f in lot.fichiers]


def run_annotate(options: Namespace, maintenant: datetime) -> int:
    """Write the workbook marked with its anomalies; of an archive of several, an archive of those that can be read."""
    from loaders.retour.annotation import annotate_fichier, is_rendu_en_xlsx, pack_annotes

    lectures = read_classeurs(read_fichiers([options.fichier]))
    with open_pour_verifier(maintenant) as session:
        lus = preview_lot(session, load_plan(session), lectures, to_options(options), maintenant).fichiers
    lisibles = [f for f in lus if f.apercu.statut is not StatutApercu.REFUSE]
    code = print_apercus([f.apercu for f in lus if f not in lisibles], en_json=False)
    if not lisibles:
        return code
    if len(lus) > 1 and options.out.suffix.lower() != ".zip":
        raise DemandeInvalide(f"Cette archive contient {len(lus)} fichiers : donnez à --out un nom en .zip.")
    annotes = [(f.apercu.fichier, annotate_fichier(f.lecture.recu, f.apercu)) for f in lisibles]
    write_fichier(options.out, annotes[0][1] if len(lus) == 1 else pack_annotes(annotes))
    for f in lisibles:
        ou = options.out if len(lus) == 1 else f.apercu.fichier
        say(f"{ou} : {len(f.apercu.erreurs)} à corriger, {len(f.apercu.avertissements)} à vérifier.")
    if any(is_rendu_en_xlsx(f.lecture.recu) for f in lisibles):
        say("Un classeur .ods, un tableau en texte (.csv) sont rendus au format Excel (.xlsx).")
    return 1 if code or any(f.apercu.erreurs for f in lisibles) else 0


def write_fichier(chemin: Path, octets: bytes) -> None:
    """Write a file; raise DemandeInvalide when it cannot be."""
    try:
        chemin.write_bytes(octets)
    except OSError as erreur:
        raise DemandeInvalide(f"« {chemin} » ne peut pas être écrit : {write_cause(erreur)}.") from erreur


def run_undo(options: Namespace, maintenant: datetime) -> int:
    """Undo an entry of the journal."""
    ensure_base(maintenant)
    numero = undo_remontee(
        options.remontee, Acte(NatureEntree.ANNULATION, options.auteur, maintenant, options.motif), agissant=COMMANDE
    )
    say(f"Remontée n° {options.remontee} annulée (entrée n° {numero} du journal).")
    return 0


def run_journal(options: Namespace, maintenant: datetime) -> int:
    """Print the journal, oldest first."""
    ensure_base(maintenant)
    with open_base() as session:
        entrees = load_journal(session)
    if options.json:
        say(json.dumps({"remontees": [_entree_json(e) for e in entrees]}, ensure_ascii=False))
        return 0
    for e in entrees:
        etat = f", annulée par n° {e.annule_par}" if e.annule_par is not None else ""
        quoi = {
            NatureEntree.ARBRE: "référentiel",
            NatureEntree.ANNULATION: f"annulation de n° {e.cible}",
            NatureEntree.ACCES: "accès",
        }.get(e.nature, "saisie à l’écran" if e.saisie else e.fichier or "")
        quand = to_paris(e.date)
        say(f"n° {e.id}  {quand:%d/%m/%Y %H:%M}  {e.auteur}  {quoi}  {e.changements} changement(s){etat}")
    return 0


def _entree_json(e: EntreeJournal) -> dict[str, Any]:
    return {
        "id": e.id,
        "nature": e.nature,
        "date": e.date.isoformat(),
        "auteur": e.auteur,
        "fichier": e.fichier,
        "trimestre": e.trimestre,
        "changements": e.changements,
        "annule": e.annule_par is not None,
        "annule_par": e.annule_par,
    }


def to_options(options: Namespace) -> Options:
    """Return the answers given on the command line; raise DemandeInvalide for one that cannot be."""
    trimestre = str(read_trimestre(options.trimestre)) if options.trimestre else None
    return Options(
        trimestre,
        options.pourcentage,
        options.creer_partenaires,
        getattr(options, "correction", None),
        reponses=parse_reponses(options.reponse),
        correspondances=read_correspondances(options.correspondance),
    )


def read_correspondances(chemins: Iterable[Path]) -> tuple[Correspondance, ...]:
    """Return the correspondences of the command line; raise DemandeInvalide for a file that gives none."""
    lues = []
    for chemin in chemins:
        try:
            lues.append(parse_correspondance(chemin.read_text(encoding="utf-8")))
        except OSError as erreur:
            raise DemandeInvalide(f"« {chemin} » ne peut pas être lu : {write_cause(erreur)}.") from erreur
        except ValueError as erreur:
            raise DemandeInvalide(f"« {chemin} » n’est pas une correspondance : {erreur}.") from erreur
    return tuple(lues)
