"""Aide for those who read: the plan in ten seconds, the signs, an action in two clicks, a link or a table to share."""

from __future__ import annotations

from collections.abc import Mapping

from exports.blocs import marques as m
from exports.blocs.aide.articles import Article, definitions, etapes, make_article, paragraphe, puces
from exports.blocs.liens import (
    PAGE_ACTIONS,
    PAGE_AIDE,
    PAGE_CALENDRIER,
    PAGE_CHARTE,
    PAGE_ENGAGEMENTS,
    PAGE_PARTENAIRES,
    PAGE_PRESENTATION,
    PAGE_SYNTHESE,
    write_lien,
)
from metrics.bilan import SEUIL_REMONTEE
from models.trimestre import Trimestre
from phrases.format import format_taux
from phrases.nom import write_nom
from ui.kit.commandes import COPIER
from ui.socle.impression import IMPRIMER, PROJETER
from ui.socle.texte import Html, escape_html
from ui.socle.vue import Vue


def build_lire(vue: Vue) -> tuple[Article, ...]:
    """Return how to read the screens."""
    liens, nom = vue.liens, write_nom(vue.plan)
    synthese = write_lien(PAGE_SYNTHESE, "Synthèse", liens)
    actions = write_lien(PAGE_ACTIONS, "Orientations et actions", liens)
    engagements = write_lien(PAGE_ENGAGEMENTS, "Engagements", liens)
    presentation = write_lien(PAGE_PRESENTATION, "Présentation", liens)
    return (
        make_article(
            "Lire la Synthèse en dix secondes",
            etapes(
                f"Ouvrez {synthese} et lisez la phrase du haut : elle dit où en est {escape_html(nom.le)}, "
                f"{escape_html(nom.s_il)} est en avance ou en retard, ce qui bloque et ce qui attend une décision.",
                "Regardez les cinq chiffres. Cliquez sur l’un d’eux : il s’explique, avec la règle, le calcul et la "
                "liste des actions.",
                "Lisez « À décider » : quelle décision, de qui, attendue depuis combien de jours.",
                "Vérifiez ce qui manque : les actions non renseignées et celles qui ne sont pas à jour sont "
                "comptées, jamais cachées.",
            ),
        ),
        make_article("Les signes", definitions(_list_signes(vue.trimestre))),
        make_article(
            "Arriver à une action en deux clics",
            puces(
                "Depuis la Synthèse : cliquez sur son code dans l’arbre, ou sur son nom dans une liste.",
                f"Depuis {actions} : écrivez un mot, un code ou un service dans « Rechercher », ou filtrez.",
                f"Depuis {engagements} : chaque engagement donne la liste de ses actions.",
            ),
            paragraphe(
                "La fiche d’une action dit son histoire trimestre par trimestre, ses jalons, ses indicateurs, ses "
                "partenaires, et d’où vient chaque valeur : quel classeur, quelle ligne, quel jour."
            ),
        ),
        *_build_partenariat(liens),
        make_article(
            "Revenir à un trimestre passé",
            paragraphe(
                "Le trimestre se choisit en haut à droite. Sans choix, c’est le dernier où au moins "
                f"{format_taux(SEUIL_REMONTEE)} des actions actives ont une remontée ; à défaut, le dernier qui en a "
                "reçu une. Un trimestre passé se lit comme à son dernier jour."
            ),
            paragraphe(
                "Un trimestre « en cours » attend encore des remontées : ses chiffres ne se comparent pas à ceux d’un "
                "trimestre terminé, et un retard s’y juge à la date du jour."
            ),
            paragraphe(
                f"Un trimestre terminé où moins de {format_taux(SEUIL_REMONTEE)} des actions actives ont une remontée, "
                "et qui n’est pas clos, ne se compare pas non plus : ses valeurs sont surtout celles d’avant, reprises."
            ),
        ),
        make_article(
            "Préparer la réunion annuelle",
            puces(
                f"{presentation} raconte la période en une douzaine de pages : cochez les sections, rangez-les avec "
                "les flèches, écrivez un mot d’introduction. L’adresse garde les sections et la période.",
                "« Enregistrer » garde la réunion avec ses faits marquants, ses notes et sa portée ; une fois notée "
                "présentée, elle se relit et se réimprime telle quelle, quoi qu’on ait reçu depuis.",
                "« Décisions prises » (touche D pendant la projection) note ce qui a été décidé, par qui, et les "
                "suites. La demande n’est plus attendue ; l’action reste bloquée tant que son pilote le dit.",
                "Projeter : flèches, Page suivante ou clic pour avancer ; Début et Fin ; F pour le plein écran ; Échap "
                "pour revenir. Les annexes suivent la dernière page, pour qui pose une question.",
                "Sous chaque page, ce qui est à dire et d’où viennent ses chiffres ; imprimée, une page par feuille.",
                "La phrase de la Synthèse se lit à voix haute ; les titres des graphiques disent ce qu’ils montrent.",
                f"{write_lien(PAGE_AIDE, 'Les décisions attendues', {'chiffre': 'decisions', **liens})} donnent, "
                "action par action, qui doit décider et pour quand. Celles qui sont dites « à confirmer » ne le sont "
                "peut-être plus : leur action n’est plus bloquée.",
                "Devant un chiffre contesté, ouvrez son explication : tout le calcul peut être refait à la main.",
            ),
        ),
    )


