"""Who carries the participations, and who works with whom, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from metrics.implication import ImplicationPartenaire
from metrics.partenariat import Concentration, Lien, Partenariat, compute_concentration
from phrases.format import FINE, format_compte
from phrases.partenaires import write_concentration
from ui.kit import marques as m
from ui.kit.composants import write_constat, write_note
from ui.kit.table import write_table
from ui.partenaires.vue import VuePartenaires
from ui.socle.memoire import keep
from ui.socle.texte import RIEN, Html, escape_html

LIENS_EN_VUE = 10
"""Pairs of partners on the screen; the workbook has many more."""


def concentrate(p: Partenariat, count: Callable[[ImplicationPartenaire], int]) -> Concentration:
    """Return how concentrated the participations that `count` counts are."""
    return compute_concentration(list(p.partenaires.values()), count)


@keep(64)
def write_concentrations(vue: VuePartenaires) -> Html:
    """Return who carries the participations: expected, then mobilised, a bar each."""
    p = vue.partenariat
    attendues = concentrate(p, lambda i: i.attendues)
    mobilisees = concentrate(p, lambda i: i.mobilisees)
    if attendues.part is None:
        return RIEN
    moitie = RIEN
    if attendues.moitie < len(p.attendus):
        moitie = write_note(f"La moitié des attendues repose sur {format_compte(attendues.moitie, 'partenaire')}.")
    morceaux = [write_constat(write_concentration(attendues, "attendue")), _write_barres(vue, attendues), moitie]
    if mobilisees.part is not None:
        morceaux += [f'<p class="sous-constat">{escape_html(write_concentration(mobilisees, "mobilisée"))}</p>']
        morceaux += [_write_barres(vue, mobilisees, mobilise=True)]
    return "".join(morceaux)


def _write_barres(vue: VuePartenaires, concentration: Concentration, mobilise: bool = False) -> Html:
    lignes, partenaires = [], vue.partenariat.partenaires
    for nom in concentration.tete:
        nombre = partenaires[nom].mobilisees if mobilise else partenaires[nom].attendues
        part = 100 * nombre / concentration.total
        classe = Html("barre" if mobilise else "barre creuse")
        lignes.append(
            f'<li>{vue.write_partenaire(nom)}<span class="num">{nombre}</span>'
            f'<span class="{classe}" aria-hidden="true"><i style="width:{part:.1f}%"></i></span></li>'
        )
    return f'<ul class="charges">{"".join(lignes)}</ul>'


@keep(64)
def write_liens(vue: VuePartenaires) -> Html:
    """Return the pairs of partners that meet the most: mobilised together first, then expected together."""
    liens = vue.find_liens(LIENS_EN_VUE)
    if not liens.total:
        return RIEN
    titre = "Aucun partenaire n’est encore mobilisé avec un autre"
    if liens.mobilises:
        verbe = "sont mobilisées ensemble" if liens.mobilises > 1 else "est mobilisée ensemble"
        titre = (
            f"{format_compte(liens.mobilises, 'paire de partenaires', 'paires de partenaires')} {verbe} sur une action"
        )
        titre += " au moins"
    note = write_note(f"Qui travaille avec qui{FINE}: les {len(liens.premiers)} premières paires sur {liens.total}.")
    entetes = ("Partenaire", "Avec", "Mobilisés ensemble", "Attendus ensemble")
    lignes = [_write_lien(vue, lien) for lien in liens.premiers]
    table = write_table("Qui travaille avec qui", entetes, lignes, legende_lue=True, fixe=True)
    return f'<section class="liens-partenaires">{write_constat(titre)}{note}{table}</section>'


def _write_lien(vue: VuePartenaires, lien: Lien) -> list[Html]:
    actions = vue.vue.plan.actions_par_code

    def dits(codes: Sequence[str]) -> Html:
        if not codes:
            return Html('<span class="sourdine">–</span>')
        return f"<strong>{len(codes)}</strong> {', '.join(m.write_code(actions[c], vue.vue.liens) for c in codes)}"

    return [vue.write_partenaire(lien.un), vue.write_partenaire(lien.autre), dits(lien.mobilises), dits(lien.attendus)]
