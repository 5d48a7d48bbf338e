"""The scripts that the document loads early, and where they are served from."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import streamlit

_DOSSIER = Path(__file__).parents[1] / "static"
_STREAMLIT = Path(streamlit.__file__).with_name("static") / "static" / "js"
_MORCEAUX = ("Html", "PageLink", "Selectbox")
"""Parts of Streamlit that every screen asks for one after the other, once its first message has come."""
_IMPORT = re.compile(r"""(?:from|import)["'`]\./([\w.-]+\.js)["'`]""")


def _name(chemin: str) -> str:
    """Return the address of a file of ours that changes in place, with a digest that changes with it."""
    empreinte = hashlib.sha256((_DOSSIER / chemin).read_bytes()).hexdigest()[:8]
    return f"app/static/{chemin}?v={empreinte}"


def _find_moteur() -> str:
    """Return the address of the plotly.js that `scripts/plotly` built; its name carries its digest."""
    (fichier,) = (_DOSSIER / "plotly").glob("plotly-schema-*.min.js")
    return f"app/static/plotly/{fichier.name}"


MOTEUR = _find_moteur()
DESSIN = _name("graphique.js")
FAMILLE = "Atkinson Hyperlegible Next"
FACES = ((400, "normal"), (400, "italic"), (500, "normal"), (700, "normal"))
"""Weight and style of each font that is served."""


def find_police(graisse: int, forme: str = "normal") -> str:
    """Return the address of a font."""
    return f"app/static/fonts/atkinson-hyperlegible-next-latin-{graisse}-{forme}.woff2"


POLICES = tuple(find_police(graisse) for graisse in (500, 400, 700))
"""What every screen sets its text in, the opening sentence first."""


def list_morceaux() -> list[str]:
    """Return the addresses of the parts of Streamlit that every screen uses."""
    return [f"static/js/{f.name}" for nom in _MORCEAUX for f in sorted(_STREAMLIT.glob(f"{nom}.*.js"))]


def list_modules() -> list[str]:
    """Return the addresses of the scripts worth asking for with the document: those parts, what they need, ours."""
    fichiers = [adresse.rpartition("/")[2] for adresse in list_morceaux()]
    for nom in fichiers:  # grows while it is read
        texte = (_STREAMLIT / nom).read_text(encoding="utf-8")
        fichiers += [f for f in dict.fromkeys(_IMPORT.findall(texte)) if f not in fichiers]
    return [*(f"static/js/{nom}" for nom in fichiers), MOTEUR, DESSIN]
