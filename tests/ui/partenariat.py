"""The partnership side of the demonstration story, written straight to the journal, without workbooks."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count, groupby

from sqlalchemy import func, select

from loaders.ecriture.journal import Acte, append_entree
from models.changement import Changement, Valeur
from models.session import open_ecriture
from models.tables import Partenaire, columns
from models.vocabulaire import NatureEntree
from tests.racine import RACINE

DOSSIER = RACINE / "schema_data" / "demonstration"
ATTENDUES = frozenset(
    ligne.split(";")[0] + "/" + ligne.split(";")[1]
    for ligne in (DOSSIER.parent / "participations.csv").read_text(encoding="utf-8-sig").splitlines()
)
OUI_NON = {"oui": True, "non": False}


def fill_partenariat() -> None:
    """Write the partners, their expected participations, the judgements of the charter and its meetings."""
    for nom, tell in (
        ("partenaires", _tell_partenaire),
        ("participations", _tell_participation),
        ("appreciations", _tell_appreciation),
        ("reunions", _tell_reunion),
    ):
        lignes = _read(nom)
        for jour, groupe in groupby(sorted(lignes, key=lambda x: x["envoi_le"]), key=lambda x: x["envoi_le"]):
            with open_ecriture() as session:
                rangs = count(1 + (session.scalar(select(func.max(columns(Partenaire).rang))) or 0))
                changements = [
                    Changement(objet, reference, champ, None, None, valeur)
                    for ligne in groupe
                    for objet, reference, valeurs in tell(ligne, rangs)
                    for champ, valeur in valeurs.items()
                    if valeur is not None
                ]
                acte = Acte(
                    NatureEntree.IMPORT, "Camille Exemple", datetime.fromisoformat(jour).replace(hour=9, tzinfo=UTC)
                )
                append_entree(session, acte, changements, fichier=f"{nom}_{jour}.xlsx")


def _read(nom: str) -> list[dict[str, str]]:
    with (DOSSIER / f"{nom}.csv").open(encoding="utf-8-sig", newline="") as flux:
        return list(csv.DictReader(flux, delimiter=";"))


Dites = Iterator[tuple[str, str, dict[str, Valeur]]]


def _tell_partenaire(x: dict[str, str], rangs: Iterator[int]) -> Dites:
    valeurs = {"nature": x["nature"], "type": x["type"], "parent": x["parent"], "membre": OUI_NON.get(x["membre"])}
    yield "partenaire", x["partenaire"], {"rang": next(rangs), **valeurs}


def _tell_participation(x: dict[str, str], _: Iterator[int]) -> Dites:
    reference = f"{x['action']}/{x['partenaire']}"
    yield "participation", reference, {"role": x["role"], "attendue": None if reference in ATTENDUES else True}


def _tell_appreciation(x: dict[str, str], _: Iterator[int]) -> Dites:
    valeurs = {c: x[c] or None for c in ("appreciation", "elements", "commentaire")}
    yield "evaluation", f"{x['engagement']}/{x['partie']}/{x['annee']}", valeurs


def _tell_reunion(x: dict[str, str], _: Iterator[int]) -> Dites:
    presents = {c: int(x[c]) if x[c] else None for c in ("presents_departement", "presents_partenaire")}
    dites = {"tenue": OUI_NON.get(x["tenue"]), "decisions": x["decisions"] or None, **presents}
    if all(valeur is None for valeur in dites.values()):
        dites["prevue"] = True
    yield "reunion", f"{x['instance']}/{x['date']}", dites
