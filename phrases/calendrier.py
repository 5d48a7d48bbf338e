"""The sentences of the calendar: what is late, due, postponed, and what has no date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from metrics.calendrier import Calendrier, Evenement, Nature, Situation
from models.trimestre import Trimestre
from phrases.format import (
    FINE,
    format_compte,
    format_date,
    format_nombre,
    format_trimestre,
    join_mots,
    keep_sigles,
    set_espaces,
)
from phrases.nom import write_nom


def name_evenement(e: Evenement) -> str:
    """Return how an event is named to readers: its title, or what ends and the doubt left by its source."""
    if e.nature is Nature.ECHEANCE:
        return f"Échéance {write_nom(e.plan).du}, faute d’échéance propre" if e.plan else "Échéance de l’action"
    if e.nature is not Nature.TERME:
        return keep_sigles(set_espaces(e.libelle)) if e.nature is Nature.REUNION else e.libelle
    if e.plan is not None:
        return f"Fin {write_nom(e.plan).du}"
    if e.charte is None or e.charte.renouvelee_jusqu_au is not None:
        return "Terme de la charte"
    environ = "" if e.charte.notifiee_le else f"date approchée, notification non renseignée{FINE}; "
    return f"Terme de la charte ({environ}renouvellement à confirmer)"


def write_ouverture_calendrier(calendrier: Calendrier, gardes: Sequence[Evenement], filtre: bool) -> str:
    """Return « Au T3 2026, 4 actions et 1 jalon sont en retard, 9 échéances tombent d’ici au 19/02/2027 et… ».

    Counts are of the jalons and échéances of actions kept, late ones told apart, since the other screens count the late
    actions alone; meetings are told apart too. `filtre`: something is left out,
    which is not missing.
    """
    bilan = calendrier.bilan
    moment = f"Au {format_trimestre(bilan.trimestre)}"
    dates = [e for e in gardes if e.etat is not None]
    if dates:
        sur = f"{format_compte(len(gardes), 'date')} sur {len(calendrier.evenements)}{FINE}: " if filtre else ""
        return f"{moment}, {sur}{join_mots(_count_dates(calendrier, dates))}."
    if filtre:
        verbe = "répondent" if len(gardes) > 1 else "répond"
        compte = format_compte(len(gardes), "date") if gardes else "aucune date"
        return f"{moment}, {compte} sur {len(calendrier.evenements)} {'ne ' * (not gardes)}{verbe} aux filtres."
    actions = sum(e.active for e in bilan.etats.values())
    if not actions:
        return f"{moment}, aucune action n’est suivie."
    sujet = f"les {actions} actions prennent" if actions > 1 else "l’action prend"
    return (
        f"{moment}, aucune échéance propre ni aucun jalon n’est renseigné{FINE}: {sujet} l’échéance "
        f"{write_nom(bilan.plan).du}, le {format_date(bilan.plan.fin)}."
    )


def _count_dates(calendrier: Calendrier, dates: Sequence[Evenement]) -> list[str]:
    comptes = Counter(e.situation for e in dates)
    proches, reportes = comptes[Situation.PROCHE], sum(e.reporte for e in dates)
    echeances = format_compte(proches, "échéance") if proches else "aucune"
    tombent = f"{echeances} {'ne ' * (not proches)}{'tombent' if proches > 1 else 'tombe'}"
    morceaux = [write_retards(dates), f"{tombent} d’ici au {format_date(calendrier.limite)}"]
    if reportes:
        reportees = "dates ont été reportées" if reportes > 1 else "date a été reportée"
        morceaux.append(f"{reportes} {reportees}")
    return morceaux


def write_retards(dates: Sequence[Evenement]) -> str:
    """Return « 4 actions et 1 jalon sont en retard »: an action may be late, and a jalon of another one too."""
    comptes = Counter(e.nature for e in dates if e.situation is Situation.RETARD)
    if not comptes:
        return "aucune échéance n’est en retard"
    noms = ((Nature.ECHEANCE, "action"), (Nature.JALON, "jalon"))
    dits = [format_compte(comptes[nature], nom) for nature, nom in noms if comptes[nature]]
    return f"{join_mots(dits)} {'sont' if comptes.total() > 1 else 'est'} en retard"


def write_precisions(calendrier: Calendrier, gardes: Sequence[Evenement]) -> list[str]:
    """Return what the sentence leaves out: dates passed since the quarter, meetings."""
    trimestre = calendrier.bilan.trimestre
    fin, dits = format_date(trimestre.dernier_jour), []
    passees = sum(e.etat is not None and e.situation is Situation.A_CONFIRMER for e in gardes)
    if passees:
        sujet = "1 autre date est passée" if passees == 1 else f"{passees} autres dates sont passées"
        dits.append(f"{sujet} depuis le {fin}{FINE}: la prochaine remontée dira ce qu’il en est.")
    reunions = [e for e in gardes if e.nature is Nature.REUNION]
    if reunions:
        dits.append(f"Réunions de la charte, depuis sa signature{FINE}: {join_mots(_count_reunions(reunions))}.")
    return dits


def _count_reunions(reunions: Sequence[Evenement]) -> list[str]:
    comptes = Counter(e.situation for e in reunions)
    a_venir = comptes[Situation.PROCHE] + comptes[Situation.LOIN]
    nombres = (
        (comptes[Situation.FAITE], "tenue", "tenues"),
        (comptes[Situation.NON_TENUE], "non tenue", "non tenues"),
        (comptes[Situation.NON_RENSEIGNEE], "non renseignée", "non renseignées"),
        (a_venir, "à venir", "à venir"),
    )
    return [format_compte(n, singulier, pluriel) for n, singulier, pluriel in nombres if n]


def write_titre_calendrier(calendrier: Calendrier, gardes: Sequence[Evenement], jusqu_a: date | None = None) -> str:
    """Return what stands in the pale band of the drawing: « 13 des 42 échéances à venir tombent d’ici au 26/02/2027 ».

    `jusqu_a` is the last day drawn, where the drawing stops before the plan does: what is to come is counted up to it.

    As the sentence of the screen, it counts the jalons and échéances of actions; other dates where there are none. When
    nothing falls in the band, it says the next one.
    """
    if not gardes:
        return "Aucune date"
    siens = [e for e in gardes if e.etat is not None]
    nom = "échéance" if siens else "date"
    nom_fin = f" jusqu’au {format_date(jusqu_a)}" if jusqu_a else ""
    venir = [e for e in siens or gardes if e.situation in {Situation.PROCHE, Situation.LOIN}]
    if not venir:
        return f"Aucune {nom} à venir{nom_fin}"
    proches = sum(e.situation is Situation.PROCHE for e in venir)
    if not proches or len(venir) == 1:
        return f"La prochaine {nom} est le {format_date(min(e.jour for e in venir))}"
    fin = f"d’ici au {format_date(calendrier.limite)}"
    if proches == len(venir):
        return f"Les {len(venir)} {nom}s à venir{nom_fin} tombent toutes {fin}"
    return f"{proches} des {len(venir)} {nom}s à venir{nom_fin} {'tombent' if proches > 1 else 'tombe'} {fin}"


def write_periode(trimestres: Sequence[Trimestre], hors: Sequence[Evenement]) -> str:
    """Return what part of the plan is drawn, and what stands in the table alone, what is late told apart.

    « Du T2 2026 au T3 2027 ; 55 autres dates, dont 1 en retard, sont dans le tableau. »
    """
    periode = f"Du {format_trimestre(trimestres[0])} au {format_trimestre(trimestres[-1])}"
    if not hors:
        return f"{periode}."
    tardives = sum(e.situation is Situation.RETARD for e in hors)
    autres = format_compte(len(hors), "autre date", "autres dates") + (f", dont {tardives} en retard," * bool(tardives))
    return f"{periode}{FINE}; {autres} {'sont' if len(hors) > 1 else 'est'} dans le tableau."


def write_hors_cadre(hors: Sequence[Evenement]) -> str:
    """Return how many dates are too far from the plan to be drawn, and which; empty without any."""
    if not hors:
        return ""
    dites = ", ".join(f"{e.reference} le {format_date(e.place)}" for e in hors[:3])
    suite = "…" if len(hors) > 3 else ""
    les = "les" if len(hors) > 1 else "la"
    return f"Hors du cadre{FINE}: {format_compte(len(hors), 'date')} ({dites}{suite}). Le tableau {les} contient."


def write_non_dessinees(dessinees: int, autres: int) -> str:
    """Return that a drawing shows some actions alone, and which; empty when it shows them all."""
    if not autres:
        return ""
    total = format_nombre(dessinees + autres)
    return (
        f"Le dessin montre les {dessinees} actions qui viennent les premières dans le tableau, sur {total}{FINE}: le "
        "tableau les contient toutes."
    )


def write_sans_dates(calendrier: Calendrier) -> list[str]:
    """Return what is not drawn for want of a date: actions without an échéance of their own, jalons without any."""
    dits = []
    if sans := calendrier.sans_echeance:
        verbe = "n’ont pas d’échéance propre" if len(sans) > 1 else "n’a pas d’échéance propre"
        suite = "elles prennent" if len(sans) > 1 else "elle prend"
        plan = calendrier.bilan.plan
        celle = f"celle {write_nom(plan).du}, le {format_date(plan.fin)}"
        dits.append(f"{format_compte(len(sans), 'action')} {verbe}{FINE}: {suite} {celle}.")
    if jalons := calendrier.sans_date:
        dits.append(f"{format_compte(len(jalons), 'jalon')} sans date{FINE}: {', '.join(j.reference for j in jalons)}.")
    return dits
