"""What goes out by HTTP, and what is refused before Streamlit sees it."""

from __future__ import annotations

import asyncio
import gzip
import re
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send
from streamlit import config

from tests.racine import RACINE
from ui.serveur.document import build_csp
from ui.serveur.premier import WritePremier
from ui.serveur.reponses import Serveur
from ui.socle import identity
from ui.socle.statiques import DESSIN, MOTEUR, list_modules
from ui.socle.texte import RIEN
from ui.socle.trousseau import Trousseau

POLICE = '<link\n rel="preload"\n href="./static/media/SourceSans.woff2"\n as="font" crossorigin\n/>'
DOCUMENT = f'<html lang="en"><head><title>Streamlit</title>{POLICE}<script>a=1</script></head><body></body></html>'
CODE = "var texte = 1;" * 500


def run(appel: Coroutine[Any, Any, None]) -> None:
    """Run in a thread of its own: the one of the tests may already run the loop of a browser."""
    with ThreadPoolExecutor(1) as fil:
        fil.submit(asyncio.run, appel).result()


def call(
    chemin: str,
    routes: list[Route] | None = None,
    requete: str = "",
    methode: str = "GET",
    schema: str = "http",
    write_premier: WritePremier = lambda *_: RIEN,
    **entetes: str,
) -> tuple[int, dict[str, str], bytes]:
    """Ask for an address and return what is answered, once."""
    routes = routes or [
        Route("/", lambda _: HTMLResponse(DOCUMENT, headers={"etag": "x"})),
        Route("/static/js/a.js", lambda _: PlainTextResponse(CODE)),
        Route("/petit", lambda _: Response(b"ok")),
    ]
    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        messages.append(message)

    scope = {
        "type": "http",
        "method": methode,
        "path": chemin,
        "raw_path": chemin.encode(),
        "query_string": requete.encode(),
        "headers": [(k.replace("_", "-").encode(), v.encode()) for k, v in entetes.items()],
        "scheme": schema,
        "server": ("localhost", 80),
        "client": ("127.0.0.1", 1),
    }
    run(Serveur(Starlette(routes=routes), write_premier)(scope, receive, send))
    (debut,) = [m for m in messages if m["type"] == "http.response.start"]
    corps = b"".join(m.get("body", b"") for m in messages[1:])
    return debut["status"], {k.decode(): v.decode() for k, v in debut["headers"]}, corps


@contextmanager
def serve_sous(base: str) -> Iterator[None]:
    """Serve under a path for the time of a block."""
    initiale = streamlit.get_option("server.baseUrlPath")
    config.set_option("server.baseUrlPath", base)
    try:
        yield
    finally:
        config.set_option("server.baseUrlPath", initiale)


def open_websocket(entetes: list[tuple[bytes, bytes]]) -> list[str]:
    """Ask for a session and return everything the browser is answered."""
    recus: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "websocket.accept"})

    async def send(message: Message) -> None:
        recus.append(message["type"])

    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": entetes, "client": ("127.0.0.1", 1)}
    run(Serveur(app)(scope, None, send))  # type: ignore[arg-type]
    return recus


def test_document_is_french_and_only_its_own_scripts_run() -> None:
    statut, entetes, corps = call("/", accept="text/html", accept_encoding="gzip")
    page = gzip.decompress(corps).decode()
    assert (statut, entetes["content-encoding"]) == (200, "gzip")
    assert '<html lang="fr">' in page
    assert "Aller au contenu principal" in page
    assert int(entetes["content-length"]) == len(corps)
    assert "etag" not in entetes
    assert len(re.findall("'sha256-", entetes["content-security-policy"])) == 2
    assert "'unsafe-inline'" not in entetes["content-security-policy"].split("style-src")[0]


def test_document_asks_early_for_what_every_screen_needs() -> None:
    _, entetes, corps = call("/", accept="text/html")
    page = corps.decode()
    for adresse in (MOTEUR, DESSIN):
        assert f'<link rel="modulepreload" crossorigin href="./{adresse}">' in page
    demandes = re.findall(r'href="\./(static/js/[^"]+)"', page)
    assert {d.split("/")[-1].split(".")[0] for d in demandes} >= {"Html", "Selectbox"}
    assert all((Path(streamlit.__file__).parent / "static" / d).is_file() for d in demandes)
    assert "SourceSans" not in page
    assert "eval" not in entetes["content-security-policy"]


def test_document_carries_the_style_and_where_the_server_is() -> None:
    _, _, corps = call("/", accept="text/html")
    page = corps.decode()
    assert page.index(".stApp,.premier,.stDialog{--papier:") > page.index("<body")
    assert page.index("BACKEND_BASE_URL") < page.index("<body")


