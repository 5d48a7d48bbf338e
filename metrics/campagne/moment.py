"""What a pilot is to be written, and when: the days that a campaign writes on."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from metrics.campagne.suivi import Etape, SuiviCampagne, SuiviPilote


class Moment(StrEnum):
    """What a message to a pilot is for: the days that a campaign writes on, from its deadline, or a file sent back."""

    J_MOINS_21 = "j-21"
    J_MOINS_14 = "j-14"
    J_MOINS_7 = "j-7"
    J_PLUS_1 = "j+1"
    ANNOTE = "annote"


JOURS_DES_MOMENTS: Final = {Moment.J_MOINS_21: -21, Moment.J_MOINS_14: -14, Moment.J_MOINS_7: -7, Moment.J_PLUS_1: 1}
"""Days from the deadline."""


def find_moment(suivi: SuiviPilote, campagne: SuiviCampagne) -> Moment:
    """Return what a pilot is to be written now: that its file holds errors, else the last day that came.

    Without a deadline, and before the first of those days, it is the message that goes with the workbook.
    """
    if suivi.etape is Etape.LUE and suivi.vu is not None and suivi.vu.erreurs:
        return Moment.ANNOTE
    restants = campagne.jours_restants
    if restants is None:
        return Moment.J_MOINS_21
    venus = [m for m, jours in JOURS_DES_MOMENTS.items() if -restants >= jours]
    return venus[-1] if venus else Moment.J_MOINS_21