def _build_partenariat(liens: Mapping[str, str]) -> tuple[Article, ...]:
    """Return how to read the three screens of dates and partners."""
    partenaires = write_lien(PAGE_PARTENAIRES, "Partenaires", liens)
    charte = write_lien(PAGE_CHARTE, "Charte", liens)
    calendrier = write_lien(PAGE_CALENDRIER, "Calendrier", liens)
    return (
        make_article(
            "Lire les partenaires",
            puces(
                f"{partenaires} : une ligne par partenaire, une colonne par orientation. « 2/4 » : deux participations "
                "mobilisées sur quatre attendues ; « 1? » : une sans nouvelle ; « +1 » : une dite sans être attendue.",
                "« Sans nouvelle » n’est pas « Non mobilisé » : personne ne s’est prononcé. Le taux est donné avec ce "
                "que ces silences pourraient y changer.",
                "Un clic sur un partenaire ouvre sa fiche : ses actions, ses rôles, ce qu’il a apporté, ce qui est "
                "attendu de lui. Elle s’imprime et s’envoie.",
            ),
        ),
        make_article(
            "Lire la charte",
            puces(
                f"{charte} : les engagements des deux parties face à face, domaine par domaine, dans les mots de la "
                "charte.",
                "Chaque partie juge chaque engagement pour l’année. Les deux jugements restent côte à côte ; un écart "
                "est montré, jamais moyenné.",
                "Les réunions prévues se comptent par période : tenue, non tenue, non renseignée, à venir. Un rythme "
                "ambigu ne donne aucune date.",
                "Le terme se compte de la signature tant que la date de notification n’est pas connue, et le "
                "renouvellement reste « à confirmer » tant qu’aucun document ne le dit.",
            ),
        ),
        make_article(
            "Lire le calendrier",
            puces(
                f"{calendrier} : les jalons, les échéances et les réunions de la charte sur un même axe, avec "
                "aujourd’hui. Le dessin va du trimestre d’avant aux quatre qui suivent ; « Tout le plan » le montre "
                "entier.",
                "En retard, à moins de 90 jours, reporté : un signe et un mot, jamais la couleur seule. La date "
                "d’origine reste à côté de la date révisée.",
                "Une action sans date propre n’est pas sur l’axe : elle est listée à part.",
            ),
        ),
    )


def build_partager(vue: Vue) -> tuple[Article, ...]:  # noqa: ARG001 (every rubrique is built alike)
    """Return how to hand something on."""
    return (
        make_article(
            "Envoyer un lien",
            paragraphe(
                "Copiez l’adresse du navigateur : elle contient toujours le trimestre, avec les filtres et la fiche "
                "ouverte. La personne qui la reçoit voit le même écran, avec les données du jour où elle l’ouvre."
            ),
            paragraphe(
                f"En haut de la fiche d’une action ou d’un partenaire, « {COPIER} » le fait pour vous : le lien dit le "
                "trimestre, et montrera le même plus tard."
            ),
        ),
        make_article(
            "Imprimer un écran",
            paragraphe(
                f"En haut de chaque écran et de chaque fiche, « {IMPRIMER} » donne des pages claires, sans menu ni "
                "bouton, à imprimer ou à enregistrer en PDF. La première dit d’où elle vient : l’écran, le trimestre, "
                "le jour et l’adresse. Ce qui est replié n’est pas imprimé : ouvrez-le d’abord."
            ),
        ),
        make_article(
            "Projeter un écran",
            paragraphe(
                f"« {PROJETER} », à côté, montre l’écran ou la fiche en grand, sans menu, un bloc après l’autre : "
                "flèches, Page suivante ou clic pour avancer, Début et Fin, F pour le plein écran, Échap pour revenir. "
                "Une adresse qui finit par « projection=1 » projette aussitôt."
            ),
        ),
        make_article(
            "Télécharger un tableau",
            paragraphe(
                "Sous un tableau, « Télécharger ce tableau (.xlsx) » donne un classeur prêt à trier. Sous un "
                "graphique, ouvrez « Données du graphique » : les nombres y sont, et se téléchargent aussi."
            ),
            paragraphe(
                "Chaque document porte sa date et sa base. Si la base est fictive, le document le dit et son nom aussi."
            ),
        ),
        make_article(
            "Mettre un graphique dans une note",
            paragraphe(
                "Sous le graphique, ouvrez « Données du graphique » : « Télécharger l’image (.png) » est sous le "
                "tableau. L’image est sur fond blanc, avec le titre, la date des données et la base."
            ),
        ),
    )


def _list_signes(trimestre: Trimestre) -> tuple[tuple[Html, Html], ...]:
    """Return each sign of the screens, drawn, and what it says."""
    couples = (
        (m.write_barre(46, 58), "L’avancement. Le trait vertical est l’attendu : à sa gauche, on est en retard."),
        (m.write_barre(46, None, trimestre.decale(-1)), "Hachures : la valeur est reprise d’un trimestre antérieur."),
        (m.write_barre(None), "Contour pointillé : non renseigné. Ce n’est pas 0 %."),
        (Html("<strong>°</strong>"), "Intitulé provisoire : un titre de travail, en attendant l’intitulé officiel."),
        (Html("<strong>données insuffisantes</strong>"), "Trop peu d’actions renseignées pour publier un chiffre."),
        (m.write_retard(), "L’échéance est passée et l’action n’est pas réalisée."),
    )
    return tuple((signe, escape_html(sens)) for signe, sens in couples)