def test_what_a_preloaded_part_needs_is_preloaded_too() -> None:
    demandes = set(list_modules())
    dossier = Path(streamlit.__file__).parent / "static"
    for adresse in [d for d in demandes if d.startswith("static/js/")]:
        besoins = re.findall(r'from"\./([\w.-]+\.js)"', (dossier / adresse).read_text(encoding="utf-8"))
        assert {f"static/js/{b}" for b in besoins} <= demandes


def test_versioned_files_are_kept_for_good() -> None:
    routes = [Route("/app/static/{chemin:path}", lambda _: PlainTextResponse(CODE))]
    for adresse, garde in ((MOTEUR, True), (DESSIN, True), ("app/static/favicon.svg", False)):
        chemin, _, requete = adresse.partition("?")
        _, entetes, _ = call(f"/{chemin}", routes=routes, requete=requete)
        assert ("immutable" in entetes.get("cache-control", "")) is garde


def test_policy_follows_the_scripts() -> None:
    assert build_csp("<script>a=1</script>") != build_csp("<script>a=2</script>")


def test_static_files_are_compressed_once_asked() -> None:
    _, entetes, corps = call("/static/js/a.js", accept_encoding="gzip, br")
    assert entetes["content-encoding"] == "gzip"
    assert gzip.decompress(corps).decode() == CODE
    assert int(entetes["content-length"]) == len(corps)
    _, entetes, corps = call("/static/js/a.js")
    assert "content-encoding" not in entetes
    assert corps.decode() == CODE


CONDITIONS = {"if-none-match", "if-modified-since"}


@pytest.mark.parametrize(
    ("chemin", "accept", "transmis"),
    [
        ("/", "text/html", set()),
        ("/static/js/a.js", "*/*", CONDITIONS),
        ("/petit", "*/*", CONDITIONS | {"accept-encoding"}),
    ],
)
def test_what_is_to_be_rewritten_is_asked_for_whole_and_plain(chemin: str, accept: str, transmis: set[str]) -> None:
    """A document answered « not modified », or compressed by Streamlit, would go out as Streamlit wrote it."""
    recus: list[set[str]] = []

    def answer(requete: Request) -> Response:
        recus.append(set(requete.headers))
        return PlainTextResponse("ok")

    conditions = {"if_none_match": "x", "if_modified_since": "Sat, 21 Nov 2026 09:00:00 GMT"}
    routes = [Route("/{chemin:path}", answer)]
    call(chemin, routes, accept=accept, accept_encoding="gzip", **conditions)
    assert recus == [{"accept"} | transmis]


def test_every_answer_bears_the_headers() -> None:
    for chemin in ("/", "/petit", "/absent", "/static/js/a.js"):
        _, entetes, _ = call(chemin)
        assert entetes["x-content-type-options"] == "nosniff"
        assert entetes["x-frame-options"] == "DENY"
        assert entetes["cross-origin-opener-policy"] == "same-origin"
        assert entetes["cross-origin-resource-policy"] == "same-origin"
        assert "strict-transport-security" not in entetes


