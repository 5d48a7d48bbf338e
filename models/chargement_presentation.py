"""Loading the meetings that are kept and the décisions that were taken, with the plan."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import Session

from models import tables_presentation as t
from models.presentation import Decision, Presentation, load_faits, load_liste
from models.rangees import group_rows, list_rows
from models.trimestre import Trimestre


def load_presentations(session: Session) -> tuple[Presentation, ...]:
    """Return the meetings that are kept, the first prepared first."""
    notes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for note in list_rows(session, t.NotePresentation):
        if note.texte:
            notes[note.presentation].append((note.reference.partition("/")[2], note.texte))
    lignes = sorted(list_rows(session, t.Presentation), key=lambda p: (len(p.reference), p.reference))
    return tuple(_build(p, tuple(notes[p.reference])) for p in lignes if p.titre and p.jusqu_a)


def _build(p: t.Presentation, notes: tuple[tuple[str, str], ...]) -> Presentation:
    return Presentation(
        reference=p.reference,
        titre=p.titre or "",
        jusqu_a=Trimestre.parse(p.jusqu_a or ""),
        jour=p.jour,
        instance=p.instance,
        depuis=Trimestre.parse(p.depuis) if p.depuis else None,
        portee=p.portee or "",
        sections=load_liste(p.sections),
        introduction=p.introduction or "",
        faits=load_faits(p.faits),
        notes=notes,
        presentee_le=p.presentee_le,
        tete=p.tete,
        regle=p.regle,
    )


def load_decisions(session: Session) -> dict[str, tuple[Decision, ...]]:
    """Return the décisions taken, by action, in the order in which they were entered."""
    groupes = group_rows(session, t.Decision, lambda d: d.action, lambda d: d)
    return {
        action: tuple(_build_decision(d) for d in sorted(siennes, key=_rank) if d.prise_le and d.comptee_au)
        for action, siennes in groupes.items()
    }


def _rank(decision: t.Decision) -> tuple[int, str]:
    return len(decision.reference), decision.reference


def _build_decision(d: t.Decision) -> Decision:
    assert d.prise_le is not None  # noqa: S101  (kept by load_decisions)
    return Decision(
        reference=d.reference,
        action=d.action,
        demande=d.demande or "",
        demandee_au=Trimestre.parse(d.demandee_au or d.comptee_au or ""),
        comptee_au=Trimestre.parse(d.comptee_au or ""),
        texte=d.decision or "",
        par=d.prise_par or "",
        prise_le=d.prise_le,
        suites=d.suites or "",
        presentation=d.presentation,
    )
