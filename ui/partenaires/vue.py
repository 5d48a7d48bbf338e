"""What every block of the partners reads: the view, the filters, and the partnership kept for them."""

from __future__ import annotations

from dataclasses import dataclass

from charts.graphique import Graphique
from charts.partenaires import build_evolution
from exports.blocs.partenaires.faits import link_partenaire
from metrics.partenariat import ActionSansActif, Liens, Partenariat, compute_partenariat, find_liens, list_sans_actif
from metrics.partenariat_temps import PointImplication, Silence, find_derniers, list_evolution, list_silences
from models.trimestre import Trimestre
from phrases.trimestre import write_non_compare
from ui.partenaires.filtres import FiltresPartenaires
from ui.socle.donnees import Version, get_bilan, get_plan
from ui.socle.memoire import keep
from ui.socle.texte import Html
from ui.socle.vue import Vue


@dataclass(frozen=True, slots=True)
class VuePartenaires:
    """A view and the filters on it: two viewers of the same share what is written from it."""

    vue: Vue
    filtres: FiltresPartenaires

    @property
    def partenariat(self) -> Partenariat:
        """Return the partnership of the quarter."""
        return get_partenariat(self.vue.version, self.vue.trimestre, self.filtres)

    @property
    def precedent(self) -> Partenariat | None:
        """Return that of the quarter before, None where nothing is compared: no report then, none or not all now."""
        return None if self.vue.reserve else self._find_precedent()

    @property
    def non_compare(self) -> str:
        """Return why there is no change since the quarter before where there would be one, empty elsewhere."""
        return write_non_compare(self.vue.reserve) if self._find_precedent() is not None else ""

    def _find_precedent(self) -> Partenariat | None:
        avant = get_partenariat(self.vue.version, self.vue.trimestre.decale(-1), self.filtres)
        return avant if avant.renseigne and self.partenariat.renseigne else None

    @property
    def sans_actif(self) -> list[ActionSansActif]:
        """Return the actions without an active partner."""
        return list_sans_actif(self.partenariat)

    @property
    def silences(self) -> list[Silence]:
        """Return the partners of which nothing was reported."""
        return list_silences(self.partenariat.paires, get_derniers(self.vue.version, self.vue.trimestre))

    def find_liens(self, nombre: int) -> Liens:
        """Return who works with whom, the strongest pairs."""
        return find_liens(self.partenariat, nombre)

    def write_partenaire(self, nom: str) -> Html:
        """Return the name of a partner as a link to its sheet, from which one comes back here."""
        return link_partenaire(nom, {**self.vue.liens, **self.filtres.retour})


@keep(64)
def get_partenariat(version: Version, trimestre: Trimestre, filtres: FiltresPartenaires) -> Partenariat:
    """Return the partnership of a quarter, filtered."""
    plan = get_plan(version)
    return compute_partenariat(
        get_bilan(version, trimestre), filtres.select_noms(plan), filtres.select_orientations(plan)
    )


@keep(16)
def get_derniers(version: Version, jusqu_a: Trimestre) -> dict[str, Trimestre]:
    """Return the last quarter in which something was reported of each partner."""
    return find_derniers(get_plan(version), jusqu_a)


@keep(32)
def get_points(
    version: Version, jusqu_a: Trimestre, noms: frozenset[str] | None, orientations: frozenset[str] | None
) -> list[PointImplication]:
    """Return the counts quarter by quarter."""
    return list_evolution(get_plan(version), jusqu_a, noms, orientations)


@keep(32)
def get_evolution(vue: Vue, noms: frozenset[str] | None, orientations: frozenset[str] | None) -> Graphique:
    """Return the drawing of what was answered, and mobilised, of what was expected, quarter by quarter."""
    points = get_points(vue.version, vue.trimestre, noms, orientations)
    return build_evolution(points, vue.palette, vue.aujourd_hui)


@keep(128)
def get_partenariat_de(version: Version, trimestre: Trimestre, nom: str) -> Partenariat:
    """Return the partnership of one partner alone."""
    return compute_partenariat(get_bilan(version, trimestre), {nom})
