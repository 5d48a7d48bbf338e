"""The words that a sigle stands for, at its first use on a screen: found in the HTML that the screen writes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from exports.blocs.sigles import Emploi, build_motif, find_emplois, list_developpes, mark_emplois
from ui.socle.donnees import Version, get_plan
from ui.socle.memoire import keep
from ui.socle.texte import Html


@dataclass
class Lecture:
    """What a screen has shown so far, in one run of it: the sigles that its reader has met."""

    version: Version
    vus: set[str] = field(default_factory=set)

    def mark(self, contenu: Html) -> Html:
        """Return HTML whose sigles not met yet say what they stand for; they are met from then on."""
        nouveaux = [e for e in _find_emplois(self.version, contenu) if e.sigle not in self.vus]
        if not nouveaux:
            return contenu
        self.vus.update(e.sigle for e in nouveaux if not e.plie)
        return mark_emplois(contenu, nouveaux, _get_developpes(self.version))


@keep(4)
def _get_developpes(version: Version) -> dict[str, str]:
    return list_developpes(get_plan(version))


@keep(4)
def _get_motif(version: Version) -> re.Pattern[str] | None:
    return build_motif(_get_developpes(version))


@keep(256)
def _find_emplois(version: Version, contenu: str) -> tuple[Emploi, ...]:
    """Return what `find_emplois` finds in some HTML."""
    return find_emplois(_get_motif(version), contenu)
