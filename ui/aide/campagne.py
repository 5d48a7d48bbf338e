"""Aide for the agents who run a campaign: five gestures, mending, undoing, and the faults frequently met."""

from __future__ import annotations

from exports.blocs.aide.articles import Article, definitions, etapes, make_article, paragraphe, puces
from exports.blocs.liens import PAGE_CAMPAGNE, PAGE_IMPORTER, PAGE_JOURNAL, write_lien
from ui.socle.identity import ADMINISTRER, OU_EST_LE_LIEN, has_comptes
from ui.socle.vue import Vue


def _build_lien() -> Article:
    """Return how one administers at a desk."""
    return make_article(
        ADMINISTRER,
        paragraphe(
            "Tout le monde lit ; seul un navigateur qui a ouvert le lien d’administration importe et annule. "
            f"Ce lien est {OU_EST_LE_LIEN}, sous « Pour administrer ». Vous ne l’avez pas démarré ? Demandez à la "
            "personne qui l’a fait."
        ),
        puces(
            "Un lien sert une seule fois. Aussitôt, un autre s’écrit au même endroit, pour un second navigateur.",
            "La session dure douze heures, ou jusqu’à l’arrêt du serveur : ouvrez alors le lien suivant.",
            "Le lien vaut un mot de passe : ne l’envoyez qu’à qui doit administrer.",
        ),
    )


def _build_roles() -> Article:
    """Return who may do what where people have accounts."""
    return make_article(
        "Les comptes et les rôles",
        paragraphe("Votre nom et votre rôle sont écrits au-dessus du menu. C’est votre compte qui signe au journal."),
        puces(
            "Lecture : tout ce que les écrans montrent.",
            "Mise à jour : importer et annuler, dans tout le plan ou dans la partie qui vous est confiée. Ce qui la "
            "dépasse est refusé, et les lignes sont nommées.",
            "Administration : tout, et l’écran « Accès », où un accès se donne, se modifie et se retire.",
        ),
    )


