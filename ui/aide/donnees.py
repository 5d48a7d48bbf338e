"""Aide about the tool itself: where its data come from, what it never holds, how accessible it is."""

from __future__ import annotations

from collections.abc import Iterator

from exports.blocs.aide.articles import Article, make_article, paragraphe, puces
from models.libelle import Libelle
from models.plan import Plan
from models.vocabulaire import StatutLibelle
from phrases.format import format_compte, format_date
from ui.socle.texte import Html, escape_html
from ui.socle.vue import Vue


def build_donnees(vue: Vue) -> tuple[Article, ...]:
    """Return where everything comes from, counted on the plan that is loaded."""
    plan = vue.plan
    return (
        make_article("Les sources", _write_sources(plan)),
        make_article("Intitulés officiels et intitulés provisoires", _write_intitules(plan)),
        make_article(
            "« Rattachement déduit »",
            paragraphe(
                "Les textes ne disent pas à quelle orientation tient chaque engagement : nous l’avons déduit de leurs "
                "mots, et nous l’écrivons à chaque fois. De même pour les actions rattachées à un domaine de la charte."
            ),
        ),
        make_article(
            "D’où vient une valeur",
            paragraphe(
                "D’un classeur rempli par un pilote, puis appliqué par un agent. Sur la fiche de l’action, "
                "« Origine », sous chaque valeur, dit lequel, quelle cellule, quel jour et par qui ; le Journal "
                "permet de télécharger le classeur tel que reçu."
            ),
            paragraphe("Inconnu s’écrit « non renseigné », jamais 0. Rien n’est inventé ni complété."),
        ),
        make_article("Données réelles ou de démonstration", *_list_base(plan)),
        make_article(
            "Ce que l’outil ne contient pas",
            puces(
                "Aucune donnée sur un enfant, une famille ou un professionnel nommé : l’outil suit des actions.",
                "Les pilotes sont des services, pas des personnes.",
                "Un texte qui ressemble à un téléphone, un courriel ou un numéro de sécurité sociale est signalé à "
                "l’import.",
                "Le nom de la personne qui importe est gardé dans le Journal : il engage l’import, rien d’autre.",
            ),
        ),
    )


def build_accessibilite(vue: Vue) -> tuple[Article, ...]:  # noqa: ARG001 (every rubrique is built alike)
    """Return an honest statement: what was checked, what is known not to work, whom to tell."""
    return (
        make_article(
            "État de conformité",
            paragraphe(
                "<strong>Non audité.</strong> Aucun audit RGAA n’a été fait. Nous visons le niveau AA (WCAG 2.1, "
                "RGAA 4.1) ; seul un audit pourrait dire s’il est atteint."
            ),
        ),
        make_article(
            "Ce qui est vérifié",
            puces(
                "Chaque écran passe l’outil automatique axe dans Chromium, thème clair et thème sombre, taille "
                "d’ordinateur et de téléphone : il n’y trouve rien de sérieux ni de critique.",
                "Les contrastes du texte et des marques sont calculés pour les deux thèmes.",
                "Au clavier : un chiffre de la Synthèse s’atteint et s’ouvre, une image se télécharge.",
                "Aucune information ne tient à la couleur seule : un mot ou un symbole l’accompagne toujours.",
                "Chaque graphique a un titre qui dit ce qu’il montre, un texte de remplacement et son tableau.",
                "La langue est déclarée, chaque écran a son titre, les animations respectent le réglage de l’appareil.",
            ),
            paragraphe("Un outil automatique ne trouve qu’une partie des défauts."),
        ),
        make_article(
            "Limites connues",
            puces(
                "Les graphiques ne se parcourent pas au clavier : leur tableau est donné, et les liens qu’ils offrent "
                "à la souris existent aussi en texte.",
                "Les lecteurs d’écran n’ont pas été essayés avec des personnes qui s’en servent.",
                "Certains contrôles viennent d’une bibliothèque dont nous ne maîtrisons pas tout le code.",
                "Les classeurs et les images téléchargés n’ont pas été vérifiés.",
            ),
        ),
        make_article(
            "Signaler un obstacle",
            paragraphe(
                "Contact : à compléter par le Département. Dites l’écran, ce que vous vouliez faire, et ce qui l’a "
                "empêché. En attendant, chaque graphique se lit aussi dans son tableau, qui se télécharge."
            ),
        ),
    )


def _write_sources(plan: Plan) -> Html:
    if not plan.sources:
        return paragraphe("Aucune source n’est renseignée.")
    return puces(*(f"{escape_html(s.titre)}, {escape_html(s.date)}" for s in plan.sources))


def _write_intitules(plan: Plan) -> Html:
    """Return how many titles of each kind are official, and how many still provisional."""
    lignes = []
    for nom, pluriel, libelles in _list_libelles(plan):
        officiels = sum(x.statut is StatutLibelle.OFFICIEL for x in libelles)
        total = format_compte(len(libelles), nom, pluriel)
        lignes.append(escape_html(f"{total} : {format_compte(officiels, 'intitulé officiel', 'intitulés officiels')}"))
    return puces(*lignes) + paragraphe(
        "Un intitulé provisoire porte le signe ° (la liste des actions le dit une seule fois quand tous le sont) ; sa "
        "fiche cite les mots exacts d’où il vient. Il sera remplacé "
        "quand le Département donnera l’intitulé officiel, sans perdre l’histoire."
    )


def _list_libelles(plan: Plan) -> Iterator[tuple[str, str, list[Libelle]]]:
    yield "orientation", "orientations", [o.libelle for o in plan.orientations]
    yield "priorité", "priorités", [p.libelle for o in plan.orientations for p in o.priorites]
    yield "action", "actions", [a.libelle for a in plan.actions]
    yield "engagement", "engagements", [e.libelle for e in plan.engagements]


def _list_base(plan: Plan) -> tuple[Html, ...]:
    periode = f"du {format_date(plan.debut)} au {format_date(plan.fin)}"
    if plan.demonstration:
        return (
            paragraphe(
                "<strong>Cette base est une démonstration.</strong> Les intitulés sont les vrais ; les pourcentages, "
                "statuts, textes, dates et mesures sont fictifs, comme les réponses des partenaires, les appréciations "
                "de la charte et ses réunions. Chaque écran et chaque document le disent."
            ),
            paragraphe("Les données fictives ont leur propre base : elles ne se mêlent jamais aux vraies."),
        )
    return (paragraphe(f"Cette base est réelle : elle suit le plan {periode}."),)
