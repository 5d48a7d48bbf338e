"""The format « docx »: the story of a period as a report."""

from __future__ import annotations

from exports.formats import Demande
from exports.presentation.demande import tell_recit
from exports.presentation.docx.rapport import Suites, write_rapport
from exports.tableau import EPOQUE


def export(demande: Demande) -> bytes:
    """Return the document; its file is dated from the last report, so that the same data gives the same bytes."""
    recit = tell_recit(demande)
    suites = Suites(demande.options.get("presente-a", ""), demande.options.get("valide-par", ""))
    return write_rapport(recit, suites, demande.plan.derniere_remontee or EPOQUE)
