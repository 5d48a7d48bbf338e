"""The words of the field, each with its definition; those that have a mark are drawn with it."""

from __future__ import annotations

from collections.abc import Sequence

from exports.blocs import marques as m
from exports.blocs.aide.articles import Article, definitions, make_article, paragraphe
from exports.blocs.aide.sigles import build_sigles
from exports.blocs.charte.marques import write_appreciation, write_etat_seance
from metrics.instances import EtatSeance
from models.plan import Plan
from models.vocabulaire import Appreciation, Fraicheur, Meteo, NiveauImplication, Statut
from phrases.html import Html, escape_html
from phrases.nom import write_nom

_STATUTS = {
    Statut.NON_DEMARREE: "Le travail n’a pas commencé. Compte dans la moyenne.",
    Statut.EN_COURS: "Le travail avance.",
    Statut.EN_PAUSE: "Arrêtée pour un temps, par choix. Compte toujours dans la moyenne.",
    Statut.BLOQUEE: "Ne peut plus avancer sans que quelque chose change. Compte toujours dans la moyenne.",
    Statut.REALISEE: "Terminée.",
    Statut.ABANDONNEE: "Ne se fera pas. Hors calcul, mais toujours comptée et montrée.",
    Statut.SANS_OBJET: "N’a plus lieu d’être. Hors calcul, mais toujours comptée et montrée.",
}
_FRAICHEURS = {
    Fraicheur.ACTUALISEE: "Une remontée ce trimestre, même « Sans changement ».",
    Fraicheur.NON_ACTUALISEE: "La dernière remontée est du trimestre précédent.",
    Fraicheur.ANCIENNE: "La dernière remontée a deux trimestres ou plus.",
    Fraicheur.NON_RENSEIGNEE: "Aucune remontée à ce jour. Ce n’est pas 0.",
}
_IMPLICATIONS = {
    NiveauImplication.NON_MOBILISE: "Le pilote dit que le partenaire n’a pas participé. Se taire n’est pas le dire.",
    NiveauImplication.INFORME: "Le partenaire est tenu au courant.",
    NiveauImplication.CONTRIBUTEUR: "Le partenaire apporte quelque chose : compte comme mobilisé.",
    NiveauImplication.CO_PORTEUR: "Le partenaire porte l’action avec le pilote : compte comme mobilisé.",
}
_APPRECIATIONS = {
    Appreciation.SANS_ELEMENT: "Rien ne permet de juger. Hors de l’échelle : ce n’est pas « Non engagé ».",
    Appreciation.NON_ENGAGE: "Rien n’a été fait dans l’année.",
    Appreciation.LIMITE: "Quelque chose a été fait, loin de ce qui est promis.",
    Appreciation.SUBSTANTIEL: "L’essentiel est fait.",
    Appreciation.TENU: "Ce qui est promis est fait.",
}
_SEANCES = {
    EtatSeance.TENUE: "La réunion a eu lieu.",
    EtatSeance.NON_TENUE: "Quelqu’un a dit qu’elle n’a pas eu lieu.",
    EtatSeance.NON_RENSEIGNEE: "Sa période est passée et personne n’a rien dit. Ce n’est pas « Non tenue ».",
    EtatSeance.A_VENIR: "Sa période n’est pas finie.",
}
_GROUPES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "{debut}",
        (
            ("{titre}", "{definition}"),
            ("Orientation", "Un des grands axes {du}."),
            ("Priorité", "Une partie d’une orientation ; elle rassemble des actions."),
            ("Action", "Ce qui est suivi : un travail, un pilote, des dates. Tous les chiffres en partent."),
            ("Engagement (phare)", "Une promesse publique, servie par une ou plusieurs actions. Ne s’additionne pas."),
            ("Référentiel", "La liste des orientations, priorités, actions et engagements, avec leurs intitulés."),
            ("Jalon", "Une étape datée d’une action : atteinte, à venir ou en retard."),
            ("Échéance", "La date où une action ou un jalon doit être terminé. La date d’origine reste affichée."),
            ("Indicateur", "Ce que l’on mesure : une valeur initiale, une valeur actuelle, une cible."),
        ),
    ),
    (
        "Les acteurs",
        (
            ("Pilote", "Le service qui répond d’une action et remplit le classeur."),
            ("Copilote", "Un service qui pilote avec lui ; il reçoit aussi l’action dans son classeur."),
            ("Partenaire", "Un organisme, ou une catégorie d’organismes (« Villes »), attendu sur une action."),
            ("Organisme, catégorie", "Un organisme a un nom ; une catégorie en regroupe plusieurs."),
            (
                "Membre de la fédération",
                "Un organisme qui appartient à la fédération signataire de la charte. Tant que la liste n’est pas "
                "importée, c’est « non renseigné ».",
            ),
            ("Contributeur", "Un rôle attendu d’un partenaire : il apporte ; « consulté » : on lui demande son avis."),
        ),
    ),
    (
        "Le suivi",
        (
            ("Trimestre", "L’unité de temps du suivi : T1 va du 1er janvier au 31 mars, et ainsi de suite."),
            ("Campagne (de remontée)", "La collecte d’un trimestre, de l’envoi des classeurs à leur application."),
            ("Remontée", "Un classeur reçu et appliqué. « Sans changement » en est une."),
            ("Suivi", "L’état d’une action pour un trimestre."),
            (
                "Point d’attention",
                "Ce qu’il faut surveiller sans que cela bloque ; dit par la météo et son commentaire.",
            ),
            ("Point de blocage", "Ce qui empêche d’avancer. Reste affiché jusqu’à ce qu’il soit effacé."),
            ("Décision attendue, arbitrage", "Ce qu’il faut trancher, par qui et pour quand."),
            (
                "Décision à confirmer",
                "Demandée quand l’action était bloquée ; elle ne l’est plus, et personne n’a redit la demande depuis.",
            ),
            ("Suites données", "Ce qui a été décidé, et ce qui en est sorti."),
        ),
    ),
    (
        "Les chiffres",
        (
            ("Avancement", "Jusqu’où on est allé : la moyenne des pourcentages déclarés."),
            ("Taux de réalisation", "La part des actions terminées."),
            ("Avancement attendu", "Où l’on devrait être, au rythme des dates."),
            ("Écart", "L’avancement moins l’attendu, en points."),
            ("Couverture", "Combien d’actions le chiffre connaît, sur combien d’actives."),
            ("Encadrement", "Entre quoi et quoi serait le chiffre si les actions manquantes répondaient."),
            ("En retard", "Calculé : l’échéance est passée et l’action n’est pas réalisée."),
        ),
    ),
    (
        "Le partenariat",
        (
            ("Participation attendue", "Un partenaire que le référentiel attend sur une action, avec ou sans rôle."),
            (
                "Implication",
                "Ce que le pilote dit d’un partenaire, sur une action, un trimestre. Elle ne se reprend pas.",
            ),
            ("Mobilisé", "« Contributeur » ou « Co-porteur » ce trimestre."),
            (
                "Taux de mobilisation",
                "Les participations mobilisées, sur toutes celles qui sont attendues : un minimum, tant qu’il y a des "
                "silences. Un partenaire dont on sait trop peu a ses réponses (« 1 réponse sur 9 »), pas de taux.",
            ),
            ("Sans nouvelle (silence)", "Attendu, et rien n’en est dit ce trimestre. Ce n’est pas « Non mobilisé »."),
            ("Non attendu (spontané)", "Une participation dite sans être attendue. Montrée, hors du taux."),
            (
                "Pour sa catégorie (au titre de)",
                "Un organisme parle pour sa catégorie, qui est attendue : la catégorie est comptée, une seule fois.",
            ),
            ("Sans partenaire actif", "Une action où aucun partenaire n’est mobilisé."),
            (
                "Part des premiers partenaires",
                "La part des participations attendues qui repose sur ceux qui en ont le plus : leur concentration.",
            ),
        ),
    ),
    (
        "La charte",
        (
            ("Charte", "Les engagements réciproques de deux parties, mot pour mot, pour une durée écrite."),
            ("Partie", "Un des deux signataires. Chacune juge chaque engagement, les siens et ceux de l’autre."),
            ("Domaine", "Un chapitre de la charte ; deux d’entre eux peuvent porter le même numéro imprimé."),
            ("Écart", "Les deux parties ne jugent pas de même. Il se montre, il ne se moyenne pas."),
            ("Couverture", "Le nombre d’engagements sur lesquels une partie s’est prononcée pour l’année."),
            ("Instance", "Un comité, une commission ou une réunion que la charte prévoit, avec son rythme."),
            (
                "Séance",
                "La période où une instance doit se réunir : un trimestre ou une année, dès la première entière après "
                "la signature. Un rythme ambigu n’en donne aucune.",
            ),
            (
                "Terme",
                "Le dernier jour de la charte. Sans date de notification, il est calculé de la signature : « vers ».",
            ),
            ("Renouvellement, avenant", "Ce qui prolonge la charte, ce qui la modifie. « À confirmer » sans document."),
            (
                "Rattachement déduit",
                "Le lien d’un domaine avec une action, tiré des mots de la charte ; il est le nôtre.",
            ),
        ),
    ),
)