def build_campagne(vue: Vue) -> tuple[Article, ...]:
    """Return how a quarter is collected, mended and undone."""
    importer = write_lien(PAGE_IMPORTER, "Importer", vue.liens)
    journal = write_lien(PAGE_JOURNAL, "Journal", vue.liens)
    campagne = write_lien(PAGE_CAMPAGNE, "Campagne trimestrielle")
    return (
        make_article(
            "Une campagne en cinq gestes",
            etapes(
                f"<strong>Préparez.</strong> Dans {importer}, choisissez le trimestre, puis « Télécharger les "
                "classeurs à remplir » : un classeur pré-rempli par pilote.",
                "<strong>Envoyez</strong> à chaque pilote le sien. Il le remplit dans Excel ou LibreOffice, en dix "
                "minutes, et vous le renvoie.",
                f"<strong>Déposez</strong> dans {importer} tous les classeurs reçus, d’un seul geste, tels quels : "
                "Excel (.xlsx), LibreOffice (.ods), ou une archive (.zip) qui en contient.",
                "<strong>Vérifiez</strong> l’avant et l’après de chaque cellule. En cas d’erreur, « Télécharger le "
                "classeur annoté » donne le fichier du pilote, cellules fautives marquées : renvoyez-le-lui.",
                "<strong>Appliquez.</strong> Écrivez votre nom : les chiffres changent pour tout le monde, et le "
                "Journal garde le classeur.",
            ),
            paragraphe("Rien n’est écrit avant le cinquième geste. L’aperçu vous attend sept jours."),
        ),
        make_article(
            "Qui manque, relancer, clore",
            paragraphe(
                f"{campagne} dit qui manque, prépare le message de chacun et garde la liste de ce qui est parti. La "
                "date limite ne ferme rien : ce qui arrive après est repris, et dit hors délai."
            ),
            paragraphe(
                "Clore un trimestre garde ses chiffres publiés. Une correction se lit ensuite à côté : « tel que "
                "présenté », « corrigé depuis »."
            ),
        ),
        _build_roles() if has_comptes() else _build_lien(),
        make_article(
            "Les partenaires et les participations",
            paragraphe("Un classeur sans trimestre, à déposer quand la liste change."),
            etapes(
                f"Dans {importer}, ouvrez « Autres classeurs », puis « Partenaires et participations » : le "
                "classeur contient la liste connue.",
                "« Liste des partenaires » : nature, type, catégorie de rattachement, membre de la fédération "
                "signataire (oui, non, ou vide tant que ce n’est pas établi). Un nouveau partenaire va sur une ligne "
                "libre.",
                "« Participations » : qui est attendu sur quelle action, et dans quel rôle. Un « x » dans « Attendue » "
                "ajoute une participation, EFFACER la retire.",
                "Déposez, vérifiez, appliquez, comme une remontée. Le Journal l’annule de même.",
            ),
        ),
        make_article(
            "Faire juger la charte par ses deux parties",
            paragraphe("Une fois par an, un classeur par partie. Chacune juge tous les engagements, les deux côtés."),
            etapes(
                f"Dans {importer}, ouvrez « Autres classeurs », choisissez l’année, puis « Appréciation de la "
                "charte » : un classeur pour chaque partie.",
                "Chaque partie remplit « Appréciations » : un jugement dans la liste, les éléments à l’appui, un "
                "commentaire. Une ligne blanche ne dit rien ; « Pas d’élément disponible » est une réponse.",
                "Déposez les deux classeurs. Un écart entre les parties s’affiche tel quel : il se discute, il ne se "
                "corrige pas.",
            ),
        ),
        make_article(
            "Noter les réunions de la charte",
            etapes(
                f"Dans {importer}, ouvrez « Autres classeurs », puis « Réunions de la charte ».",
                "Une ligne par réunion. À venir : l’instance et la date suffisent. Passée : tenue ou non, les présents "
                "de chaque partie, les décisions.",
                "Les présents se comptent, ils ne se nomment pas.",
                "Déposez, vérifiez, appliquez.",
            ),
        ),
        make_article(
            "Quand l’aperçu pose une question",
            paragraphe(
                "L’application demande plutôt que de deviner. Sans réponse, la ligne n’est pas appliquée ; la réponse "
                "est gardée au Journal, et l’annulation rend l’état d’avant."
            ),
            puces(
                "Une action n’est plus bloquée, mais un blocage ou une décision reste affiché : l’ôter, ou le redire "
                "pour ce trimestre. Sans réponse, la décision est montrée « à confirmer ».",
                "Le classeur est celui d’un trimestre déjà remonté, ou le nom du fichier en dit un autre : corriger ce "
                "trimestre, ou lire comme l’autre.",
                "Une colonne mêle 0,25 et 55 : chaque nombre entre 0 et 1 est demandé à part.",
                "Une valeur a été donnée par quelqu’un depuis : elle n’est remplacée que si vous cochez la case qui le "
                "nomme.",
            ),
        ),
        make_article(
            "Corriger une valeur",
            paragraphe(
                "Sur la fiche de l’action, au bon trimestre, « Corriger » ouvre ses champs : écrivez, « Enregistrer ». "
                "Un champ vidé retire ce qui a été dit. L’ancienne valeur reste dans l’histoire de la fiche, et le "
                "Journal annule la saisie comme une remontée."
            ),
            paragraphe(
                "S’il y a une remarque ou une question, rien n’est écrit : elle s’affiche avec ce qui changerait, et "
                "un second « Enregistrer » vaut accord. Pour tout un pilote : Importer, « Saisir un trimestre à "
                "l’écran »."
            ),
        ),
        make_article(
            "Annuler une remontée",
            etapes(
                f"Dans {journal}, ouvrez la remontée.",
                "Ouvrez « Annuler la remontée », écrivez votre nom et confirmez.",
            ),
            paragraphe(
                "Les valeurs d’avant reviennent exactement. Si une remontée plus récente a touché les mêmes cellules, "
                "l’annulation est refusée et la nomme. Une annulation peut elle-même être annulée."
            ),
        ),
        make_article(
            "Ce que le pilote doit savoir",
            puces(
                "Il remplit les cellules blanches, elles seules ; les grises rappellent ce qui est déjà connu, "
                "jusqu’au fait marquant et à la prochaine étape de la dernière fois. Ce qu’on écrit dans une grise "
                "n’est pas lu : un avertissement nomme la cellule, et la blanche qui convient.",
                "Rien de nouveau sur une action : un « x » dans « Sans changement ». C’est une vraie réponse.",
                "Un retard se calcule à partir des dates : le pilote ne le déclare pas, il révise une échéance.",
                "Une météo « Nuage » ou « Orage » demande une phrase d’explication.",
                "Aucun nom d’enfant, de famille ou de professionnel : le suivi porte sur les actions.",
            ),
        ),
    )


