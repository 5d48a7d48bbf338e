"""The preview of a file already read: whose it is, its quarter, what it would change, whether it was applied before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session

from loaders.anomalie import Anomalie, Gravite
from loaders.apercu.apercu import Apercu, StatutApercu, clean_nom
from loaders.apercu.etranger import Etranger, ask_correspondance, find_etranger, find_pilote_dit
from loaders.apercu.lignes import preview_lignes
from loaders.apercu.trimestre_dit import ask_trimestre
from loaders.correspondance.tableaux import build_tableaux
from loaders.genres.registre import REGISTRE
from loaders.genres.remontee.genre import REMONTEE
from loaders.lecture.brut import ClasseurBrut, Lecture
from loaders.options import Options
from loaders.question import CodeQuestion, Question
from loaders.tableaux.entetes import find_modele
from loaders.tableaux.identite import Identite, identify
from loaders.tableaux.timbre import check_export, read_timbre
from models.plan import Plan
from models.refus import ClasseurRefuse
from models.tables import columns
from models.tables_journal import Remontee
from models.temps import find_jour, to_paris
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree
from phrases.format import format_compte


def preview_lecture(session: Session, plan: Plan, lecture: Lecture, options: Options, maintenant: datetime) -> Apercu:
    """Return the preview of a file already read: the same function serves the screen, `check` and the application."""
    recu, brut = lecture.recu, lecture.contenu
    apercu = Apercu(clean_nom(recu.nom), recu.empreinte, StatutApercu.OK, plan.revision)
    try:
        if isinstance(brut, ClasseurRefuse):
            raise brut
        check_export(brut)
        timbre, jour = read_timbre(brut), find_jour(maintenant)
        etranger = None if timbre is not None else find_etranger(session, plan, (recu, brut), options, jour)
        if etranger is not None:
            apercu = replace(apercu, modele=REMONTEE.modele.cle, proposition=etranger.proposition)
            return _preview_etranger(session, apercu, (plan, brut), (etranger, options), jour)
        modele = find_modele(brut, timbre, REGISTRE.modeles)
        apercu = replace(apercu, modele=modele.cle)
        identite, avis = identify(plan, timbre, modele, options, jour)
        trimestre = str(identite.trimestre) if identite.trimestre else None
        apercu = replace(apercu, trimestre=trimestre, pilote=identite.pilote.nom if identite.pilote else None)
        apercu = replace(apercu, anomalies=tuple(avis))
        question = ask_trimestre(plan, identite, recu.nom, options, jour)

        def read(identite: Identite) -> Apercu:
            lu = preview_lignes(session, apercu, (plan, identite, options), brut)
            deja = find_deja(session, recu.empreinte, lu.trimestre)
            return lu if deja is None else _withhold(lu, deja)

        if question is None or find_deja(session, recu.empreinte, trimestre) is not None:
            return read(identite)
        return _read_selon(question, identite, read)
    except ClasseurRefuse as refus:
        return _refuse(apercu, refus)


def preview_saisie(session: Session, plan: Plan, brut: ClasseurBrut, options: Options, maintenant: datetime) -> Apercu:
    """Return the preview of what a screen typed, as rows of a workbook: no file, whose bytes may come twice."""
    apercu = Apercu("", "", StatutApercu.OK, plan.revision)
    try:
        timbre = read_timbre(brut)
        modele = find_modele(brut, timbre, REGISTRE.modeles)
        identite, avis = identify(plan, timbre, modele, options, find_jour(maintenant))
        apercu = replace(apercu, modele=modele.cle, anomalies=tuple(avis))
        return preview_lignes(session, apercu, (plan, identite, options), brut)
    except ClasseurRefuse as refus:
        return _refuse(apercu, refus)


def _refuse(apercu: Apercu, refus: ClasseurRefuse) -> Apercu:
    dite = Anomalie(refus.code, refus.constat, remede=refus.remede)
    return replace(apercu, statut=StatutApercu.REFUSE, anomalies=(dite,))


def _preview_etranger(
    session: Session, apercu: Apercu, lu: tuple[Plan, ClasseurBrut], dit: tuple[Etranger, Options], jour: date
) -> Apercu:
    """Return the preview of a file that is not ours, or what is left to be said of it; raise ClasseurRefuse."""
    (plan, brut), (etranger, options) = lu, dit
    proposition, trimestre = etranger.proposition, etranger.trimestre
    apercu = replace(apercu, trimestre=str(trimestre) if trimestre else None)
    if not proposition.complete:
        return replace(apercu, statut=StatutApercu.REFUSE, anomalies=(ask_correspondance(proposition),))
    donnees, options = options, etranger.to_options(options)
    identite, avis = identify(plan, None, REMONTEE.modele, options, jour)
    pilote = find_pilote_dit(plan, proposition, options)
    identite = replace(identite, pilote=pilote)
    apercu = replace(apercu, trimestre=str(identite.trimestre), pilote=pilote.nom if pilote else None)
    apercu = replace(apercu, anomalies=tuple(avis))

    def read(identite: Identite) -> Apercu:
        trouves = build_tableaux(proposition, brut, identite.trimestre) if identite.trimestre else None
        lues = preview_lignes(session, apercu, (plan, identite, options), brut, trouves)
        deja = find_deja(session, apercu.empreinte, lues.trimestre)
        return lues if deja is None else _withhold(lues, deja)

    question = None
    if etranger.trusts_dit and find_deja(session, apercu.empreinte, apercu.trimestre) is None:
        question = ask_trimestre(plan, identite, apercu.fichier, donnees, jour, dit_seul=True)
    return read(identite) if question is None else _read_selon(question, identite, read)


def _read_selon(question: Question, identite: Identite, read: Callable[[Identite], Apercu]) -> Apercu:
    """Return the preview of a file read as the quarter that was answered; without an answer, it changes nothing.

    What each answer would change is counted by reading the file both ways.
    """
    lus = {cle: read(replace(identite, trimestre=Trimestre.parse(cle))) for cle in question.choix}
    if question.reponse is None and not any(lu.changements or lu.fautes for lu in lus.values()):
        return lus[str(identite.trimestre)]  # it says nothing of either
    effets = {cle: format_compte(len(lu.changements), "changement") for cle, lu in lus.items()}
    posee = replace(question, possibles=tuple(replace(r, effet=effets[r.cle]) for r in question.possibles))
    if posee.reponse is not None:
        lu = lus[posee.reponse]
        return replace(lu, questions=(posee, *lu.questions))
    lu = _withdraw(lus[str(identite.trimestre)])
    return replace(
        lu,
        statut=StatutApercu.INVALIDE,
        anomalies=(posee.to_anomalie(), *lu.anomalies),
        questions=(posee,),
        message=None,
    )


def find_deja(session: Session, empreinte: str, trimestre: str | None) -> Remontee | None:
    """Return the entry that applied these very bytes for a quarter, or none, and is still in force (fault 38)."""
    r = columns(Remontee)
    return session.scalar(
        select(Remontee).where(
            r.nature == NatureEntree.IMPORT.value,
            r.empreinte == empreinte,
            r.trimestre == trimestre,
            r.annule_par.is_(None),
        )
    )


def _withhold(apercu: Apercu, deja: Remontee) -> Apercu:
    """Return the preview of a file already applied: it changes nothing, so that nothing is asked of it either.

    What it would still change is said.
    """
    message = (
        f"Ce fichier a déjà été importé le {to_paris(deja.date):%d/%m/%Y} (remontée n° {deja.id}) : aucun changement."
    )
    nombre = len(apercu.changements)
    if nombre == 1:
        message += " Une de ses valeurs n’est pas, ou plus, dans les données : pour l’appliquer, "
    elif nombre:
        message += f" {nombre} de ses valeurs ne sont pas, ou plus, dans les données : pour les appliquer, "
    if nombre:
        message += f"annulez d’abord la remontée n° {deja.id}."
    return _withdraw(replace(apercu, message=message, questions=()))


def _withdraw(apercu: Apercu) -> Apercu:
    """Return a preview without its changes, nor what was to be said or asked of them; its own errors stay."""
    hors = ("conflit", *CodeQuestion)
    anomalies = tuple(a for a in apercu.anomalies if a.code not in hors)
    en_erreur = any(a.gravite is Gravite.ERREUR for a in anomalies)
    return replace(
        apercu,
        statut=StatutApercu.INVALIDE if en_erreur else StatutApercu.OK,
        anomalies=anomalies,
        changements=(),
        conflits=(),
        lignes={},
        laissees=(),
    )
