"""The link of administration: what spends its key, what the exchange gives, and who is taken for whom afterwards."""

from __future__ import annotations

import io
import logging
import re
from http.cookies import SimpleCookie
from types import SimpleNamespace

import pytest

from models.vocabulaire import Role
from tests.ui.conftest import Ouvrir, read_textes
from tests.ui.serveur.conftest import Horloge
from tests.ui.serveur.test_serveur import call
from ui.serveur import ouverture
from ui.socle import identity
from ui.socle.trousseau import DUREE, ESSAIS, FENETRE, Trousseau

NAVIGATEUR = {"accept": "text/html,*/*;q=0.8", "sec_fetch_mode": "navigate", "sec_fetch_dest": "document"}


@pytest.fixture
def trousseau(horloge: Horloge, monkeypatch: pytest.MonkeyPatch) -> Trousseau:
    """The keys of a server that has just started."""
    neuf = Trousseau(horloge)
    monkeypatch.setattr(identity, "TROUSSEAU", neuf)
    return neuf


def open_lien(cle: str, methode: str = "GET", **entetes: str) -> tuple[int, dict[str, str], str]:
    statut, recus, corps = call("/ouvrir", requete=f"cle={cle}", methode=methode, **{**NAVIGATEUR, **entetes})
    return statut, recus, corps.decode()


def test_the_link_gives_a_cookie_and_leaves_the_address(trousseau: Trousseau) -> None:
    statut, entetes, _ = open_lien(trousseau.cle)
    assert (statut, entetes["location"]) == (303, "./")
    assert entetes["referrer-policy"] == "no-referrer"
    assert entetes["cache-control"] == "no-store"
    (temoin,) = SimpleCookie(entetes["set-cookie"]).values()
    assert temoin.key == "schema_8501"
    assert (temoin["path"], temoin["domain"], temoin["secure"]) == ("/", "", "")
    assert (temoin["httponly"], temoin["samesite"].lower(), temoin["max-age"]) == (True, "strict", str(DUREE))
    assert identity.read_role({temoin.key: temoin.value}) is Role.ADMINISTRATION


def test_a_key_serves_once_and_another_takes_its_place(
    trousseau: Trousseau, capsys: pytest.CaptureFixture[str]
) -> None:
    premiere = trousseau.cle
    assert open_lien(premiere)[0] == 303
    statut, entetes, corps = open_lien(premiere)
    assert (statut, "set-cookie" in entetes) == (403, False)
    assert "Il a déjà servi" in corps
    assert '<html lang="fr">' in corps
    (lien,) = re.findall(r"\S+/ouvrir\?cle=\S+", capsys.readouterr().out)
    assert premiere not in lien
    assert open_lien(lien.split("=")[1])[0] == 303


@pytest.mark.parametrize("cle", ["", "x", "é", "%00", "A" * 100_000])
def test_a_wrong_key_opens_nothing_and_is_not_logged(
    trousseau: Trousseau, caplog: pytest.LogCaptureFixture, cle: str
) -> None:
    with caplog.at_level(logging.WARNING):
        statut, entetes, corps = open_lien(cle)
    assert (statut, "set-cookie" in entetes) == (403, False)
    assert "dans la fenêtre où le serveur a été démarré" in corps
    assert len(caplog.records) == 1
    assert len(cle) < 2 or cle not in caplog.text


@pytest.mark.parametrize(
    ("methode", "entetes"),
    [
        ("HEAD", {}),
        ("POST", {}),
        ("GET", {"accept": "*/*"}),
        ("GET", {"sec_fetch_mode": "no-cors"}),
        ("GET", {"sec_fetch_dest": "iframe"}),
        ("GET", {"sec_purpose": "prefetch;prerender"}),
        ("GET", {"purpose": "prefetch"}),
        ("GET", {"x_purpose": "preview"}),
        ("GET", {"x_moz": "prefetch"}),
    ],
)
def test_what_is_not_somebody_opening_the_link_spends_nothing(
    trousseau: Trousseau, methode: str, entetes: dict[str, str]
) -> None:
    cle = trousseau.cle
    statut, recus, _ = open_lien(cle, methode, **entetes)
    assert (statut, "set-cookie" in recus) == (400, False)
    assert open_lien(cle)[0] == 303


def test_a_browser_that_administers_spends_nothing_more(trousseau: Trousseau) -> None:
    jeton = trousseau.exchange(trousseau.cle)
    cle = trousseau.cle
    assert open_lien(cle, cookie=f"schema_8501={jeton}")[0] == 303
    assert trousseau.cle == cle


