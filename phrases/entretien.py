"""How the state of a service is told: what is well, and what is to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from phrases.format import FINE, INSECABLE, format_compte, format_nombre, format_pourcent
from phrases.instants import format_instant

SAUVEGARDE_MAX = timedelta(hours=26)
"""How old a backup made every night may be: a day, and the time that it takes."""
VERIFICATION_MAX = timedelta(days=8)
LIBRE_MIN, PART_MIN = 2 * 10**9, 5.0
"""Bytes, and percentage of a disk, below which there is too little room."""


@dataclass(frozen=True, slots=True)
class Constat:
    """A sentence, and whether it asks for something to be done."""

    texte: str
    alerte: bool = False


def tell_entretien(
    fait_le: datetime | None, faute: str | None, maintenant: datetime, delai: timedelta, jamais: str
) -> Constat:
    """Return when something was last done, an alert when it is too long ago, never, or when something did not fit."""
    if fait_le is None:
        return Constat(jamais, alerte=True)
    dit = f"{format_instant(fait_le)}, {tell_age(maintenant - fait_le)}"
    if faute is not None:
        return Constat(f"{dit}. {faute}", alerte=True)
    if maintenant - fait_le > delai:
        return Constat(f"{dit}{FINE}: trop ancienne", alerte=True)
    return Constat(dit)


def tell_age(age: timedelta) -> str:
    """Return « il y a 3 heures », in the unit that fits."""
    minutes = max(int(age.total_seconds() // 60), 0)
    if minutes < 1:
        return "à l’instant"
    if minutes < 120:
        return f"il y a {format_compte(minutes, 'minute')}"
    heures = minutes // 60
    return f"il y a {format_compte(heures, 'heure') if heures < 72 else format_compte(heures // 24, 'jour')}"


def tell_disque(libre: int, total: int) -> Constat:
    """Return the room left on a disk; an alert when there is too little."""
    part = 100 * libre / total if total else 0.0
    dit = f"{format_volume(libre)} libres sur {format_volume(total)} ({format_pourcent(part)})"
    court = libre < LIBRE_MIN or part < PART_MIN
    return Constat(f"{dit}{FINE}: la place manque" if court else dit, alerte=court)


def format_volume(octets: int) -> str:
    """Return « 3,4 Go » or « 12 Mo », powers of ten as disks are sold."""
    if octets >= 10**9:
        return f"{format_nombre(octets / 10**9, 1)}{INSECABLE}Go"
    return f"{format_nombre(max(octets / 10**6, 0.1), 0 if octets >= 10**7 else 1)}{INSECABLE}Mo"


def tell_sessions(ouvertes: int, places: int) -> Constat:
    """Return how many sessions are open in a process, an alert when hardly any place is left."""
    dit = f"{format_compte(ouvertes, 'session ouverte', 'sessions ouvertes')} dans ce processus"
    if not places:
        return Constat(dit)
    return Constat(f"{dit}, sur {format_nombre(places)} au plus", alerte=ouvertes > 0.9 * places)
