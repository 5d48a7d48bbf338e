"""The journal, latest first: one line an entry, which opens it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from metrics.format import FINE, format_compte
from models.provenance import EntreeJournal
from models.texte import fold
from models.trimestre import Trimestre
from ui import composants as c
from ui.donnees import get_journal
from ui.guard import Contexte
from ui.temps import format_instant
from ui.texte import escape_html, escape_markdown, shorten_nom

PAGE = "journal.py"
PAR_PAGE = 20
FILTRES = ("pilote", "trimestre")
T = TypeVar("T")
NATURES = {"arbre": "Arbre du Schéma", "import": "Import", "annulation": "Annulation"}


def find_entree(contexte: Contexte, numero: int) -> EntreeJournal | None:
    """Return an entry, None when there is none of that number."""
    return next((e for e in get_journal(contexte.version) if e.id == numero), None)


def show_inconnue(numero: str) -> None:
    """Say that the address asks for an entry that does not exist."""
    st.warning(f"La remontée «{FINE}{escape_markdown(numero[:20])}{FINE}» n’existe pas. Voici le journal.")


def read_adresse() -> dict[str, str]:
    """Return the filters that the address holds, to carry them from the list to an entry and back."""
    return {cle: valeur for cle in FILTRES if (valeur := st.query_params.get(cle))}


def show_liste(contexte: Contexte) -> None:
    """Draw the entries that pass the filters, twenty at a time."""
    toutes = get_journal(contexte.version)[::-1]
    imports = [e for e in toutes if e.nature == "import"]
    st.html(f'<p class="phrase">{escape_html(_write_phrase(imports))}</p>')
    with st.container(horizontal=True, vertical_alignment="bottom", key="filtres"):
        entrees = _filter_entrees(toutes)
        page = _pick_page(entrees)
    if not entrees:
        st.html('<p class="note">Aucune entrée du journal ne répond à ces filtres. Videz-les pour tout revoir.</p>')
    for entree in entrees[(page - 1) * PAR_PAGE : page * PAR_PAGE]:
        _show_ligne(entree)


def _filter_entrees(entrees: list[EntreeJournal]) -> list[EntreeJournal]:
    """Draw the filters, bound to the address, and return the entries that pass; nothing to choose, no filter."""
    pilotes = sorted({e.pilote for e in entrees if e.pilote}, key=fold)
    trimestres = sorted({Trimestre.parse(e.trimestre) for e in entrees if e.trimestre}, reverse=True)
    pilote = _pick("Pilote", "pilote", pilotes, str, "Tous", 320) if pilotes else None
    quand = _pick("Trimestre", "trimestre", trimestres, lambda t: t.libelle, "Tous", 180) if trimestres else None
    return [
        e
        for e in entrees
        if (pilote is None or e.pilote == pilote)
        and (quand is None or (e.trimestre is not None and Trimestre.parse(e.trimestre) == quand))
    ]


def _pick(nom: str, cle: str, choix: list[T], name: Callable[[T], str], vide: str, largeur: int) -> T | None:  # noqa: PLR0917
    return st.selectbox(
        nom,
        choix,
        index=None,
        format_func=name,
        key=cle,
        bind="query-params",
        placeholder=vide,
        width=largeur,
        filter_mode="contains",
    )


def _pick_page(entrees: list[EntreeJournal]) -> int:
    pages = max(1, -(-len(entrees) // PAR_PAGE))
    if pages == 1:
        return 1
    choix = list(range(1, pages + 1))
    return st.selectbox(
        "Page", choix, format_func=lambda n: f"Page {n} sur {pages}", key="page", bind="query-params", width=160
    )


def _write_phrase(imports: list[EntreeJournal]) -> str:
    if not imports:
        return f"Aucune remontée n’a encore été reçue{FINE}: le journal ne contient que le chargement de l’arbre."
    annulees = sum(e.annule_par is not None for e in imports)
    recues = format_compte(len(imports), "remontée reçue", "remontées reçues")
    suite = f", dont {format_compte(annulees, 'annulée')}" if annulees else ""
    return f"{recues}{suite}. La dernière est du {format_instant(imports[0].date)}."


def _show_ligne(entree: EntreeJournal) -> None:
    with st.container(key=f"ligne_{entree.id}", horizontal=True, vertical_alignment="center", gap="small"):
        c.link_ecran(PAGE, name_entree(entree), None, {**read_adresse(), "remontee": str(entree.id)}, largeur="stretch")
        st.html(_write_meta(entree), width=620)


def name_entree(entree: EntreeJournal) -> str:
    """Return the number of an entry and what it is."""
    if entree.nature == "import":
        sujet = shorten_nom(entree.fichier or "fichier", 70)
    elif entree.nature == "annulation":
        sujet = f"annulation de la remontée n°\u00a0{entree.cible}"
    else:
        sujet = "chargement de l’arbre du Schéma"
    return f"n°\u00a0{entree.id} · {sujet}"


def _write_meta(entree: EntreeJournal) -> str:
    etat = '<span class="etiquette">annulée</span>' if entree.annule_par is not None else ""
    trimestre = Trimestre.parse(entree.trimestre).libelle if entree.trimestre else ""
    compte = format_compte(entree.changements, "changement")
    return (
        f'<div class="meta journal"><span class="num">{format_instant(entree.date)}</span>'
        f"<span>{escape_html(entree.auteur)}</span><span>{trimestre}</span>"
        f'<span class="num">{compte} {etat}</span></div>'
    )
