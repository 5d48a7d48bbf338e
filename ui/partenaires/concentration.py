"""Who carries the participations, and who works with whom, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter

from exports.blocs import marques as m
from exports.blocs.mots import write_constat, write_note
from exports.blocs.table import write_table
from metrics.implication import ImplicationPartenaire
from metrics.partenariat import Concentration, Lien, Partenariat, compute_concentration
from phrases.format import format_compte
from phrases.partenaires import write_concentration, write_couples, write_couples_montres
from ui.partenaires.vue import VuePartenaires
from ui.socle.memoire import keep
from ui.socle.texte import RIEN, Html, escape_html

LIENS_EN_VUE, CODES_MAX = 10, 20
"""Pairs of partners on the screen, and actions named for one; the workbook has many more."""
_ATTENDUES, _MOBILISEES = attrgetter("attendues"), attrgetter("mobilisees")


def concentrate(p: Partenariat, count: Callable[[ImplicationPartenaire], int]) -> Concentration:
    """Return how concentrated the participations that `count` counts are."""
    return compute_concentration(list(p.partenaires.values()), count)


@keep(64)
def write_concentrations(vue: VuePartenaires) -> Html:
    """Return who carries the participations: expected, then mobilised, their numbers."""
    p = vue.partenariat
    attendues, mobilisees = concentrate(p, _ATTENDUES), concentrate(p, _MOBILISEES)
    if attendues.part is None:
        return RIEN
    moitie = RIEN
    if attendues.moitie < len(p.attendus):
        moitie = write_note(f"La moitié des attendues repose sur {format_compte(attendues.moitie, 'partenaire')}.")
    morceaux = [
        write_constat(write_concentration(attendues, "attendue")),
        _write_tete(vue, attendues, _ATTENDUES),
        moitie,
    ]
    if mobilisees.part is not None:
        morceaux += [f'<p class="sous-constat">{escape_html(write_concentration(mobilisees, "mobilisée"))}</p>']
        morceaux += [_write_tete(vue, mobilisees, _MOBILISEES)]
    return "".join(morceaux)


def _write_tete(
    vue: VuePartenaires, concentration: Concentration, count: Callable[[ImplicationPartenaire], int]
) -> Html:
    """Return what each of the first partners carries, then what they carry together, which the finding divides."""
    partenaires = vue.partenariat.partenaires
    nombres = [(nom, count(partenaires[nom])) for nom in concentration.tete]
    lignes = [_write_part(vue.write_partenaire(nom), str(nombre)) for nom, nombre in nombres]
    if len(nombres) > 1:
        somme = f"{sum(n for _, n in nombres)} sur {concentration.total}"
        lignes.append(_write_part(escape_html(f"Les {len(nombres)} ensemble"), somme))
    return f'<ul class="charges">{"".join(lignes)}</ul>'


def _write_part(nom: Html, nombre: str) -> Html:
    return f'<li><span>{nom}</span><span class="num">{escape_html(nombre)}</span></li>'


@keep(64)
def write_liens(vue: VuePartenaires) -> Html:
    """Return the pairs of partners that meet the most: mobilised together first, then expected together."""
    liens = vue.find_liens(LIENS_EN_VUE)
    if not liens.total:
        return RIEN
    note = write_note(write_couples_montres(liens))
    entetes = ("Partenaire", "Avec", "Mobilisés ensemble", "Attendus ensemble")
    lignes = [_write_lien(vue, lien) for lien in liens.premiers]
    table = write_table("Qui travaille avec qui", entetes, lignes, legende_lue=True, fixe=True)
    return f'<section class="liens-partenaires">{write_constat(write_couples(liens))}{note}{table}</section>'


def _write_lien(vue: VuePartenaires, lien: Lien) -> list[Html]:
    actions = vue.vue.plan.actions_par_code

    def dits(codes: Sequence[str]) -> Html:
        if not codes:
            return Html('<span class="sourdine">–</span>')
        noms = ", ".join(m.write_code(actions[c], vue.vue.liens) for c in codes[:CODES_MAX])
        return f"<strong>{len(codes)}</strong> {noms}{' …' if len(codes) > CODES_MAX else ''}"

    return [vue.write_partenaire(lien.un), vue.write_partenaire(lien.autre), dits(lien.mobilises), dits(lien.attendus)]
