"""How the figures are computed, what they do not say, what the words mean: the page of the method."""

from __future__ import annotations

from collections.abc import Iterable

from exports.blocs.aide.articles import Article
from exports.blocs.aide.glossaire import build_glossaire
from exports.presentation.sections import limites
from exports.site.adresses import GLOSSAIRE, METHODE
from exports.site.cadre import Page, join
from exports.site.vue import Vue
from metrics.bilan import REGLE
from phrases.explications.figures import FIGURES, Figure, explain, write_regle
from phrases.format import FINE, set_espaces
from phrases.html import RIEN, Html, escape_html
from phrases.nom import write_nom

PUBLIE = (
    "Blocages, décisions attendues et textes libres des pilotes ne sont pas publiés : seuls leurs nombres le sont. "
    "« Non renseigné » veut dire que personne ne l’a dit ; ce n’est jamais 0."
)


def build_methode(vue: Vue) -> Page:
    """Return the page: a place a figure, which the pages link to, then the limits and the words."""
    nom = write_nom(vue.plan)
    phrase = f"Chaque chiffre {nom.du} suit une règle écrite, la même pour tous{FINE}: version {REGLE}."
    figures = [f for f in FIGURES.values() if not f.generale or vue.plan.charte is not None]
    sommaire = "".join(f'<li><a href="#{escape_html(f.cle)}">{escape_html(f.nom)}</a></li>' for f in figures)
    corps = join(
        [
            f'<p class="phrase">{escape_html(phrase)}</p>',
            RIEN if vue.interne else f'<p class="precision">{escape_html(set_espaces(PUBLIE))}</p>',
            f'<nav aria-label="Sur cette page"><ul class="sommaire-page">{sommaire}'
            f'<li><a href="#limites">{escape_html(limites.CONSTAT)}</a></li>'
            f'<li><a href="#{GLOSSAIRE}">Les mots</a></li></ul></nav>',
            *(_write_figure(vue, f) for f in figures),
            _write_limites(vue),
            f'<section id="{GLOSSAIRE}" class="regle"><h2>Les mots</h2>{_write_articles(build_glossaire(vue.plan))}'
            "</section>",
        ]
    )
    return Page(METHODE, METHODE, "Méthode", corps, phrase)


def _write_figure(vue: Vue, figure: Figure) -> Html:
    """Return a figure of the plan as published, its rule, its calculation written out."""
    calcul = explain(vue.bilan, figure.cle, "", vue.aujourd_hui).calcul
    etapes = "".join(f"<li>{escape_html(etape)}</li>" for etape in calcul.etapes)
    suite = f'<ol class="calcul">{etapes}</ol>' if etapes else RIEN
    return (
        f'<section id="{escape_html(figure.cle)}" class="regle"><h2>{escape_html(figure.nom)}</h2>'
        f'<p class="resultat">{escape_html(calcul.resultat)}</p>'
        f"<p>{escape_html(write_regle(figure, vue.plan))}</p>{suite}</section>"
    )


def _write_limites(vue: Vue) -> Html:
    section = limites.build(vue.recit)
    if section is None:
        return RIEN
    dits = "".join(
        f"<li><strong>{escape_html(t.fort)}</strong> {escape_html(t.texte)}</li>"
        if t.fort
        else f"<li>{escape_html(t.texte)}</li>"
        for t in section.textes
    )
    return f'<section id="limites" class="regle"><h2>{escape_html(section.constat)}</h2><ul>{dits}</ul></section>'


def _write_articles(articles: Iterable[Article]) -> Html:
    return "".join(f'<article class="aide"><h3>{escape_html(a.titre)}</h3>{a.corps}</article>' for a in articles)
