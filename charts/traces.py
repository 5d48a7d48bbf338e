"""What drawings are traced with, when several are traced alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go


def build_ligne(
    rangs: Sequence[int], valeurs: Sequence[float | None], bulles: Sequence[str], couleur: str, **autres: Any
) -> go.Scatter:
    """Return a line over the quarters with a mark at each; None leaves a gap. `bulles`: what is told under the mouse.

    `autres` are attributes of the trace, in the place of those that all lines have.
    """
    commune = {
        "mode": "lines+markers",
        "line": {"color": couleur, "width": 2.5},
        "marker": {"size": 6, "color": couleur},
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "connectgaps": False,
    }
    return go.Scatter(x=list(rangs), y=list(valeurs), text=list(bulles), **(commune | autres))
