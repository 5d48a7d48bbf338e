"""The national frame as the sources tell it: the laws and the bodies they name, and what they tie to the plan."""

from __future__ import annotations

from collections.abc import Sequence

from exports.blocs import marques as m
from exports.blocs.aide.articles import Article, definitions, make_article, paragraphe
from exports.blocs.liens import PAGE_ACTIONS, write_lien
from exports.blocs.mots import write_note
from exports.blocs.pli import write_pli
from models.charte import Repere
from models.libelle import Source
from models.plan import Orientation
from models.vocabulaire import NatureRepere
from phrases.format import FINE, format_compte, name_orientation
from phrases.nom import write_nom
from ui.socle.texte import Html, escape_html
from ui.socle.vue import Vue

_NOMS = {NatureRepere.LOI: ("loi", "lois"), NatureRepere.INSTANCE: ("instance", "instances")}


def build_cadre(vue: Vue) -> tuple[Article, ...]:
    """Return what the plan answers to, then each law and each body named, with its source and its exact words."""
    reperes = vue.plan.reperes
    if not reperes:
        return (make_article("Ce que disent les sources", paragraphe("Aucune loi, aucune instance n’est renseignée.")),)
    intro = make_article(
        "Ce que disent les sources",
        paragraphe(_write_constat(reperes, escape_html(write_nom(vue.plan).au))),
        paragraphe(
            "Une orientation n’est rattachée que si une source l’écrit, et ses mots sont cités. Rien n’est ajouté : "
            "une source parle à sa date, et ne dit rien de la suite."
        ),
    )
    groupes = [(nature, [r for r in reperes if r.nature is nature]) for nature in NatureRepere]
    return (intro, *(_build_groupe(vue, nature, siens) for nature, siens in groupes if siens))


def _write_constat(reperes: Sequence[Repere], au_plan: Html) -> Html:
    """Return how much is named and what of it is tied to the plan, in a sentence to read aloud."""
    comptes = [
        format_compte(nombre, *_NOMS[nature])
        for nature in NatureRepere
        if (nombre := sum(r.nature is nature for r in reperes))
    ]
    rattaches = [f"«{FINE}{escape_html(r.libelle)}{FINE}»" for r in reperes if r.orientations]
    suite = f"Aucune n’est rattachée {au_plan} par une source."
    if rattaches:
        une = len(rattaches) == 1
        debut = Html("Une seule est rattachée" if une else f"{len(rattaches)} sont rattachées")
        suite = f"{debut} {au_plan} par une source : {', '.join(rattaches)}."
    return f"Les sources nomment {escape_html(' et '.join(comptes))}. {suite}"


def _build_groupe(vue: Vue, nature: NatureRepere, reperes: Sequence[Repere]) -> Article:
    couples = [
        (escape_html(r.libelle), _write_citation(r.extrait, r.sources) + _write_rattachement(vue, r)) for r in reperes
    ]
    return make_article(f"Les {_NOMS[nature][1]}", definitions(couples))


def _write_rattachement(vue: Vue, repere: Repere) -> Html:
    """Return the orientations that a source ties, as links, its exact words on demand; it is said when none is."""
    if not repere.orientations:
        return write_note(f"Aucune source ne rattache cette {_NOMS[repere.nature][0]} à une orientation.")
    liees = [o for o in vue.plan.orientations if o.code in repere.orientations]
    toutes = len(liees) == len(vue.plan.orientations)
    nom, entier = write_nom(vue.plan), "entière" if vue.plan.feminin else "entier"
    entiere = f"Une source rattache {nom.le} {entier}, donc chacune de ses orientations :"
    phrase = paragraphe(escape_html(entiere if toutes else "Rattachement :"))
    items = "".join(f"<li>{m.write_pastille(o)} {_link_orientation(vue, o)}</li>" for o in liees)
    mots = _write_citation(repere.rattachement_extrait or "non renseignés", repere.rattachement_sources)
    resume = f'Les mots de ce rattachement<span class="lecteur"> : {escape_html(repere.libelle)}</span>'
    return f'{phrase}<ul class="orientations-liees">{items}</ul>{write_pli(resume, mots)}'


def _link_orientation(vue: Vue, orientation: Orientation) -> Html:
    adresse = {"orientation": name_orientation(orientation), **vue.liens}
    return write_lien(PAGE_ACTIONS, escape_html(orientation.libelle_court), adresse)


def _write_citation(mots: str, sources: Sequence[Source]) -> Html:
    """Return the exact words of a source under quotation marks, its title and its date."""
    noms = " ; ".join(f"{escape_html(s.titre)}, {escape_html(s.date)}" for s in sources)
    return (
        f'<figure class="repere"><blockquote class="citation">«{FINE}{escape_html(mots)}{FINE}»</blockquote>'
        f"<figcaption>{noms or 'Source non renseignée'}</figcaption></figure>"
    )
