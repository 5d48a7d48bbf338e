"""The French of the files: the spaces and marks of what people read, the agreement of what ends a list that was cut."""

from __future__ import annotations

import re

import pytest

from tests.racine import RACINE

RESTE = re.compile(r"et \{[^}]+\} autre")
DOCUMENTS = ("docs/guide.md", "schema_data/README.md")
"""The documents that are French throughout."""
CODE = re.compile(r"`[^`\n]*`|\]\([^)]*\)|^ {4}.*$|https?://\S+", re.MULTILINE)
"""What no typography touches: code, the targets of links."""
FAUTE = re.compile("[ \u00a0][;:!?%»]|«[ \u00a0]|[\\w)][;!?%»]|\\w:(?=\\s)|«\\w|\\w'\\w|\"")
"""Another space than the narrow no-break one, or none; a straight apostrophe or quotation mark."""


def list_fautes(texte: str) -> list[str]:
    """Return each fault with the line that holds it."""
    return [
        f"{numero} : {m[0]!r} dans {ligne.strip()}"
        for numero, ligne in enumerate(CODE.sub("`", texte).splitlines(), start=1)
        for m in FAUTE.finditer(ligne)
    ]


@pytest.mark.parametrize("nom", DOCUMENTS)
def test_a_french_document_has_the_spaces_and_marks_of_french(nom: str) -> None:
    assert list_fautes((RACINE / nom).read_text(encoding="utf-8")) == []


def test_what_the_readme_says_in_french_too() -> None:
    citation = re.findall(r"^> .+$", (RACINE / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert citation
    assert list_fautes("\n".join(citation)) == []


@pytest.mark.parametrize(
    "faute", ["à savoir :", "la base\u00a0: non", "45 %", "« oui\u202f»", "quoi?", "l'action", "«oui»", "à savoir: "]
)
def test_a_fault_of_typography_is_seen(faute: str) -> None:
    assert list_fautes(f"Lisez {faute} enfin.")


@pytest.mark.parametrize("juste", ["45\u202f%", "«\u202foui\u202f»", "`a ; b`", "[là](a:b)", "10:30", "l’action"])
def test_what_is_right_is_left_alone(juste: str) -> None:
    assert list_fautes(f"Lisez {juste} enfin.") == []


@pytest.mark.parametrize("nom", DOCUMENTS)
def test_the_contents_lead_to_the_titles(nom: str) -> None:
    """A link is made of the letters of its title: a narrow space, as a colon, leaves nothing there."""
    texte = (RACINE / nom).read_text(encoding="utf-8")
    titres = re.findall(r"^#+ (.+)$", texte, re.MULTILINE)
    ancres = {re.sub(r"[^\w\- ]", "", titre.lower()).replace(" ", "-") for titre in titres}
    assert set(re.findall(r"\]\(#([^)]+)\)", texte)) <= ancres


def test_what_a_list_leaves_out_is_counted_in_one_place() -> None:
    """« et 1 autres » came from as many places as there were lists: `format_reste` alone agrees."""
    dossiers = ("loaders", "phrases", "charts", "exports", "ui", "pages")
    fichiers = [f for dossier in dossiers for f in (RACINE / dossier).rglob("*.py")]
    assert len(fichiers) > 100
    assert [str(f.relative_to(RACINE)) for f in fichiers if RESTE.search(f.read_text(encoding="utf-8"))] == []
