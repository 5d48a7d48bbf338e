"""What every screen ends with: the mention of accessibility, a link to the statement, whom to tell."""

from __future__ import annotations

import pytest

from models.vocabulaire import Role
from phrases.accessibilite import MENTION
from tests.ui.conftest import Ouvrir, read_textes
from ui.aide.ecran import PAR_CLE
from ui.socle.navigation import ECRANS, Ecran
from ui.socle.pied import DECLARATION


@pytest.mark.parametrize("ecran", ECRANS, ids=lambda e: e.url)
def test_every_screen_ends_with_it(ouvrir: Ouvrir, ecran: Ecran) -> None:
    textes = read_textes(ouvrir(ecran.fichier, "vide", Role.ADMINISTRATION))
    assert textes.count('<p class="pied-ecran') == 1
    assert MENTION in textes
    assert f"rubrique={DECLARATION}" in textes


def test_it_leads_to_the_statement_at_the_same_quarter(ouvrir: Ouvrir, monkeypatch: pytest.MonkeyPatch) -> None:
    assert DECLARATION in PAR_CLE
    monkeypatch.setenv("ACCES_CONTACT", "acces@exemple.fr")
    textes = read_textes(ouvrir("synthese.py", trimestre="T2 2026"))
    pied = textes.partition('<p class="pied-ecran')[2].partition("</p>")[0]
    assert f"aide?rubrique={DECLARATION}&amp;trimestre=T2+2026" in pied
    assert " · acces@exemple.fr" in pied
