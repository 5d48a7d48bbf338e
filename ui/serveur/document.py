"""Streamlit's document, in French and with what every screen needs, and the content policy that it goes with."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from html import escape
from pathlib import Path

from loaders.arbre.lecture import read_nom, schema_data
from ui.socle.statiques import DESSIN, MOTEUR, POLICES, list_modules
from ui.socle.style import build_style
from ui.socle.texte import Html

_DOSSIER = Path(__file__).parents[1]
_NOMS = (
    "francais.js",
    "defilement.js",
    "impression.js",
    "premier.js",
    "dessins.js",
    "decoupe.js",
    "projection.js",
)
_SCRIPTS = "".join((_DOSSIER / nom).read_text(encoding="utf-8") for nom in _NOMS)
"""Ours: French names for the framework's controls, screens found again where they were left, sheets, first pages,
figures, what is projected."""
_SCRIPT = re.compile(r"<script(?: type=\"module\")?>(.*?)</script>", re.DOTALL)
_PLACE = "<!-- premier -->"
"""Where the first page goes: after the style that sets it, before what may wait."""
_CONNEXION = """
window.__streamlit = {
  BACKEND_BASE_URL: new URL("./", location.href).href,
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false, enableCustomParentMessages: false },
};
"""
"""Where the server is, told to Streamlit, which otherwise asks for it at each address it could be at, in turn."""
_DESSINS = f'window.__dessins = ["{MOTEUR}", "{DESSIN}"];\n'
"""Where what draws the figures is served from."""
_FEUILLE_STREAMLIT = re.compile(r'<link rel="stylesheet"[^>]*>')
_RACINE = '<div id="root"></div>'
_POLICE_STREAMLIT = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*/>', re.DOTALL)


def _write_titre() -> str:
    """Return the title of the document until its screen gives its own."""
    nom = read_nom(schema_data())
    return "Tableau de bord" if nom is None else f"Tableau de bord {nom.du}"


@lru_cache(maxsize=4)
def translate_document(page: str) -> str:
    """Return Streamlit's document in French: language, favicon and fonts of ours, our scripts.

    What every screen needs is asked for at once, rather than when the first message of the session comes: fonts before
    scripts, since the first page is written in them. The framework's own sheet (formulas, which no screen has) comes
    after what is to be read, so that nothing waits for it.
    """
    page = page.replace('<html lang="en">', '<html lang="fr">', 1)
    page = page.replace('href="./favicon.png"', 'href="./app/static/favicon.svg"', 1)
    page = page.replace("<title>Streamlit</title>", f"<title>{escape(_write_titre())}</title>", 1)
    page = re.sub(
        r"<noscript>.*?</noscript>",
        "<noscript><p>Cette application a besoin de JavaScript.</p></noscript>",
        page,
        count=1,
        flags=re.DOTALL,
    )
    page = _POLICE_STREAMLIT.sub("", page, count=1)
    polices = [f'<link rel="preload" as="font" type="font/woff2" crossorigin href="./{a}">' for a in POLICES]
    liens = [f'<link rel="modulepreload" crossorigin href="./{adresse}">' for adresse in list_modules()]
    feuilles = _FEUILLE_STREAMLIT.findall(page)
    page = _FEUILLE_STREAMLIT.sub("", page).replace("<script", f"{''.join(polices)}<script", 1)
    page = page.replace("</head>", f"<script>{_CONNEXION}{_DESSINS}{_SCRIPTS}</script>{''.join(liens)}</head>", 1)
    return page.replace("</body>", f"{build_style()}{_PLACE}{''.join(feuilles)}</body>", 1)


def put_premier(page: str, premier: Html) -> str:
    """Return a document with its first page, which stands for the session's own until it is drawn.

    What the session draws meanwhile is neither read aloud nor reached by the keyboard: there is one page at a time.
    `page` is what `translate_document` returned: its policy is that of its own scripts, whatever is put in it.
    """
    if not premier or _PLACE not in page:
        return page.replace(_PLACE, "", 1)
    cachee = _RACINE.replace("></", ' data-attend inert aria-hidden="true"></')
    return page.replace(_RACINE, cachee, 1).replace(_PLACE, premier, 1)


@lru_cache(maxsize=4)
def build_csp(page: str) -> str:
    """Return the content policy of a document: this host only, and the very inline scripts it carries."""
    empreintes = (hashlib.sha256(s.encode()).digest() for s in _SCRIPT.findall(page))
    scripts = " ".join(f"'sha256-{base64.b64encode(e).decode()}'" for e in empreintes)
    return (
        "default-src 'self'; "
        f"script-src 'self' {scripts}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