@pytest.mark.parametrize("chemin", ["/", "/petit", "/absent", "/static/js/a.js", f"/static/{'a' * 300}"])
def test_a_browser_that_came_by_tls_comes_back_by_tls(chemin: str) -> None:
    """The scheme is the server's own, or what a relay says that it believes: never a header that we would read."""
    assert call(chemin, schema="https")[1]["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in call(chemin, x_forwarded_proto="https")[1]


@pytest.mark.parametrize("base", ["", "schema"])
def test_what_a_screen_gives_is_kept_nowhere(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    """Workbooks as received, tables downloaded: neither by the browser nor by a relay."""
    adresse = f"/{base}/media/abc.xlsx" if base else "/media/abc.xlsx"
    routes = [Route("/{chemin:path}", lambda _: PlainTextResponse("nom", headers={"cache-control": "public"}))]
    with serve_sous(base):
        assert call(adresse, routes=routes)[1]["cache-control"] == "private, no-store"


@pytest.mark.parametrize("base", ["", "schema"])
@pytest.mark.parametrize("dossier", ["/app/static/", "/static/js/", "/media/", "/component/x/", "/"])
def test_a_name_too_long_for_a_file_is_not_found(dossier: str, base: str) -> None:
    """The system refuses it with an error that is no « not found », and that nobody expects."""

    def fail(_: object) -> Response:
        raise OSError(36, "File name too long")

    prefixe = f"/{base}" if base else ""
    routes = [Route("/{chemin:path}", fail)]
    with serve_sous(base):
        for nom in ("a" * 256, "é" * 128, "a" * 5_000):
            assert call(f"{prefixe}{dossier}{nom}", routes=routes)[0] == 404
            assert call(f"{prefixe}{dossier}{nom}/b", routes=routes)[0] == 404
        reponse = Route("/{chemin:path}", lambda _: PlainTextResponse("ok"))
        assert call(f"{prefixe}{dossier}{'a' * 255}", routes=[reponse])[0] == 200


@pytest.mark.parametrize("chemin", ["/pages/importer", "/a/b/c"])
def test_a_page_below_another_goes_back_to_the_first_screen(chemin: str) -> None:
    statut, entetes, _ = call(chemin, accept="text/html")
    assert (statut, entetes["location"]) == (307, "/")
    assert call(chemin)[0] == 404
    assert call("/static/js/a.js", accept="text/html")[0] == 200


@pytest.mark.parametrize(
    ("origine", "attendue"),
    [
        ("http://localhost:8501", True),
        (None, True),
        ("http://localhost:9999", False),
        ("http://127.0.0.1:8501", False),
        ("https://ailleurs.example", False),
        ("null", False),
        ("http://[", False),
    ],
)
def test_a_page_of_another_address_opens_no_session(origine: str | None, attendue: bool) -> None:
    entetes = [(b"host", b"localhost:8501")] + ([(b"origin", origine.encode())] if origine else [])
    assert open_websocket(entetes) == ["websocket.accept" if attendue else "websocket.close"]


@pytest.mark.parametrize("base", ["", "schema", "/a/b/"])
def test_only_who_may_import_may_send_files(monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    """Under a base path too; neither this machine's address nor its name opens anything."""
    monkeypatch.setattr(identity, "TROUSSEAU", Trousseau())
    jeton = identity.TROUSSEAU.exchange(identity.TROUSSEAU.cle)
    with serve_sous(base):
        for chemin in ("/_stcore/upload_file/session/fichier", "/_stcore/metrics"):
            adresse = f"/{base.strip('/')}{chemin}" if base else chemin
            assert call(adresse, host="localhost:8501")[0] == 403
            assert call(adresse, host="localhost:8501", cookie=f"{identity.name_cookie()}=autre")[0] == 403
            assert call(adresse, host="localhost:8501", cookie=f"{identity.name_cookie()}={jeton}")[0] == 404


@pytest.mark.parametrize("base", ["", "schema"])
@pytest.mark.parametrize("forme", ["/{b}{c}", "//{b}{c}", "/{b}/{c}", "/{b}{c}/", "/x/{b}{c}", "/{b}/{b}{c}", "{c}"])
def test_a_guarded_address_is_guarded_however_it_is_written(forme: str, base: str) -> None:
    """Doubled bars, another path before it, the base path left out or said twice."""
    routes = [Route("/{chemin:path}", lambda _: PlainTextResponse("ouvert"), methods=["GET", "PUT"])]
    with serve_sous(base):
        for chemin in ("/_stcore/upload_file/session/fichier", "/_stcore/metrics"):
            assert call(forme.format(b=base, c=chemin), routes=routes, methode="PUT")[0] == 403


@pytest.mark.parametrize("base", ["schema", "/a/b/"])
def test_the_rules_of_addresses_hold_under_a_base_path(base: str) -> None:
    sous = f"/{base.strip('/')}"
    routes = [Route("/{chemin:path}", lambda _: PlainTextResponse(CODE))]
    with serve_sous(base):
        statut, entetes, _ = call(f"{sous}/pages/importer", accept="text/html")
        assert (statut, entetes["location"]) == (307, f"{sous}/")
        assert call(f"{sous}/static/x/../js/a.js", routes=routes)[0] == 404
        chemin, _, requete = MOTEUR.partition("?")
        assert "immutable" in call(f"{sous}/{chemin}", routes=routes, requete=requete)[1]["cache-control"]
        statut, entetes, _ = call(f"{sous}/ouvrir", requete="cle=x", accept="text/html")
        assert (statut, entetes["cache-control"]) == (403, "no-store")
        # an address that only begins alike is another one
        assert call(f"{sous}ma/static/x/../js/a.js", routes=routes)[0] == 404


@pytest.mark.parametrize("chemin", ["/static/js/./a.js", "/static//js/a.js", "/static/x/../js/a.js"])
def test_a_file_has_one_address(chemin: str) -> None:
    routes = [Route("/{chemin:path}", lambda _: PlainTextResponse(CODE))]
    assert call(chemin, routes=routes)[0] == 404


@pytest.mark.parametrize("hote", ["schema.exemple.fr", "192.168.1.20:8501", "127.0.0.2:8501", "[::1]:8501"])
def test_a_reader_comes_by_any_name(hote: str) -> None:
    """A public name behind a proxy, whatever headers the proxy adds: a right is never concluded from a name."""
    assert open_websocket([(b"host", hote.encode()), (b"origin", f"https://{hote}".encode())]) == ["websocket.accept"]


def test_font_of_the_framework_is_ours() -> None:
    statut, entetes, _ = call("/static/media/SourceSansVF-Upright.ttf.x.woff2")
    assert statut == 308
    assert (RACINE / "ui" / entetes["location"].removeprefix("/app/")).is_file()
