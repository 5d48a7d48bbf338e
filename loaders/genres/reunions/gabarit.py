"""The workbook of the charter's meetings, ready to be filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from loaders.gabarit.contenu import Page
from loaders.gabarit.notes import Ligne, list_notes
from loaders.gabarit.sans_trimestre import GabaritSansTrimestre, find_charte
from loaders.lignes.genre import Demande
from loaders.tableaux.identite import Identite
from models.charte import Charte
from models.colonnes_partenariat import INSTANCE, JOUR_DE_REUNION, REUNIONS
from models.modeles import Modele
from models.plan import Plan

AIDE = (
    "Une ligne par réunion, tenue ou prévue : l’instance et la date suffisent à la prévoir. Les lignes "
    "grisées sont déjà connues ; ce qu’on en sait est en note sur la cellule."
)
GESTES = (
    "1. Une ligne par réunion d’une instance de la charte ; l’instance se choisit dans la liste.",
    "2. Réunion à venir : l’instance et la date suffisent. Passée : dites si elle s’est tenue.",
    "3. Les présents se comptent, ils ne se nomment pas. « Décisions » : ce qui a été décidé.",
)


def iter_gabarits(plan: Plan, modele: Modele, demande: Demande) -> Iterator[GabaritSansTrimestre]:
    """Yield the only workbook; raise DemandeInvalide when the plan has no charter."""
    charte = find_charte(plan)
    yield GabaritSansTrimestre(
        plan,
        modele,
        demande.maintenant,
        [Page(REUNIONS, AIDE, _list_reunions(charte))],
        GESTES,
        {INSTANCE: [i.libelle for i in charte.instances]},
    )


def list_lignes(plan: Plan, _: Identite) -> dict[str, Sequence[Ligne]]:
    """Return the rows of the meetings that are known."""
    return {} if plan.charte is None else {REUNIONS.nom: _list_reunions(plan.charte)}


def _list_reunions(charte: Charte) -> list[Ligne]:
    connues = sorted(((r, i) for i in charte.instances for r in i.reunions), key=lambda x: (x[0].jour, x[0].reference))
    return [Ligne({INSTANCE: i.libelle, JOUR_DE_REUNION: r.jour}, list_notes(REUNIONS, r)) for r, i in connues]
