"""Tables: real ones, named for screen readers, whose cells carry the name of their column where a phone stacks them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from phrases.html import RIEN, Html, escape_html


@dataclass(frozen=True, slots=True)
class Case:
    """A cell that is more than its contents (HTML): a class, words under the mouse, how far it spans.

    `nom` is what a phone shows before it; in a table, the name of its column.
    """

    contenu: Html
    classe: str = ""
    titre: str = ""
    nom: str = ""
    colonnes: int = 1
    rangs: int = 1


@dataclass(frozen=True, slots=True)
class Rangee:
    """A row of a grid: its head (HTML), then its cells."""

    tete: Html
    cases: Sequence[Case]
    classe: str = ""


def write_table(
    legende: str,
    entetes: Sequence[str],
    lignes: Iterable[Sequence[Html]],
    droite: Sequence[int] = (),
    large: Sequence[int] = (),
    *,
    legende_lue: bool = False,
    fixe: bool = False,
) -> Html:
    """Return a table; cells are HTML, headers and caption plain text.

    `legende_lue` keeps for screen readers a caption that only repeats the title above; `fixe` gives tables that follow
    each other the same columns.
    """
    noms = [escape_html(e) for e in entetes]
    classes = [_find_classe(i, droite, large) for i, _ in enumerate(noms)]
    tete = "".join(
        f'<th scope="col" role="columnheader"{classe}>{nom}</th>' for nom, classe in zip(noms, classes, strict=True)
    )
    corps = "".join(
        f'<tr role="row">{"".join(_write_cellule(noms[i], classes[i], c) for i, c in enumerate(ligne))}</tr>'
        for ligne in lignes
    )
    return _frame(legende, tete, f"<tbody>{corps}</tbody>", "tableau fixe" if fixe else "tableau", legende_lue)


def write_groupes(
    legende: str,
    entetes: Sequence[str],
    groupes: Iterable[tuple[Html, Iterable[Sequence[Case]]]],
    classe: str = "",
) -> Html:
    """Return a table whose rows stand in groups, each under its title (HTML); headers and caption are plain text."""
    noms = [escape_html(e) for e in entetes]
    tete = "".join(f'<th scope="col" role="columnheader">{nom}</th>' for nom in noms)
    corps = "".join(_write_groupe(noms, titre, lignes) for titre, lignes in groupes)
    return _frame(legende, tete, corps, f"tableau fixe {classe}".strip(), True)


def write_grille(legende: str, tetes: Iterable[Sequence[Case]], rangees: Iterable[Rangee], classe: str) -> Html:
    """Return a table whose cells are signs or numbers read across and down: rows of headers, then rows with a head.

    A cell has the name of a column only where it is given one.
    """
    hauts = "".join(f'<tr role="row">{"".join(map(_write_entete, cases))}</tr>' for cases in tetes)
    corps = "".join(map(_write_rangee, rangees))
    return (
        f'<table role="table" class="{escape_html(classe)}"><caption class="lecteur">{escape_html(legende)}</caption>'
        f"<thead>{hauts}</thead><tbody>{corps}</tbody></table>"
    )


def _write_rangee(rangee: Rangee) -> Html:
    cases = "".join(map(_write_case, rangee.cases))
    classe = _write_classe(rangee.classe)
    return f'<tr role="row"{classe}><th scope="row" role="rowheader">{rangee.tete}</th>{cases}</tr>'


def _find_classe(rang: int, droite: Sequence[int], large: Sequence[int]) -> Html:
    noms = [nom for nom, rangs in (("droite", droite), ("large", large)) if rang in rangs]
    return _write_classe(" ".join(noms))


def _frame(legende: str, tete: Html, corps: Html, classe: str, legende_lue: bool) -> Html:
    lue = Html(' class="lecteur"' if legende_lue else "")
    return (
        f'<div class="table-cadre"><table role="table" class="{escape_html(classe)}"><caption{lue}>'
        f'{escape_html(legende)}</caption><thead><tr role="row">{tete}</tr></thead>{corps}</table></div>'
    )


def _write_groupe(noms: Sequence[Html], titre: Html, lignes: Iterable[Sequence[Case]]) -> Html:
    def write(ligne: Sequence[Case]) -> Html:
        cases = zip(noms, ligne, strict=True)
        return "".join(_write_cellule(nom, _write_classe(c.classe), c.contenu) for nom, c in cases)

    rangs = "".join(f'<tr role="row">{write(ligne)}</tr>' for ligne in lignes)
    return (
        f'<tbody role="rowgroup"><tr role="row" class="groupe"><th scope="rowgroup" role="rowheader" '
        f'colspan="{len(noms)}">{titre}</th></tr>{rangs}</tbody>'
    )


def _write_cellule(nom: Html, classe: Html, contenu: Html) -> Html:
    """Return a cell of a table, with the name of its column."""
    return f'<td role="cell"{classe} data-nom="{nom}"><div>{contenu}</div></td>'


def _write_entete(case: Case) -> Html:
    portee = Html("colgroup" if case.colonnes > 1 else "col")
    return f'<th scope="{portee}" role="columnheader"{_write_propres(case)}>{case.contenu}</th>'


def _write_case(case: Case) -> Html:
    return f'<td role="cell"{_write_propres(case)}>{case.contenu}</td>'


def _write_propres(case: Case) -> Html:
    """Return the attributes of a cell of a grid, those that it has."""
    propres = _write_classe(case.classe)
    if case.titre:
        propres += f' title="{escape_html(case.titre)}"'
    if case.nom:
        propres += f' data-nom="{escape_html(case.nom)}"'
    if case.colonnes > 1:
        propres += f' colspan="{case.colonnes}"'
    if case.rangs > 1:
        propres += f' rowspan="{case.rangs}"'
    return propres


def _write_classe(classe: str) -> Html:
    return f' class="{escape_html(classe)}"' if classe else RIEN
