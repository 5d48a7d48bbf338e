"""The actions of a quarter and what hangs from them: reports, jalons, indicateurs, what waits for a decision."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exports.tables.champs import Champ, Genre, Lien, Table, Valeur
from exports.tables.niveaux import STATUT_LIBELLE, TRIMESTRE
from metrics.bilan import Bilan
from metrics.decisions import list_a_decider
from metrics.etat import EtatAction
from metrics.publies import round_publie
from models.temps import find_jour
from models.vocabulaire import Meteo, Statut
from phrases.actions import name_fraicheur

ACTION: Final = Champ("action", "Action", Genre.TEXTE, "Code de l’action.", obligatoire=True)
INTITULE: Final = Champ("libelle_action", "Intitulé de l’action", Genre.TEXTE, "Intitulé de l’action.")
VERS_ACTION: Final = Lien("action", "actions", "code")
STATUT: Final = Champ(
    "statut", "Statut", Genre.TEXTE, "État déclaré par le pilote\u202f; vide si non renseigné.", choix=tuple(Statut)
)
METEO: Final = Champ(
    "meteo", "Météo", Genre.TEXTE, "Confiance du pilote, distincte du pourcentage.", choix=tuple(Meteo)
)
AVANCEMENT: Final = Champ("avancement", "Avancement (%)", Genre.POURCENT, "Dernière valeur déclarée.")
BLOCAGE: Final = Champ("point_blocage", "Point de blocage", Genre.TEXTE, "Ce qui bloque.", interne=True)
DECISION: Final = Champ("decision_attendue", "Décision attendue", Genre.TEXTE, "Ce qui est à décider.", interne=True)
DESTINATAIRE: Final = Champ("destinataire", "Destinataire", Genre.TEXTE, "Qui doit décider.", interne=True)
POUR_LE: Final = Champ("pour_le", "Pour le", Genre.DATE, "Jour pour lequel la décision est attendue.", interne=True)
PRISE: Final = Champ("decision_prise", "Décision prise", Genre.TEXTE, "Ce qui a été décidé.", interne=True)
PRISE_LE: Final = Champ("decision_prise_le", "Décision prise le", Genre.DATE, "Jour de la décision.", interne=True)
FAIT: Final = Champ("fait_marquant", "Fait marquant", Genre.TEXTE, "Ce qui a marqué le trimestre.", interne=True)
ETAPE: Final = Champ("prochaine_etape", "Prochaine étape", Genre.TEXTE, "Ce qui vient ensuite.", interne=True)

CHAMPS_ACTIONS: Final = (
    Champ("code", "Code", Genre.TEXTE, "Code de l’action.", obligatoire=True),
    Champ("libelle", "Intitulé", Genre.TEXTE, "Intitulé de l’action.", obligatoire=True),
    STATUT_LIBELLE,
    Champ("orientation", "Orientation", Genre.TEXTE, "Code de son orientation.", obligatoire=True),
    Champ("priorite", "Priorité", Genre.TEXTE, "Code de sa priorité.", obligatoire=True),
    Champ("pilote", "Pilote", Genre.TEXTE, "Service qui en répond."),
    Champ("copilotes", "Copilotes", Genre.LISTE, "Services qui la pilotent avec lui."),
    Champ("engagements", "Engagements", Genre.LISTE, "Numéros des engagements qu’elle sert."),
    STATUT,
    AVANCEMENT,
    Champ("trimestre_de_la_valeur", "Trimestre de la valeur", Genre.TEXTE, "Trimestre où l’avancement a été déclaré."),
    Champ("reporte", "Remontée ce trimestre", Genre.OUI_NON, "Si elle a été remontée dans le trimestre même."),
    Champ("fraicheur", "Fraîcheur", Genre.TEXTE, "Ancienneté de ce qui est connu, vue du trimestre."),
    METEO,
    Champ("attendu", "Attendu (%)", Genre.POURCENT, "Part écoulée de sa durée\u202f; vide si elle est hors calcul."),
    Champ("ecart", "Écart (points)", Genre.POINTS, "Avancement moins attendu."),
    Champ("debut", "Début", Genre.DATE, "Début de l’action, à défaut celui du plan."),
    Champ("echeance", "Échéance", Genre.DATE, "Échéance de l’action, à défaut celle du plan."),
    Champ("dates_propres", "Dates propres", Genre.OUI_NON, "Si ses deux dates sont les siennes."),
    Champ("en_retard", "En retard", Genre.OUI_NON, "Si son échéance est passée sans qu’elle soit close."),
    Champ("poids", "Poids", Genre.NOMBRE, "Poids de l’action dans les moyennes."),
    FAIT,
    ETAPE,
    BLOCAGE,
    DECISION,
    DESTINATAIRE,
    POUR_LE,
    PRISE,
    PRISE_LE,
)


def build_actions(bilan: Bilan) -> Table:
    """Return a row an action as the quarter knows it; what is unknown is empty, never 0."""
    sens = "L’état de chaque action au trimestre\u202f; ce qui n’est pas renseigné est vide."
    return Table("actions", "Actions", sens, CHAMPS_ACTIONS, [_list_action(e) for e in bilan.etats.values()], ("code",))


def _list_action(e: EtatAction) -> tuple[Valeur, ...]:
    a = e.action
    return (
        a.code,
        a.libelle.texte,
        str(a.libelle.statut),
        a.orientation,
        a.priorite,
        a.pilote.nom,
        tuple(p.nom for p in a.copilotes),
        tuple(map(str, a.engagements)),
        None if e.statut is None else str(e.statut),
        e.avancement,
        None if e.trimestre_avancement is None else str(e.trimestre_avancement),
        e.reporte,
        name_fraicheur(e),
        None if e.meteo is None else str(e.meteo),
        round_publie(e.attendu_compte, 2),
        round_publie(e.ecart, 2) if e.active else None,
        e.debut,
        e.echeance,
        e.dates_propres,
        e.en_retard,
        a.poids,
        e.fait_marquant,
        e.prochaine_etape,
        e.point_blocage,
        e.decision_attendue,
        e.destinataire if e.attend_decision else None,
        e.pour_le if e.attend_decision else None,
        e.prise.texte if e.prise else None,
        e.prise.prise_le if e.prise else None,
    )


def build_suivis(bilan: Bilan) -> Table:
    """Return a row an action and a quarter in which something was stated of it, as it was stated then."""
    return Table(
        "suivis",
        "Suivis par trimestre",
        "Ce qui a été déclaré de chaque action, trimestre par trimestre\u202f; vide\u202f: rien n’en a été dit alors.",
        (ACTION, TRIMESTRE, AVANCEMENT, STATUT, METEO, FAIT, ETAPE, BLOCAGE, DECISION, DESTINATAIRE, POUR_LE),
        [
            (
                a.code,
                str(s.trimestre),
                s.avancement,
                None if s.statut is None else str(s.statut),
                None if s.meteo is None else str(s.meteo),
                *(s.fait_marquant or None, s.prochaine_etape or None, s.point_blocage or None),
                *(s.decision_attendue or None, s.destinataire or None, s.pour_le),
            )
            for a in bilan.plan.actions
            for s in a.suivis
            if s.trimestre <= bilan.trimestre
        ],
        ("action", "trimestre"),
        (VERS_ACTION,),
    )


def build_jalons(bilan: Bilan) -> Table:
    """Return a row a jalon, with its first date beside the one in force."""
    return Table(
        "jalons",
        "Jalons",
        "Les étapes datées des actions\u202f; la date initiale reste à côté de celle en vigueur.",
        (
            Champ("reference", "Référence", Genre.TEXTE, "Référence du jalon.", obligatoire=True),
            ACTION,
            Champ("libelle", "Jalon", Genre.TEXTE, "Intitulé du jalon.", obligatoire=True),
            Champ("echeance_initiale", "Échéance initiale", Genre.DATE, "Première date prévue."),
            Champ("echeance", "Échéance en vigueur", Genre.DATE, "Dernière date déclarée."),
            Champ("reports", "Reports", Genre.ENTIER, "Nombre de fois où la date a été reculée."),
            Champ("atteint_le", "Atteint le", Genre.DATE, "Jour où il a été atteint\u202f; vide s’il ne l’est pas."),
            Champ("en_retard", "En retard", Genre.OUI_NON, "Si sa date est passée sans qu’il soit atteint."),
        ),
        [
            (j.reference, e.code, j.libelle, j.echeance_initiale, j.echeance, j.reports, j.atteint_le, j.en_retard)
            for e in bilan.etats.values()
            for j in e.jalons
        ],
        ("reference",),
        (VERS_ACTION,),
    )


def build_preuves(bilan: Bilan) -> Table:
    """Return a row a proof: of an action, a jalon or a décision."""
    return Table(
        "preuves",
        "Preuves",
        "Ce qui montre qu’une action est réalisée, un jalon atteint, une décision prise\u202f; des liens.",
        (
            Champ("reference", "Référence", Genre.TEXTE, "Action, jalon ou décision.", obligatoire=True),
            ACTION,
            Champ("titre", "Preuve", Genre.TEXTE, "Titre de la preuve."),
            Champ("adresse", "Adresse de la preuve", Genre.TEXTE, "Lien vers elle."),
            Champ("jour", "Date de la preuve", Genre.DATE, "Jour de la preuve."),
        ),
        [(p.reference, a.code, p.titre, p.adresse, p.date_preuve) for a in bilan.plan.actions for p in a.preuves],
        ("reference",),
        (VERS_ACTION,),
        interne=True,
    )


def build_decisions(bilan: Bilan) -> Table:
    """Return a row an open action that is blocked or waits for a decision, the most pressing first.

    Days are told, never how many have passed: that depends on when one reads.
    """
    return Table(
        "decisions",
        "Décisions et blocages",
        "Les actions ouvertes qui attendent une décision ou sont bloquées, les plus pressantes d’abord.",
        (
            ACTION,
            INTITULE,
            STATUT,
            BLOCAGE,
            DECISION,
            DESTINATAIRE,
            POUR_LE,
            Champ(
                "depuis_le", "Demandée depuis le", Genre.DATE, "Jour où la décision a été demandée pour la 1re fois."
            ),
            Champ(
                "a_confirmer", "À confirmer", Genre.OUI_NON, "Si l’action n’est plus bloquée depuis qu’on l’a demandée."
            ),
        ),
        list(_iter_decisions(bilan)),
        ("action",),
        (VERS_ACTION,),
        interne=True,
    )


def build_decisions_prises(bilan: Bilan) -> Table:
    """Return a row a décision that was taken by the quarter, whatever became of what was asked for since."""
    return Table(
        "decisions_prises",
        "Décisions prises",
        "Ce qui a été décidé des décisions demandées, par action, dans l’ordre où on l’a noté.",
        (
            Champ("reference", "Référence", Genre.TEXTE, "Référence de la décision.", obligatoire=True),
            ACTION,
            INTITULE,
            Champ("demande", "Décision demandée", Genre.TEXTE, "Ce qui était à décider.", obligatoire=True),
            Champ("demandee_au", "Demandée au", Genre.TEXTE, "Trimestre qui la demandait.", obligatoire=True),
            Champ("decision", "Décision prise", Genre.TEXTE, "Ce qui a été décidé.", obligatoire=True),
            Champ("prise_par", "Prise par", Genre.TEXTE, "Qui a décidé.", obligatoire=True),
            Champ("prise_le", "Prise le", Genre.DATE, "Jour de la décision.", obligatoire=True),
            Champ("suites", "Suites données", Genre.TEXTE, "Ce qui en a été fait depuis."),
            Champ("reunion", "Réunion", Genre.TEXTE, "Réunion qui l’a prise\u202f; vide si elle n’est pas gardée."),
        ),
        list(_iter_prises(bilan)),
        ("reference",),
        (VERS_ACTION,),
        interne=True,
    )


def _iter_prises(bilan: Bilan) -> Iterator[tuple[Valeur, ...]]:
    titres = {p.reference: p.titre for p in bilan.plan.presentations}
    for a in bilan.plan.actions:
        for d in a.decisions:
            if d.comptee_au <= bilan.trimestre:
                reunion = titres.get(d.presentation or "")
                quand = str(d.demandee_au), d.texte, d.par, d.prise_le
                yield d.reference, a.code, a.libelle.texte, d.demande, *quand, d.suites or None, reunion


def _iter_decisions(bilan: Bilan) -> Iterator[tuple[Valeur, ...]]:
    for x in list_a_decider(bilan, bilan.jour):
        depuis = bilan.etats[x.action.code].decision_depuis
        yield (
            x.action.code,
            x.action.libelle.texte,
            None if x.statut is None else str(x.statut),
            x.point_blocage,
            x.decision_attendue,
            x.destinataire,
            x.pour_le,
            None if depuis is None or x.decision_attendue is None else find_jour(depuis),
            x.a_confirmer if x.decision_attendue is not None else None,
        )
