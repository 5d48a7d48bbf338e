"""Keeping a meeting: what is told of it, then that it was held, which fixes what it was shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlmodel import Session

from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from loaders.ecriture.saisie import diff_ligne, find_numero_libre, read_texte, write_saisie
from metrics.bilan import REGLE, is_du_plan
from models.changement import Changement
from models.chargement import load_plan, load_revision
from models.plan import Plan
from models.presentation import Presentation, dump_faits, dump_liste
from models.refus import DemandeInvalide
from models.tables import columns
from models.tables_journal import Remontee
from models.temps import find_jour
from phrases.format import format_date, format_trimestre
from phrases.trimestre import write_hors_plan

TITRE_MAX: Final = 160
INTRODUCTION_MAX: Final = 600
NOTE_MAX: Final = 1000
FAITS_MAX: Final = 7
"""Faits marquants of a meeting, at most: what the table of a slide holds."""
_CLE = re.compile(r"[a-z][a-z-]{0,40}")


@dataclass(frozen=True, slots=True)
class Gardee:
    """A meeting as kept: its reference, the entry of the journal, None when nothing was to be changed."""

    reference: str
    entree: int | None


def keep_presentation(voulue: Presentation, acte: Acte, accord: Accord) -> Gardee:
    """Keep a meeting, a new one when it has no reference; what the table says of its being held is left.

    Raises DemandeInvalide when it makes no sense on the plan, bears the title and the day of another one, or was held:
    what it was shown no longer changes. Raises ApercuPerime when somebody changed it since it was seen.
    """
    reference = voulue.reference

    def build(session: Session) -> list[Changement]:
        nonlocal reference
        plan = load_plan(session)
        _check(plan, voulue)
        reference = voulue.reference or find_numero_libre(session, "presentation")
        return [
            *diff_ligne(session, "presentation", reference, _list_champs(voulue)),
            *_diff_notes(session, reference, _find(plan, voulue.reference), voulue),
        ]

    entree = write_saisie(acte, accord, build)
    return Gardee(reference, entree)


def hold_presentation(reference: str, jour: date, acte: Acte, accord: Accord) -> int | None:
    """Note that a meeting was held on a day, and return the entry: it is shown from then on as it was.

    What it was shown is what the journal said at the end of that day, or says now when it is today. Raises
    DemandeInvalide when it is not kept, was held, or when the day is to come or before the journal begins.
    """

    def build(session: Session) -> list[Changement]:
        _check_preparee(load_plan(session), reference)
        if jour > find_jour(acte.maintenant):
            raise DemandeInvalide(f"Le {format_date(jour)} n’est pas encore passé : notez la réunion tenue ensuite.")
        tete = find_tete_au(session, jour)
        if tete < 0:
            raise DemandeInvalide(f"Le journal commence après le {format_date(jour)} : rien n’a pu être présenté.")
        return diff_ligne(session, "presentation", reference, {"presentee_le": jour, "tete": tete, "regle": REGLE})

    return write_saisie(acte, accord, build)


def find_tete_au(session: Session, jour: date) -> int:
    """Return the last entry before the first one that is later than a day (of Paris); -1 when the first one is."""
    r = columns(Remontee)
    dates = session.execute(select(r.id, r.date).order_by(r.id))
    suivante = next((numero for numero, quand in dates if find_jour(quand) > jour), None)
    return load_revision(session) if suivante is None else int(suivante) - 1


def _list_champs(p: Presentation) -> dict[str, object]:
    return {
        "titre": read_texte(p.titre, "Titre de la réunion", TITRE_MAX, requis=True),
        "jour": p.jour,
        "instance": p.instance,
        "depuis": None if p.depuis is None else str(p.depuis),
        "jusqu_a": str(p.jusqu_a),
        "portee": p.portee or None,
        "sections": dump_liste(p.sections),
        "introduction": read_texte(p.introduction, "Mot d’introduction", INTRODUCTION_MAX),
        "faits": dump_faits(p.faits),
    }


def _diff_notes(
    session: Session, reference: str, presente: Presentation | None, voulue: Presentation
) -> Iterable[Changement]:
    """Yield the changes of the notes, those that are no longer there included."""
    voulues = dict(voulue.notes)
    for cle in dict.fromkeys([*voulues, *(cle for cle, _ in (presente.notes if presente else ()))]):
        texte = read_texte(voulues.get(cle, ""), "Note d’une section", NOTE_MAX)
        yield from diff_ligne(session, "note_presentation", f"{reference}/{cle}", {"texte": texte})


def _check(plan: Plan, p: Presentation) -> None:
    """Raise DemandeInvalide, which says what of a meeting makes no sense."""
    if p.reference:
        _check_preparee(plan, p.reference)
    if not is_du_plan(plan, p.jusqu_a):
        raise DemandeInvalide(write_hors_plan(plan, p.jusqu_a))
    if p.depuis is not None and not (is_du_plan(plan, p.depuis) and p.depuis < p.jusqu_a):
        raise DemandeInvalide(f"« Depuis » : il faut un trimestre avant le {format_trimestre(p.jusqu_a)}.")
    if p.instance is not None and p.instance not in {i.code for i in (plan.charte.instances if plan.charte else ())}:
        raise DemandeInvalide("L’instance de la réunion n’est pas une de celles de la charte.")
    _check_choix(plan, p)
    for autre in plan.presentations:
        if autre.reference != p.reference and (autre.titre, autre.jour) == (p.titre.strip(), p.jour):
            raise DemandeInvalide(
                f"« {autre.titre} » est déjà gardée (réunion n° {autre.reference}) : ouvrez-la, ou donnez un autre "
                "titre ou un autre jour."
            )


def _check_choix(plan: Plan, p: Presentation) -> None:
    cles = [*(p.sections or ()), *(cle for cle, _ in p.notes)]
    if etrangere := next((cle for cle in cles if not _CLE.fullmatch(cle)), None):
        raise DemandeInvalide(f"« {etrangere} » n’est pas une section.")
    faits: Sequence[tuple[str, object]] = p.faits or ()
    if len(faits) > FAITS_MAX:
        raise DemandeInvalide(f"{len(faits)} faits marquants choisis, pour {FAITS_MAX} au plus : retirez-en.")
    if inconnue := next((code for code, _ in faits if code not in plan.actions_par_code), None):
        raise DemandeInvalide(f"« {inconnue} » n’est pas une action.")


def _find(plan: Plan, reference: str) -> Presentation | None:
    return next((p for p in plan.presentations if p.reference == reference), None)


def _check_preparee(plan: Plan, reference: str) -> None:
    """Raise DemandeInvalide when a meeting is not kept, or was held."""
    presente = _find(plan, reference)
    if presente is None:
        raise DemandeInvalide(f"La réunion n° {reference} n’est pas gardée, ou ne l’est plus.")
    if presente.presentee_le is not None:
        raise DemandeInvalide(
            f"La réunion n° {reference} a été présentée le {format_date(presente.presentee_le)} : ce qu’elle a montré "
            "ne change plus. Pour la reprendre, annulez dans le journal l’entrée qui l’a dit."
        )
