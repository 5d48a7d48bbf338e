"""Loading the plan: a dozen plain queries, then frozen records; the cost is linear in what exists."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from models import tables as t
from models.chargement_campagne import load_campagnes, load_contacts
from models.chargement_charte import load_charte, load_reperes
from models.chargement_presentation import load_decisions, load_presentations
from models.chargement_suivi import (
    load_dates,
    load_indicateurs,
    load_jalons,
    load_participations,
    load_preuves,
    load_suivis,
)
from models.libelle import Libelle, Sigle, Source
from models.plan import (
    Action,
    Engagement,
    Orientation,
    Partenaire,
    Pilote,
    Plan,
    Priorite,
)
from models.rangees import group_rows, list_rows
from models.refus import BaseIndisponible
from models.remede import INITIALISER
from models.tables_journal import Remontee
from models.texte import split_liste
from models.vocabulaire import GenreDuNom, StatutLibelle


def load_revision(session: Session) -> int:
    """Return the head of the journal: the number of the latest entry, -1 when the tree is not loaded."""
    tete = session.scalar(select(func.max(t.columns(Remontee).id)))
    return -1 if tete is None else int(tete)


def load_plan(session: Session) -> Plan:
    """Return the plan at the present revision; raise BaseIndisponible when no tree was ever loaded."""
    schema = session.get(t.Schema, "schema")
    if schema is None or schema.debut is None or schema.fin is None:
        raise BaseIndisponible("La base ne contient pas d’arbre :", INITIALISER)
    return _Chargeur(session).load(schema)


class _Chargeur:
    """Holds the rows of one load, so that each builder below stays a few lines."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.sources = {
            s.reference: Source(s.reference, s.titre or "", s.date or "") for s in list_rows(session, t.Source)
        }
        contacts = load_contacts(session)
        self.pilotes = {
            p.reference: Pilote(
                p.reference,
                p.nom or p.reference,
                StatutLibelle(p.statut_libelle or "provisoire"),
                contacts.get(p.reference),
            )
            for p in list_rows(session, t.Pilote)
        }
        self.dates = load_dates(session)

    def _libelle(self, ligne: Any) -> Libelle:
        return Libelle(
            ligne.libelle or ligne.reference,
            StatutLibelle(ligne.statut_libelle or "provisoire"),
            tuple(self.sources[s] for s in split_liste(ligne.sources) if s in self.sources),
            getattr(ligne, "extrait", None),
        )

    def _actions(self, liens: dict[str, list[int]]) -> dict[str, tuple[Action, ...]]:
        suivis = load_suivis(self.session, self.dates)
        jalons, indicateurs = load_jalons(self.session), load_indicateurs(self.session)
        participations, decisions = load_participations(self.session), load_decisions(self.session)
        preuves = load_preuves(self.session)
        orientations = {p.reference: p.orientation or "" for p in list_rows(self.session, t.Priorite)}
        return group_rows(
            self.session,
            t.Action,
            lambda a: a.priorite,
            lambda a: Action(
                code=a.reference,
                libelle=self._libelle(a),
                orientation=orientations[a.priorite],
                priorite=a.priorite,
                pilote=self.pilotes[a.pilote],
                copilotes=tuple(self.pilotes[c] for c in split_liste(a.copilotes)),
                debut=a.debut,
                echeance=a.echeance,
                poids=1 if a.poids is None else a.poids,
                engagements=tuple(sorted(liens.get(a.reference, []))),
                suivis=suivis.get(a.reference, ()),
                jalons=jalons.get(a.reference, ()),
                indicateurs=indicateurs.get(a.reference, ()),
                participations=participations.get(a.reference, ()),
                decisions=decisions.get(a.reference, ()),
                preuves=preuves.get(a.reference, ()),
            ),
        )

    def load(self, schema: t.Schema) -> Plan:
        """Assemble the tree, top last."""
        par_action: dict[str, list[int]] = defaultdict(list)
        par_engagement: dict[str, list[str]] = defaultdict(list)
        for lien in list_rows(self.session, t.Lien):
            par_action[lien.action].append(int(lien.engagement))
            par_engagement[lien.engagement].append(lien.action)
        actions = self._actions(par_action)
        priorites = group_rows(
            self.session,
            t.Priorite,
            lambda p: p.orientation,
            lambda p: Priorite(p.reference, self._libelle(p), actions.get(p.reference, ())),
        )
        orientations = tuple(
            Orientation(
                o.reference, n, self._libelle(o), o.libelle_court or o.reference, priorites.get(o.reference, ())
            )
            for n, o in enumerate(list_rows(self.session, t.Orientation), start=1)
        )
        engagements = tuple(
            Engagement(
                int(e.reference),
                self._libelle(e),
                e.orientation,
                tuple(par_engagement.get(e.reference, [])),
                tuple(split_liste(e.sic)),
            )
            for e in list_rows(self.session, t.Engagement)
        )
        assert schema.debut is not None and schema.fin is not None  # noqa: S101  (checked by load_plan)
        return Plan(
            code=schema.code or "",
            nom=schema.nom or "",
            territoire=schema.territoire or "",
            debut=schema.debut,
            fin=schema.fin,
            demonstration=bool(schema.demonstration),
            revision=load_revision(self.session),
            orientations=orientations,
            engagements=engagements,
            pilotes=tuple(self.pilotes.values()),
            partenaires=tuple(
                Partenaire(p.reference, p.nature or "organisme", p.type, p.parent, p.membre)
                for p in list_rows(self.session, t.Partenaire)
            ),
            sources=tuple(self.sources.values()),
            campagnes=load_campagnes(self.session),
            charte=load_charte(self.session, self.sources),
            reperes=load_reperes(self.session, self.sources),
            sigles=tuple(Sigle(s.reference, s.developpe, s.source) for s in list_rows(self.session, t.Sigle)),
            presentations=load_presentations(self.session),
            derniere_remontee=max((fin for _, fin in self.dates.values()), default=None),
            nom_court=schema.nom_court or "plan",
            feminin=bool(schema.nom_court) and schema.genre == GenreDuNom.FEMININ,
            definition=schema.definition,
            agents=schema.agents,
            contact=schema.contact,
        )
