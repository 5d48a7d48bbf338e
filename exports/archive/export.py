"""Everything that is kept, in one folder: read at one instant, each file listed with its digest."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Final

from exports.archive.notice import write_notice
from exports.donnees import dump_json
from exports.ecriture import EMPREINTES, list_empreintes
from exports.formats import Demande
from exports.ouvertes.export import INTERNE
from exports.ouvertes.export import export as export_tables
from models.chargement import load_plan
from models.entier import TableEntiere, iter_recus, iter_tables
from models.sceau import load_chaine
from models.session import open_base
from models.trimestre import Trimestre

NOTICE: Final = "LISEZMOI.md"
SCELLES: Final = "journal/scelles.jsonl"
JOURNAL: Final = frozenset({"remontee", "changement"})
SUFFIXES: Final = (".xlsx", ".ods", ".csv")


def export(demande: Demande) -> dict[str, bytes]:
    """Return the files of the folder by their names; everything internal is in them, no secret is.

    The database is read at one instant, whatever is written meanwhile.
    """
    with open_base(lecture_seule=True) as session:
        plan = load_plan(session)
        tables = list(iter_tables(session))
        scelles = [e.dump_contenu(s) for e, s in load_chaine(session.connection()).iter_suivies()]
        recus = {f"recus/{e}{_find_suffixe(nom)}": octets for e, nom, octets in iter_recus(session)}
    fichiers = {f"{_find_dossier(t.nom)}/{t.nom}.csv": _dump_csv(t) for t in tables}
    fichiers[SCELLES] = "".join(f"{texte}\n" for texte in scelles).encode()
    fichiers |= recus
    fichiers |= _build_chiffres(replace(demande, plan=plan))
    fichiers[NOTICE] = write_notice(plan, tables, len(recus), str(demande.trimestre)).encode()
    return {**fichiers, EMPREINTES: list_empreintes(fichiers)}


def _build_chiffres(demande: Demande) -> dict[str, bytes]:
    """Return the figures of every quarter reported, and the tables of the one asked for, with their schemas."""
    fichiers = {f"chiffres/{t}.json": dump_json(demande.plan, t, interne=True).encode() for t in _list(demande)}
    tables = export_tables(replace(demande, options={INTERNE: "oui"}))
    return fichiers | {f"chiffres/{demande.trimestre}/{nom}": octets for nom, octets in tables.items()}


def _list(demande: Demande) -> list[Trimestre]:
    return sorted({*demande.plan.trimestres_renseignes, demande.trimestre})


def _find_dossier(table: str) -> str:
    return "journal" if table in JOURNAL else "tables"


def _find_suffixe(nom: str) -> str:
    """Return the end of the name of a received file, one that is known: what people called it is in the journal."""
    return next((s for s in SUFFIXES if nom.lower().endswith(s)), ".xlsx")


def _dump_csv(table: TableEntiere) -> bytes:
    """Return a table as CSV: UTF-8, commas, CRLF, as the other CSV files of the folder."""
    tampon = io.StringIO(newline="")
    plume = csv.writer(tampon, lineterminator="\r\n")
    plume.writerow(table.colonnes)
    plume.writerows(table.lignes)
    return tampon.getvalue().encode()
