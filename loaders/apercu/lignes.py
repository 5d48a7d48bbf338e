"""The preview of the rows of a file: read, asked, checked, compared with what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from loaders.anomalie import Anomalie, Gravite
from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.confiees import load_anciennes
from loaders.apercu.conflits import Conflit, find_conflits
from loaders.apercu.diff import diff_lignes
from loaders.apercu.lues import LignesLues, Trouves, read_lignes
from loaders.apercu.sorts import sort_actions
from loaders.lecture.brut import ClasseurBrut
from loaders.lignes.avis import Verification
from loaders.lignes.declaration import LigneLue
from loaders.lignes.sujets import name_anomalies
from loaders.options import Options
from loaders.question import list_attentes
from loaders.tableaux.identite import Identite
from models.cellule import Cellule
from models.changement import Changement
from models.plan import Plan
from models.suites import Laissee, Motif


@dataclass(frozen=True, slots=True)
class LignesTriees:
    """The rows of a file that may be applied together, why each other one is not, the errors of going together."""

    retenues: list[LigneLue]
    motifs: Mapping[str, Motif]
    ruptures: list[Anomalie]


def preview_lignes(
    session: Session,
    apercu: Apercu,
    contexte: tuple[Plan, Identite, Options],
    brut: ClasseurBrut,
    trouves: Trouves | None = None,
) -> Apercu:
    """Return a preview begun for a file with all that its rows say; `contexte` is the plan, the file's, the answers.

    `trouves` are its tables where they are not ours.
    """
    plan, identite, options = contexte
    identite = replace(identite, anciennes=load_anciennes(session, plan, identite))
    lues = read_lignes(session, (plan, identite, options), brut, trouves)
    tri = _sort_lignes(lues, options)
    par_ligne = _diff_par_ligne(tri.retenues, lues.verification)
    changements = tuple(c for groupe in par_ligne.values() for c in groupe)
    conflits = find_conflits(session, changements, identite.find_revision(options), options.gardees)
    if gardes := {x.changement for x in conflits if x.gardee}:
        par_ligne = {cle: tuple(c for c in groupe if c not in gardes) for cle, groupe in par_ligne.items()}
        changements = tuple(c for c in changements if c not in gardes)
    anomalies = (*apercu.anomalies, *_list_anomalies(lues, tri, conflits))
    en_erreur = any(a.gravite is Gravite.ERREUR for a in anomalies)
    apercu = replace(
        apercu,
        statut=StatutApercu.INVALIDE if en_erreur else StatutApercu.OK,
        anomalies=anomalies,
        changements=changements,
        conflits=tuple(conflits),
        questions=lues.questions,
        laissees=tuple(
            Laissee(cle, lues.validateur.porteurs.get(cle, ""), tri.motifs[cle])
            for cle in sorted(tri.motifs, key=rank_ligne)
        ),
        lignes=par_ligne,
        message=None if changements or en_erreur else "Aucun changement.",
    )
    return _add_sorts(apercu, lues, plan, identite) if identite.modele.par_trimestre else apercu


def _sort_lignes(lues: LignesLues, options: Options) -> LignesTriees:
    """Return the rows that may be applied, the others with why; a row that is in error is so before anything else."""
    bloquees, hors = lues.bloquees, options.exclues | options.suspendues
    libres = [x for x in lues.verification.lignes if x.cle not in bloquees and x.cle not in hors]
    retenues, ruptures = lues.genre.check_ensemble(lues.verification, libres, lues.validateur.listees, bloquees)
    rompues = {x.cle for x in libres} - {x.cle for x in retenues}
    # A question that does not block holds nothing back, but the row that says nothing else is left all the same.
    vides = {x.cle for x in libres if not x.declarations}
    demandees = {cle for q in lues.questions if q.reponse is None for cle in q.lignes}
    return LignesTriees(
        retenues,
        {
            **dict.fromkeys(options.exclues, Motif.DECOCHEE),
            **dict.fromkeys(options.suspendues | (demandees & vides), Motif.SANS_REPONSE),
            **dict.fromkeys(bloquees | rompues, Motif.ERREUR),
            **dict.fromkeys(lues.sans_reponse - lues.validateur.fautives, Motif.SANS_REPONSE),
        },
        ruptures,
    )


def _list_anomalies(lues: LignesLues, tri: LignesTriees, conflits: list[Conflit]) -> tuple[Anomalie, ...]:
    """Return all that is to be said of the rows, in the order of the file, each with what its row is about."""
    ordre = {t.nom: rang for rang, t in enumerate(lues.tableaux)}
    modeles = lues.verification.modeles
    dites = [*lues.constats, *lues.croisees, *tri.ruptures, *(c.to_anomalie(modeles) for c in conflits if not c.gardee)]
    dites += list_attentes(lues.questions)
    dites.sort(key=lambda a: (ordre.get(a.feuille or "", len(ordre)), *a.rang))
    return tuple(name_anomalies(dites, lues.verification.plan, lues.tableaux))


def _add_sorts(apercu: Apercu, lues: LignesLues, plan: Plan, identite: Identite) -> Apercu:
    """Return the preview of a workbook of a quarter with what becomes of each action that it may speak of."""
    porteurs, feuille = lues.validateur.porteurs, lues.genre.modele.feuilles[0].nom
    fautives = {porteurs.get(cle, "") for cle in lues.bloquees}
    sorts = sort_actions(plan, identite, lues.verification.lignes, apercu.lignes, fautives)
    attendues = {porteurs.get(cle, "") for q in apercu.attentes for cle in q.lignes}
    return replace(
        apercu,
        trimestre=str(identite.trimestre),
        inchangees=len(sorts.confirmees),
        muettes=tuple(c for c in sorts.muettes if c not in attendues),
        en_erreur=sorts.en_erreur,
        absentes=tuple(code for code in sorts.siennes if (feuille, code) not in lues.validateur.vus),
    )


def rank_ligne(cle: str) -> tuple[str, int]:
    """Return the key by which rows stand in order: their sheet, then their number."""
    place = Cellule.parse(cle)
    return place.feuille, place.ligne or 0


def _diff_par_ligne(lignes: list[LigneLue], v: Verification) -> dict[str, tuple[Changement, ...]]:
    """Return the changes of rows, by the key of their row."""
    cles: dict[Cellule | None, str] = {d.cellule: x.cle for x in lignes for d in x.declarations}
    groupes: dict[str, list[Changement]] = {}
    for changement in diff_lignes(v.plan, lignes, v.identite.trimestre, v.stocke):
        groupes.setdefault(cles[changement.cellule], []).append(changement)
    return {cle: tuple(groupe) for cle, groupe in groupes.items()}
