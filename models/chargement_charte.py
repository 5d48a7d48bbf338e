"""Loading the charter and the national frame, with the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from models import tables_charte as t
from models.charte import (
    Avenant,
    Charte,
    Domaine,
    EngagementCharte,
    Evaluation,
    Instance,
    LienCharte,
    Partie,
    Repere,
    Reunion,
)
from models.libelle import Source
from models.rangees import list_rows
from models.texte import split_liste
from models.vocabulaire import Appreciation, Cote, NatureRepere, Periodicite


def load_charte(session: Session, sources: Mapping[str, Source]) -> Charte | None:
    """Return the charter, None when the tree has none."""
    ligne = session.get(t.Charte, "charte")
    if ligne is None:
        return None
    return Charte(
        titre=ligne.titre or "",
        signee_le=ligne.signee_le,
        notifiee_le=ligne.notifiee_le,
        duree_annees=ligne.duree_annees,
        duree_texte=ligne.duree_texte,
        renouvelee_jusqu_au=ligne.renouvelee_jusqu_au,
        source=sources.get(ligne.source or ""),
        parties=tuple(
            Partie(Cote(p.reference), p.nom or p.reference, p.nom_long or p.nom or p.reference)
            for p in list_rows(session, t.Partie)
        ),
        domaines=_load_domaines(session),
        instances=_load_instances(session),
        avenants=tuple(Avenant(a.reference, a.date, a.objet) for a in list_rows(session, t.Avenant)),
    )


def _load_domaines(session: Session) -> tuple[Domaine, ...]:
    evaluations: dict[str, list[Evaluation]] = defaultdict(list)
    for e in list_rows(session, t.Evaluation):
        jugement = Appreciation(e.appreciation) if e.appreciation else None
        annee = int(e.reference.rpartition("/")[2])
        evaluations[e.engagement_charte].append(
            Evaluation(Cote(e.partie), annee, jugement, e.elements, e.commentaire),
        )
    engagements: dict[str, list[EngagementCharte]] = defaultdict(list)
    for e in list_rows(session, t.EngagementCharte):
        engagements[e.domaine].append(
            EngagementCharte(e.reference, Cote(e.partie), e.texte or "", tuple(evaluations[e.reference]))
        )
    liens: dict[str, list[LienCharte]] = defaultdict(list)
    for lien in list_rows(session, t.LienCharte):
        liens[lien.domaine].append(LienCharte(lien.action, lien.rattachement, lien.extrait))
    return tuple(
        Domaine(
            d.reference,
            d.numero or "",
            d.libelle or "",
            d.suite,
            tuple(engagements[d.reference]),
            tuple(liens[d.reference]),
        )
        for d in list_rows(session, t.Domaine)
    )


def _load_instances(session: Session) -> tuple[Instance, ...]:
    reunions: dict[str, list[Reunion]] = defaultdict(list)
    for r in list_rows(session, t.Reunion):
        jour = date.fromisoformat(r.reference.rpartition("/")[2])
        presents = (r.presents_departement, r.presents_partenaire)
        reunions[r.instance].append(Reunion(r.reference, jour, r.tenue, *presents, r.decisions, r.prevue))
    return tuple(
        Instance(
            code=i.reference,
            libelle=i.libelle or i.reference,
            periodicite=Periodicite(i.periodicite or Periodicite.AU_BESOIN),
            article=i.article,
            objet=i.objet,
            periodicite_texte=i.periodicite_texte,
            parent=i.parent,
            domaine=i.domaine,
            evalue_la_charte=bool(i.evalue_la_charte),
            reunions=tuple(reunions[i.reference]),
        )
        for i in list_rows(session, t.Instance)
    )


def load_reperes(session: Session, sources: Mapping[str, Source]) -> tuple[Repere, ...]:
    """Return the laws and national bodies that the sources name, in the order of the file."""

    def find_sources(texte: str | None) -> tuple[Source, ...]:
        return tuple(sources[s] for s in split_liste(texte) if s in sources)

    return tuple(
        Repere(
            code=r.reference,
            nature=NatureRepere(r.nature or NatureRepere.INSTANCE),
            libelle=r.libelle or r.reference,
            extrait=r.extrait or "",
            sources=find_sources(r.sources),
            orientations=tuple(split_liste(r.orientations)),
            rattachement_extrait=r.rattachement_extrait,
            rattachement_sources=find_sources(r.rattachement_sources),
        )
        for r in list_rows(session, t.Repere)
    )
