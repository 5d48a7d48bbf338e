"""Public reading: the public site, file for file, at every address; nothing else, by whatever way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from exports.formats import Demande, export
from models.refus import ReglageInvalide
from tests.ui.serveur.test_acces import SECRET, sign_in
from tests.ui.serveur.test_serveur import call
from ui.serveur.public import get_site
from ui.socle import identity
from ui.socle.donnees import find_version, get_defaut, get_plan
from ui.socle.navigation import ECRANS
from ui.socle.voies import check_depart

JOUR = date(2026, 11, 21)
JAMAIS = ("/_stcore/metrics", "/_stcore/host-config", "/media/a.xlsx", "/component/x", "/_stcore/upload_file/s/f")


@pytest.fixture
def public(base: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    base("pleine")
    monkeypatch.setenv("ACCES_PUBLIC", "oui")
    monkeypatch.setattr("ui.serveur.public.find_jour", lambda _: JOUR)


def ask(chemin: str, requete: str = "", **entetes: str) -> tuple[int, dict[str, str], bytes]:
    routes = [Route("/{reste:path}", lambda _: PlainTextResponse("servi"), methods=["GET", "PUT", "POST"])]
    return call(chemin, routes, requete, **{"accept": "text/html", **entetes})


def build_site() -> dict[str, bytes]:
    version = find_version(JOUR)
    plan = get_plan(version)
    fichiers = export("html", Demande(plan, get_defaut(version, JOUR), JOUR))
    assert not isinstance(fichiers, bytes)
    return dict(fichiers)


def test_a_visitor_is_served_the_public_site_and_nothing_else(public: None) -> None:
    site = build_site()
    for nom, octets in site.items():
        statut, recus, corps = ask(f"/{nom}")
        assert (statut, corps == octets) == (200, True), nom
        assert "frame-ancestors 'none'" in recus["content-security-policy"] and "x-frame-options" in recus
    assert ask("/")[2] == site["index.html"] == ask("/accueil")[2]
    for chemin in JAMAIS:
        for methode in ("GET", "PUT"):
            assert ask(chemin, methode=methode, accept="*/*")[0] == 403, chemin
    for methode in ("POST", "PUT"):
        assert b"servi" not in ask("/index.html", methode=methode)[2]


def test_a_screen_leads_to_its_page_or_says_that_it_is_not_public(public: None) -> None:
    suites = {e.url: ask(f"/{e.url}", "trimestre=2026-T3") for e in ECRANS}
    ouverts = {url for url, (statut, _, _) in suites.items() if statut == 302}
    assert ouverts == {
        *("synthese", "orientations_et_actions", "engagements", "calendrier", "partenaires", "charte", "aide")
    }
    site = build_site()
    for url in ouverts:
        assert suites[url][1]["location"].partition("#")[0].lstrip("/") in site
    for url in {e.url for e in ECRANS} - ouverts:
        statut, _, page = suites[url]
        assert (statut, "n’est pas publique" in page.decode()) == (403, True)
    code = next(nom for nom in site if nom.startswith("action/")).removeprefix("action/").removesuffix(".html").upper()
    assert ask("/orientations_et_actions", f"action={code}")[1]["location"] == f"/action/{code.lower()}.html"
    assert ask("/calendrier", "page=deux")[0] == 403


def test_a_file_is_asked_for_again_and_sent_once(public: None) -> None:
    _, recus, _ = ask("/index.html")
    statut, _, corps = ask("/index.html", **{"if-none-match": recus["etag"]})
    assert (statut, corps, recus["cache-control"]) == (304, b"", "no-cache")
    _, recus, corps = ask("/index.html", **{"accept-encoding": "gzip"})
    assert recus["content-encoding"] == "gzip" and corps[:2] == b"\x1f\x8b"


def test_the_key_opens_the_desk(public: None) -> None:
    jeton = identity.TROUSSEAU.exchange(identity.TROUSSEAU.cle)
    for cookie in (f"schema_8501={jeton}", ""):
        assert (ask("/journal", cookie=cookie)[2] == b"servi") is bool(cookie)
    assert identity.read_agissant({}, {}).role is None


def test_who_has_an_access_has_the_screens_and_who_has_none_the_site(
    public: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACCES_MANDATAIRE_IDENTITE", "X-Forwarded-Email")
    monkeypatch.setenv("ACCES_MANDATAIRE_SECRET", SECRET)
    for entetes in ({}, sign_in("inconnu@exemple.fr")):
        assert b"<!doctype html>" in ask("/", **entetes)[2]
        assert ask("/journal", **entetes)[0] == 403


def test_the_site_leads_to_where_one_signs_in(public: None) -> None:
    site = get_site(find_version(JOUR), "", "https://tableau.exemple.fr/connexion")
    assert (
        '<a href="https://tableau.exemple.fr/connexion">S’identifier</a>' in site.fichiers["index.html"].brut.decode()
    )
    assert "S’identifier" not in build_site()["index.html"].decode()


def test_off_it_is_nothing(base: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    base("vide")
    for dit in ("", "non"):
        monkeypatch.setenv("ACCES_PUBLIC", dit)
        assert ask("/index.html")[2] == b"servi"  # a desk: an address like any other
        with pytest.raises(ReglageInvalide, match="ACCES_PUBLIC"):
            check_depart("0.0.0.0")
    monkeypatch.setenv("ACCES_PUBLIC", "1")
    with pytest.raises(ReglageInvalide, match="oui ou par non"):
        check_depart("localhost")
    assert identity.read_agissant({}, {}).role is None
    monkeypatch.setenv("ACCES_PUBLIC", "oui")
    check_depart("0.0.0.0")
