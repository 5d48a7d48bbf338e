"""What sections share: addresses of the screens, cells, the words of a drawing, the notes."""

from __future__ import annotations

from datetime import date
from typing import Final
from urllib.parse import urlencode

from exports.presentation.contexte import Contexte
from exports.presentation.pieces import Barre, Barres, Case, Colonne, Courbe, Dessin, Nombres, Section, Table, Texte
from metrics.arrondi import subtract_lus
from metrics.chiffres import DECIMALES, Chiffres
from models.plan import Action
from phrases.coupe import cut_mots
from phrases.format import (
    FINE,
    HORS_CALCUL,
    INSUFFISANTES,
    NON_RENSEIGNE,
    format_date,
    format_points,
    format_pourcent,
    format_reste,
    keep_sigles,
)
from phrases.reunion.partage import write_regle

SYNTHESE: Final = "synthese"
ACTIONS: Final = "orientations_et_actions"
ENGAGEMENTS: Final = "engagements"
CALENDRIER: Final = "calendrier"
PARTENAIRES: Final = "partenaires"
CHARTE: Final = "charte"
AIDE: Final = "aide"
"""The address of each screen that a section leads to."""
TITRE_MAX = 70
"""Signs of a title in a cell or beside a bar."""
TEXTE_MAX = 120
"""Signs of a text in a cell."""
LONG_MAX = 300
"""Signs of the same on a page."""
RIEN: Final = "–"
"""What stands in a cell where there is nothing to say, a blank being one to be filled."""


def link_ecran(c: Contexte, ecran: str, **parametres: str) -> str:
    """Return the address of a screen from the root of the application, with the quarter told."""
    return f"/{ecran}?{urlencode({**parametres, 'trimestre': c.periode.jusqu_a.libelle})}"


def make_section(
    cle: str,
    nom: str,
    constat: str,
    source: str,
    adresse: str,
    *,
    dessin: Dessin | None = None,
    table: Table | None = None,
    textes: tuple[Texte, ...] = (),
    dire: str = "",
    annexe: bool = False,
) -> Section:
    """Return a section: its note says `dire` (the finding where it is empty) and `source`, where the figures come from.

    Its drawing, else its table, is put in words.
    """
    alternative = write_alternative(dessin) if dessin else ""
    if table is not None and dessin is None:
        alternative = f"Tableau{FINE}: {table.legende[0].lower()}{table.legende[1:]}."
    note = _write_note(dire or constat, source)
    return Section(
        cle, nom, constat, note, alternative, adresse, dessin=dessin, table=table, textes=textes, annexe=annexe
    )


def _write_note(dire: str, source: str) -> str:
    fin = "" if dire.endswith((".", "…")) else "."
    return f"À dire{FINE}: {dire}{fin}\nD’où viennent ces chiffres{FINE}: {source} {write_regle()}."


def make_table(legende: str, colonnes: tuple[Colonne, ...], lignes: list[list[Case | str]]) -> Table:
    """Return a table whose cells may be given as texts."""
    rangees = (tuple(Case(x) if isinstance(x, str) else x for x in ligne) for ligne in lignes)
    return Table(legende, colonnes, tuple(rangees))


def cut_case(texte: str, maximum: int, *, gras: bool = False, avant: str = "", apres: str = "") -> Case:
    """Return a cell cut where a slide has no room, whole (to `LONG_MAX`) for a page; `avant` and `apres` are kept."""
    court, long = (keep_sigles(f"{avant}{cut_mots(texte, n)}{apres}") for n in (maximum, max(maximum, LONG_MAX)))
    return Case(court, gras=gras, long="" if long == court else long)


def list_textes(*dits: Texte | str) -> tuple[Texte, ...]:
    """Return the sentences that say something."""
    return tuple(Texte(d) if isinstance(d, str) else d for d in dits if d not in ("", Texte("")))


def name_action(action: Action, maximum: int = TITRE_MAX) -> str:
    """Return the code and the title of an action, cut where it is long."""
    return f"{action.code} {cut_mots(action.libelle.texte, maximum)}"


