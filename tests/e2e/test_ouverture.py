"""Who administers, through real relays: whoever opened the link, whatever the address, the name and the headers."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page
from websockets.exceptions import InvalidStatus

from models.provenance import load_journal
from models.session import dispose_engines, open_base, use_base
from models.vocabulaire import NatureEntree
from tests.e2e.conftest import (
    CHROMIUM,
    DRAPEAUX,
    Application,
    Poser,
    administer,
    find_port,
    go,
    serve,
    spend_lien,
    wait_calme,
)
from tests.e2e.relais import RELAIS, Visiteur, ask, find_programme, read_bloc, relay, run_nginx, visit

pytestmark = pytest.mark.e2e
REFUS = "Accès refusé"
DEPOT, MESURES = "/_stcore/upload_file/session/fichier", "/_stcore/metrics"
FORGES: dict[str, dict[str, str]] = {
    "rien": {},
    "origine": {"Origin": "http://{hote}"},
    "boucle": {"X-Forwarded-For": "127.0.0.1", "X-Real-Ip": "::1", "Forwarded": "for=127.0.0.1;host=localhost"},
    "hôte relayé": {"Origin": "http://{hote}", "X-Forwarded-Host": "localhost", "X-Forwarded-Proto": "https"},
    "témoin faux": {"Origin": "http://{hote}", "Cookie": "{nom}=AAAA; schema=1; {nom}="},
}


@pytest.fixture(scope="module")
def atelier(poser: Poser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """An application to attack, and to write in."""
    with serve(poser(tmp_path_factory.mktemp("ouverture") / "base.db", "pleine")) as servie:
        yield servie


def find_port_de(application: Application) -> int:
    return urlsplit(application.adresse).port or 0


def list_imports(application: Application) -> list[int]:
    """The imports in force, the latest first."""
    with use_base(application.base), open_base() as session:
        entrees = [e.id for e in load_journal(session) if e.nature == NatureEntree.IMPORT and e.annule_par is None]
    dispose_engines()
    return sorted(entrees, reverse=True)


def fill_forge(forge: dict[str, str], hote: str, serveur: int) -> dict[str, str]:
    return {nom: valeur.format(hote=hote, nom=f"schema_{serveur}") for nom, valeur in forge.items()}


def undo(visiteur: Visiteur, remontee: int, champs: dict[str, str]) -> None:
    """Send what the screen of the journal sends when somebody undoes an entry."""
    ecran = f"journal?remontee={remontee}"
    nom, sur = champs["Votre nom"], champs["Je confirme l’annulation"]
    bouton = champs[f"Annuler la remontée n°\u00a0{remontee}"]
    visiteur.run(ecran, **{nom: "Essai", sur: True})
    visiteur.run(ecran, **{nom: "Essai", sur: True, bouton: None})


@pytest.mark.parametrize("genre", RELAIS)
def test_nobody_administers_without_the_key(atelier: Application, tmp_path: Path, genre: str) -> None:
    """Importer, the files sent, the undo: closed to every forged client, and open to who has the key."""
    serveur, remontee = find_port_de(atelier), list_imports(atelier)[0]
    avant = list_imports(atelier)
    with relay(genre, serveur, tmp_path) as port:
        temoin = spend_lien(atelier.lien.replace(f":{serveur}/", f":{port}/"))
        cle = {"Cookie": temoin}
        with visit(port, f"localhost:{port}", cle) as administre:
            assert REFUS not in administre.run("importer")
            administre.run(f"journal?remontee={remontee}")
            champs = administre.champs
        for hote in (f"localhost:{port}", f"localhost:{serveur}", f"127.0.0.1:{serveur}", "schema.exemple.fr"):
            for forge in FORGES.values():
                entetes = fill_forge(forge, hote, serveur)
                for methode, chemin in (("PUT", DEPOT), ("DELETE", DEPOT), ("GET", MESURES)):
                    assert ask(port, methode, chemin, {"Host": hote, **entetes}) == 403
                try:
                    with visit(port, hote, entetes) as pirate:
                        assert REFUS in pirate.run("importer")
                        undo(pirate, remontee, champs)
                except InvalidStatus as refus:  # the relay changes the name, and the origin is no longer that of it
                    assert (refus.response.status_code, genre) == (403, "nginx sans Host")
        assert list_imports(atelier) == avant
        assert ask(port, "GET", MESURES, cle) == 200
        with visit(port, f"localhost:{port}", cle) as administre:
            undo(administre, remontee, champs)
    assert list_imports(atelier) == avant[1:]


@pytest.mark.parametrize("genre", ["socat", "nginx avec Host", "nginx complet"])
def test_a_reader_reads_through_a_relay(atelier: Application, tmp_path: Path, genre: str) -> None:
    hote = "schema.exemple.fr"
    with (
        relay(genre, find_port_de(atelier), tmp_path) as port,
        visit(port, hote, {"Origin": f"https://{hote}"}) as lecteur,
    ):
        assert "le Schéma est avancé à" in lecteur.run("synthese")


def test_a_page_of_another_port_does_not_borrow_the_cookie(atelier: Application) -> None:
    """The browser sends it along, strict as it is: all the ports of a machine are one site."""
    serveur = find_port_de(atelier)
    temoin = spend_lien(atelier.lien)
    for origine in (f"http://localhost:{serveur + 1}", "http://localhost", "https://ailleurs.exemple", "null"):
        with (
            pytest.raises(InvalidStatus) as refus,
            visit(serveur, f"localhost:{serveur}", {"Origin": origine, "Cookie": temoin}),
        ):
            pass
        assert refus.value.response.status_code == 403


def test_a_session_taken_up_again_has_the_right_of_who_takes_it(atelier: Application) -> None:
    serveur = find_port_de(atelier)
    hote, cle = f"localhost:{serveur}", {"Cookie": spend_lien(atelier.lien)}
    with visit(serveur, hote, cle) as administre:
        assert REFUS not in administre.run("importer")
        with visit(serveur, hote, {}, administre.session) as lecteur:
            assert lecteur.session == administre.session
            assert REFUS in lecteur.run("importer")
    with visit(serveur, hote, cle, lecteur.session) as administre:
        assert REFUS not in administre.run("importer")


def test_the_link_opens_once_in_a_browser(page: Page, navigateur: Browser, atelier: Application) -> None:
    lien, serveur = atelier.lien, find_port_de(atelier)
    cle = urlsplit(lien).query
    assert ask(serveur, "HEAD", f"/ouvrir?{cle}", {"Accept": "text/html"}) == 400
    go(page, f"{atelier.adresse}/importer", "Importer")
    page.get_by_text("dans la fenêtre où le serveur a été démarré").wait_for()
    go(page, lien, "Synthèse")
    vues = page.evaluate("[location.href, document.referrer, document.cookie, performance.getEntries()[0].name]")
    assert "cle=" not in "".join(vues)
    assert "schema_" not in vues[2]
    (temoin,) = [t for t in page.context.cookies() if t["name"] == f"schema_{serveur}"]
    assert (temoin["httpOnly"], temoin["sameSite"], temoin["path"]) == (True, "Strict", "/")
    page.get_by_role("link", name="Importer", exact=True).click()
    page.get_by_test_id("stFileUploader").wait_for()
    page.go_back()
    page.get_by_role("heading", name="Synthèse", level=1, exact=True).wait_for()
    assert "cle=" not in page.url
    assert atelier.lien != lien
    with navigateur.new_context(locale="fr-FR") as autre:
        seconde = autre.new_page()
        reponse = seconde.goto(lien)
        assert reponse is not None
        assert reponse.status == 403
        assert seconde.get_by_role("heading", level=1).inner_text() == "Ce lien n’ouvre plus l’administration"
        seconde.get_by_role("link", name="Lire le tableau de bord").click()
        seconde.get_by_role("heading", name="Synthèse", level=1, exact=True).wait_for()
        wait_calme(seconde)
        assert seconde.get_by_role("link", name="Importer", exact=True).count() == 0
        assert autre.cookies() == [t for t in autre.cookies() if not t["name"].startswith("schema_")]


def test_two_servers_of_a_machine_keep_their_cookies_apart(
    poser: Poser, page: Page, atelier: Application, tmp_path: Path
) -> None:
    """The second one is served under a path, where the guards hold as well."""
    with serve(poser(tmp_path / "vide.db", "vide"), chemin="/schema") as autre:
        administer(page, atelier)
        administer(page, autre)
        for servie in (atelier, autre):
            go(page, f"{servie.adresse}/importer", "Importer")
            page.get_by_test_id("stFileUploader").wait_for()
        jeton, port = spend_lien(atelier.lien).partition("=")[2], find_port_de(autre)
        adresses = (("PUT", f"/schema{DEPOT}"), ("GET", f"/schema{MESURES}"))
        for entetes in ({}, {"Host": "localhost"}, {"Cookie": f"schema_{port}={jeton}"}):
            assert [ask(port, *a, entetes) for a in adresses] == [403, 403]
        assert ask(port, "GET", f"/schema{MESURES}", {"Cookie": spend_lien(autre.lien)}) == 200
        go(page, f"{autre.adresse}/pages/importer", "Synthèse")


def test_the_nginx_block_of_the_readme(navigateur: Browser, atelier: Application, tmp_path: Path) -> None:
    """By its public name and TLS: a reader reads, the link opens administration, its cookie is kept to TLS."""
    port, cle, certificat = find_port(), tmp_path / "cle.pem", tmp_path / "certificat.pem"
    _make_certificat(cle, certificat)
    bloc = read_bloc()
    for texte, ici in (
        ("listen 443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/ssl/certs/tableau.pem", str(certificat)),
        ("/etc/ssl/private/tableau.key", str(cle)),
        ("http://127.0.0.1:8501", f"http://127.0.0.1:{find_port_de(atelier)}"),
    ):
        assert bloc.count(texte) == 1
        bloc = bloc.replace(texte, ici)
    (nom,) = re.findall(r"server_name (\S+);", bloc)
    resolution = f"--host-resolver-rules=MAP {nom} 127.0.0.1"
    chemin = navigateur.browser_type.launch(executable_path=CHROMIUM, args=[*DRAPEAUX, resolution])
    with run_nginx(bloc, port, tmp_path), chemin, chemin.new_context(ignore_https_errors=True, locale="fr-FR") as vu:
        page, public = vu.new_page(), f"https://{nom}:{port}"
        go(page, f"{public}/importer", "Importer")
        page.get_by_text(REFUS).wait_for()
        go(page, atelier.lien.replace(atelier.adresse, public), "Synthèse")
        go(page, f"{public}/importer", "Importer")
        page.get_by_test_id("stFileUploader").wait_for()
        page.locator("input[type=file]").set_input_files(
            {"name": "gros.xlsx", "mimeType": "", "buffer": b"0" * 15_000_000}
        )
        page.get_by_test_id("stAlert").filter(has_text="gros.xlsx").wait_for()
        assert [t["secure"] for t in vu.cookies() if t["name"].startswith("schema_")] == [True]


def _make_certificat(cle: Path, certificat: Path) -> None:
    options = ["-newkey", "rsa:2048", "-nodes", "-subj", "/CN=essai", "-days", "2"]
    commande = [find_programme("openssl", "openssl"), "req", "-x509", *options, "-keyout", str(cle)]
    subprocess.run([*commande, "-out", str(certificat)], check=True, capture_output=True)
