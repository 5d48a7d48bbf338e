"""The blocks of the partners beside the map, as HTML: who is silent, which actions have nobody."""

from __future__ import annotations

from exports.blocs import marques as m
from exports.blocs.mots import write_constat
from exports.blocs.pages import write_coupe
from exports.blocs.partenaires.faits import write_nouvelle
from exports.blocs.pli import write_debut
from metrics.partenariat import Absence, ActionSansActif
from metrics.partenariat_temps import Silence
from models.trimestre import Trimestre
from phrases import partenaires as phrases
from phrases.format import FINE, format_compte
from ui.partenaires.vue import VuePartenaires
from ui.socle.memoire import keep
from ui.socle.texte import Html, escape_html

EN_VUE = 6
"""Rows of a list in sight, the others folded under it."""
LIGNES_MAX, CODES_MAX = 100, 12
"""Rows of a list, folded ones included, and actions named in one of them."""


@keep(64)
def write_silences(vue: VuePartenaires) -> Html:
    """Return the silent partners, the longest silence first, with the actions where they are expected."""
    silences, attendus = vue.silences, len(vue.partenariat.attendus)
    if not silences:
        return write_constat(
            "Chaque partenaire attendu a donné des nouvelles" if attendus else "Aucun partenaire attendu"
        )
    jamais = sum(s.dernier is None for s in silences)
    suite = f", dont {jamais} dont rien n’a jamais été dit" if 0 < jamais < len(silences) else ""
    verbe = "sont" if len(silences) > 1 else "est"
    titre = f"{format_compte(len(silences), 'partenaire')} sur {attendus} {verbe} {phrases.SANS_NOUVELLE}{suite}"
    lignes = [_write_silence(vue, s) for s in silences[:LIGNES_MAX]]
    return f"{write_constat(titre)}{_write_coupe(len(silences))}{write_debut(lignes, EN_VUE, 'partenaire')}"


def _write_coupe(total: int) -> Html:
    return write_coupe(LIGNES_MAX, total, "les tableaux à télécharger les contiennent toutes.")


def _write_silence(vue: VuePartenaires, silence: Silence) -> Html:
    codes = ", ".join(m.write_code(a, vue.vue.liens) for a in silence.actions[:CODES_MAX])
    if (autres := len(silence.actions) - CODES_MAX) > 0:
        codes += f" et {format_compte(autres, 'autre')}"
    depuis = write_depuis(silence.dernier, vue.vue.trimestre)
    return f'{vue.write_partenaire(silence.nom)}<p class="attente">{escape_html(depuis)}{FINE}; attendu sur {codes}</p>'


def write_depuis(dernier: Trimestre | None, trimestre: Trimestre) -> str:
    """Return since when nothing is said of a partner."""
    dit = write_nouvelle(dernier, trimestre)
    return dit if dernier is None else f"dernière nouvelle {dit}"


@keep(64)
def write_sans_actif(vue: VuePartenaires) -> Html:
    """Return the actions without an active partner, and why, those where nothing was reported at all told apart."""
    sans = vue.sans_actif
    if not sans:
        return write_constat("Chaque action a au moins un partenaire actif")
    titre = phrases.write_sans_actif(sans)
    if personne := sum(s.motif is Absence.PERSONNE for s in sans):
        titre += f", {personne} sans partenaire attendu"
    lignes = [_write_action(vue, s) for s in sans[:LIGNES_MAX]]
    return f"{write_constat(titre)}{_write_coupe(len(sans))}{write_debut(lignes, EN_VUE, 'action')}"


def _write_action(vue: VuePartenaires, sans: ActionSansActif) -> Html:
    noms = ", ".join(escape_html(nom) for nom in sans.attendus)
    motif = f"{sans.motif}{FINE}: {noms}" if noms else str(sans.motif)
    return f'{m.write_action(sans.action, vue.vue.liens)}<p class="attente">{motif}</p>'
