"""What every block of the charter reads."""

from __future__ import annotations

from dataclasses import dataclass

from exports.blocs.liens import link_explication
from exports.blocs.vue import Vue
from metrics.bilan import list_choix_trimestres
from metrics.charte import BilanCharte, Terme, compute_bilan_charte, compute_echeance
from metrics.instances import Seance, list_seances
from models.charte import Charte
from models.vocabulaire import Cote
from phrases.html import RIEN, Html


@dataclass(frozen=True, slots=True)
class VueCharte:
    """A view whose plan has a charter (else its properties are a ValueError), and a year."""

    vue: Vue
    annee: int

    @property
    def charte(self) -> Charte:
        """Return the charter."""
        if self.vue.plan.charte is None:
            raise ValueError("aucune charte")
        return self.vue.plan.charte

    @property
    def bilan(self) -> BilanCharte:
        """Return what both sides say of every commitment for the year."""
        return compute_bilan_charte(self.charte, self.annee)

    @property
    def terme(self) -> Terme | None:
        """Return the end of the charter seen from today."""
        return compute_echeance(self.charte, self.vue.aujourd_hui)

    @property
    def seances(self) -> list[Seance]:
        """Return every séance seen from today, body after body."""
        return list_seances(self.charte, self.vue.aujourd_hui)

    def link_explication(self, contenu: Html, chiffre: str) -> Html:
        """Return a figure of the year, as HTML, linked to its explanation, where a quarter of that year is shown."""
        choix = list_choix_trimestres(self.vue.plan, self.vue.aujourd_hui)
        trimestre = next((t for t in choix if t.annee == self.annee), None)
        return contenu if trimestre is None else link_explication(contenu, chiffre, {"trimestre": trimestre.libelle})

    def write_origine(self, code: str, cote: Cote) -> Html:  # noqa: ARG002 (for who knows the journal)
        """Return where a judgement came from, as HTML; nothing where no journal is read."""
        return RIEN
