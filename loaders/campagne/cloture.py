"""Closing quarters: what is published of them is kept in the journal, with its digest; reopening needs a reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from sqlmodel import Session

from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte
from loaders.ecriture.saisie import diff_ligne, read_texte, write_saisie
from metrics.bilan import REGLE, is_du_plan
from metrics.publies import build_publies
from models.campagne import Fige
from models.changement import Changement
from models.chargement import load_plan
from models.plan import Plan
from models.refus import ApercuPerime, DemandeInvalide
from models.temps import find_jour
from models.trimestre import Trimestre
from models.vocabulaire import Role
from phrases.format import format_date
from phrases.trimestre import write_hors_plan

MOTIF_MAX: Final = 300
AN: Final = 4
"""Quarters in a year."""


def close_trimestres(voulus: Sequence[Trimestre], acte: Acte, accord: Accord) -> int | None:
    """Close quarters in one entry, and return it; None when all of them were closed already.

    What is published of each is kept as it is computed inside the transaction, from the journal as it stands and the
    tree as it is. Raises ApercuPerime when anything was written since what was seen, DemandeInvalide when a quarter is
    not one of the plan, or not over.
    """

    def build(session: Session) -> list[Changement]:
        plan, jour = load_plan(session), find_jour(acte.maintenant)
        if accord.revision_vue is not None and plan.revision != accord.revision_vue:
            raise ApercuPerime(
                "Les données ont changé depuis que cet écran a été affiché. Rien n’a été clos ; relisez ce qui manque, "
                "puis recommencez."
            )
        changements = []
        for trimestre in sorted(set(voulus)):
            if not is_du_plan(plan, trimestre):
                raise DemandeInvalide(write_hors_plan(plan, trimestre))
            if trimestre.is_en_cours(jour):
                raise DemandeInvalide(
                    f"Le {trimestre.libelle} n’est pas fini : il se clôt à partir du "
                    f"{format_date(trimestre.decale(1).premier_jour)}."
                )
            campagne = plan.find_campagne(trimestre)
            if campagne is None or campagne.close_le is None:
                champs = {"close_le": jour, **dump_fige(freeze(plan, trimestre))}
                changements += diff_ligne(session, "campagne", str(trimestre), champs)
        return changements

    return write_saisie(acte, accord, build, trimestre=voulus[0] if len(set(voulus)) == 1 else None)


def list_de_l_annee(plan: Plan, annee: int) -> list[Trimestre]:
    """Return the quarters of a year that are of the plan: closing them all is closing the year, « au 31/12 »."""
    return [t for t in (Trimestre(annee, n + 1) for n in range(AN)) if is_du_plan(plan, t)]


def freeze(plan: Plan, trimestre: Trimestre) -> Fige:
    """Return what is published of a quarter of a plan, as it is kept: the plan of another day would give another."""
    chiffres = json.dumps(build_publies(plan, trimestre), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Fige(plan.revision, REGLE, chiffres, hashlib.sha256(chiffres.encode()).hexdigest())


def dump_fige(fige: Fige) -> dict[str, object]:
    """Return the fields of a campaign that keep what was published."""
    return {"tete": fige.tete, "regle": fige.regle, "chiffres": fige.chiffres, "empreinte": fige.empreinte}


def reopen_trimestres(voulus: Iterable[Trimestre], motif: str, acte: Acte, accord: Accord) -> int | None:
    """Reopen quarters for a reason, which the journal keeps, and return the entry: by administration alone.

    What was published stays beside what is corrected, until they are closed again. Raises DemandeInvalide without a
    reason, or for a quarter that is not closed.
    """
    propre = read_texte(motif, "Motif de la réouverture", MOTIF_MAX, requis=True)
    rangs = sorted(set(voulus))

    def build(session: Session) -> list[Changement]:
        plan = load_plan(session)
        changements = []
        for trimestre in rangs:
            campagne = plan.find_campagne(trimestre)
            if campagne is None or campagne.close_le is None:
                raise DemandeInvalide(f"Le {trimestre.libelle} n’est pas clos.")
            changements += diff_ligne(session, "campagne", str(trimestre), {"close_le": None})
        return changements

    return write_saisie(
        replace(acte, note=propre),
        accord,
        build,
        requis=Role.ADMINISTRATION,
        trimestre=rangs[0] if len(rangs) == 1 else None,
    )
