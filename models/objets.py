"""What can change: each object name of the journal, its table, its fields, and the parts of its reference."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from sqlalchemy import Date, Table

from models import tables, tables_campagne, tables_charte, tables_comptes, tables_presentation, tables_suivi
from models.base import Base
from models.changement import Changement, Valeur


@dataclass(frozen=True)
class Objet:
    """An object of the journal; `parents` are the columns read off the reference (`A07/Villes`: action, partenaire).

    `suite` tells that the reference goes on after them (`A07/J2`, `I01/partenaire/2025`); else the last one takes all
    that is left, `/` included.
    """

    nom: str
    table: type[Base]
    parents: tuple[str, ...] = ()
    suite: bool = False

    @cached_property
    def colonnes(self) -> Table:
        """Return the SQL table behind the class."""
        return cast(Table, self.table.__table__)  # type: ignore[attr-defined]

    @cached_property
    def champs(self) -> tuple[str, ...]:
        """Return the fields that a change may write."""
        hors = {"reference", "trimestre", *self.parents}
        return tuple(c.name for c in self.colonnes.columns if c.name not in hors)

    @cached_property
    def par_trimestre(self) -> bool:
        """Return whether rows of this object are statements of a quarter."""
        return "trimestre" in self.colonnes.columns

    def to_colonne(self, champ: str, valeur: Valeur) -> Any:
        """Return a JSON value in the Python type of its column."""
        if isinstance(valeur, str) and isinstance(self.colonnes.columns[champ].type, Date):
            return dt.date.fromisoformat(valeur)
        return valeur

    def split_reference(self, reference: str) -> dict[str, str]:
        """Return the parent columns of a reference."""
        coupes = len(self.parents) - (not self.suite)
        return dict(zip(self.parents, reference.split("/", coupes), strict=False))


OBJETS = {
    o.nom: o
    for o in (
        Objet("schema", tables.Schema),
        Objet("source", tables.Source),
        Objet("sigle", tables.Sigle),
        Objet("orientation", tables.Orientation),
        Objet("priorite", tables.Priorite),
        Objet("pilote", tables.Pilote),
        Objet("action", tables.Action),
        Objet("engagement", tables.Engagement),
        Objet("lien", tables.Lien, ("engagement", "action")),
        Objet("partenaire", tables.Partenaire),
        Objet("participation", tables.Participation, ("action", "partenaire")),
        Objet("jalon", tables.Jalon, ("action",), suite=True),
        Objet("indicateur", tables.Indicateur, ("action",), suite=True),
        Objet("campagne", tables_suivi.Campagne),
        Objet("charte", tables_charte.Charte),
        Objet("partie", tables_charte.Partie),
        Objet("domaine", tables_charte.Domaine),
        Objet("engagement_charte", tables_charte.EngagementCharte),
        Objet("lien_charte", tables_charte.LienCharte, ("domaine", "action")),
        Objet("instance", tables_charte.Instance),
        Objet("avenant", tables_charte.Avenant),
        Objet("repere", tables_charte.Repere),
        Objet("suivi", tables_suivi.Suivi),
        Objet("suivi_jalon", tables_suivi.SuiviJalon),
        Objet("mesure", tables_suivi.Mesure),
        Objet("implication", tables_suivi.Implication, ("action", "partenaire")),
        Objet("preuve", tables_suivi.Preuve, ("action",), suite=True),
        Objet("evaluation", tables_charte.Evaluation, ("engagement_charte", "partie"), suite=True),
        Objet("reunion", tables_charte.Reunion, ("instance",), suite=True),
        Objet("presentation", tables_presentation.Presentation),
        Objet("note_presentation", tables_presentation.NotePresentation, ("presentation",), suite=True),
        Objet("decision", tables_presentation.Decision, ("action",), suite=True),
        Objet("contact", tables_campagne.Contact),
        Objet("visa", tables_campagne.Visa),
        Objet("acces", tables_comptes.Acces),
        Objet("jeton", tables_comptes.Jeton),
    )
}
"""In the order of their dependencies: a parent stands before its children."""


def list_parents(changement: Changement) -> list[tuple[str, str]]:
    """Return the rows that a changed row hangs from, as (objet, reference)."""
    porteur = {"suivi": "action", "suivi_jalon": "jalon", "mesure": "indicateur"}.get(changement.objet)
    if porteur is not None:
        return [(porteur, changement.reference)]
    return list(OBJETS[changement.objet].split_reference(changement.reference).items())


def to_json(valeur: object) -> Valeur:
    """Return a column value as a change carries it: dates become ISO texts."""
    return valeur.isoformat() if isinstance(valeur, dt.date) else cast(Valeur, valeur)


def dump_valeur(valeur: Valeur) -> str | None:
    """Return a value as the journal stores it: JSON text, NULL for None."""
    return None if valeur is None else json.dumps(valeur, ensure_ascii=False)


def load_valeur(texte: str | None) -> Valeur:
    """Return a value from its journal form."""
    return None if texte is None else cast(Valeur, json.loads(texte))
