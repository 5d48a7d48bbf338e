"""The preview of a file: what it holds, what is wrong, what it would change. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from loaders.anomalie import Anomalie, Gravite
from loaders.apercu.conflits import Conflit, find_conflits
from loaders.apercu.diff import diff_lignes
from loaders.apercu.grises import check_grises
from loaders.apercu.imprimees import drop_imprimees, load_imprimees
from loaders.apercu.sorts import sort_actions
from loaders.apercu.trimestre_dit import ask_trimestre
from loaders.cellules.riens import Rien
from loaders.genres.partenaires.rattachements import check_rattachements
from loaders.genres.registre import REGISTRE
from loaders.lecture.brut import ClasseurBrut, Lecture
from loaders.lignes.actions import fold_code
from loaders.lignes.avis import Verification
from loaders.lignes.codes import load_codes_donnes
from loaders.lignes.controles import check_textes_et_dates
from loaders.lignes.declaration import LigneLue
from loaders.lignes.posees import complete_lignes
from loaders.lignes.stocke import Stocke
from loaders.lignes.sujets import list_titres, name_anomalies
from loaders.lignes.validateur import Validateur
from loaders.lignes.validation import read_tableau
from loaders.options import Options
from loaders.question import CodeQuestion, Question, list_attentes
from loaders.tableaux.entetes import find_modele
from loaders.tableaux.identite import Identite, identify
from loaders.tableaux.tableaux import find_tableaux
from loaders.tableaux.timbre import NATURE_TUE, check_export, read_timbre
from models.cellule import Cellule
from models.changement import Changement
from models.plan import Plan
from models.refus import ClasseurRefuse, ServeurOccupe
from models.suites import Laissee, Motif, Repondue, Suites
from models.tables import columns
from models.tables_journal import Remontee
from models.temps import find_jour, to_paris
from models.texte import fold
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree
from phrases.format import format_compte

CHANGEMENT_CHAMPS = ("objet", "reference", "champ", "trimestre", "avant", "apres", "cellule")


class StatutApercu(StrEnum):
    """What a file may do: all of it, its rows without an error, or nothing (the whole file is refused)."""

    OK = "ok"
    INVALIDE = "invalide"
    REFUSE = "refuse"


@dataclass(frozen=True)
class Apercu:
    """What one file would do at one revision of the data.

    `changements` are those of the valid rows, `conflits` the ones that write over what moved since the workbook was
    made; `questions` what it leaves to be asked. Of the actions of its scope, none for a kind of workbook (`modele`)
    without a quarter: `inchangees` counts those it confirms, moving no value, `muettes` are those it says nothing of,
    `en_erreur` those with a row that is blocked, `absentes` those without a row. `laissees` are the rows that would not
    be applied, `lignes` ties each row to its changes
    by its key; `message` is said to the reader when there is nothing to do; `remontee` is set once applied.
    """

    fichier: str
    empreinte: str
    statut: StatutApercu
    revision: int
    trimestre: str | None = None
    pilote: str | None = None
    anomalies: tuple[Anomalie, ...] = ()
    changements: tuple[Changement, ...] = ()
    conflits: tuple[Conflit, ...] = ()
    questions: tuple[Question, ...] = ()
    inchangees: int = 0
    message: str | None = None
    remontee: int | None = None
    absentes: tuple[str, ...] = ()
    muettes: tuple[str, ...] = ()
    en_erreur: tuple[str, ...] = ()
    laissees: tuple[Laissee, ...] = ()
    lignes: dict[str, tuple[Changement, ...]] = field(default_factory=dict)
    modele: str = NATURE_TUE

    @property
    def erreurs(self) -> list[Anomalie]:
        """Return the anomalies that block."""
        return [a for a in self.anomalies if a.gravite is Gravite.ERREUR]

    @property
    def avertissements(self) -> list[Anomalie]:
        """Return the anomalies that do not block."""
        return [a for a in self.anomalies if a.gravite is Gravite.AVERTISSEMENT]

    @property
    def fautes(self) -> list[Anomalie]:
        """Return the errors to be mended in the file: those that block and are no question."""
        return [a for a in self.erreurs if a.code not in tuple(CodeQuestion)]

    @property
    def attentes(self) -> list[Question]:
        """Return the questions without an answer, those that block and those that do not."""
        return [q for q in self.questions if q.reponse is None]

    @property
    def suites(self) -> Suites:
        """Return what its entry of the journal keeps of it."""
        dites = [(q.dite, r.libelle) for q in self.questions for r in q.possibles if r.cle == q.reponse]
        return Suites(tuple(Repondue(*d) for d in dites), self.laissees, self.muettes)

    @property
    def occupe(self) -> bool:
        """Return whether the file was not read because the machine was too busy: it only has to be read again."""
        return any(a.code == ServeurOccupe.code for a in self.anomalies)

    def to_json(self) -> dict[str, Any]:
        """Return the form that `--json` prints."""
        return {
            "fichier": self.fichier,
            "statut": self.statut,
            "empreinte": self.empreinte,
            "trimestre": self.trimestre,
            "pilote": self.pilote,
            "remontee": self.remontee,
            "message": self.message,
            "anomalies": [a.to_json() for a in self.anomalies],
            "changements": [_to_json(c) for c in self.changements],
            "conflits": [c.to_json() for c in self.conflits],
            "questions": [q.to_json() for q in self.questions],
            "inchangees": self.inchangees,
            "absentes": list(self.absentes),
            "muettes": list(self.muettes),
            "en_erreur": list(self.en_erreur),
        }


def _to_json(changement: Changement) -> dict[str, Any]:
    """Return the published form of a change; its cell is `Avancement!H7`."""
    cellule = None if changement.cellule is None else str(changement.cellule)
    return {champ: getattr(changement, champ) for champ in CHANGEMENT_CHAMPS} | {"cellule": cellule}


def clean_nom(nom: str) -> str:
    """Return a file name fit to be shown: its last part, printable, 120 characters at most (fault 49)."""
    dernier = nom.replace("\\", "/").rpartition("/")[2]
    propre = "".join(
        c for c in dernier if c.isprintable() and c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    return propre.strip()[:120] or "fichier"


def preview_lecture(session: Session, plan: Plan, lecture: Lecture, options: Options, maintenant: datetime) -> Apercu:
    """Return the preview of a file already read: the same function serves the screen, `check` and the application."""
    recu, brut = lecture.recu, lecture.contenu
    apercu = Apercu(clean_nom(recu.nom), recu.empreinte, StatutApercu.OK, plan.revision)
    try:
        if isinstance(brut, ClasseurRefuse):
            raise brut
        check_export(brut)
        timbre = read_timbre(brut)
        modele = find_modele(brut, timbre, REGISTRE.modeles)
        apercu = replace(apercu, modele=modele.cle)
        identite, avis = identify(plan, timbre, modele, options, find_jour(maintenant))
        trimestre = str(identite.trimestre) if identite.trimestre else None
        apercu = replace(apercu, trimestre=trimestre, pilote=identite.pilote.nom if identite.pilote else None)
        apercu = replace(apercu, anomalies=tuple(avis))
        question = ask_trimestre(plan, identite, recu.nom, options, find_jour(maintenant))

        def read(identite: Identite) -> Apercu:
            lu = _read_lignes(session, apercu, (plan, identite, options), brut)
            deja = find_deja(session, recu.empreinte, lu.trimestre)
            return lu if deja is None else _withhold(lu, deja)

        if question is None or find_deja(session, recu.empreinte, trimestre) is not None:
            return read(identite)
        return _read_selon(question, identite, read)
    except ClasseurRefuse as refus:
        return replace(
            apercu, statut=StatutApercu.REFUSE, anomalies=(Anomalie(refus.code, refus.constat, remede=refus.remede),)
        )


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
    lu = lus[str(identite.trimestre)]
    return replace(
        lu,
        statut=StatutApercu.INVALIDE,
        anomalies=(posee.to_anomalie(), *(a for a in lu.anomalies if a.code != "conflit")),
        changements=(),
        conflits=(),
        lignes={},
        laissees=(),
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
    """Return the preview of a file already applied: it changes nothing; what it would still change is said."""
    message = (
        f"Ce fichier a déjà été importé le {to_paris(deja.date):%d/%m/%Y} (remontée n° {deja.id}) : aucun changement."
    )
    if apercu.changements:
        message += (
            f" {len(apercu.changements)} de ses valeurs ne sont pas, ou plus, dans les données : pour les appliquer, "
            f"annulez d’abord la remontée n° {deja.id}."
        )
    autres = tuple(a for a in apercu.anomalies if a.code != "conflit")
    return replace(apercu, message=message, anomalies=autres, changements=(), conflits=(), lignes={})


def _read_lignes(
    session: Session, apercu: Apercu, contexte: tuple[Plan, Identite, Options], brut: ClasseurBrut
) -> Apercu:
    plan, identite, options = contexte
    genre = REGISTRE.find(identite.modele.cle)
    modeles = REGISTRE.modeles.begin_with(genre.modele)
    tableaux, formes = find_tableaux(
        brut, genre.modele, modeles, timbre=identite.timbre is not None, connus=_list_cles(plan)
    )
    validateur = Validateur(plan, identite, options, brut.epoque, load_codes_donnes(session))
    imprimees = load_imprimees(session, plan, identite, genre, brut.epoque)
    for tableau in tableaux:
        read_tableau(validateur, drop_imprimees(tableau, imprimees), genre.regles[tableau.feuille.nom])
    stocke = genre.index(plan, validateur.lignes, identite.trimestre)
    verification = Verification(
        plan, identite, validateur.lignes, stocke, modeles, validateur.places, validateur.retraits
    )
    posees = [p.answer(options.reponses) for p in genre.ask(verification) if p.ligne not in validateur.bloquees]
    titres = list_titres(plan)
    questions = tuple(
        replace(
            q, sujet=next((titres.get(fold_code(c), c) for cle in q.lignes if (c := validateur.porteurs.get(cle))), "")
        )
        for q in (*validateur.questions, *(p.question for p in posees))
    )
    lignes = complete_lignes(validateur.lignes, posees)
    verification = replace(verification, lignes=lignes)
    grises = check_grises(validateur, tableaux, imprimees)
    croisees = [*genre.check(verification), *check_textes_et_dates(verification)]
    noms = {t.nom: t.feuille.nom for t in tableaux}
    fautives = [a for a in croisees if a.gravite is Gravite.ERREUR]
    attendues = {cle for q in questions if q.bloque for cle in q.lignes}
    bloquees = validateur.bloquees | attendues | {str(Cellule(noms[a.feuille or ""], ligne=a.ligne)) for a in fautives}
    retenues = [x for x in lignes if x.cle not in bloquees and x.cle not in options.exclues]
    valides, ruptures = check_rattachements(verification, retenues, validateur.listees, bloquees)
    par_ligne = _diff_par_ligne(plan, valides, identite, stocke)
    changements = tuple(c for groupe in par_ligne.values() for c in groupe)
    conflits = find_conflits(session, changements, identite.find_revision(options))
    ordre = {t.nom: rang for rang, t in enumerate(tableaux)}
    repondues = {c for q in questions if q.reponse is not None for c in q.cellules}
    dites = [a for a in validateur.anomalies if a.code != Rien.RETRAIT.value or a.cellule not in repondues]
    lues = [*formes, *dites, *grises, *croisees, *ruptures, *(c.to_anomalie(modeles) for c in conflits)]
    lues += list_attentes(questions)
    lues.sort(key=lambda a: (ordre.get(a.feuille or "", len(ordre)), *a.rang))
    anomalies = (*apercu.anomalies, *name_anomalies(lues, plan, tableaux))
    en_erreur = any(a.gravite is Gravite.ERREUR for a in anomalies)
    motifs = {
        **dict.fromkeys(options.exclues, Motif.DECOCHEE),
        **dict.fromkeys(bloquees, Motif.ERREUR),
        **dict.fromkeys(attendues - validateur.fautives, Motif.SANS_REPONSE),
    }
    apercu = replace(
        apercu,
        statut=StatutApercu.INVALIDE if en_erreur else StatutApercu.OK,
        anomalies=anomalies,
        changements=changements,
        conflits=tuple(conflits),
        questions=questions,
        laissees=tuple(
            Laissee(cle, validateur.porteurs.get(cle, ""), motif)
            for cle, motif in sorted(motifs.items(), key=lambda m: rank_ligne(m[0]))
        ),
        lignes=par_ligne,
        message=None if changements or en_erreur else "Aucun changement.",
    )
    if not identite.modele.par_trimestre:
        return apercu
    sorts = sort_actions(plan, identite, lignes, par_ligne, {validateur.porteurs.get(cle, "") for cle in bloquees})
    feuille = genre.modele.feuilles[0].nom
    return replace(
        apercu,
        trimestre=str(identite.trimestre),
        inchangees=len(sorts.confirmees),
        muettes=sorts.muettes,
        en_erreur=sorts.en_erreur,
        absentes=tuple(code for code in sorts.siennes if (feuille, code) not in validateur.vus),
    )


def rank_ligne(cle: str) -> tuple[str, int]:
    """Return the key by which rows stand in order: their sheet, then their number."""
    place = Cellule.parse(cle)
    return place.feuille, place.ligne or 0


def _list_cles(plan: Plan) -> set[str]:
    """Return what the rows of every kind of workbook may begin with, folded: codes, names of partners, of bodies."""
    cles = [*plan.actions_par_code, *(p.nom for p in plan.partenaires)]
    if plan.charte is not None:
        cles += [e.code for e in plan.charte.engagements]
        cles += [nom for i in plan.charte.instances for nom in (i.code, i.libelle)]
    return {fold(cle) for cle in cles}


def _diff_par_ligne(
    plan: Plan, valides: list[LigneLue], identite: Identite, stocke: Stocke
) -> dict[str, tuple[Changement, ...]]:
    changements = diff_lignes(plan, valides, identite.trimestre, stocke)
    lignes: dict[Cellule | None, str] = {d.cellule: x.cle for x in valides for d in x.declarations}
    groupes: dict[str, list[Changement]] = {}
    for changement in changements:
        groupes.setdefault(lignes[changement.cellule], []).append(changement)
    return {cle: tuple(groupe) for cle, groupe in groupes.items()}
