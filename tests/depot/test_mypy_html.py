"""What mypy says of a text shown as HTML: red where a typed text could reach it unescaped, and there alone."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from mypy import api

from tests.racine import RACINE

TEXTE = """
from typing import NewType, cast
Html = NewType("Html", str)
def escape_html(texte: str) -> Html:
    return cast(Html, texte)
"""
CONTENEUR = """
class DeltaGenerator:
    def html(self, body: object) -> None: pass
"""
STREAMLIT = """
from streamlit.delta_generator import DeltaGenerator
sidebar = DeltaGenerator()
html = sidebar.html
"""
ESSAI = """
from collections.abc import Iterable, Sequence
from typing import Final
import streamlit as st
from phrases.html import Html, escape_html
FIN: Final = "</p>"
def constant(n: int) -> Html:
    return f"<p>{n:.1f} {'a' if n else 'b'}{FIN}" + "<br>" + Html("<i></i>")
def escaped(texte: str, textes: list[str]) -> Html:
    return f"<p>{escape_html(texte)}{''.join(f'<i>{escape_html(t)}</i>' for t in textes)}</p>"
def joined(textes: list[str]) -> Html:
    mots = [escape_html(t) for t in textes]
    return ", ".join(mots) + "".join(map(escape_html, textes)) + " ".join(["<b>", *(f"<i>{m}</i>" for m in mots)])
def narrowed(texte: str | None) -> Html:
    return f"<p>{f'<i>{escape_html(texte)}</i>' if texte else ''}</p>"
def raw(texte: str) -> Html:
    return f"<p>{texte}</p>"  # rouge
def raw_items(textes: list[str]) -> Html:
    return "".join(f"<li>{t}</li>" for t in textes)  # rouge
def raw_list(textes: list[str]) -> Html:
    return "".join(textes)  # rouge
def raw_sum(texte: str) -> Html:
    return escape_html(texte) + texte  # rouge
def raw_method(texte: str) -> Html:
    return "<p>{}</p>".format(texte)  # rouge
def raw_replace(texte: str) -> Html:
    return Html("<p>x</p>").replace("x", texte)  # rouge
def claimed(texte: str) -> Html:
    return Html(f"<p>{texte}</p>")  # rouge
def forgotten(texte: str | None) -> Html:
    suite = f"<i>{texte}</i>" if texte else Html("")
    return f"<p>{suite}</p>"  # rouge
def show(texte: str) -> None:
    st.html("<p>")
    st.html(escaped(texte, []))
    st.sidebar.html(f"<p>{escape_html(texte)}</p>")
    st.html(texte)  # rouge
    st.html(f"<p>{texte}</p>")  # rouge
    st.sidebar.html(f"<p>{texte}</p>")  # rouge
def link(contenu: Html, couples: Iterable[tuple[Html, Html]] = (), rang: int = 0) -> Html:
    return contenu
def call(texte: str, lignes: Sequence[str]) -> None:
    link("Importer", (("a", "b"), (f"{escape_html(texte)}", "c")))
    link("un" if texte else "deux")
    link(texte)  # rouge
    link(f"Importer {texte}")  # rouge
    link("Importer", [("a", texte)])  # rouge
    link("Importer", rang="1")  # rouge
"""


@pytest.mark.lent
def test_mypy_voit_un_texte_non_echappe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fichiers = {
        "ui/__init__.py": "",
        "phrases/__init__.py": "",
        "phrases/html.py": TEXTE,
        "ui/essai.py": ESSAI,
        "streamlit/__init__.py": STREAMLIT,
        "streamlit/delta_generator.py": CONTENEUR,
        "mypy.ini": f"[mypy]\nstrict = true\nplugins = {RACINE / 'scripts' / 'mypy_html.py'}\n",
    }
    for nom, texte in fichiers.items():
        (tmp_path / nom).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / nom).write_text(texte, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    dit, panne, _ = api.run(["--config-file", "mypy.ini", "--no-incremental", "ui"])
    assert not panne
    rouges = {int(n) for n in re.findall(r"^ui/essai\.py:(\d+): error", dit, re.MULTILINE)}
    attendus = {n for n, ligne in enumerate(ESSAI.splitlines(), start=1) if ligne.endswith("# rouge")}
    assert rouges == attendus, dit
    assert len(re.findall(": error", dit)) == len(attendus), dit


def test_une_seule_fonction_dit_qu_un_texte_est_du_html() -> None:
    """`cast` and `type: ignore` are how a check is silenced: one private function alone needs one."""
    dossiers = (RACINE / "ui", RACINE / "exports" / "presentation" / "html")
    for module in (RACINE / "phrases" / "html.py", *(m for d in dossiers for m in d.rglob("*.py"))):
        source = module.read_text(encoding="utf-8")
        forces = [
            n
            for n in ast.walk(ast.parse(source))
            if isinstance(n, ast.Call) and ast.unparse(n.func).endswith("cast") and "Html" in ast.unparse(n.args[0])
        ]
        nom = str(module.relative_to(RACINE))
        assert len(forces) == (nom == "phrases/html.py"), nom
        assert "type: ignore" not in source, nom
