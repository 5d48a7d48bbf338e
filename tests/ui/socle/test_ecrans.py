"""Every screen, on an empty and a full database, under every role."""

from __future__ import annotations

import pytest
from streamlit.testing.v1.element_tree import Block

from exports.blocs import liens
from models.vocabulaire import Role
from tests.ui.conftest import Ouvrir, read_textes
from ui.socle.navigation import ECRANS, PAGES, Ecran, find_ecran, name_ecran


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("nom", ["vide", "pleine"])
@pytest.mark.parametrize("ecran", ECRANS, ids=lambda e: e.url)
def test_screen_opens_or_refuses(ouvrir: Ouvrir, ecran: Ecran, nom: str, role: Role) -> None:
    page = ouvrir(ecran.fichier, nom, role)
    assert not page.exception, page.exception
    assert [t.value for t in page.title] == [name_ecran(ecran, "IDEE 93")]
    textes = read_textes(page)
    assert ("Accès refusé" in textes) is not role.allows(ecran.role)
    if role.allows(ecran.role):
        assert "Données au" in textes
        assert ("Base de démonstration" in textes) is (nom == "pleine")
        assert ("aucune remontée reçue" in textes) is (nom == "vide")
    else:
        assert "Données au" not in textes
        assert not page.get("file_uploader")


def test_every_page_file_is_in_the_table() -> None:
    assert {p.name for p in PAGES.glob("*.py")} == {e.fichier for e in ECRANS}


def test_a_link_leads_to_the_screens_of_the_table() -> None:
    assert {e.fichier: e.url for e in ECRANS} == liens.ECRANS


def test_page_out_of_the_table_never_opens() -> None:
    with pytest.raises(KeyError):
        find_ecran("secret.py")


@pytest.mark.parametrize("ecran", ECRANS, ids=lambda e: e.url)
def test_first_statement_of_every_page_is_the_guard(ecran: Ecran) -> None:
    lignes = ecran.chemin.read_text(encoding="utf-8").split('"""')[2].splitlines()
    instructions = [x for x in lignes if x.strip() and not x.startswith(("import ", "from "))]
    assert instructions[0] in {"contexte = open_page(__file__)", "contexte = open_page(__file__, fiche.write_tete)"}


def test_unreadable_database_is_said(ouvrir: Ouvrir, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = ouvrir("synthese.py")
    (tmp_path / "faux.db").write_bytes(b"ceci n'est pas une base" * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'faux.db'}")
    page.run()
    assert not page.exception
    assert "base de données" in page.error[0].value
    assert [t.value for t in page.title] == ["Base illisible"]


ELEMENTS = {
    "synthese.py": 20,
    "orientations_et_actions.py": 18,
    "engagements.py": 10,
    "calendrier.py": 19,
    "decisions.py": 33,
    "partenaires.py": 26,
    "charte.py": 12,
    "campagne.py": 19,
    "importer.py": 25,
    "journal.py": 10,
    "acces.py": 16,
    "etat.py": 10,
    "aide.py": 8,
    "presentation.py": 26,
    "recherche.py": 7,
}
"""Elements and containers that a run sends: each costs the server and the browser more than what it holds."""


def _count_elements(bloc: Block) -> int:
    """Return how many elements and containers stand in a block, the block itself left out."""
    return sum(1 + (_count_elements(e) if isinstance(e, Block) else 0) for e in bloc.children.values())


@pytest.mark.parametrize("ecran", ECRANS, ids=lambda e: e.url)
def test_a_screen_is_made_of_few_elements(ouvrir: Ouvrir, ecran: Ecran) -> None:
    page = ouvrir(ecran.fichier)
    assert _count_elements(page.main) + _count_elements(page.sidebar) <= ELEMENTS[ecran.fichier]
