"""The pieces of WordprocessingML that python-docx has no call for: texts, fields, fields to fill in, bookmarks."""

from __future__ import annotations

import re
from typing import Any, Final

from models.texte import clean

_TIRET: Final = re.compile(r"(?<=\d)-(?=\d)")


def make(balise: str, *enfants: Any, **attributs: str) -> Any:
    """Return an element `w:balise` with attributes of the same namespace and children, None among them left out."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{balise}")
    for nom, valeur in attributs.items():
        element.set(qn(f"w:{nom}"), valeur)
    for enfant in enfants:
        if enfant is not None:
            element.append(enfant)
    return element


def make_run(texte: str, style: str = "", *, insecable: bool = False) -> Any:
    """Return a run of text in a character style, a break for each end of line; control characters are left out.

    `insecable`: a hyphen between figures, « 2024-2028 », does not end a line.
    """
    run = make("r", make("rPr", make("rStyle", val=style)) if style else None)
    for rang, ligne in enumerate(clean(texte).split("\n")):
        if rang:
            run.append(make("br"))
        for numero, morceau in enumerate(_TIRET.split(ligne) if insecable else [ligne]):
            if numero:
                run.append(make("noBreakHyphen"))
            run.append(_make_mots("t", morceau.replace("\t", " ")))
    return run


def _make_mots(balise: str, texte: str) -> Any:
    mots = make(balise)
    mots.text = texte
    mots.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return mots


def make_paragraphe(style: str, *enfants: Any) -> Any:
    """Return a paragraph in a style."""
    return make("p", make("pPr", make("pStyle", val=style)), *enfants)


def make_champ(instruction: str, resultat: str, *, perime: bool = False) -> list[Any]:
    """Return the runs of a field with what it shows until it is computed; `perime`: to be computed on opening."""
    return [*open_champ(instruction, perime=perime), make_run(resultat), close_champ()]


def open_champ(instruction: str, *, perime: bool = False) -> list[Any]:
    """Return what begins a field, down to what it shows."""
    texte = _make_mots("instrText", f" {instruction} ")
    debut = make("fldChar", fldCharType="begin", **({"dirty": "true"} if perime else {}))
    return [make("r", debut), make("r", texte), make("r", make("fldChar", fldCharType="separate"))]


def close_champ() -> Any:
    """Return what ends a field."""
    return make("r", make("fldChar", fldCharType="end"))


def make_saisie(nom: str, cle: str, texte: str, vide: str) -> Any:
    """Return a field to fill in, which Word names `nom`; `vide` is what stands in it until something is written."""
    proprietes = make(
        "sdtPr",
        make("alias", val=nom),
        make("tag", val=cle),
        None if texte else make("showingPlcHdr"),
        make("text"),
    )
    return make("sdt", proprietes, make("sdtContent", make_run(texte or vide, "" if texte else "PlaceholderText")))


def make_signet(numero: int, nom: str, *enfants: Any) -> list[Any]:
    """Return what a bookmark holds, between its two ends."""
    return [
        make("bookmarkStart", id=str(numero), name=nom),
        *enfants,
        make("bookmarkEnd", id=str(numero)),
    ]
