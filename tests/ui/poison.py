"""A plan and a journal whose every typed text is hostile, and the reading of what a screen made of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from models.changement import Changement
from models.charte import Avenant, Charte
from models.plan import Action
from models.vocabulaire import Meteo, Statut

POISON = "\"'><img src=x onerror=alert(1)>&<b>"
"""Leaves an attribute, of either quote, then a tag."""
CLES = {"code", "reference", "orientation", "priorite", "nature", "sens", "champ", "objet", "trimestre", "empreinte"}
CLES |= {"action", "domaine", "cellule", "rattachement"}
"""Fields that the program reads as names of its own, which nobody types."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MARKDOWN = ("title", "markdown", "error", "warning", "success", "info", "caption", "checkbox", "expander", "page_link")


def poison(objet: Any, champ: str = "") -> Any:
    """Return the same thing, every text that somebody may have typed followed by the poison; equal ones stay equal."""
    if type(objet) is str:
        return f"{objet}{POISON}" if objet and champ not in CLES else objet
    if isinstance(objet, Changement):
        return _poison_changement(objet)
    if is_dataclass(objet) and not isinstance(objet, type):
        codes = {"orientations", "actions"} if type(objet).__name__ in {"Engagement", "Repere"} else set()
        codes |= {"parent"} if type(objet).__name__ == "Instance" else set()
        nouveaux = {f.name: poison(getattr(objet, f.name), f.name) for f in fields(objet) if f.name not in codes}
        if isinstance(objet, Action):
            nouveaux["copilotes"] = nouveaux["copilotes"] or (nouveaux["pilote"],)
        if isinstance(objet, Charte):
            nouveaux["avenants"] = (Avenant(POISON, None, POISON),)
        return replace(objet, **nouveaux)
    if isinstance(objet, list | tuple):
        return type(objet)(poison(x, champ) for x in objet)
    if isinstance(objet, dict):
        return {cle: poison(valeur, champ) for cle, valeur in objet.items()}
    return objet


def _poison_changement(c: Changement) -> Changement:
    typee = c.objet in {"partenaire", "mesure", "implication", "participation"}
    connus = {*Statut, *Meteo}
    avant, apres = (
        f"{v}{POISON}" if isinstance(v, str) and v and v not in connus and not _ISO.fullmatch(v) else v
        for v in (c.avant, c.apres)
    )
    cellule = replace(c.cellule, feuille=POISON) if c.cellule else None
    return replace(
        c, reference=f"{c.reference}{POISON}" if typee else c.reference, avant=avant, apres=apres, cellule=cellule
    )


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the screens read poisoned data, and open what they fold."""

    def wrap(cible: str) -> None:
        module, _, nom = cible.rpartition(".")
        lire: Callable[..., Any] = getattr(__import__(module, fromlist=[nom]), nom)
        monkeypatch.setattr(cible, lambda *args: poison(lire(*args)))

    for nom in ("load_plan", "load_journal", "load_historique", "load_origines"):
        wrap(f"ui.socle.donnees.{nom}")
    wrap("ui.journal.entree.load_changements")
    plier = st.expander
    monkeypatch.setattr(st, "expander", lambda titre, **suite: plier(titre, **{**suite, "expanded": True}))


class _Lecture(HTMLParser):
    """What a browser would find: the tags of the poison, the texts and the values of attributes that hold it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.actifs: list[str] = []
        self.inertes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        noms = {nom for nom, _ in attrs}
        if noms & {"onerror"} or (tag == "img" and dict(attrs).get("src") == "x"):
            self.actifs.append(self.get_starttag_text() or tag)
        self.inertes += sum(POISON in (valeur or "") for _, valeur in attrs)

    def handle_data(self, data: str) -> None:
        self.inertes += data.count("onerror=")


def read_poison(page: AppTest) -> tuple[list[str], int]:
    """Return what of the poison would act, tags of HTML and unescaped ones of Markdown, and how often it is inert."""
    lecture = _Lecture()
    for bloc in page.get("html"):
        avant = len(lecture.actifs)
        lecture.feed(bloc.proto.body)
        lecture.close()
        lecture.reset()
        lecture.actifs[avant:] = [f"html : {x}" for x in lecture.actifs[avant:]]
    crus = []
    for genre in _MARKDOWN:
        for element in page.get(genre):
            texte = str(getattr(element, "value", "") if genre not in {"checkbox", "expander", "page_link"} else "")
            texte += str(getattr(element, "label", "") or getattr(getattr(element, "proto", None), "label", ""))
            crus += [f"{genre} : {texte}" for _ in re.findall(r"(?<!\\)<img", texte)]
            lecture.inertes += len(re.findall(r"\\<img", texte))
    return lecture.actifs + crus, lecture.inertes
