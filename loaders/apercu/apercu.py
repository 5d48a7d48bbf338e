"""The preview of a file: what it holds, what is wrong, what it would change. Nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from loaders.anomalie import Anomalie, Gravite
from loaders.apercu.conflits import Conflit, find_conflits
from loaders.apercu.diff import diff_lignes
from loaders.genres.partenaires.rattachements import check_rattachements
from loaders.genres.registre import REGISTRE
from loaders.lecture.brut import ClasseurBrut, Lecture
from loaders.lignes.avis import Verification
from loaders.lignes.codes import load_codes_donnes
from loaders.lignes.controles import check_textes_et_dates
from loaders.lignes.declaration import LigneLue
from loaders.lignes.stocke import Stocke
from loaders.lignes.validateur import Validateur
from loaders.lignes.validation import read_tableau
from loaders.options import Options
from loaders.tableaux.entetes import find_modele
from loaders.tableaux.identite import Identite, identify
from loaders.tableaux.tableaux import find_tableaux
from loaders.tableaux.timbre import NATURE_TUE, check_export, read_timbre
from models.cellule import Cellule
from models.changement import Changement
from models.plan import Plan
from models.refus import ClasseurRefuse, ServeurOccupe
from models.tables import columns
from models.tables_journal import Remontee
from models.temps import find_jour, to_paris
from models.texte import fold
from models.vocabulaire import NatureEntree

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
    made; `inchangees` counts the actions of the file's scope that nothing would change, 0 for a kind of workbook
    (`modele`) without a quarter; `lignes` ties each row to its changes by its key; `message` is said to the reader when
    there is nothing to do; `remontee` is set once applied.
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
    inchangees: int = 0
    message: str | None = None
    remontee: int | None = None
    absentes: tuple[str, ...] = ()
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
            "inchangees": self.inchangees,
            "absentes": list(self.absentes),
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
        lu = _read_lignes(session, replace(apercu, anomalies=tuple(avis)), (plan, identite, options), brut)
        deja = find_deja(session, recu.empreinte, trimestre)
        return lu if deja is None else _withhold(lu, deja)
    except ClasseurRefuse as refus:
        return replace(
            apercu, statut=StatutApercu.REFUSE, anomalies=(Anomalie(refus.code, refus.constat, remede=refus.remede),)
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
    for tableau in tableaux:
        read_tableau(validateur, tableau, genre.regles[tableau.feuille.nom])
    stocke = genre.index(plan, validateur.lignes, identite.trimestre)
    verification = Verification(plan, identite, validateur.lignes, stocke, modeles)
    croisees = [*genre.check(verification), *check_textes_et_dates(verification)]
    noms = {t.nom: t.feuille.nom for t in tableaux}
    fautives = [a for a in croisees if a.gravite is Gravite.ERREUR]
    bloquees = validateur.bloquees | {str(Cellule(noms[a.feuille or ""], ligne=a.ligne)) for a in fautives}
    retenues = [x for x in validateur.lignes if x.cle not in bloquees and x.cle not in options.exclues]
    valides, ruptures = check_rattachements(verification, retenues, validateur.listees, bloquees)
    par_ligne = _diff_par_ligne(plan, valides, identite, stocke)
    changements = tuple(c for groupe in par_ligne.values() for c in groupe)
    conflits = find_conflits(session, changements, identite.timbre.revision if identite.timbre else None)
    ordre = {t.nom: rang for rang, t in enumerate(tableaux)}
    lues = [*formes, *validateur.anomalies, *croisees, *ruptures, *(c.to_anomalie(modeles) for c in conflits)]
    lues.sort(key=lambda a: (ordre.get(a.feuille or "", len(ordre)), *a.rang))
    anomalies = (*apercu.anomalies, *lues)
    touchees = {c.reference.split("/")[0] for c in changements}
    en_erreur = any(a.gravite is Gravite.ERREUR for a in anomalies)
    siennes = [c for c in plan.actions_par_code if identite.modele.par_trimestre and identite.owns(plan, c)]
    return replace(
        apercu,
        statut=StatutApercu.INVALIDE if en_erreur else StatutApercu.OK,
        anomalies=anomalies,
        changements=changements,
        conflits=tuple(conflits),
        lignes=par_ligne,
        inchangees=sum(1 for code in siennes if code not in touchees),
        absentes=tuple(code for code in siennes if (genre.modele.feuilles[0].nom, code) not in validateur.vus),
        message=None if changements or en_erreur else "Aucun changement.",
    )


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
