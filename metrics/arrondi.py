"""Rounding as readers expect it: what is compared and what is shown are rounded by the same rule."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def round_demi(valeur: float, decimales: int = 0) -> Decimal:
    """Return a number rounded as the screens show it, halves away from 0."""
    return Decimal(str(valeur)).quantize(Decimal(1).scaleb(-decimales), rounding=ROUND_HALF_UP)


def subtract_lus(apres: float, avant: float, decimales: int = 0) -> float:
    """Return the difference of two numbers as readers make it, from what is written of each."""
    return float(round_demi(apres, decimales) - round_demi(avant, decimales))
