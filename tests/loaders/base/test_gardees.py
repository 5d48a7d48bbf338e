"""What `init` tells of the values that it kept: three rows are named, the others counted."""

from __future__ import annotations

import pytest

from loaders.base.fusion import Fusion, Garde
from loaders.base.gardees import explain_fusion
from loaders.base.memoire import Origine

pytestmark = pytest.mark.deux_moteurs


@pytest.mark.parametrize(
    ("nombre", "fin"),
    [(2, "« P1 » (oui), « P2 » (oui)."), (3, "« P3 » (oui)."), (4, "« P3 » (oui) et 1 autre."), (5, " et 2 autres.")],
)
def test_rows_that_one_entry_filled_are_counted_past_the_third(nombre: int, fin: str) -> None:
    gardees = [
        Garde(
            f"partenaires.csv, ligne {n + 1}", "partenaire", f"P{n}", "membre", True, None, None, Origine(4, "Camille")
        )
        for n in range(1, nombre + 1)
    ]
    _, ligne = explain_fusion(Fusion(gardees=gardees))
    assert ligne.endswith(fin)
    assert f"P{min(nombre, 3) + 1} »" not in ligne
