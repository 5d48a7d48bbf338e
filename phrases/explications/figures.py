"""Every published figure, explained: its rule in words, its calculation with the reader's own numbers, its lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from metrics.bilan import REGLE, Bilan
from metrics.portee import Portee, find_portee
from models.plan import Plan
from phrases.explications import charte, comptes, moyennes, partenariat, taux
from phrases.explications.lignes import Calcul
from phrases.format import set_espaces
from phrases.nom import write_nom
from phrases.partenaires import PART_DES_PREMIERS


@dataclass(frozen=True, slots=True)
class Figure:
    """A published figure: its place in an address, its name, its rule in words, what computes its explanation.

    One that is `generale` is of the charter, and of no part of the plan. `regle` leaves the plan's name open:
    `write_regle` says it.
    """

    cle: str
    nom: str
    regle: str
    compute: Callable[[Portee], Calcul]
    generale: bool = False


@dataclass(frozen=True, slots=True)
class Explication:
    """A figure of a set of actions, explained; `source` names the rule and its version."""

    figure: Figure
    portee: Portee
    calcul: Calcul
    source: str


_GENRES = {
    "orientation": "Orientation",
    "priorite": "Priorité",
    "engagement": "Engagement",
    "action": "Action",
}


def name_portee(portee: Portee) -> str:
    """Return « Orientation 2 », or the name of the plan alone."""
    genre = _GENRES.get(portee.genre)
    return write_nom(portee.bilan.plan).titre if genre is None else f"{genre} {portee.repere}"


def write_regle(figure: Figure, plan: Plan) -> str:
    """Return the rule of a figure in words, the plan under its name."""
    nom = write_nom(plan)
    return figure.regle.format(le=nom.le, du=nom.du)


def explain(bilan: Bilan, cle: str, portee: str = "", aujourd_hui: date | None = None) -> Explication:
    """Return the explanation of a figure over the plan, or over what the code `portee` names, seen from a day.

    Raise KeyError for a figure or a code that does not exist, and for a part of a figure that has none. Under the
    threshold of coverage the figure is not published, and its calculation is not written out.
    """
    figure = FIGURES[cle]
    if figure.generale and portee:
        raise KeyError(portee)
    visee = replace(find_portee(bilan, portee), aujourd_hui=aujourd_hui)
    return Explication(figure, visee, figure.compute(visee), f"Règle de calcul, version {REGLE}")


def _make(
    cle: str, nom: str, regle: str, compute: Callable[[Portee], Calcul], *, generale: bool = False
) -> tuple[str, Figure]:
    return cle, Figure(cle, nom, set_espaces(regle), compute, generale)


FIGURES = dict(
    (
        _make(
            "avancement",
            "Avancement",
            "La moyenne des pourcentages déclarés par les pilotes, action par action. Une action non renseignée ne "
            "compte pas pour 0 : elle sort de la moyenne. Une action abandonnée ou sans objet en sort aussi. Le "
            "chiffre d’une orientation, d’une priorité ou d’un engagement repart toujours des actions : jamais de "
            "moyenne de moyennes.",
            moyennes.explain_avancement,
        ),
        _make(
            "couverture",
            "Couverture",
            "Le nombre d’actions dont on connaît l’avancement, sur le nombre d’actions actives. En dessous du seuil, "
            "les écrans disent « données insuffisantes » au lieu d’un chiffre.",
            moyennes.explain_couverture,
        ),
        _make(
            "encadrement",
            "Encadrement",
            "L’avancement le plus bas et le plus haut possibles, quoi que disent un jour les actions non renseignées : "
            "on refait la moyenne en leur donnant 0, puis 100.",
            moyennes.explain_encadrement,
        ),
        _make(
            "realisation",
            "Taux de réalisation",
            "La part des actions actives dont le pilote a déclaré le statut « Réalisée ». Une action avancée à 90 % "
            "n’est pas réalisée ; ce taux progresse donc plus tard que l’avancement.",
            taux.explain_realisation,
        ),
        _make(
            "attendu",
            "Avancement attendu",
            "Pour chaque action renseignée, la part déjà écoulée entre son début et son échéance, en jours, au dernier "
            "jour du trimestre ; puis la moyenne. Une action sans dates propres prend celles {du}.",
            moyennes.explain_attendu,
        ),
        _make(
            "ecart",
            "Écart avec l’attendu",
            "L’avancement moins l’attendu, en points, sur les mêmes actions. Un écart négatif dit que le temps est "
            "passé plus vite que le travail.",
            moyennes.explain_ecart,
        ),
        _make(
            "remontee",
            "Actions actualisées",
            "La part des actions actives dont le pilote a dit quelque chose ce trimestre. « Sans changement » est une "
            "réponse et compte comme telle.",
            taux.explain_remontee,
        ),
        _make(
            "retard",
            "Actions en retard",
            "Les actions dont l’échéance est passée au dernier jour du trimestre, ou aujourd’hui s’il est en cours, et "
            "qui ne sont pas réalisées. Le retard est calculé à partir des dates ; personne ne le déclare.",
            comptes.explain_retard,
        ),
        _make(
            "alertes",
            "Actions en alerte",
            "Les actions ouvertes très en dessous de leur attendu. L’alerte ne vaut que pour les actions qui ont "
            "leurs propres dates : on ne reproche pas à une action les dates {du}.",
            comptes.explain_alertes,
        ),
        _make(
            "decisions",
            "Décisions attendues",
            "Les actions ouvertes pour lesquelles un pilote demande un arbitrage. La demande reste affichée d’un "
            "trimestre à l’autre jusqu’à ce que le classeur porte EFFACER, ou que l’action soit close. Quand l’action "
            "n’est plus bloquée, elle reste comptée, « à confirmer », tant que personne ne l’a redite ou effacée.",
            comptes.explain_decisions,
        ),
        _make(
            "blocages",
            "Actions bloquées",
            "Les actions ouvertes au statut « Bloquée », et celles qui disent un point de blocage sans avoir changé de "
            "statut. Un point de blocage reste affiché jusqu’à ce qu’il soit effacé.",
            comptes.explain_blocages,
        ),
        _make(
            "fraicheur",
            "Fraîcheur",
            "L’âge de la dernière remontée de chaque action active : ce trimestre, le précédent, plus ancienne, "
            "ou non renseignée. Une valeur qui n’est pas redite est reprise, hachurée, avec sa date.",
            comptes.explain_fraicheur,
        ),
        _make(
            "meteo",
            "Météo la moins favorable",
            "La météo dit la confiance du pilote. Elle ne se mélange pas au pourcentage et ne se moyenne pas : on "
            "montre combien d’actions ont chaque météo et, s’il ne faut qu’un signe, la moins favorable.",
            comptes.explain_meteo,
        ),
        _make(
            "indicateurs",
            "Taux d’un indicateur",
            "Le chemin parcouru entre la valeur initiale et la cible : (actuelle − initiale) ÷ (cible − initiale). La "
            "valeur brute est gardée, même au-delà de 100 %. Les indicateurs n’entrent jamais dans l’avancement.",
            taux.explain_indicateurs,
        ),
        _make(
            "mobilisation",
            "Taux de mobilisation des partenaires",
            "Parmi les partenaires attendus sur les actions actives, la part de ceux qui ont contribué ce trimestre "
            "(« Contributeur » ou « Co-porteur »). Le silence n’est pas « Non mobilisé » : il est compté à part.",
            taux.explain_mobilisation,
        ),
        _make(
            "silence",
            "Partenaires sans nouvelle",
            "Les partenaires attendus dont rien n’a été dit ce trimestre, sur aucune de leurs actions. Le silence "
            "n’est pas « Non mobilisé » : il dit seulement que personne ne s’est prononcé.",
            partenariat.explain_silence,
        ),
        _make(
            "sans-partenaire",
            "Actions sans partenaire actif",
            "Les actions actives où aucun partenaire n’est « Contributeur » ou « Co-porteur » ce trimestre, attendu ou "
            "non. On distingue celles dont les partenaires n’ont rien dit et celles qui n’en attendent aucun.",
            partenariat.explain_sans_actif,
        ),
        _make(
            "concentration",
            PART_DES_PREMIERS,
            "La part des participations attendues qui repose sur les quelques partenaires qui en ont le plus. Plus "
            "elle est haute, plus {le} dépend d’eux.",
            partenariat.explain_concentration,
        ),
        _make(
            "reunions",
            "Réunions tenues, sur prévues",
            "Les réunions tenues parmi celles que la charte prévoit dans l’année du trimestre affiché, à ce jour. Une "
            "période passée dont rien n’est dit compte comme prévue : « non renseignée », elle n’est pas dite « non "
            "tenue ». Une instance sans rythme certain n’a pas de réunion prévue.",
            charte.explain_reunions_tenues,
            generale=True,
        ),
        _make(
            "charte",
            "Couverture de la charte",
            "Pour l’année du trimestre affiché, le nombre d’engagements sur lesquels chaque partie s’est prononcée, "
            "les siens et ceux de l’autre. Les deux parties sont côte à côte : ni addition, ni moyenne.",
            charte.explain_couverture_charte,
            generale=True,
        ),
    )
)
"""Every figure that a screen or a document publishes, by its place in an address, in the order of Aide."""
