"""What every block of the charter's screen reads, and what its texts are kept by."""

from __future__ import annotations

from dataclasses import dataclass

from exports.blocs.liens import link_explication
from metrics.bilan import list_choix_trimestres
from metrics.charte import BilanCharte, Terme, compute_bilan_charte, compute_echeance
from metrics.instances import Seance, list_seances
from models.charte import Charte
from ui.socle.memoire import keep
from ui.socle.texte import Html
from ui.socle.vue import Vue


@dataclass(frozen=True, slots=True)
class VueCharte:
    """The view of the screens, whose plan has a charter (else its properties are a ValueError), and a year."""

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
        return _get_bilan(self)

    @property
    def terme(self) -> Terme | None:
        """Return the end of the charter seen from today."""
        return compute_echeance(self.charte, self.vue.aujourd_hui)

    @property
    def seances(self) -> list[Seance]:
        """Return every séance seen from today, body after body."""
        return _get_seances(self)

    def link_explication(self, contenu: Html, chiffre: str) -> Html:
        """Return a figure of the year, as HTML, linked to its explanation, where a quarter of that year is shown."""
        choix = list_choix_trimestres(self.vue.plan, self.vue.aujourd_hui)
        trimestre = next((t for t in choix if t.annee == self.annee), None)
        return contenu if trimestre is None else link_explication(contenu, chiffre, {"trimestre": trimestre.libelle})


@keep(32)
def _get_bilan(vue: VueCharte) -> BilanCharte:
    return compute_bilan_charte(vue.charte, vue.annee)


@keep(32)
def _get_seances(vue: VueCharte) -> list[Seance]:
    return list_seances(vue.charte, vue.vue.aujourd_hui)
