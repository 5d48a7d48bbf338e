"""Loading what the workbooks reported, by action: statements, jalons, indicateurs, participations."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session

from models import tables
from models import tables_suivi as t
from models.plan import Implication, Indicateur, Jalon, Mesure, Participation, Preuve, Suivi, SuiviJalon
from models.rangees import group_rows, list_rows
from models.tables import columns
from models.tables_journal import ChangementJournal, Remontee
from models.trimestre import Trimestre
from models.vocabulaire import Meteo, NatureEntree, NiveauImplication, RolePartenaire, Statut

Dates = dict[tuple[str, str], tuple[datetime, datetime]]
"""When each (action, quarter) was first and last reported."""


def load_dates(session: Session) -> Dates:
    """Return, for each (action, quarter), when it was first and last reported, undone imports apart."""
    c, r = columns(ChangementJournal), columns(Remontee)
    requete = (
        select(c.reference, c.trimestre, func.min(r.date), func.max(r.date))
        .select_from(ChangementJournal)
        .join(Remontee, c.remontee == r.id)
        .where(c.objet == "suivi", r.nature == NatureEntree.IMPORT.value, r.annule_par.is_(None))
        .group_by(c.reference, c.trimestre)
    )
    return {(ref, trimestre): (debut, fin) for ref, trimestre, debut, fin in session.execute(requete)}


def load_suivis(session: Session, dates: Dates) -> dict[str, tuple[Suivi, ...]]:
    """Return what was stated of each action, quarter by quarter."""
    return group_rows(session, t.Suivi, lambda s: s.reference, lambda s: _build_suivi(s, dates))


def _build_suivi(s: t.Suivi, dates: Dates) -> Suivi:
    declare, actualise = dates.get((s.reference, s.trimestre), (None, None))
    return Suivi(
        trimestre=Trimestre.parse(s.trimestre),
        avancement=s.avancement,
        statut=Statut(s.statut) if s.statut else None,
        meteo=Meteo(s.meteo) if s.meteo else None,
        fait_marquant=s.fait_marquant,
        prochaine_etape=s.prochaine_etape,
        point_blocage=s.point_blocage,
        decision_attendue=s.decision_attendue,
        destinataire=s.destinataire,
        pour_le=s.pour_le,
        sans_changement=s.sans_changement,
        declare_le=declare,
        actualise_le=actualise,
    )


def load_preuves(session: Session) -> dict[str, tuple[Preuve, ...]]:
    """Return what shows that something of each action was done."""
    return group_rows(
        session,
        t.Preuve,
        lambda p: p.action,
        lambda p: Preuve(p.reference, p.titre, p.adresse, p.date_preuve),
    )


def load_jalons(session: Session) -> dict[str, tuple[Jalon, ...]]:
    """Return the jalons of each action, with what was stated of them."""
    suivis = group_rows(
        session,
        t.SuiviJalon,
        lambda s: s.reference,
        lambda s: SuiviJalon(Trimestre.parse(s.trimestre), s.echeance_revisee, s.atteint_le),
    )
    return group_rows(
        session,
        tables.Jalon,
        lambda j: j.action,
        lambda j: Jalon(j.reference, j.libelle or j.reference, j.echeance_initiale, suivis.get(j.reference, ())),
    )


def load_indicateurs(session: Session) -> dict[str, tuple[Indicateur, ...]]:
    """Return the indicateurs of each action, with their measures."""
    mesures = group_rows(
        session,
        t.Mesure,
        lambda m: m.reference,
        lambda m: Mesure(Trimestre.parse(m.trimestre), m.valeur, m.date_mesure, m.commentaire, m.source),
    )
    return group_rows(
        session,
        tables.Indicateur,
        lambda i: i.action,
        lambda i: Indicateur(
            i.reference,
            i.reference.split("/", 1)[1],
            i.unite,
            i.sens,
            i.valeur_initiale,
            i.cible,
            mesures.get(i.reference, ()),
        ),
    )


def load_participations(session: Session) -> dict[str, tuple[Participation, ...]]:
    """Return the participations of each action: those expected, then those reported without being so."""
    implications = group_rows(
        session,
        t.Implication,
        lambda i: i.reference,
        lambda i: Implication(
            Trimestre.parse(i.trimestre),
            None if i.niveau is None else NiveauImplication(i.niveau),
            i.contribution,
        ),
    )
    attendues = {p.reference: p for p in list_rows(session, tables.Participation) if p.attendue}
    par_action: dict[str, list[Participation]] = defaultdict(list)
    for reference in [*attendues, *sorted(set(implications) - set(attendues))]:
        action, partenaire = reference.split("/", 1)
        prevue = attendues.get(reference)
        role = RolePartenaire(prevue.role) if prevue and prevue.role else None
        par_action[action].append(
            Participation(reference, partenaire, prevue is not None, role, implications.get(reference, ()))
        )
    return {k: tuple(v) for k, v in par_action.items()}
