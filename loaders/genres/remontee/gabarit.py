"""The workbook of a quarter that a pilot receives: their actions, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from loaders.gabarit.contenu import Contenu, Page, build_timbre, list_mentions
from loaders.genres.remontee.contenu import build_lignes, list_actions, list_lisez_moi
from loaders.lignes.genre import Demande
from loaders.tableaux.timbre import TOUS
from metrics.bilan import find_echeance, is_du_plan
from models.colonnes import FEUILLES, JALONS, Feuille
from models.plan import Action, Pilote, Plan
from models.refus import DemandeInvalide
from models.texte import slug
from models.trimestre import Trimestre
from phrases.trimestre import write_hors_plan


@dataclass(frozen=True, slots=True)
class Gabarit:
    """A workbook to make: the quarter, the pilot (None for every action), the deadline if any."""

    plan: Plan
    trimestre: Trimestre
    pilote: Pilote | None
    echeance: date | None
    maintenant: datetime

    @property
    def nom_fichier(self) -> str:
        """Return the file's name: `remontee_2026-T3_crip-93.xlsx`."""
        return f"remontee_{self.trimestre}_{slug(self.pilote.nom) if self.pilote else 'toutes-les-actions'}.xlsx"

    @property
    def actions(self) -> Sequence[Action]:
        """Return the actions of the workbook, copiloted ones included."""
        return list_actions(self.plan, self.pilote)

    def build_contenu(self) -> Contenu:
        """Return what the workbook is made of: the page that explains, then a sheet per table."""
        sujets = [self.trimestre.libelle, self.pilote.nom if self.pilote else "toutes les actions"]
        return Contenu(
            f"Remontée {self.trimestre.libelle}",
            sujets + list_mentions(self.plan),
            list_lisez_moi(self.plan, self.trimestre, self.pilote, self.echeance),
            [
                Page(f, self._write_aide(f), build_lignes(f, self.plan, self.trimestre, self.pilote, self.actions))
                for f in FEUILLES
            ],
            build_timbre(self.plan, trimestre=str(self.trimestre), pilote=self.pilote.code if self.pilote else TOUS),
        )

    def _write_aide(self, feuille: Feuille) -> str:
        if feuille is JALONS:
            return (
                "Cellules blanches : à remplir. Une date grisée est déjà connue : laissez-la, ou écrivez par-dessus "
                "pour la corriger. Les lignes vides du bas servent à ajouter un jalon, avec le code de l’action."
            )
        if feuille.lignes_libres:
            codes = ", ".join(a.code for a in self.actions[:2])
            return (
                "Cellules blanches : à remplir. Grisées : pour information. Les lignes vides du bas servent à en "
                f"ajouter : écrivez alors le code de l’action (par exemple {codes})."
            )
        return (
            "Cellules blanches : à remplir. Grisées : pour information. Une cellule laissée vide ne change rien ; "
            "EFFACER retire ce qui a été dit ce trimestre."
        )


def default_echeance(trimestre: Trimestre) -> date:
    """Return the deadline shown when no campaign sets one: three weeks after the quarter."""
    return trimestre.dernier_jour + timedelta(days=21)


def list_pilotes_actifs(plan: Plan) -> list[Pilote]:
    """Return the pilots who own or share an action, in the order of the référentiel."""
    actifs = {p.code for a in plan.actions for p in (a.pilote, *a.copilotes)}
    return [p for p in plan.pilotes if p.code in actifs]


def iter_gabarits(plan: Plan, demande: Demande) -> Iterator[Gabarit]:
    """Yield the workbook to make for each pilot, with the campaign's deadline if any; last, that of every action.

    Raises DemandeInvalide without a quarter, or for one that the plan does not have.
    """
    trimestre = demande.trimestre
    if trimestre is None:
        raise DemandeInvalide("La remontée est celle d’un trimestre : dites lequel.")
    if not is_du_plan(plan, trimestre):
        raise DemandeInvalide(write_hors_plan(plan, trimestre))
    echeance = find_echeance(plan, trimestre)
    tous = [*list_pilotes_actifs(plan), None]  # the last one for whoever types in the place of several pilots
    for pilote in tous if demande.pilotes is None else demande.pilotes:
        yield Gabarit(plan, trimestre, pilote, echeance, demande.maintenant)
