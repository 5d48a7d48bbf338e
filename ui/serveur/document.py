"""Streamlit's document, in French and with what every screen needs, and the content policy that it goes with."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from html import escape
from pathlib import Path

from loaders.arbre.lecture import read_nom, schema_data
from ui.socle.statiques import POLICES, list_modules
from ui.socle.style import build_style

_FRANCAIS = (Path(__file__).parents[1] / "francais.js").read_text(encoding="utf-8")
_SCRIPT = re.compile(r"<script(?: type=\"module\")?>(.*?)</script>", re.DOTALL)
_CONNEXION = """
window.__streamlit = {
  BACKEND_BASE_URL: new URL("./", location.href).href,
  HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false, enableCustomParentMessages: false },
};
"""
"""Where the server is, told to Streamlit, which otherwise asks for it at each address it could be at, in turn."""
_POLICE_STREAMLIT = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*/>', re.DOTALL)


def _write_titre() -> str:
    """Return the title of the document until its screen gives its own."""
    nom = read_nom(schema_data())
    return "Tableau de bord" if nom is None else f"Tableau de bord {nom.du}"


@lru_cache(maxsize=4)
def translate_document(page: str) -> str:
    """Return Streamlit's document in French: language, favicon and fonts of ours, the script that names its controls.

    What every screen needs is asked for at once, rather than when the first message of the session comes. The style
    sheet comes last, so that it wins over the framework's own rules of the same weight.
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
    liens = [f'<link rel="modulepreload" crossorigin href="./{adresse}">' for adresse in list_modules()]
    liens += [f'<link rel="preload" as="font" type="font/woff2" crossorigin href="./{a}">' for a in POLICES]
    page = page.replace("</head>", f"<script>{_CONNEXION}{_FRANCAIS}</script>{''.join(liens)}</head>", 1)
    return page.replace("</body>", f"{build_style()}</body>", 1)


@lru_cache(maxsize=4)
def build_csp(page: str) -> str:
    """Return the content policy of a document: this host only, and the very inline scripts it carries.

    `blob:` is for the few lines of our own component, which Streamlit loads from memory; no text is ever evaluated.
    """
    empreintes = (hashlib.sha256(s.encode()).digest() for s in _SCRIPT.findall(page))
    scripts = " ".join(f"'sha256-{base64.b64encode(e).decode()}'" for e in empreintes)
    return (
        "default-src 'self'; "
        f"script-src 'self' blob: {scripts}; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
