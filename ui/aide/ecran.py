"""The screen Aide: its parts, one open at a time, and a search over all of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from exports.blocs.aide.articles import Article
from exports.blocs.aide.glossaire import build_glossaire
from exports.blocs.liens import PAGE_AIDE, write_lien
from models.plan import Plan
from phrases.explications.figures import FIGURES, write_regle
from phrases.format import FINE, format_compte, set_espaces
from ui.aide.cadre import build_cadre
from ui.aide.campagne import build_campagne, build_fautes
from ui.aide.document import read_document
from ui.aide.donnees import build_accessibilite, build_donnees
from ui.aide.explication import write_tous
from ui.aide.lire import build_lire, build_partager
from ui.aide.rubrique import Rubrique, answers
from ui.kit.recherche import pick_recherche
from ui.socle.guard import Contexte
from ui.socle.memoire import keep
from ui.socle.sortie import show_html
from ui.socle.style import configure_page
from ui.socle.texte import RIEN, Html, escape_html
from ui.socle.vue import Vue, build_vue

CHERCHER: Final = "Chercher dans l’aide"
LECTEURS, AGENTS, TOUS = "Élu·e·s et partenaires", "Agents", "Pour tous"


def build_chiffres(vue: Vue) -> tuple[Article, ...]:
    """Return one article for each figure: its rule, and the link to its explanation."""
    return tuple(
        Article(
            f.nom,
            f"<p>{escape_html(write_regle(f, vue.plan))}</p><p>"
            f"{write_lien(PAGE_AIDE, 'Le calcul, avec vos nombres', {'chiffre': f.cle, **vue.liens})}</p>",
            (("chiffre", f.cle),),
        )
        for f in FIGURES.values()
    )


RUBRIQUES = (
    Rubrique("lire", "Lire le tableau de bord", LECTEURS, build_lire),
    Rubrique("partager", "Partager", LECTEURS, build_partager),
    Rubrique("campagne", "Mener une campagne", AGENTS, build_campagne),
    Rubrique("fautes", "Corriger une erreur", AGENTS, build_fautes),
    Rubrique("chiffres", "Comprendre un chiffre", TOUS, build_chiffres),
    Rubrique("glossaire", "Glossaire", TOUS, lambda vue: build_glossaire(vue.plan)),
    Rubrique("cadre", "Cadre national", TOUS, build_cadre),
    Rubrique("donnees", "Les données", TOUS, build_donnees),
    Rubrique("protection", "Protection des données", TOUS, lambda _: read_document("donnees_personnelles.md")),
    Rubrique("accessibilite", "Accessibilité", TOUS, build_accessibilite),
    Rubrique("declaration", "Déclaration d’accessibilité", TOUS, lambda _: read_document("accessibilite.md")),
)
PAR_CLE = {r.cle: r for r in RUBRIQUES}


def show_aide(contexte: Contexte, cle: str, sujet: str = "") -> None:
    """Draw the part that has this place in the address, else the way to each; `?cherche=` looks through them all.

    `sujet` keeps one article of the part; an unknown one is no choice.
    """
    rubrique = PAR_CLE.get(cle)
    recherche = pick_recherche("cherche", f"Un mot{FINE}: météo, EFFACER, attendu…", 420, CHERCHER)
    if recherche:
        show_html(_write_trouves(build_vue(contexte), recherche))
    elif rubrique is None:
        show_html(write_accueil(build_vue(contexte)))
    else:
        configure_page(f"{rubrique.titre} · Aide — {contexte.plan.nom}")
        show_html(write_rubrique(build_vue(contexte), rubrique.cle, sujet))


@keep(16)
def write_accueil(vue: Vue) -> Html:
    """Return the way to each part, by reader, with the questions it answers."""
    groupes = []
    for public in dict.fromkeys(r.public for r in RUBRIQUES):
        items = "".join(_write_entree(vue, r) for r in RUBRIQUES if r.public == public)
        groupes.append(f"<section><h2>{escape_html(_name_public(public, vue.plan))}</h2><ul>{items}</ul></section>")
    return f'<div class="accueil-aide">{"".join(groupes)}</div>'


def _name_public(public: str, plan: Plan) -> str:
    """Return whom a part is for; who runs the campaigns has the name that the plan gives them."""
    return plan.agents or public if public == AGENTS else public


def _write_entree(vue: Vue, rubrique: Rubrique) -> Html:
    """Return the link to a part, and those to what it answers."""
    sujets = "".join(f"<li>{_link_article(vue, rubrique, a)}</li>" for a in rubrique.build(vue))
    return f"<li><h3>{_link_rubrique(vue, rubrique)}</h3><ul>{sujets}</ul></li>"


@keep(64)
def write_rubrique(vue: Vue, cle: str, sujet: str) -> Html:
    """Return a part under the way to the others, or one article of it."""
    rubrique, suite = PAR_CLE[cle], RIEN
    articles = rubrique.build(vue)
    seul = [a for a in articles if a.cle == sujet and not a.adresse]
    if seul:
        titre = escape_html(rubrique.titre)
        lien = write_lien(PAGE_AIDE, f"Tout « {titre} »", {"rubrique": cle, **vue.liens})
        suite = f'<p class="vers">{set_espaces(lien)}</p>'
    corps = write_tous(vue) if cle == "chiffres" else _write_articles(seul or articles)
    return f'{_write_menu(vue, rubrique)}<h2 class="titre-fiche">{escape_html(rubrique.titre)}</h2>{corps}{suite}'


def _write_menu(vue: Vue, ouverte: Rubrique) -> Html:
    items = "".join(
        f'<li><strong aria-current="page">{escape_html(r.titre)}</strong></li>'
        if r is ouverte
        else f"<li>{_link_rubrique(vue, r)}</li>"
        for r in RUBRIQUES
    )
    return f'<nav class="menu-aide" aria-label="Rubriques de l’aide"><ul>{items}</ul></nav>'


def _link_rubrique(vue: Vue, rubrique: Rubrique) -> Html:
    return write_lien(PAGE_AIDE, escape_html(rubrique.titre), {"rubrique": rubrique.cle, **vue.liens})


def _link_article(vue: Vue, rubrique: Rubrique, article: Article) -> Html:
    """Return the link to an article alone."""
    adresse = dict(article.adresse or (("rubrique", rubrique.cle), ("sujet", article.cle)))
    return write_lien(PAGE_AIDE, escape_html(article.titre), {**adresse, **vue.liens})


def _write_articles(articles: Iterable[Article]) -> Html:
    return "".join(f'<article class="aide"><h3>{escape_html(a.titre)}</h3>{a.corps}</article>' for a in articles)


def _write_trouves(vue: Vue, recherche: str) -> Html:
    """Return every article that answers, under the part it comes from."""
    trouves = [(r, [a for a in r.build(vue) if answers(a, recherche)]) for r in RUBRIQUES]
    nombre = sum(len(articles) for _, articles in trouves)
    compte = format_compte(nombre, "réponse") if nombre else Html("Aucune réponse")
    suite = RIEN if nombre else f"{FINE}: essayez un autre mot, ou une rubrique ci-dessous"
    debut = f'<p class="note" role="status">{compte} pour «{FINE}{escape_html(recherche[:60])}{FINE}»{suite}.</p>'
    if not nombre:
        return f"{debut}{write_accueil(vue)}"
    return debut + "".join(
        f'<h2 class="titre-fiche">{_link_rubrique(vue, r)}</h2>{_write_articles(articles)}'
        for r, articles in trouves
        if articles
    )
