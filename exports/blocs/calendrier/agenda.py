"""The dates as one table: what is late, then quarter after quarter, then what is behind. A phone has it alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from charts.calendrier_mots import SIGNES, name_situation
from exports.blocs import marques as m
from exports.blocs.fiche import VIDE
from exports.blocs.liens import PAGE_CHARTE, write_lien
from exports.blocs.pli import write_pli
from exports.blocs.table import Case, write_groupes
from metrics.calendrier import TERME_CHARTE, Calendrier, Evenement, Situation
from models.trimestre import Trimestre
from phrases.calendrier import name_evenement
from phrases.format import FINE, format_compte, format_date, format_trimestre
from phrases.html import RIEN, Html, escape_html

ENTETES = ("Date", "Date initiale", "Objet", "Action", "Pilote", "Situation")
PASSE = "Ce qui n’est plus attendu"
SEUIL_PLI = 10
"""Dates past the horizon from which they are folded."""


def write_agenda(
    calendrier: Calendrier, gardes: Sequence[Evenement], liens: Mapping[str, str], page: slice = slice(None)
) -> Html:
    """Return what is awaited, group after group, then what is behind, folded.

    Of a long agenda only the rows of a page stand here; titles count the whole, and what the page opens on is unfolded.
    """
    lus = frozenset(e.reference for e in gardes[page])
    horizon = max(Trimestre.from_date(calendrier.limite), Trimestre.from_date(calendrier.lecture))

    def is_loin(e: Evenement) -> bool:
        return e.ouvert and e.situation is Situation.LOIN and Trimestre.from_date(e.jour) > horizon

    loin, passes = [e for e in gardes if is_loin(e)], [e for e in gardes if not e.ouvert]
    if len(loin) < SEUIL_PLI:
        loin = []
    corps = RIEN
    if proches := [e for e in gardes if e.ouvert and not (loin and is_loin(e))]:
        groupes = _group_ouverts(calendrier, proches)
        corps = _write_table("Dates à venir ou en retard", groupes, liens, lus)
    if loin:
        nom, groupes = f"Après le {format_trimestre(horizon)}", _group_ouverts(calendrier, loin)
        corps += _write_pli(nom, loin, _write_table(nom, groupes, liens, lus), ouvert=not corps)
    if passes:
        annees = ((str(annee), list(siens)) for annee, siens in groupby(passes, key=lambda e: e.place.year))
        corps += _write_pli(PASSE, passes, _write_table(PASSE, annees, liens, lus), ouvert=not corps)
    return f'<div class="agenda">{corps}</div>'


def _write_pli(nom: str, evenements: Sequence[Evenement], table: Html, *, ouvert: bool = False) -> Html:
    """Return a folded table, how many dates it holds told on the fold; empty where the page has none of them."""
    if not table:
        return RIEN
    titre = f"{nom}{FINE}: {format_compte(len(evenements), 'date')}"
    return write_pli(escape_html(titre), table, ouvert=ouvert)


def _group_ouverts(calendrier: Calendrier, ouverts: Sequence[Evenement]) -> Iterator[tuple[str, list[Evenement]]]:
    """Yield what is late, what passed since the quarter, then each quarter with its dates."""
    noms = {
        Situation.RETARD: f"En retard au {format_date(calendrier.bilan.jour)}",
        Situation.A_CONFIRMER: f"Passées, à confirmer le {format_date(calendrier.lecture)}",
    }
    for situation, nom in noms.items():
        if ceux_ci := [e for e in ouverts if e.situation is situation]:
            yield nom, ceux_ci
    reste = (e for e in ouverts if e.situation in {Situation.PROCHE, Situation.LOIN})
    for trimestre, siens in groupby(reste, key=lambda e: Trimestre.from_date(e.jour)):
        yield format_trimestre(trimestre), list(siens)


def _write_table(
    legende: str, groupes: Iterable[tuple[str, list[Evenement]]], liens: Mapping[str, str], lus: Collection[str]
) -> Html:
    """Return the dates that are read on this page, empty without any."""
    corps = [
        (_write_titre(nom, siens), lignes)
        for nom, siens in groupes
        if (lignes := [_write_ligne(e, liens) for e in siens if e.reference in lus])
    ]
    return write_groupes(legende, ENTETES, corps) if corps else RIEN


def _write_titre(nom: str, evenements: Sequence[Evenement]) -> Html:
    """Return the name of a group and how many dates it holds."""
    reunions = sum(e.seance is not None for e in evenements)
    dont = f", dont {format_compte(reunions, 'réunion')}" if 0 < reunions < len(evenements) else ""
    compte = format_compte(len(evenements), "date" if reunions < len(evenements) else "réunion") + dont
    return f'{escape_html(nom)} <span class="sourdine">{escape_html(compte)}</span>'


def _write_ligne(e: Evenement, liens: Mapping[str, str]) -> list[Case]:
    action = m.write_action(e.etat.action, liens) if e.etat else VIDE
    if e.seance is not None or e.reference == TERME_CHARTE:
        action = write_lien(PAGE_CHARTE, Html("Charte"), liens)
    return [
        Case(_write_jour(e), "jour"),
        Case(_write_initiale(e), "initiale" if e.jour_initial else "rien"),
        Case(escape_html(name_evenement(e)), "objet"),
        Case(action, "action" if e.etat else "rien"),
        Case(escape_html(e.etat.action.pilote.nom) if e.etat else VIDE, "pilote" if e.etat else "rien"),
        Case(write_situation(e), "situation"),
    ]


def _write_jour(e: Evenement) -> Html:
    """Return the date, « au plus tard le » where a body only has a period to meet in."""
    if e.seance is not None and e.seance.due and e.seance.reunion is None:
        return f'<span class="sourdine petit">au plus tard le</span> {m.write_date(e.jour)}'
    return m.write_date(e.place) if e.dite is None else Html(format_trimestre(e.dite))


def _write_initiale(e: Evenement) -> Html:
    if e.jour_initial is None:
        return VIDE
    reports = f' <span class="insecable">({format_compte(e.reports, "report")})</span>' if e.reporte else RIEN
    return f"{m.write_date(e.jour_initial)}{reports}"


def write_situation(e: Evenement) -> Html:
    """Return the shape and the words of a situation; late, in ink and bold."""
    mots = escape_html(name_situation(e))
    if e.situation is Situation.FAITE and e.jalon is not None and e.jalon.echeance not in {None, e.fait_le}:
        mots += f' <span class="sourdine">(prévu le {m.write_date(e.jalon.echeance)})</span>'
    if e.dite is not None:
        mots += f' <span class="sourdine">(échéance le {m.write_date(e.jour)})</span>'
    classe = Html(' class="tard"' if e.situation is Situation.RETARD else "")
    return (
        f'<span{classe}><span class="signe" aria-hidden="true">{escape_html(SIGNES[e.situation])}</span> {mots}</span>'
    )
