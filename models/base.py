"""The declarative base, on a registry of our own, so that a hot reload never meets a table twice."""

from __future__ import annotations

from sqlalchemy.orm import registry
from sqlmodel import SQLModel

REVISION_BASE = "0015"
"""Head of the migrations that this program knows; a test holds it equal to Alembic's."""


class Base(SQLModel, registry=registry()):
    """Parent of every table; `Base.metadata` is what the migrations describe."""
