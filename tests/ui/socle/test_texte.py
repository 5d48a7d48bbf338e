"""What people typed is shown as typed, never read as Markdown, HTML or Streamlit's additions (fault 48, 49)."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.socle.texte import clean_texte, escape_html, escape_markdown, shorten_nom

HOSTILES = [
    "**gras** _italique_ ~~barré~~ `code`",
    "# titre",
    "- puce",
    "1. liste",
    "> citation",
    "    bloc de code",
    "[lien](https://exemple.org)",
    "![image](https://exemple.org/a.png)",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    ":x: :material/delete: :red[rouge] :streamlit:",
    "$x^2$ et $$y$$",
    "a -> b <- c -- d >= e <= f ~= g <-> h",
    "www.exemple.org https://exemple.org a.b@exemple.org",
    "&amp; &lt;b&gt;",
    "a|b\n|-|-|\n|c|d|",
    "=SOMME(A1)",
]
SUBSTITUTIONS = (
    re.compile(r":[\w+-][\w_+-]*:"),
    re.compile(r":material/\w+:"),
    re.compile(r"(https?:\\?/\\?/|www(?=\\?\.))", re.IGNORECASE),
    re.compile(r"[-.\w+]@[-\w]"),
    re.compile(r"(^|\s)(<->|->|<-|--|>=|<=|~=)(\s|$)"),
)
"""What Streamlit looks for in texts after Markdown's own escapes are undone."""


def unescape(markdown: str) -> str:
    """Undo the escapes that Markdown undoes: a backslash before ASCII punctuation."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


@pytest.mark.parametrize("texte", HOSTILES)
def test_hostile_text_is_inert(texte: str) -> None:
    echappe = escape_markdown(texte)
    assert_inert(echappe)
    assert unescape(echappe).replace("\u2060", "") == " ".join(texte.split())


def assert_inert(echappe: str) -> None:
    nu = re.sub(r"\\[!-/:-@\[-`{-~]", "\u00b7", echappe)
    assert not set(nu) & set("\\`*[]<>~$|{}^@"), nu
    assert not re.search(r"(^|[\W_])_|_([\W_]|$)|&[#\w]|:(?=\u2060)|^[-+=#]|^\d+[.)]", nu), nu
    assert not any(motif.search(unescape(echappe)) for motif in SUBSTITUTIONS), echappe
    assert "\n" not in echappe
    assert not echappe.startswith(" ")


@pytest.mark.parametrize(
    "label",
    [
        "Avancement, ligne 5\u202f: 3 changements",
        "22/11/2026 00:39",
        "remontee_2026-T3_crip-93.xlsx · T3\u202f2026 · 4 changements",
        "« Dispositif d’accueil » (80 %) ; 12,5 %, n° 4 ?",
        "Sport & loisirs",
    ],
)
def test_ordinary_label_is_left_as_it_is(label: str) -> None:
    """Screen readers read the label as it is written, escapes included."""
    assert escape_markdown(label) == label


@pytest.mark.parametrize("texte", ["12:30:x:", ":100:", "a:1:b", "10:red[a]", "1) a", "12. a", "_a_", "a_b_ c", "&lt;"])
def test_what_only_resembles_an_ordinary_label_is_escaped(texte: str) -> None:
    assert escape_markdown(texte) != texte
    assert_inert(escape_markdown(texte))


@given(st.text())
def test_any_text_is_inert_and_kept(texte: str) -> None:
    echappe = escape_markdown(texte)
    assert_inert(echappe)
    garde = re.sub(r"[ \t\n\r\x0b\x0c\x85\u2028\u2029]+", " ", clean_texte(texte)).strip(" ")
    assert unescape(echappe).replace("\u2060", "") == garde.replace("\u2060", "")


@given(st.text(alphabet=string.punctuation + "xw. /azmaterl\n"))
def test_punctuation_soup_is_inert(texte: str) -> None:
    assert_inert(escape_markdown(texte))


@given(st.text())
def test_html_holds_no_markup(texte: str) -> None:
    echappe = escape_html(texte)
    assert not set(echappe) & set("<>\"'")
    assert not re.search(r"&(?!(amp|lt|gt|quot|#x27);)", echappe)


def test_narrow_spaces_stay() -> None:
    assert "44\u202f" in escape_markdown("44\u202f%")


@pytest.mark.parametrize("caractere", ["\x00", "\x1b", "\u202e", "\u2066", "\ud800", "\ufeff"])
def test_control_and_direction_characters_go(caractere: str) -> None:
    assert clean_texte(f"a{caractere}b") == "ab"


@pytest.mark.parametrize(
    ("nom", "montre"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\dossier\\remontée.xlsx", "remontée.xlsx"),
        ("\u202excod.exe", "xcod.exe"),
        ("", "fichier sans nom"),
        ("a" * 300, "a" * 119 + "…"),
    ],
)
def test_file_names_are_cleaned(nom: str, montre: str) -> None:
    assert shorten_nom(nom) == montre
