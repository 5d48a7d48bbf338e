"""What every block of the charter's screen reads, and what its texts are kept by."""

from __future__ import annotations

from dataclasses import dataclass

from exports.blocs.charte import domaines, faits, instances, vue
from metrics.charte import BilanCharte, compute_bilan_charte
from metrics.instances import Seance, list_seances
from models.vocabulaire import Cote
from ui.kit.origine import write_origine
from ui.socle.donnees import get_origines
from ui.socle.memoire import keep
from ui.socle.texte import Html
from ui.socle.vue import Vue


@dataclass(frozen=True, slots=True)
class VueCharte(vue.VueCharte):
    """The view of the screens, whose plan has a charter (else its properties are a ValueError), and a year."""

    vue: Vue
    annee: int

    @property
    def bilan(self) -> BilanCharte:
        """Return what both sides say of every commitment for the year."""
        return _get_bilan(self)

    @property
    def seances(self) -> list[Seance]:
        """Return every séance seen from today, body after body."""
        return _get_seances(self)

    def write_origine(self, code: str, cote: Cote) -> Html:
        """Return the workbook that a judgement came from, as HTML."""
        origines = get_origines(self.vue.version, "evaluation")
        return write_origine(origines.get(f"{code}/{cote.value}/{self.annee}"))


@keep(32)
def _get_bilan(vue: VueCharte) -> BilanCharte:
    return compute_bilan_charte(vue.charte, vue.annee)


@keep(32)
def _get_seances(vue: VueCharte) -> list[Seance]:
    return list_seances(vue.charte, vue.vue.aujourd_hui)


write_phrase = keep(32)(faits.write_phrase)
write_faits_charte = keep(32)(faits.write_faits_charte)
write_domaines = keep(32)(domaines.write_domaines)
write_instances = keep(32)(instances.write_instances)
