"""The tree of the Synthèse as a table: a line an orientation, a line a priorité, its actions as marks that are links.

One piece of HTML, which stacks on a phone: the text of a mark is read aloud, and shown beside it on demand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from charts.theme import CLAIR
from exports.blocs import marques as m
from exports.blocs.liens import PAGE_ACTIONS, PAGE_SYNTHESE, write_lien
from exports.blocs.mots import write_constat, write_note
from exports.blocs.table import Case, Rangee, write_grille
from exports.blocs.vue import Vue
from metrics.chiffres import Chiffres
from metrics.confiance import ClasseEcart
from metrics.engagement import find_rythme
from metrics.etat import EtatAction
from models.plan import Action, Orientation, Priorite
from models.texte import slug
from models.vocabulaire import Statut
from phrases.arbre import list_details, name_statut, write_comptees, write_denominateurs, write_part, write_titre_arbre
from phrases.format import FINE, INSECABLE, NON_RENSEIGNE, format_compte, format_reste, name_orientation, split_points
from phrases.html import RIEN, Html, escape_html
from phrases.trimestre import write_reserve

TRI = "tri"
"""The order in the address: nothing, that of the plan."""
PAR_ECART = "ecart"
EN_VUE = 24
"""Actions of a priorité that are marked; the list tells the others."""
MARQUES_MAX = 300
"""Actions that are marked in all, so that a plan of thousands has a tree of a bounded weight."""
LEGENDE = (Statut.EN_COURS, Statut.BLOQUEE, Statut.REALISEE)
"""The statuts of the key; the others bear their symbol, and say their name on demand."""
SUITE: Final = "apres-arbre"
"""Where who goes by the keyboard lands past the actions."""


def write_arbre(vue: Vue, par_ecart: bool = False) -> Html:
    """Return the finding and the tree as HTML; `par_ecart`, the furthest behind first, where the écart may be told."""
    titre = write_titre_arbre(vue.bilan, write_reserve(vue.bilan, vue.aujourd_hui))
    par_ecart = par_ecart and vue.comparable
    lignes = _list_par_ecart(vue) if par_ecart else _list_en_ordre(vue)
    classe = "arbre" if vue.comparable else "arbre sans-ecart"
    grille = write_grille(titre, [_write_tetes(vue, par_ecart)], lignes, classe)
    passer = escape_html(f"Passer les {format_compte(len(vue.plan.actions), 'action')} de l’arbre")
    note = write_note(f"{write_denominateurs(vue.bilan.ensemble)}{_write_autres(vue)}")
    return (
        f'<section class="bloc">{write_constat(titre)}<a class="evitement" href="#{SUITE}">{passer}</a>'
        f'{grille}{note}<span id="{SUITE}" tabindex="-1"></span></section>'
    )


def _write_tetes(vue: Vue, par_ecart: bool) -> list[Case]:
    """Return the heads of the columns; the first one holds the key, for the eye alone: every mark says its statut."""
    presents = [s for s in LEGENDE if vue.bilan.ensemble.statuts[s]]
    signes = "".join(m.write_statut(s) for s in presents)
    autres = sum(vue.bilan.ensemble.statuts.values()) - sum(vue.bilan.ensemble.statuts[s] for s in presents)
    signes += '<span class="statut autre">autre</span>' if autres else RIEN
    cles = f'<span class="lecteur">Branche</span><span class="cles-arbre" aria-hidden="true">{signes}</span>'
    ordre, attendu = RIEN, RIEN
    if vue.comparable:
        attendu = Html(f"Trait{FINE}: attendu")
        texte, demande = ("Ordre du plan", {}) if par_ecart else ("Les plus en retrait d’abord", {TRI: PAR_ECART})
        lien = write_lien(PAGE_SYNTHESE, escape_html(texte), {**demande, **vue.liens}, "sur-place")
        ordre = RIEN if vue.figee else lien
    return [
        Case(cles, "nom"),
        Case(Html('<span class="lecteur">Actions</span>'), "marques"),
        Case(f'<span class="lecteur">Actions comptées. </span>{ordre}', "comptees"),
        Case(f'<span class="lecteur">Avancement. </span>{attendu}', "avancement"),
        Case(Html('Écart<span class="lecteur"> en points</span>') if vue.comparable else RIEN, "ecart"),
    ]


def _write_autres(vue: Vue) -> str:
    """Return what the other symbols of the tree mean, under it: « Autres signes : × abandonnée, ‖ en pause. »."""
    montres = [s for s, nombre in vue.bilan.ensemble.statuts.items() if nombre and s not in LEGENDE]
    symboles = [(CLAIR.inconnu if s is None else CLAIR.statuts[s]).symbole for s in montres]
    dits = [NON_RENSEIGNE if s is None else str(s).lower() for s in montres]
    signes = [f"{symbole}{INSECABLE}{dit}" for symbole, dit in zip(symboles, dits, strict=True)]
    return f" Autres signes{FINE}: {', '.join(signes)}." if signes else ""


def _list_en_ordre(vue: Vue) -> Iterator[Rangee]:
    for orientation in vue.plan.orientations:
        if orientation.actions:
            yield _write_orientation(vue, orientation)
            yield from (_write_priorite(vue, orientation, p) for p in orientation.priorites if p.actions)


def _list_par_ecart(vue: Vue) -> Iterator[Rangee]:
    """Yield the orientations, then the priorités of all of them, the furthest behind first, the unknown ones last."""
    orientations = [o for o in vue.plan.orientations if o.actions]
    priorites = [(o, p) for o in orientations for p in o.priorites if p.actions]
    for o in sorted(orientations, key=lambda o: _rank(vue.bilan.orientations[o.code])):
        yield _write_orientation(vue, o)
    for o, p in sorted(priorites, key=lambda couple: _rank(vue.bilan.priorites[couple[1].code])):
        yield _write_priorite(vue, o, p, m.write_pastille(o) + Html(" "))


def _rank(chiffres: Chiffres) -> float:
    return float("inf") if chiffres.ecart is None or not chiffres.suffisante else chiffres.ecart


def _write_orientation(vue: Vue, orientation: Orientation) -> Rangee:
    nom = name_orientation(orientation)
    tete = f"{m.write_pastille(orientation)} " + write_lien(
        PAGE_ACTIONS,
        f'<span class="lecteur">Orientation {orientation.numero}. </span>{escape_html(orientation.libelle_court)}',
        {"orientation": nom, **vue.liens},
    )
    chiffres = vue.bilan.orientations[orientation.code]
    comptees = Case(escape_html(write_comptees(chiffres)), "comptees")
    cases = [Case(RIEN, "marques"), comptees, *_write_figures(vue, chiffres)]
    return Rangee(tete, cases, f"orientation {m.teinte(orientation.numero)}")


def _write_priorite(vue: Vue, orientation: Orientation, priorite: Priorite, pastille: Html = RIEN) -> Rangee:
    """Return the line of a priorité; `pastille` tells its orientation where its place does not."""
    chiffres = vue.bilan.priorites[priorite.code]
    adresse = {"orientation": name_orientation(orientation), "q": priorite.libelle.texte, **vue.liens}
    comptees = write_lien(PAGE_ACTIONS, escape_html(write_comptees(chiffres)), adresse)
    marques = Case(_write_marques(vue, priorite.actions, adresse), "marques")
    nom = f"{pastille}{escape_html(m.name_texte(priorite.libelle))}"
    return Rangee(nom, [marques, Case(comptees, "comptees"), *_write_figures(vue, chiffres)])


def _write_figures(vue: Vue, chiffres: Chiffres) -> list[Case]:
    """Return the bar with its figure, and the distance to the expected; nothing of what may not be told."""
    connu = chiffres.suffisante
    barre = m.write_barre(chiffres.avancement if connu else None, chiffres.attendu if vue.comparable else None)
    part = f'<span class="{Html("num" if connu else "sourdine")}">{escape_html(write_part(chiffres))}</span>'
    avancement = Case(f'<span class="avance">{barre}{part}</span>', "avancement" if connu else "avancement inconnu")
    if not vue.comparable or chiffres.ecart is None or not connu:
        return [avancement, Case(RIEN, "ecart")]
    nombre, unite = map(escape_html, split_points(chiffres.ecart))
    loin = " loin" if find_rythme(chiffres) is ClasseEcart.LOIN else ""
    return [avancement, Case(f'{nombre}<span class="lecteur"> {unite}</span>', f"ecart{loin}")]


def _write_marques(vue: Vue, actions: Sequence[Action], adresse: dict[str, str]) -> Html:
    """Return the actions of a priorité as marks; past the first ones, the way to the list of them all."""
    en_vue = _count_en_vue(vue)
    items = "".join(f"<li>{_write_marque(vue, vue.bilan.etats[a.code])}</li>" for a in actions[:en_vue])
    if len(actions) > en_vue:
        items += f"<li>{write_lien(PAGE_ACTIONS, escape_html(format_reste(len(actions) - en_vue)), adresse)}</li>"
    return f"<ul>{items}</ul>"


def _count_en_vue(vue: Vue) -> int:
    """Return how many actions of a priorité are marked: fewer where there are many priorités, one at least."""
    priorites = sum(len(o.priorites) for o in vue.plan.orientations) or 1
    return min(EN_VUE, max(MARQUES_MAX // priorites, 1))


def _write_marque(vue: Vue, etat: EtatAction) -> Html:
    """Return an action as its symbol and its code, a link whose name holds its title and its statut."""
    marque = CLAIR.inconnu if etat.statut is None else CLAIR.statuts[etat.statut]
    classe = f"s-{slug(etat.statut)}" if etat.statut else Html("inconnu")
    details = "".join(
        f"<span>{escape_html(dit)}</span>" for dit in list_details(etat, vue.aujourd_hui, interne=vue.interne)
    )
    contenu = (
        f'<span aria-hidden="true">{escape_html(marque.symbole)}</span>{escape_html(etat.code)}<span class="bulle"> '
        f"<strong>{escape_html(m.name_texte(etat.action.libelle))}</strong>, {escape_html(name_statut(etat.statut))}"
        f'<span class="details">{details}</span></span>'
    )
    return write_lien(PAGE_ACTIONS, contenu, {"action": etat.code, **vue.liens}, f"marque {classe}")