def cut_action(action: Action, maximum: int, *, gras: bool = False) -> Case:
    """Return the same as a cell, whole for a page."""
    return cut_case(action.libelle.texte, maximum, gras=gras, avant=f"{action.code} ")


def format_jour(jour: date | None) -> str:
    """Return a day, or that there is none."""
    return RIEN if jour is None else format_date(jour)


def format_part(chiffres: Chiffres, decimales: int = 0) -> str:
    """Return an avancement as displayed, or why none is."""
    if not chiffres.actives:
        return HORS_CALCUL
    if not chiffres.connues:
        return NON_RENSEIGNE
    return format_pourcent(chiffres.avancement, decimales) if chiffres.suffisante else INSUFFISANTES


def tabulate_barres(barres: Barres, legende: str, nom: str) -> Table:
    """Return the data of bars as a table; its three figures have a decimal where whole numbers would seem wrong."""
    statuts, ecarts, attendus = (
        any(getattr(b, champ) not in ("", None) for b in barres.barres) for champ in ("statut", "ecart", "attendu")
    )
    decimales = 0 if all(map(_is_juste, barres.barres)) else DECIMALES
    colonnes = [Colonne(nom, 5), Colonne("Avancement", 1.6, chiffres=True)]
    colonnes += [Colonne("Attendu", 1.4, chiffres=True)] * attendus + [Colonne("Écart", 1.6, chiffres=True)] * ecarts
    colonnes += [Colonne("Statut", 2)] * statuts
    lignes: list[list[Case | str]] = []
    for b in barres.barres:
        ligne: list[Case | str] = [b.nom, b.etiquette if b.valeur is None else format_pourcent(b.valeur, decimales)]
        ligne += [RIEN if b.attendu is None else format_pourcent(b.attendu, decimales)] * attendus
        ligne += [_tell_ecart(b, decimales)] * ecarts + [b.statut or RIEN] * statuts
        lignes.append(ligne)
    return make_table(legende, tuple(colonnes), lignes)


def _is_juste(barre: Barre) -> bool:
    """Return whether the écart told beside a bar is what its two whole figures give."""
    if barre.valeur is None or barre.attendu is None or not barre.ecart:
        return True
    return format_points(subtract_lus(barre.valeur, barre.attendu)) == barre.ecart


def _tell_ecart(barre: Barre, decimales: int) -> str:
    if not barre.ecart or barre.valeur is None or barre.attendu is None:
        return barre.ecart or RIEN
    return format_points(subtract_lus(barre.valeur, barre.attendu, decimales), decimales)


def write_alternative(dessin: Dessin) -> str:
    """Return what a drawing shows, in words: every value that it draws, as displayed."""
    if isinstance(dessin, Nombres):
        dits = [f"{n.valeur} {n.legende}{f' ({n.avant})' if n.avant else ''}" for n in dessin.nombres]
        return f"Chiffres clés{FINE}: {f'{FINE}; '.join(dits)}."
    if isinstance(dessin, Barres):
        return f"Barres horizontales{FINE}: {f'{FINE}; '.join(_tell_barre(b) for b in dessin.barres)}."
    courbe = isinstance(dessin, Courbe)
    format_valeur = format_pourcent if courbe else lambda v: NON_RENSEIGNE if v is None else f"{v:.0f}"
    dits = [
        f"{categorie}, {', '.join(f'{s.nom} {format_valeur(s.valeurs[rang])}' for s in dessin.series)}"
        for rang, categorie in enumerate(dessin.categories)
    ]
    return f"{'Courbes' if courbe else 'Barres empilées'}{FINE}: {f'{FINE}; '.join(dits)}."


def _tell_barre(barre: Barre) -> str:
    dits = [barre.etiquette, *([f"{format_pourcent(barre.attendu)} attendus"] if barre.attendu is not None else [])]
    return f"{barre.nom}, {', '.join(filter(None, [*dits, barre.ecart, barre.statut]))}"


def write_coupe(montres: int, total: int, quoi: str, ou: str) -> str:
    """Return « Les 20 premières actions, et 980 autres : sur l’écran. », empty where nothing is left out."""
    if montres >= total:
        return ""
    return f"{quoi}{FINE}: {montres} sur {total}, {format_reste(total - montres)} {ou}."
