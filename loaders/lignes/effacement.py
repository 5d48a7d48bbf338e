"""What a cell would take back without saying EFFACER (« à effacer », « supprimer »): asked, in any workbook (62)."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.anomalie import cut_extrait
from loaders.lignes.avis import Verification
from loaders.lignes.declaration import Declaration, LigneLue
from loaders.lignes.posees import Posee
from loaders.lignes.stocke import SANS_CHANGEMENT
from loaders.question import CodeQuestion, Question, Reponse, Retrait
from models.cellule import Cellule
from models.changement import Valeur
from models.colonnes import EFFACER, Colonne
from models.trimestre import Trimestre
from phrases.valeurs import format_valeur

EFFACEE, LAISSEE = "effacer", "laisser"


def ask_effacements(v: Verification) -> Iterator[Posee]:
    """Yield a question for each cell whose words would take back what is stored there, in the order of the rows.

    A column that carries until ended has its own (what is stored of the quarter is not all that it shows). A row that
    says « sans changement » is not asked: either answer would contradict it.
    """
    for ligne in v.lignes:
        if any(d.champ == SANS_CHANGEMENT for d in ligne.declarations):
            continue
        for colonne, retrait in v.list_retraits(ligne).items():
            trimestre = Trimestre.parse(ligne.trimestre) if ligne.trimestre else v.identite.trimestre
            quand = str(trimestre) if trimestre else None
            dite = v.stocke.get((str(colonne.objet), ligne.reference, str(colonne.champ), quand))
            if colonne.saisie and not colonne.reconduite and dite is not None:
                yield _ask_effacer(ligne, trimestre, colonne, retrait, dite)


def _ask_effacer(
    ligne: LigneLue, trimestre: Trimestre | None, colonne: Colonne, retrait: Retrait, dite: Valeur
) -> Posee:
    """Return the question of a cell: take back what is stored, or leave it."""
    extrait = cut_extrait(format_valeur(colonne, dite))
    quoi, pour = "ce qui en est enregistré", ""
    if trimestre is not None:
        quoi, pour = f"ce que le {trimestre.libelle} en dit", f" pour le {trimestre.libelle}"
    question = Question(
        CodeQuestion.EFFACER,
        f"La cellule dit « {retrait.extrait} » en « {colonne.libelle} ». Faut-il retirer {quoi} (« {extrait} ») ?",
        (
            Reponse(EFFACEE, "Le retirer", f"{colonne.libelle} : rien{pour}"),
            Reponse(LAISSEE, "Le laisser", "aucun changement"),
        ),
        (retrait.cellule,),
        frozenset({ligne.cle}),
        sinon=f"Écrivez {EFFACER}, seul, pour le retirer.",
        bloquante=False,
    )
    return Posee(question, ligne.cle, {EFFACEE: [declare_reponse(ligne, trimestre, colonne, retrait.cellule, None)]})


def declare_reponse(
    ligne: LigneLue, trimestre: Trimestre | None, colonne: Colonne, cellule: Cellule, valeur: str | None
) -> Declaration:
    """Return what an answer says in the place of a cell; no value erases."""
    return Declaration(
        str(colonne.objet),
        ligne.reference,
        str(colonne.champ),
        str(trimestre) if trimestre else None,
        valeur,
        cellule,
        efface=valeur is None,
    )
