"""Every table of the program: what copies, makes or compares them all asks here, since a table that no module has
declared yet is one that nobody knows of.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import MetaData

from models import (  # noqa: F401  (declare the tables)
    tables,
    tables_charte,
    tables_comptes,
    tables_journal,
    tables_presentation,
    tables_suivi,
)
from models.base import Base

TABLES: Final[MetaData] = Base.metadata
