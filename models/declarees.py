"""Every table of the program, whatever was imported before: what copies, makes or compares them all asks here."""

from __future__ import annotations

from typing import Final

from sqlalchemy import MetaData

from models import (  # noqa: F401  (declare the tables)
    tables,
    tables_campagne,
    tables_charte,
    tables_comptes,
    tables_correspondance,
    tables_entretien,
    tables_journal,
    tables_presentation,
    tables_suivi,
)
from models.base import Base

TABLES: Final[MetaData] = Base.metadata
