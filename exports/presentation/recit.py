"""The story of the annual meeting, told once: its cover, its sections, its annexes, for every output to draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

from exports.presentation.contexte import Contexte, build_contexte
from exports.presentation.pieces import Couverture, Periode, Recit, Section
from exports.presentation.sections import (
    annexes,
    bilan,
    blocages,
    charte,
    corrections,
    decisions,
    echeances,
    engagements,
    faits,
    limites,
    orientations,
    partenaires,
    perimetre,
    reunions,
    trajectoire,
)
from metrics.faits import Choix
from metrics.instances import list_annoncees, list_seances
from metrics.perimetre import Perimetre, find_perimetre
from metrics.reunion import find_annuelle, find_depuis
from models.plan import Plan
from models.trimestre import Trimestre
from phrases.format import INSECABLE, format_date, keep_sigles, set_espaces
from phrases.nom import write_nom
from phrases.reunion.perimetre import name_perimetre
from phrases.source import write_mention

_PIECES: Final = (
    bilan,
    decisions,
    trajectoire,
    orientations,
    engagements,
    faits,
    partenaires,
    charte,
    reunions,
    echeances,
    limites,
)
SECTIONS: Final[Mapping[str, str]] = {piece.CLE: piece.NOM for piece in _PIECES}
"""The sections that may be ticked, in the order in which they are told: the name of each by its key."""
REUNION: Final = "Réunion annuelle"
"""What the meeting is called where no charter names it."""
_BATISSEURS: Final[Mapping[str, Callable[[Contexte], Section | None]]] = {p.CLE: p.build for p in _PIECES}
_D_UNE_PART: Final = {**_BATISSEURS, orientations.CLE: perimetre.build}
"""The same for a part of the plan: its actions stand in the place of the orientations."""


def find_periode(plan: Plan, jusqu_a: Trimestre, aujourd_hui: date) -> Periode:
    """Return the period that a story tells unless one is chosen: from the quarter shown at the last annual meeting.

    One year before where no meeting was held; nothing to compare with where a quarter is not whole
    (`metrics.reunion.find_depuis`).
    """
    return Periode(find_depuis(plan, jusqu_a, aujourd_hui), jusqu_a)


def build_recit(
    plan: Plan,
    periode: Periode,
    aujourd_hui: date,
    *,
    sections: Sequence[str] | None = None,
    introduction: str = "",
    faits: Choix | None = None,
    portee: str = "",
    presente_le: date | None = None,
    reunion: str = "",
    jour: date | None = None,
    notes: Mapping[str, str] = MappingProxyType({}),
) -> Recit:
    """Return the story of a period, seen from a day.

    `sections` are the keys of those told, in their order, all of them where None; a key that is none raises KeyError. A
    section that the data does not carry leaves, or says so in its words. `introduction` is the presenter's, `faits` the
    faits marquants chosen by (code of the action, quarter), those of `metrics.faits.choose_faits` where None.
    The annexes come last, whatever is told.

    `portee` asks for a part of the plan (`metrics.perimetre.find_perimetre`; KeyError when nothing answers): an
    orientation, a pilot, a partner. Its actions take the place of the orientations, engagements keep the figures that
    they have in the whole plan, the charter and its meetings leave.

    `presente_le` is the day of the meeting that was shown this story, where it is made again; `reunion` and `jour` are
    the name and the day that it was given, those of the charter's calendar unless it was. `notes` are the presenter's,
    by section.
    """
    part = find_perimetre(plan, portee) if portee else None
    contexte = build_contexte(plan, periode, aujourd_hui, faits, part)
    connus = _BATISSEURS if part is None else _D_UNE_PART
    batisseurs = [connus[cle] for cle in (SECTIONS if sections is None else dict.fromkeys(sections))]
    baties = [build(contexte) for build in batisseurs]
    suite = [
        corrections.build(contexte),
        *annexes.build_orientations(contexte),
        *blocages.build_bloquees(contexte),
        annexes.build_actions(contexte),
    ]
    mention = write_mention(plan, periode.jusqu_a, aujourd_hui, presente_le)
    return Recit(
        couverture=_build_couverture(contexte, mention, _name(plan, contexte, reunion, presente_le or jour)),
        periode=periode,
        introduction=introduction.strip(),
        sections=tuple(_note(s, notes) for s in (*baties, *suite) if s is not None),
        pied=_write_pied(plan, part, mention),
        demonstration=plan.demonstration,
        portee="" if part is None else name_perimetre(part),
    )


def _note(section: Section, notes: Mapping[str, str]) -> Section:
    return replace(section, remarque=notes[section.cle]) if section.cle in notes else section


def _build_couverture(c: Contexte, mention: str, reunion: str) -> Couverture:
    sous_titre = f"Où en est {c.nom.le}, ce qui bloque, ce qui est à décider"
    return Couverture(
        reunion=reunion,
        titre=c.plan.nom,
        sous_titre=sous_titre if c.perimetre is None else name_perimetre(c.perimetre),
        mention=mention,
    )


def _name(plan: Plan, c: Contexte, reunion: str, jour: date | None) -> str:
    """Return the name and the day that a meeting was given, else those of the charter's calendar."""
    if not reunion:
        reunion, prochaine, instance = find_prochaine_annuelle(plan, c.aujourd_hui)
        jour = None if instance is None else jour or prochaine
    nom = keep_sigles(set_espaces(reunion))
    return f"{nom} ·{INSECABLE}{format_date(jour)}" if jour else nom


def find_prochaine_annuelle(plan: Plan, aujourd_hui: date) -> tuple[str, date | None, str | None]:
    """Return the annual meeting of the charter: its name, the day announced for the next one, the code of its body.

    « Réunion annuelle », without a body, where no charter names one.
    """
    instance = find_annuelle(plan.charte) if plan.charte else None
    if plan.charte is None or instance is None:
        return REUNION, None, None
    siennes = [s for s in list_seances(plan.charte, aujourd_hui) if s.instance == instance]
    annoncees = list_annoncees(siennes, aujourd_hui)
    return instance.libelle, annoncees[0][0] if annoncees else None, instance.code


def _write_pied(plan: Plan, part: Perimetre | None, mention: str) -> str:
    """Return the foot of every page: the plan and its years, the part told, the date of the data, the base."""
    annees = f"{plan.debut.year}-{plan.fin.year}"
    return " · ".join([f"{write_nom(plan).titre} {annees}", *([name_perimetre(part)] if part else []), mention])
