"""The deadline of a campaign, for the calendar of whoever answers or collects."""

from __future__ import annotations

from datetime import datetime, timedelta

from metrics.campagne.suivi import SuiviCampagne
from models.plan import Plan
from phrases.format import format_trimestre
from phrases.nom import write_nom


def build_ics(plan: Plan, campagne: SuiviCampagne, quand: datetime) -> bytes:
    """Return an event of the whole day of the deadline, recalled a week and a day before; ValueError without one.

    Its identifier is that of the plan and the quarter: another deadline moves the event instead of adding one.
    """
    from icalendar import Alarm, Calendar, Event

    if campagne.echeance is None:
        raise ValueError("a campaign without a deadline has no event")
    nom = f"Remontée du {format_trimestre(campagne.trimestre)} : date limite"
    fictif = " (démonstration, données fictives)" if plan.demonstration else ""
    evenement = Event()
    evenement.add("uid", f"{plan.code}-{campagne.trimestre}@remontee")
    evenement.add("dtstamp", quand)
    evenement.add("dtstart", campagne.echeance)
    evenement.add("dtend", campagne.echeance + timedelta(days=1))
    evenement.add("summary", f"{nom}{fictif}")
    evenement.add("description", f"Dernier jour pour renvoyer les classeurs {write_nom(plan).du}.")
    evenement.add("transp", "TRANSPARENT")
    for jours in (7, 1):
        alarme = Alarm()
        alarme.add("action", "DISPLAY")
        alarme.add("description", nom)
        alarme.add("trigger", timedelta(days=-jours))
        evenement.add_component(alarme)
    agenda = Calendar()
    agenda.add("prodid", "-//Suivi du plan//Campagne//FR")
    agenda.add("version", "2.0")
    agenda.add_component(evenement)
    return bytes(agenda.to_ical())
