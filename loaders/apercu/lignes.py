"""The preview of the rows of a file: read, asked, checked, compared with what is stored."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session

from loaders.anomalie import Gravite
from loaders.apercu.apercu import Apercu, StatutApercu
from loaders.apercu.conflits import find_conflits
from loaders.apercu.diff import diff_lignes
from loaders.apercu.grises import check_grises
from loaders.apercu.imprimees import drop_imprimees, load_imprimees
from loaders.apercu.sorts import sort_actions
from loaders.cellules.riens import Rien
from loaders.genres.partenaires.rattachements import check_rattachements
from loaders.genres.registre import REGISTRE
from loaders.lecture.brut import ClasseurBrut
from loaders.lignes.actions import fold_code
from loaders.lignes.avis import Verification
from loaders.lignes.codes import load_codes_donnes
from loaders.lignes.controles import check_textes_et_dates
from loaders.lignes.declaration import LigneLue
from loaders.lignes.effacement import ask_effacements
from loaders.lignes.posees import complete_lignes
from loaders.lignes.stocke import Stocke
from loaders.lignes.sujets import list_titres, name_anomalies
from loaders.lignes.validateur import Validateur
from loaders.lignes.validation import read_tableau
from loaders.options import Options
from loaders.question import list_attentes
from loaders.tableaux.identite import Identite
from loaders.tableaux.tableaux import find_tableaux
from models.cellule import Cellule
from models.changement import Changement
from models.plan import Plan
from models.suites import Laissee, Motif
from models.texte import fold


def preview_lignes(
    session: Session, apercu: Apercu, contexte: tuple[Plan, Identite, Options], brut: ClasseurBrut
) -> Apercu:
    """Return a preview begun for a file with all that its rows say; `contexte` is the plan, the file's, the answers."""
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
    verification = Verification(plan, identite, validateur.lignes, stocke, modeles, validateur.places)
    demandees = (*genre.ask(verification), *ask_effacements(verification))
    posees = [p.answer(options.reponses) for p in demandees if p.ligne not in validateur.bloquees]
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
