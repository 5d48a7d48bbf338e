"""The first page: which addresses have one, that it is the session's own words, that nothing is told unsure."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode

import pytest

from exports.formats import Demande as Demandee
from exports.formats import export
from models.refus import BaseIndisponible
from models.temps import find_jour
from models.trimestre import Trimestre
from models.vocabulaire import Role
from phrases.format import set_espaces
from tests.ui.conftest import MAINTENANT, Ouvrir, read_textes, strip_abbr
from ui.premier import page as premiers
from ui.premier.ecrans import PREMIERS
from ui.premier.page import Demande, read_adresse, write_premier
from ui.socle.donnees import find_version, get_plan
from ui.socle.navigation import ECRANS, find_ecran

SYNTHESE = ECRANS[0]
PLACES = re.compile(r'<div class="premier-(?:choix|bouton|champ)[^>]*>.*?</div>')


@pytest.fixture(autouse=True)
def horloge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(premiers, "maintenant", lambda: MAINTENANT)


def write(fichier: str = SYNTHESE.fichier, trimestre: str = "", role: Role = Role.LECTURE) -> str:
    return write_premier(find_ecran(fichier).url, urlencode({"trimestre": trimestre} if trimestre else {}), role)


@pytest.mark.parametrize("chemin", ["/", "/accueil", "/synthese", "synthese"])
def test_bare_address_is_that_of_the_first_screen(chemin: str) -> None:
    assert read_adresse(chemin, "", Role.LECTURE) == Demande(SYNTHESE, "", Role.LECTURE)


@pytest.mark.parametrize(
    ("chemin", "requete"),
    [
        ("/nulle-part", ""),
        ("/importer", ""),  # nothing is read there
        ("/synthese/suite", ""),
        ("/synthese", "action=A08"),
        ("/synthese", "trimestre=T3+2026&embed=true"),
        ("/synthese", "trimestre=T3+2026&trimestre=T2+2026"),
        ("/synthese", "trimestre=" + "T3+2026" * 50),
        ("/aide", "sujet=quelque-chose"),
        ("/aide", "chiffre=avancement"),
        ("/engagements", "action=A08"),
        ("/orientations_et_actions", "action=A08&retour=statut%3DBloqu%C3%A9"),
    ],
)
def test_what_the_document_cannot_know_is_left_to_the_session(chemin: str, requete: str) -> None:
    assert read_adresse(chemin, requete, Role.ADMINISTRATION) is None


def test_quarter_of_the_address_is_read_as_it_is_written() -> None:
    demande = read_adresse("/synthese", "trimestre=T2+2026", Role.LECTURE)
    assert demande is not None
    assert demande.trimestre == "T2 2026"


@pytest.mark.parametrize("trimestre", ["", "T2 2026"])
@pytest.mark.parametrize("fichier", PREMIERS)
def test_every_text_of_the_first_page_is_one_that_the_session_draws(
    ouvrir: Ouvrir, fichier: str, trimestre: str
) -> None:
    adresse = {"trimestre": trimestre} if trimestre and find_ecran(fichier).par_trimestre else {}
    dits = read_textes(ouvrir(fichier, role=Role.LECTURE, **adresse))
    page = strip_abbr(write(fichier, adresse.get("trimestre", "")))
    corps = PLACES.sub("", page.split("<h1>")[1].split("</h1>")[1])
    textes = set(re.findall(r">([^<>]+)<", corps))  # but for what holds the place of a control
    assert len(textes) >= 5
    assert {texte for texte in textes if f">{texte}<" not in dits} == set()


def test_the_site_writes_its_synthese_as_the_first_page_does(base: Callable[[str], None]) -> None:
    base("pleine")
    page, jour = write(trimestre="T3 2026"), find_jour(MAINTENANT)
    demande = Demandee(get_plan(find_version()), Trimestre(2026, 3), jour, options={"interne": "oui"})
    site = export("html", demande)
    assert not isinstance(site, bytes)
    assert len(read_blocs(page)) == 3
    assert read_blocs(page) == read_blocs(site["index.html"].decode())


def read_blocs(page: str) -> list[str]:
    """Return the words of the head, of what waits for a décision and of the tree, without the icons of a font."""
    page = re.sub(r'<span class="icone"[^>]*>[^<]*</span> ?', "", strip_abbr(page))
    fins = ((r'<div class="ouverture">', "</dl></div>"), (r'<section class="bloc decisions">', "</section>"))
    blocs = [re.search(f"{debut}.*?{fin}", page, re.DOTALL) for debut, fin in (*fins, ("<tbody>", "</tbody>"))]
    return [re.sub(r"<[^>]+>", "|", bloc[0]) for bloc in blocs if bloc]


FICHES = {
    "orientations_et_actions.py": {"action": "A08"},
    "engagements.py": {"engagement": "9"},
    "partenaires.py": {"partenaire": "CDEF"},
    "aide.py": {"rubrique": "glossaire"},
}


@pytest.mark.parametrize("fichier", FICHES)
def test_every_text_of_a_sheet_is_one_that_the_session_draws(ouvrir: Ouvrir, fichier: str) -> None:
    adresse = {"trimestre": "T2 2026", **FICHES[fichier]}
    dits = read_textes(ouvrir(fichier, role=Role.LECTURE, **adresse))
    page = strip_abbr(write_premier(find_ecran(fichier).url, urlencode(adresse), Role.LECTURE))
    corps = PLACES.sub("", page.split('<div class="st-key-entete">')[1])
    textes = set(re.findall(r">([^<>]+)<", corps))
    assert len(textes) >= 10
    assert {texte for texte in textes if f">{texte}<" not in dits and texte != "Aide"} == set()
    assert 'class="dessin' not in page


@pytest.mark.parametrize(
    ("fichier", "adresse"),
    [
        ("orientations_et_actions.py", {"action": "Z99"}),
        ("engagements.py", {"engagement": "99"}),
        ("partenaires.py", {"partenaire": "Personne"}),
        ("aide.py", {"rubrique": "rien"}),
    ],
)
def test_a_sheet_that_is_not_there_is_left_to_the_session(
    base: Callable[[str], None], fichier: str, adresse: dict[str, str]
) -> None:
    base("pleine")
    assert write_premier(find_ecran(fichier).url, urlencode(adresse), Role.LECTURE) == ""


def test_first_page_has_the_sentence_the_figures_and_what_waits(base: Callable[[str], None]) -> None:
    base("pleine")
    page = write()
    assert page.count('class="kpi"') == 5
    assert 'class="phrase"' in page
    assert "décisions attendues" in page
    assert '<h1>Synthèse</h1><div class="premier-choix">T3' in page.replace("\u00a0", " ")


def test_quarter_that_cannot_be_shown_has_no_first_page(base: Callable[[str], None]) -> None:
    base("pleine")
    assert write(trimestre="T1 2019") == ""
    assert write(trimestre="n’importe quoi") == ""


def test_empty_base_has_no_first_page(base: Callable[[str], None]) -> None:
    base("vide")
    assert write() == ""


def test_menu_has_only_what_the_role_may_open(base: Callable[[str], None]) -> None:
    base("pleine")
    assert 'href="importer"' not in write()
    assert 'href="importer"' in write(role=Role.ADMINISTRATION)


def test_base_that_cannot_be_read_has_no_first_page(
    base: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    base("pleine")

    def fail(_: object) -> None:
        raise BaseIndisponible(set_espaces("Illisible"))

    monkeypatch.setattr(premiers, "find_version", fail)
    assert write() == ""


def test_fault_of_ours_leaves_the_document_without_its_first_page(
    base: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    base("pleine")
    monkeypatch.setattr(premiers, "find_version", lambda _: 1 / 0)
    assert write() == ""
    assert "synthese" in caplog.text
