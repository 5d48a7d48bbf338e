"""Loading the plan: a dozen plain queries, then frozen records; the cost is linear in what exists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from models import tables as t
from models import tables_suivi as ts
from models.chargement_charte import load_charte, load_reperes
from models.libelle import Libelle, Source
from models.plan import (
    Action,
    Campagne,
    Engagement,
    Implication,
    Indicateur,
    Jalon,
    Mesure,
    Orientation,
    Partenaire,
    Participation,
    Pilote,
    Plan,
    Priorite,
    Suivi,
    SuiviJalon,
)
from models.refus import BaseIndisponible
from models.remede import INITIALISER
from models.tables_journal import ChangementJournal, Remontee
from models.texte import split_liste
from models.trimestre import Trimestre
from models.vocabulaire import GenreDuNom, Meteo, NatureEntree, NiveauImplication, RolePartenaire, Statut, StatutLibelle


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
        self.sources = {s.reference: Source(s.reference, s.titre or "", s.date or "") for s in self._rows(t.Source)}
        self.pilotes = {
            p.reference: Pilote(p.reference, p.nom or p.reference, StatutLibelle(p.statut_libelle or "provisoire"))
            for p in self._rows(t.Pilote)
        }
        self.dates = self._load_dates()

    def _rows(self, table: type[Any]) -> Sequence[Any]:
        ordre = [table.rang] if hasattr(table, "rang") else []
        if hasattr(table, "trimestre"):
            ordre.append(table.trimestre)
        return self.session.scalars(select(table).order_by(*ordre, table.reference)).all()

    def _load_dates(self) -> dict[tuple[str, str], tuple[datetime, datetime]]:
        """Return, for each (action, quarter), when it was first and last reported, undone imports apart."""
        c, r = t.columns(ChangementJournal), t.columns(Remontee)
        requete = (
            select(c.reference, c.trimestre, func.min(r.date), func.max(r.date))
            .select_from(ChangementJournal)
            .join(Remontee, c.remontee == r.id)
            .where(c.objet == "suivi", r.nature == NatureEntree.IMPORT.value, r.annule_par.is_(None))
            .group_by(c.reference, c.trimestre)
        )
        return {(ref, trimestre): (debut, fin) for ref, trimestre, debut, fin in self.session.execute(requete)}

    def _group(
        self, table: type[Any], cle: Callable[[Any], str], build: Callable[[Any], Any]
    ) -> dict[str, tuple[Any, ...]]:
        groupes: dict[str, list[Any]] = defaultdict(list)
        for ligne in self._rows(table):
            groupes[cle(ligne)].append(build(ligne))
        return {k: tuple(v) for k, v in groupes.items()}

    def _suivi(self, s: ts.Suivi) -> Suivi:
        declare, actualise = self.dates.get((s.reference, s.trimestre), (None, None))
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

    def _libelle(self, ligne: Any) -> Libelle:
        return Libelle(
            ligne.libelle or ligne.reference,
            StatutLibelle(ligne.statut_libelle or "provisoire"),
            tuple(self.sources[s] for s in split_liste(ligne.sources) if s in self.sources),
            getattr(ligne, "extrait", None),
        )

    def _jalons(self) -> dict[str, tuple[Jalon, ...]]:
        suivis = self._group(
            ts.SuiviJalon,
            lambda s: s.reference,
            lambda s: SuiviJalon(Trimestre.parse(s.trimestre), s.echeance_revisee, s.atteint_le),
        )
        return self._group(
            t.Jalon,
            lambda j: j.action,
            lambda j: Jalon(j.reference, j.libelle or j.reference, j.echeance_initiale, suivis.get(j.reference, ())),
        )

    def _indicateurs(self) -> dict[str, tuple[Indicateur, ...]]:
        mesures = self._group(
            ts.Mesure,
            lambda m: m.reference,
            lambda m: Mesure(Trimestre.parse(m.trimestre), m.valeur, m.date_mesure, m.commentaire),
        )
        return self._group(
            t.Indicateur,
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

    def _participations(self) -> dict[str, tuple[Participation, ...]]:
        implications = self._group(
            ts.Implication,
            lambda i: i.reference,
            lambda i: Implication(
                Trimestre.parse(i.trimestre),
                None if i.niveau is None else NiveauImplication(i.niveau),
                i.contribution,
            ),
        )
        attendues = {p.reference: p for p in self._rows(t.Participation) if p.attendue}
        par_action: dict[str, list[Participation]] = defaultdict(list)
        for reference in [*attendues, *sorted(set(implications) - set(attendues))]:
            action, partenaire = reference.split("/", 1)
            prevue = attendues.get(reference)
            role = RolePartenaire(prevue.role) if prevue and prevue.role else None
            par_action[action].append(
                Participation(reference, partenaire, prevue is not None, role, implications.get(reference, ()))
            )
        return {k: tuple(v) for k, v in par_action.items()}

    def _actions(self, liens: dict[str, list[int]]) -> dict[str, tuple[Action, ...]]:
        suivis = self._group(ts.Suivi, lambda s: s.reference, self._suivi)
        jalons, indicateurs, participations = self._jalons(), self._indicateurs(), self._participations()
        orientations = {p.reference: p.orientation or "" for p in self._rows(t.Priorite)}
        return self._group(
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
            ),
        )

    def load(self, schema: t.Schema) -> Plan:
        """Assemble the tree, top last."""
        par_action: dict[str, list[int]] = defaultdict(list)
        par_engagement: dict[str, list[str]] = defaultdict(list)
        for lien in self._rows(t.Lien):
            par_action[lien.action].append(int(lien.engagement))
            par_engagement[lien.engagement].append(lien.action)
        actions = self._actions(par_action)
        priorites = self._group(
            t.Priorite,
            lambda p: p.orientation,
            lambda p: Priorite(p.reference, self._libelle(p), actions.get(p.reference, ())),
        )
        orientations = tuple(
            Orientation(
                o.reference, n, self._libelle(o), o.libelle_court or o.reference, priorites.get(o.reference, ())
            )
            for n, o in enumerate(self._rows(t.Orientation), start=1)
        )
        engagements = tuple(
            Engagement(
                int(e.reference),
                self._libelle(e),
                e.orientation,
                tuple(par_engagement.get(e.reference, [])),
                tuple(split_liste(e.sic)),
            )
            for e in self._rows(t.Engagement)
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
                for p in self._rows(t.Partenaire)
            ),
            sources=tuple(self.sources.values()),
            campagnes=tuple(
                Campagne(Trimestre.parse(c.reference), c.echeance, c.close_le) for c in self._rows(ts.Campagne)
            ),
            charte=load_charte(self.session, self.sources),
            reperes=load_reperes(self.session, self.sources),
            derniere_remontee=max((fin for _, fin in self.dates.values()), default=None),
            nom_court=schema.nom_court or "plan",
            feminin=bool(schema.nom_court) and schema.genre == GenreDuNom.FEMININ,
            definition=schema.definition,
            agents=schema.agents,
            contact=schema.contact,
        )
