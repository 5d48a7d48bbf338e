"""A workbook to be filled when there is cause, without a quarter: what is common to those of its like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from loaders.gabarit.contenu import Contenu, Page, build_timbre, list_mentions
from models.charte import Charte
from models.colonnes import Colonne
from models.modeles import Modele
from models.plan import Plan
from models.refus import DemandeInvalide
from models.temps import find_jour
from phrases.format import format_date
from phrases.nom import write_contact, write_nom_commun


@dataclass(frozen=True, slots=True)
class GabaritSansTrimestre:
    """A workbook to make: its sheets, filled; the three gestures asked; the choices of its lists.

    `sujet` says whom and what it is for where a kind has several workbooks, and `suffixe` tells their files apart.
    """

    plan: Plan
    modele: Modele
    maintenant: datetime
    pages: Sequence[Page]
    gestes: Sequence[str]
    choix: Mapping[Colonne, Sequence[str] | str] = field(default_factory=dict)
    sujet: str | None = None
    suffixe: str = ""

    @property
    def nom_fichier(self) -> str:
        """Return the file's name: `partenaires.xlsx`, `charte_2026_departement.xlsx`."""
        return f"{'_'.join(filter(None, [self.modele.prefixe, self.suffixe]))}.xlsx"

    def build_contenu(self) -> Contenu:
        """Return what the workbook is made of."""
        return Contenu(
            self.modele.titre,
            [self.sujet or self.plan.nom, *list_mentions(self.plan)],
            self._list_lisez_moi(),
            self.pages,
            build_timbre(self.plan, nature=self.modele.cle),
            self.choix,
        )

    def _list_lisez_moi(self) -> Iterator[tuple[str, str]]:
        """Yield the lines of the first sheet: (style, text)."""
        yield "titre", self.modele.titre
        yield "texte", self.plan.nom
        if self.plan.demonstration:
            yield "intertitre", "DONNÉES DE DÉMONSTRATION : tout ce que contient ce classeur est fictif."
        if self.sujet:
            yield "texte", f"Pour : {self.sujet}"
        yield "texte", f"Préparé le {format_date(find_jour(self.maintenant))}"
        yield "intertitre", "En cinq gestes"
        for geste in self.gestes:
            yield "texte", geste
        yield "texte", "4. Une cellule vide ne change rien. Pour retirer ce qui a été dit, écrivez EFFACER."
        yield "texte", "5. Enregistrez au format .xlsx et renvoyez le fichier, sans changer les en-têtes."
        yield "intertitre", "À savoir"
        yield (
            "texte",
            "Aucune donnée sur un enfant, une famille ou un professionnel : ni nom, ni téléphone, ni courriel.",
        )
        yield "texte", write_contact(self.plan)


def find_charte(plan: Plan) -> Charte:
    """Return the charter of the plan; raise DemandeInvalide when there is none to make a workbook of."""
    if plan.charte is None:
        nom = write_nom_commun(plan)
        raise DemandeInvalide(
            f"{nom.debut} chargé{nom.e} n’a pas de charte : il n’y a pas de classeur à remplir pour elle."
        )
    return plan.charte