def build_fautes(vue: Vue) -> tuple[Article, ...]:
    """Return the faults frequently met and their remedies."""
    importer = write_lien(PAGE_IMPORTER, "Importer", vue.liens)
    return (
        make_article(
            "Blanc, 0 et EFFACER : trois choses différentes",
            definitions(
                (
                    ("cellule blanche", "Rien n’est dit. La valeur d’avant est reprise ; ce n’est pas une faute."),
                    ("0", "L’action est à 0 %. C’est une valeur, elle compte dans la moyenne."),
                    (
                        "EFFACER",
                        "Ce qui a été dit ce trimestre est retiré : la valeur plus ancienne revient. Pour un point de "
                        "blocage ou une décision attendue, cela y met fin.",
                    ),
                    ("un tiret seul", "Ne dit rien, comme une cellule blanche."),
                    (
                        "RAS, néant, aucun, idem…",
                        "Ces mots ne disent rien non plus : ils ne sont pas enregistrés, et un avertissement le dit. "
                        "Si rien n’a changé, mettez un x dans « Sans changement ».",
                    ),
                    (
                        "levé, résolu, à effacer",
                        "Rien n’est retiré tant que la cellule ne porte pas EFFACER, ce mot seul : l’avertissement "
                        "nomme ce qui reste affiché.",
                    ),
                )
            ),
        ),
        make_article(
            "« 45 » ou « 0,45 » ?",
            paragraphe(
                "Dans le classeur de collecte, on écrit 45 pour 45 %. Dans un tableau fait maison, 0,45 est ambigu : "
                f"{importer} pose la question une fois, pour toute la colonne."
            ),
        ),
        make_article(
            "Un tableau à vos propres titres",
            paragraphe(
                f"{importer} prend aussi votre tableau (.xlsx, .ods, .csv), ou celui d’un courriel, collé. Vous dites "
                "une fois ce que sont ses colonnes, ses mots et ses lignes ; rien n’en est lu avant. Le suivant, de "
                "mêmes titres, ne demande plus rien."
            ),
        ),
        make_article(
            "Le fichier est refusé",
            definitions(
                (
                    (".xls", "Ouvrez-le, puis « Enregistrer sous », au format Classeur Excel (.xlsx)."),
                    ("mot de passe", "Retirez la protection dans Excel, enregistrez, redéposez."),
                    ("macros (.xlsm)", "Enregistrez en .xlsx : les macros ne sont jamais acceptées."),
                    ("classeur de démonstration", "Ses données sont fictives : téléchargez le vrai classeur."),
                    ("trimestre futur ou clos", "Vérifiez le trimestre du classeur ; un trimestre clos se rouvre."),
                    (
                        "colonne introuvable",
                        "Un titre de colonne a été changé : remettez celui du classeur de collecte.",
                    ),
                )
            ),
        ),
        make_article(
            "Une ligne est en erreur",
            definitions(
                (
                    ("code inconnu", "Les trois codes les plus proches sont proposés. Rien n’est créé tout seul."),
                    ("deux lignes pour une action", "Gardez la bonne : aucune des deux n’est prise au hasard."),
                    ("formule non calculée, #REF!", "Ouvrez le fichier, recalculez, ou écrivez la valeur."),
                    ("cellules fusionnées", "Défusionnez : une valeur n’est jamais étalée par supposition."),
                    ("partenaire inconnu", "Choisissez un nom proposé, ou cochez la création de ce partenaire."),
                    ("Nuage ou Orage seul", "Ajoutez un fait marquant ou un point de blocage."),
                )
            ),
            paragraphe(
                "Une erreur ne bloque que sa ligne. Vous choisissez : appliquer les lignes valides, ou tout renvoyer."
            ),
        ),
        make_article(
            "Un avertissement n’est pas une erreur",
            paragraphe(
                "Baisse de 5 points ou plus, 100 % avec un jalon ouvert, statut et pourcentage qui se contredisent, "
                "lignes masquées, texte qui ressemble à une donnée personnelle : c’est signalé, jamais corrigé en "
                "silence. Appliquer, c’est en prendre acte."
            ),
        ),
        make_article(
            "Le même fichier est déposé deux fois",
            paragraphe("Rien ne change : « aucun changement », et pas de nouvelle remontée."),
        ),
    )