def test_too_many_attempts_are_told_and_the_right_key_still_opens(
    trousseau: Trousseau, horloge: Horloge, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert {open_lien("x")[0] for _ in range(ESSAIS)} == {403}
        assert open_lien("x")[0] == 429
    assert len(caplog.records) == ESSAIS
    assert open_lien(trousseau.cle)[0] == 303
    horloge.instant += FENETRE
    assert open_lien("x")[0] == 403


def test_a_session_ends(trousseau: Trousseau, horloge: Horloge) -> None:
    jeton = trousseau.exchange(trousseau.cle)
    horloge.instant += DUREE - 1
    assert trousseau.admits(jeton)
    horloge.instant += 1
    assert not trousseau.admits(jeton)


@pytest.mark.parametrize("temoins", [{}, {"schema_8501": ""}, {"schema_8501": "autre"}])
def test_a_role_is_concluded_from_nothing_but_the_cookie(
    trousseau: Trousseau, monkeypatch: pytest.MonkeyPatch, temoins: dict[str, str]
) -> None:
    local = {"ip_address": None, "headers": {"Host": "localhost:8501", "Origin": "http://localhost:8501"}}
    monkeypatch.setattr(identity.st, "context", SimpleNamespace(**local, cookies=temoins))
    assert identity.find_role() is Role.LECTURE
    jeton = trousseau.exchange(trousseau.cle)
    ailleurs = {"ip_address": "192.168.1.20", "headers": {"Host": "schema.exemple.fr", "X-Forwarded-For": "1.2.3.4"}}
    monkeypatch.setattr(identity.st, "context", SimpleNamespace(**ailleurs, cookies={"schema_8501": jeton}))
    assert identity.find_role() is Role.ADMINISTRATION
    monkeypatch.setattr(identity.st, "context", SimpleNamespace(**ailleurs, cookies={"schema_8502": jeton}))
    assert identity.find_role() is Role.LECTURE


@pytest.mark.parametrize(
    ("options", "adresse"),
    [
        ({}, "http://localhost:8501"),
        ({"server.address": "0.0.0.0", "server.port": 8600}, "http://localhost:8600"),
        ({"server.address": "::1"}, "http://[::1]:8501"),
        ({"server.address": "192.168.1.20", "server.baseUrlPath": "/schema/"}, "http://192.168.1.20:8501/schema"),
        ({"server.sslCertFile": "cert.pem"}, "https://localhost:8501"),
    ],
)
def test_the_link_leads_to_where_the_server_is(
    monkeypatch: pytest.MonkeyPatch, options: dict[str, object], adresse: str
) -> None:
    reglages = {"server.address": None, "server.port": 8501, "server.baseUrlPath": "", "server.sslCertFile": None}
    monkeypatch.setattr(ouverture.st, "get_option", {**reglages, **options}.__getitem__)
    assert ouverture.build_lien() == f"{adresse}/ouvrir?cle={identity.TROUSSEAU.cle}"


@pytest.mark.parametrize(
    ("terminal", "env", "attendu"),
    [
        (True, {"DISPLAY": ":0"}, True),
        (True, {"WAYLAND_DISPLAY": "wayland-0"}, True),
        (True, {}, False),
        (False, {"DISPLAY": ":0"}, False),
        (True, {"DISPLAY": ":0", "CI": "true"}, False),
    ],
)
def test_the_browser_opens_only_at_a_desk(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, env: dict[str, str], attendu: bool
) -> None:
    sortie = io.StringIO()
    monkeypatch.setattr(sortie, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr(ouverture.sys, "stdout", sortie)
    monkeypatch.setattr(ouverture.sys, "platform", "linux")
    for nom in ("DISPLAY", "WAYLAND_DISPLAY", "CI"):
        monkeypatch.delenv(nom, raising=False)
    for nom, valeur in env.items():
        monkeypatch.setenv(nom, valeur)
    ouverts: list[str] = []
    monkeypatch.setattr(ouverture.webbrowser, "open", ouverts.append)
    monkeypatch.setattr(
        ouverture.threading, "Thread", lambda target, args, daemon: SimpleNamespace(start=lambda: target(*args))
    )
    ouverture.announce_ouverture()
    assert ouverts == ([ouverture.build_lien()] if attendu else [])
    assert ouverture.build_lien() in sortie.getvalue()


@pytest.mark.parametrize("codage", ["ascii", "latin-1"])
def test_a_poor_terminal_does_not_stop_the_server(monkeypatch: pytest.MonkeyPatch, codage: str) -> None:
    octets = io.BytesIO()
    monkeypatch.setattr(ouverture.sys, "stdout", io.TextIOWrapper(octets, encoding=codage))
    ouverture.announce_ouverture()
    assert ouverture.build_lien().encode() in octets.getvalue()


def test_the_link_serves_though_the_terminal_is_gone(trousseau: Trousseau, monkeypatch: pytest.MonkeyPatch) -> None:
    sortie = io.StringIO()
    sortie.close()
    monkeypatch.setattr(ouverture.sys, "stdout", sortie)
    assert open_lien(trousseau.cle)[0] == 303


def test_a_reader_is_told_where_the_link_is(ouvrir: Ouvrir) -> None:
    refuse = read_textes(ouvrir("importer.py", role=Role.LECTURE))
    assert "ouvrez le lien écrit dans la fenêtre où le serveur a été démarré" in refuse
    textes = read_textes(ouvrir("synthese.py", role=Role.LECTURE))
    ((rubrique, sujet),) = re.findall(r'Lecture seule · <a [^>]*rubrique=(\w+)&amp;sujet=([\w-]+)">', textes)
    article = read_textes(ouvrir("aide.py", role=Role.LECTURE, rubrique=rubrique, sujet=sujet))
    assert "seul un navigateur qui a ouvert le lien d’administration" in article
    assert "Une campagne en cinq gestes</h3>" not in article
    assert "Lecture seule" not in read_textes(ouvrir("synthese.py"))
