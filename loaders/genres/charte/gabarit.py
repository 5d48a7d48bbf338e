"""The workbooks in which each side of the charter judges a year, ready to be filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.gabarit.contenu import Page
from loaders.gabarit.notes import Ligne, list_notes
from loaders.gabarit.sans_trimestre import GabaritSansTrimestre, find_charte
from loaders.lignes.genre import Demande
from loaders.tableaux.identite import Identite
from metrics.instances import list_annees_possibles
from models.charte import Charte, EngagementCharte
from models.colonnes import CODE
from models.colonnes_partenariat import (
    ANNEE,
    APPRECIATION_PRECEDENTE,
    APPRECIATIONS,
    APPRECIE_PAR,
    DOMAINE,
    ENGAGEMENT,
    PRIS_PAR,
)
from models.modeles import Modele
from models.plan import Plan
from models.refus import DemandeInvalide
from models.temps import find_jour
from models.texte import slug
from models.vocabulaire import Cote

AIDE = (
    "Cellules blanches : à remplir. Grisées : pour information. Une cellule laissée vide ne change "
    "rien ; EFFACER retire ce qui a été dit pour cette année."
)
GESTES = (
    "1. Une ligne par engagement, ceux des deux parties : dites comment chacun a été tenu pendant l’année.",
    "2. Cinq réponses, de « Pas d’élément disponible » à « Tenu », choisies dans la liste.",
    "3. « Éléments à l’appui » dit sur quoi l’appréciation se fonde ; « Commentaire », le reste.",
)


def iter_gabarits(plan: Plan, modele: Modele, demande: Demande) -> Iterator[GabaritSansTrimestre]:
    """Yield the workbook of each side asked for, by default of the present year.

    Raises DemandeInvalide when the plan has no charter, or when the year is not one that it may be judged for.
    """
    charte, jour = find_charte(plan), find_jour(demande.maintenant)
    possibles, annee = list_annees_possibles(charte, jour), demande.annee or jour.year
    if annee not in possibles:
        raise DemandeInvalide(f"La charte s’apprécie pour une année de {possibles[-1]} à {possibles[0]}, pas {annee}.")
    for cote in demande.cotes:
        yield GabaritSansTrimestre(
            plan,
            modele,
            demande.maintenant,
            [Page(APPRECIATIONS, AIDE, _list_appreciations(charte, cote, annee))],
            GESTES,
            sujet=f"{charte.name_partie(cote)}, {annee}",
            suffixe=f"{annee}_{slug(cote)}",
        )


def list_lignes(plan: Plan, identite: Identite) -> dict[str, Sequence[Ligne]]:
    """Return the rows of every side and year that the charter may be judged for: what names a row says which."""
    charte = plan.charte
    if charte is None:
        return {}
    annees = list_annees_possibles(charte, identite.aujourd_hui)
    return {
        APPRECIATIONS.nom: [x for cote in Cote for annee in annees for x in _list_appreciations(charte, cote, annee)]
    }


def _list_appreciations(charte: Charte, cote: Cote, annee: int) -> list[Ligne]:
    return [
        _appreciation(charte, domaine.libelle, e, cote, annee)
        for domaine in charte.domaines
        for e in domaine.engagements
    ]


def _appreciation(charte: Charte, domaine: str, engagement: EngagementCharte, cote: Cote, annee: int) -> Ligne:
    precedente = engagement.find_evaluation(cote, annee - 1)
    connue = precedente.appreciation if precedente else None
    valeurs = {
        CODE: engagement.code,
        DOMAINE: domaine,
        ENGAGEMENT: engagement.texte,
        PRIS_PAR: charte.name_partie(engagement.partie),
        APPRECIE_PAR: charte.name_partie(cote),
        ANNEE: annee,
        APPRECIATION_PRECEDENTE: connue.value if connue else "non renseigné",
    }
    return Ligne(valeurs, list_notes(APPRECIATIONS, engagement.find_evaluation(cote, annee)))
