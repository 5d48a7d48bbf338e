"""A page of the story as HTML: its finding, what proves it, its foot; the same markup wherever it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from exports.presentation.html.dessins import write_dessin
from exports.presentation.html.pages import Page
from exports.presentation.pieces import Case, Colonne, Couverture, Nombres, Recit, Section, Table, Texte
from phrases.html import RIEN, Html, escape_html


def write_page(page: Page, recit: Recit) -> Html:
    """Return a page whole: `<section class="diapo">`, named by its number and its finding."""
    corps = _write_couverture(recit.couverture) if page.section is None else write_section(page.section, page.suite)
    nom = recit.couverture.titre if page.section is None else page.section.constat
    classe = Html(" couverture" if page.section is None else "")
    numero = escape_html(page.numero)
    pied = f'<p class="pied"><span>{escape_html(recit.pied)}</span><span class="numero">{numero}</span></p>'
    return (
        f'<section class="diapo{classe}" data-cle="{escape_html(page.cle)}" data-numero="{numero}" '
        f'aria-label="{numero}, {escape_html(nom)}">{corps}{pied}</section>'
    )


def write_section(section: Section, suite: str = "") -> Html:
    """Return the finding of a section, its drawing or its table, its sentences; `suite` says where rows go on."""
    textes = _write_textes(section.textes)
    if suite:
        textes = f'{textes}<p class="suite-annexe">{escape_html(suite)}</p>'
    if section.dessin is not None:
        genre = Html("chiffres" if isinstance(section.dessin, Nombres) else "dessin")
        preuve = write_dessin(section.dessin, section.alternative)
    else:
        genre = Html("tableau" if section.table else "mots")
        preuve = write_table(section.table) if section.table else RIEN
    return (
        f'<h2 class="constat">{escape_html(section.constat)}</h2>'
        f'<div class="preuve de-{genre}">{preuve}<div class="textes">{textes}</div></div>'
    )


def write_table(table: Table) -> Html:
    """Return a table whose columns have the widths that the story gives them."""
    total = sum(c.part for c in table.colonnes) or 1
    largeurs = "".join(f'<col style="width:{100 * c.part / total:.2f}%">' for c in table.colonnes)
    entetes = "".join(
        f'<th scope="col"{" class=chiffre" if c.chiffres else ""}>{escape_html(c.titre)}</th>' for c in table.colonnes
    )
    lignes = "".join(f"<tr>{_write_ligne(table.colonnes, ligne)}</tr>" for ligne in table.lignes)
    return (
        f'<table class="recit"><caption class="lecteur">{escape_html(table.legende)}</caption>'
        f"<colgroup>{largeurs}</colgroup><thead><tr>{entetes}</tr></thead><tbody>{lignes}</tbody></table>"
    )


def _write_ligne(colonnes: Sequence[Colonne], ligne: Sequence[Case]) -> Html:
    return "".join(
        f'<td class="{"chiffre" if c.chiffres else "mot"}{" alerte" if case.alerte else ""}'
        f'{" gras" if case.gras else ""}{"" if case.texte else " vide"}" data-nom="{escape_html(c.titre)}">'
        f"<span>{escape_html(case.texte)}</span></td>"
        for c, case in zip(colonnes, ligne, strict=True)
    )


def _write_textes(textes: Sequence[Texte]) -> Html:
    return "".join(map(_write_texte, textes))


def _write_texte(texte: Texte) -> Html:
    fort = f"<strong>{escape_html(texte.fort)}</strong> " if texte.fort else RIEN
    return f"<p>{fort}{escape_html(texte.texte)}</p>"


def _write_couverture(couverture: Couverture) -> Html:
    return (
        f'<p class="reunion">{escape_html(couverture.reunion)}</p>'
        f'<h2 class="titre">{escape_html(couverture.titre)}</h2>'
        f'<p class="sous-titre">{escape_html(couverture.sous_titre)}</p>'
    )
