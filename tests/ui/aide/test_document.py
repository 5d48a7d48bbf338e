"""The documents of the organisation, as Aide shows them; the mention of accessibility follows from the statement."""

from __future__ import annotations

import re

from phrases.accessibilite import NIVEAU, NON_CONFORME, PARTIELLE
from tests.racine import RACINE
from ui.aide.document import read_document

PAR_THEME = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
ETATS = ("Conforme", "Non conforme", "Non applicable", "Non vérifié")


def test_the_statement_has_the_106_criteria_and_the_mention_follows() -> None:
    texte = (RACINE / "docs" / "accessibilite.md").read_text(encoding="utf-8")
    lignes = re.findall(r"^\| (\d+\.\d+) \| (.+) \| (.+) \| (.+) \|$", texte, re.M)
    assert [numero for numero, *_ in lignes] == [
        f"{t}.{n}" for t, k in enumerate(PAR_THEME, 1) for n in range(1, k + 1)
    ]
    comptes = {etat: sum(e == etat for _, _, e, _ in lignes) for etat in ETATS}
    assert sum(comptes.values()) == 106
    applicables = 106 - comptes["Non applicable"]
    dit = f"sur {applicables} critères applicables, {comptes['Conforme']} sont vérifiés conformes"
    assert dit in texte.replace("\n", " ")
    assert f"{comptes['Non vérifié']} restent à vérifier" in texte.replace("\n", " ")
    assert (PARTIELLE if comptes["Conforme"] * 2 >= applicables else NON_CONFORME) == NIVEAU
    assert f"**{NIVEAU.capitalize()}.**" in texte


def test_each_document_is_read_whole_and_acts_as_nothing() -> None:
    for nom, sections in (("accessibilite.md", 7), ("donnees_personnelles.md", 5)):
        articles = read_document(nom)
        assert len(articles) == sections
        corps = "".join(a.corps for a in articles)
        assert "**" not in corps and "[à compléter" in corps
        assert "<table" in corps and "<li>" in corps