def _say(texte: str, plan: Plan) -> str:
    """Return a text of the glossary, the plan under its name."""
    nom = write_nom(plan)
    return texte.format(debut=nom.debut, titre=nom.titre, du=nom.du, definition=plan.definition or plan.nom)


def _define(couples: Sequence[tuple[str, str]], plan: Plan) -> Html:
    """Return words and what they mean, both plain text."""
    return definitions((escape_html(_say(mot, plan)), escape_html(_say(sens, plan))) for mot, sens in couples)


def build_glossaire(plan: Plan) -> tuple[Article, ...]:
    """Return every word of the field with its definition, the marks drawn."""
    groupes = [make_article(_say(titre, plan), _define(couples, plan)) for titre, couples in _GROUPES]
    meteos = [(m.write_meteo(meteo), escape_html(meteo.signification)) for meteo in Meteo]
    return (
        *build_sigles(plan),
        *groupes[:3],
        make_article("Les statuts", definitions((m.write_statut(s), escape_html(_STATUTS[s])) for s in Statut)),
        make_article(
            "La météo",
            paragraphe("La confiance du pilote dans l’atteinte de l’objectif, à part du pourcentage."),
            definitions(meteos),
        ),
        make_article(
            "La fraîcheur",
            definitions(
                (f'<span class="cle {m.CLASSES_FRAICHEUR[f]}"></span>{escape_html(f)}', escape_html(_FRAICHEURS[f]))
                for f in Fraicheur
            ),
        ),
        make_article(
            "L’implication d’un partenaire",
            definitions(
                (escape_html(f"{int(n)} · {n.libelle}"), escape_html(_IMPLICATIONS[n])) for n in NiveauImplication
            ),
        ),
        *groupes[3:],
        make_article(
            "L’appréciation d’un engagement de la charte",
            definitions((write_appreciation(a), escape_html(_APPRECIATIONS[a])) for a in Appreciation),
        ),
        make_article(
            "Ce qu’est devenue une séance",
            definitions((write_etat_seance(etat), escape_html(_SEANCES[etat])) for etat in EtatSeance),
        ),
    )
