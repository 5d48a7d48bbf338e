"""The changes of an entry, as one table, those of a row of the workbook under its name."""

from __future__ import annotations

from collections.abc import Sequence

from models.changement import Changement
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.format import FINE, format_compte
from ui.kit.champs import find_libelle, name_cellule, name_ligne, name_sujet, write_valeur
from ui.socle.texte import escape_html

CHANGEMENTS_MAX = 300
_ENTETES = ("Donnée", "Avant", "Après", "Cellule")


def write_changements(plan: Plan, changements: Sequence[Changement]) -> str:
    """Return how many changes there are and the first 300, before and after, grouped by row."""
    groupes: dict[tuple[str, str, str | None, str], list[Changement]] = {}
    for c in changements[:CHANGEMENTS_MAX]:
        groupes.setdefault((name_sujet(plan, c), c.reference, c.trimestre, name_ligne(c.cellule)), []).append(c)
    corps = "".join(_write_groupe(sujet, t, ligne, groupe) for (sujet, _, t, ligne), groupe in groupes.items())
    tete = "".join(f'<th scope="col" role="columnheader">{e}</th>' for e in _ENTETES)
    reste = len(changements) - CHANGEMENTS_MAX
    suite = f'<p class="note">et {format_compte(reste, "autre")}.</p>' if reste > 0 else ""
    return (
        f'<h3 class="sous-titre">{format_compte(len(changements), "changement")}</h3>'
        '<div class="table-cadre"><table role="table" class="tableau fixe changements">'
        f'<caption class="lecteur">Changements de cette remontée</caption><thead><tr role="row">{tete}</tr></thead>'
        f"{corps}</table></div>{suite}"
    )


def _write_groupe(sujet: str, trimestre: str | None, ligne: str, groupe: Sequence[Changement]) -> str:
    lieu = " · ".join(filter(None, (Trimestre.parse(trimestre).libelle if trimestre else "", ligne)))
    titre = escape_html(sujet)
    precision = f' <span class="sourdine">{escape_html(lieu)}</span>' if lieu else ""
    entete = (
        f'<tr role="row"><th scope="rowgroup" role="rowheader" colspan="{len(_ENTETES)}">{titre}{precision}</th></tr>'
    )
    return f'<tbody role="rowgroup">{entete}{"".join(map(_write_ligne, groupe))}</tbody>'


def _write_ligne(c: Changement) -> str:
    formule = f"{FINE}(formule)" if c.formule else ""
    cases = (
        escape_html(find_libelle(c.champ)),
        write_valeur(c.objet, c.champ, c.avant, c.trimestre),
        write_valeur(c.objet, c.champ, c.apres, c.trimestre),
        f"{escape_html(name_cellule(c.cellule) or '–')}{formule}",
    )
    classes = ("donnee", "rien" if c.avant is None else "avant", "apres", "lieu")
    corps = "".join(
        f'<td role="cell" class="{classe}" data-nom="{nom}"><div>{case}</div></td>'
        for nom, classe, case in zip(_ENTETES, classes, cases, strict=True)
    )
    return f'<tr role="row">{corps}</tr>'
