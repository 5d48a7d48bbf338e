"""The partners' workbook, ready to be filled: those that are known, and who is expected in which action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.gabarit.contenu import ENTETE, Page
from loaders.gabarit.notes import Ligne, list_notes, write_note
from loaders.gabarit.sans_trimestre import GabaritSansTrimestre
from loaders.lignes.genre import Demande
from loaders.tableaux.identite import Identite
from models.colonnes import CODE
from models.colonnes_partenariat import ACTION_VISEE, LISTE, PARTENAIRE_ATTENDU, PARTENAIRE_CONNU, PARTICIPATIONS
from models.modeles import Modele
from models.plan import Plan
from models.vocabulaire import NaturePartenaire

AIDE_LISTE = (
    "Cellules blanches : à remplir. Ce qui est déjà connu est en note sur la cellule. Un partenaire "
    "nouveau s’ajoute sur une ligne vide du bas, avec sa nature."
)
AIDE_PARTICIPATIONS = (
    "Chaque ligne grisée est une participation attendue. Pour en ajouter une, sur une ligne vide "
    "du bas : le code de l’action, le partenaire et un x. EFFACER dans la dernière colonne la retire."
)
GESTES = (
    "1. Feuille « Liste des partenaires » : qui ils sont. Un nom nouveau, sur une ligne libre, crée le partenaire.",
    "2. « Rattaché à » prend le nom d’une catégorie ; « Membre » se laisse vide tant que ce n’est pas établi.",
    "3. Feuille « Participations » : qui est attendu dans quelle action, et à quel titre.",
)


def iter_gabarits(plan: Plan, modele: Modele, demande: Demande) -> Iterator[GabaritSansTrimestre]:
    """Yield the only workbook; its drop-downs hold the catégories, and the partners, free rows included."""
    derniere = ENTETE + len(plan.partenaires) + LISTE.lignes_libres
    yield GabaritSansTrimestre(
        plan,
        modele,
        demande.maintenant,
        [
            Page(LISTE, AIDE_LISTE, _list_partenaires(plan)),
            Page(PARTICIPATIONS, AIDE_PARTICIPATIONS, _list_participations(plan)),
        ],
        GESTES,
        {
            LISTE.find("parent"): [p.nom for p in plan.partenaires if p.nature == NaturePartenaire.CATEGORIE],
            PARTENAIRE_ATTENDU: f"'{LISTE.nom}'!$A${ENTETE + 1}:$A${derniere}",
        },
    )


def list_lignes(plan: Plan, _: Identite) -> dict[str, Sequence[Ligne]]:
    """Return the rows of both sheets."""
    return {LISTE.nom: _list_partenaires(plan), PARTICIPATIONS.nom: _list_participations(plan)}


def _list_partenaires(plan: Plan) -> list[Ligne]:
    return [Ligne({PARTENAIRE_CONNU: p.nom}, list_notes(LISTE, p)) for p in plan.partenaires]


def _list_participations(plan: Plan) -> list[Ligne]:
    return [
        Ligne(
            {CODE: action.code, ACTION_VISEE: action.libelle.texte, PARTENAIRE_ATTENDU: p.partenaire},
            write_note(PARTICIPATIONS.find("role"), p.role),
        )
        for action, p in plan.iter_participations()
        if p.attendue
    ]
