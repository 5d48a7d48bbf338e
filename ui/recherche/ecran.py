"""The results of a search: grouped by kind, the group of what answers best first, each a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.blocs.aide.articles import definitions
from exports.blocs.liens import write_lien
from exports.blocs.pli import write_debut
from models.vocabulaire import Role
from phrases.format import FINE, format_compte, format_trimestre
from ui.actions.recherche import search  # the words said of the actions are looked through as in their list
from ui.kit.recherche import read_mots
from ui.recherche.index import Fiche, Genre, Sujet, list_fiches
from ui.socle.champ import LONGUEUR
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.texte import RIEN, Html, escape_html
from ui.socle.vue import Vue, build_vue

EN_VUE = 8
"""Results of a kind that stand in sight; the others are folded."""
EXACT, MOTS_ENTIERS, TITRE, TEXTE = range(4)
"""Where the words are, from the best answer on: its name, words of its title, inside its title, elsewhere."""


@dataclass(frozen=True, slots=True)
class Trouve:
    """A subject that answers, how well (the smaller, the better), and the words around those found elsewhere (HTML)."""

    sujet: Sujet
    rang: int
    extrait: Html = RIEN


def show_resultats(contexte: Contexte, texte: str) -> None:
    """Draw what answers to the words of the address, or what may be looked for."""
    cherche = texte[:LONGUEUR].strip()
    show_html(_write_resultats(build_vue(contexte), contexte.role, cherche))


@keep(64)
def find_trouves(vue: Vue, role: Role, texte: str) -> tuple[Trouve, ...]:
    """Return what a role can find in a quarter, best first, then in the order of the kinds and of the plan."""
    mots = read_mots(texte)
    if not mots:
        return ()
    dits = search(vue.version, vue.trimestre, texte)
    trouves = []
    for fiche in list_fiches(vue, role):
        rang, code = _find_rang(fiche, mots), fiche.sujet.reference
        if rang is None and code in dits:
            rang = TEXTE
        if rang is not None:
            trouves.append(Trouve(fiche.sujet, rang, dits.get(code, RIEN)))
    return tuple(sorted(trouves, key=lambda t: t.rang))


def _find_rang(fiche: Fiche, mots: tuple[str, ...]) -> int | None:
    if mots in fiche.noms:
        return EXACT
    if fiche.mots.issuperset(mots):
        return MOTS_ENTIERS
    # a number is a word of its own: « engagement 1 » is not « engagement 12 »
    for rang, texte in ((TITRE, fiche.titre), (TEXTE, fiche.texte)):
        if all(mot in fiche.mots or (mot in texte and not mot.isdigit()) for mot in mots):
            return rang
    return None


@keep(64)
def _write_resultats(vue: Vue, role: Role, texte: str) -> Html:
    if not texte:
        return f'<p class="phrase">Cherchez dans tout le tableau de bord.</p>{_write_invite(vue)}'
    trouves = find_trouves(vue, role, texte)
    cite = f"«{FINE}{escape_html(texte[:60])}{FINE}»"
    if not trouves:
        return f'<p class="phrase" role="status">Rien ne répond à {cite}.</p>{_write_invite(vue)}'
    groupes: dict[Genre, list[Trouve]] = {}
    for trouve in trouves:
        groupes.setdefault(trouve.sujet.genre, []).append(trouve)
    ordre = sorted(groupes, key=lambda g: (groupes[g][0].rang, list(Genre).index(g)))
    corps = "".join(_write_groupe(g, groupes[g]) for g in ordre)
    compte = escape_html(format_compte(len(trouves), "réponse"))
    return (
        f'<p class="phrase" role="status">{compte} pour {cite}, au {format_trimestre(vue.trimestre)}.</p>'
        f'<div class="trouves">{corps}</div>'
    )


def _write_invite(vue: Vue) -> Html:
    """Return what may be looked for, with examples of the plan."""
    plan = vue.plan
    promesses = [e.code for d in plan.charte.domaines for e in d.engagements] if plan.charte else []
    de_la_charte = [f"le code d’un engagement de la charte ({promesses[0]})"] if promesses else []
    engagements = [f"«{FINE}engagement {plan.engagements[-1].numero}{FINE}»"] if plan.engagements else []
    sigles = [f"{plan.sigles[0].texte}, ou un mot de ce qu’il abrège"] if plan.sigles else []
    couples = (
        ("Une action", [f"son code ({plan.actions[0].code})", "un mot de son titre", "le service qui la pilote"]),
        ("Un engagement", [*engagements, *de_la_charte, "un mot"]),
        ("Un partenaire, un service", ["son nom"]),
        ("Un sigle", sigles),
        ("Une liste d’actions", ["bloqué", "en pause", "en retard", "orage"]),
        ("Un écran, une page de l’aide", ["un mot"]),
    )
    return definitions((escape_html(quoi), escape_html(", ".join(mots))) for quoi, mots in couples if mots)


def _write_groupe(genre: Genre, trouves: Sequence[Trouve]) -> Html:
    """Return the results of a kind under its name, the first ones in sight."""
    nombre = f' <span class="sourdine">{len(trouves)}</span>'
    liste = write_debut([_write_trouve(t) for t in trouves], EN_VUE)
    return f"<section><h2>{escape_html(genre)}{nombre}</h2>{liste}</section>"


def _write_trouve(trouve: Trouve) -> Html:
    sujet = trouve.sujet
    lien = write_lien(sujet.fichier, escape_html(sujet.titre), dict(sujet.parametres))
    extrait = f'<p class="extrait">{trouve.extrait}</p>' if trouve.extrait else RIEN
    return f'{lien} <span class="detail">{escape_html(sujet.detail)}</span>{extrait}'
