"""A workbook full of what a browser or Streamlit would act on: imported, then every screen opened, nothing acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from models.session import dispose_engines
from tests.classeurs_remplis import fill_classeur
from tests.e2e.conftest import TITRES, Application, Poser, administer, go, serve, sign, wait_calme, wait_dessins

pytestmark = pytest.mark.e2e
TEXTES = {
    "html": "\"'><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)><b>gras</b> &lt;i&gt;",
    "markdown": "**gras** [a](https://ailleurs.exemple) ![i](https://ailleurs.exemple/i.png) `code` ~~non~~ <a@b.fr>",
    "latex": r"$x^2$ et $$\frac{1}{2}$$ et \(x\)",
    "directives": ":red[rouge] :material/delete: :blue-background[fond] :smile: :green-badge[insigne] :small[petit]",
    "adresses": "https://ailleurs.exemple/a www.ailleurs.exemple javascript:alert(4) data:text/html,<b>5</b>",
    "modèle": "{{7*7}} ${7*7} %s %(x)s {0} \\u003cb\\u003e",
}
SENS = "\u202eegnol\u202c \u200f\u2066dedans\u2069 fin"
"""What turns the direction of writing is taken away, the rest is shown."""
COLONNES = (
    "Fait marquant du trimestre",
    "Prochaine étape",
    "Point de blocage",
    "Décision attendue",
    "Destinataire",
)
ACTIFS = (
    *(
        "[onerror]",
        "[onload]",
        "[onclick]",
        "img[src='x']",
        "img[src^='http']",
        "iframe",
        "form:not(.chercher)",
        "object",
        "embed",
    ),
    *(".katex", ".stMarkdownColoredText", "[class*=stMarkdownBadge]", "body script:not([src])"),
)
"""What none of our screens holds, and what such a text would make."""
ETRANGERS = """(actifs) => [
  ...actifs.flatMap((s) => [...document.querySelectorAll(s)]),
  ...[...document.querySelectorAll("a[href]")].filter((a) => a.href && new URL(a.href).host !== location.host),
  ...[...document.querySelectorAll("b,strong,code,del,i")].filter((e) => ["gras", "code", "non"].includes(e.innerText)),
].map((e) => e.outerHTML.slice(0, 200))"""


@pytest.fixture
def atelier(poser: Poser, tmp_path: Path) -> Iterator[Application]:
    with serve(poser(tmp_path / "base.db", "pleine")) as servie:
        yield servie


def make_classeur(application: Application, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook of the present quarter whose every free text is hostile, and its name too."""
    monkeypatch.setenv("DATABASE_URL", application.base)
    textes, saisies = [*TEXTES.values(), SENS], {}
    for rang, code in enumerate(("A16", "A17", "A18")):
        saisies[code] = {c: textes[(rang * len(COLONNES) + n) % len(textes)] for n, c in enumerate(COLONNES)}
        saisies[code] |= {"Avancement (%)": 10 + rang, "Statut": "Bloquée", "Météo": "Orage"}
    chemin = dossier / "<img src=x onerror=alert(6)> :red[x] $y$ **z**.xlsx"
    chemin.write_bytes(fill_classeur("crip-93", "2026-T4", saisies, datetime.now(UTC)))
    dispose_engines()
    return chemin


def open_plis(page: Page) -> None:
    """Open what a screen folds, without closing what is open."""
    page.evaluate("document.querySelectorAll('details:not([open])').forEach((d) => { d.open = true; })")
    wait_calme(page)


def test_no_text_acts_on_any_screen(
    atelier: Application, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ici, vus, bruits = urlsplit(atelier.adresse).netloc, set(), []
    page.on("request", lambda r: bruits.append(r.url) if urlsplit(r.url).netloc not in (ici, "") else None)
    page.on("dialog", lambda d: bruits.append(f"dialog {d.message}"))
    page.on("console", lambda m: bruits.append(m.text) if m.type == "error" else None)

    def look(titre: str | re.Pattern[str]) -> None:
        page.get_by_role("heading", name=titre, level=1, exact=True).wait_for()
        wait_calme(page)
        wait_dessins(page)
        open_plis(page)
        assert page.evaluate(ETRANGERS, list(ACTIFS)) == []
        dit = re.sub("\u2060", "", page.locator("body").inner_text())
        vus.update(nom for nom, texte in TEXTES.items() if texte in dit)
        vus.update({"sens"} if "egnol dedans fin" in dit else ())
        assert not set("\u202e\u202c\u200f\u2066\u2069") & set(page.locator("body").inner_text())
        assert page.locator("h1").count() == 1

    administer(page, atelier)
    go(page, f"{atelier.adresse}/importer", "Importer")
    page.locator("input[type=file]").set_input_files(make_classeur(atelier, tmp_path, monkeypatch))
    page.get_by_text("1 classeur lu").wait_for()
    look("Importer")
    assert vus == {*TEXTES, "sens"}
    sign(page)
    page.get_by_role("button", name=re.compile("Appliquer \\d+ changements")).click()
    page.get_by_text("changements appliqués").wait_for()
    look("Importer")
    vus.clear()
    adresses: list[tuple[str, str | re.Pattern[str]]] = [*TITRES.items()]
    adresses += [(f"orientations_et_actions?action={code}", re.compile(f"{code} ·")) for code in ("A16", "A17", "A18")]
    adresses += [("orientations_et_actions?q=onerror", "Orientations et actions"), ("aide?cherche=:red[x]", "Aide")]
    for adresse, titre in adresses:
        page.goto(f"{atelier.adresse}/{adresse}")
        look(titre)
    page.goto(f"{atelier.adresse}/journal")
    page.locator(".journal a").first.click()
    page.get_by_role("heading", level=2, name="CRIP").wait_for()
    look("Journal")
    assert vus == {*TEXTES, "sens"}
    assert bruits == []
