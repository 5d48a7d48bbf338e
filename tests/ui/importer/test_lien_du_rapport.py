"""After an application, the link to the Synthèse shows what was applied, though another quarter be the default one."""

from __future__ import annotations

import pytest

from ui.importer.rapport import Resultat, link_resultats

APPLIQUE = Resultat("a", 1, trimestre="2026-T4")


@pytest.mark.parametrize(
    ("resultats", "attendu"),
    [
        ([APPLIQUE], {"trimestre": "T4 2026"}),
        (
            [Resultat("b", 2, trimestre="2026-T3"), APPLIQUE, Resultat("c", 3, trimestre="2025-T4")],
            {"trimestre": "T4 2026"},
        ),
        ([Resultat("un classeur de partenaires", 1)], {}),
        ([Resultat("refusé", refus=True), Resultat("sans changement", trimestre="2026-T4")], {}),
        ([], {}),
    ],
)
def test_the_latest_quarter_applied_is_the_one_shown(resultats: list[Resultat], attendu: dict[str, str]) -> None:
    assert link_resultats(resultats) == attendu
