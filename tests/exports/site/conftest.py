"""The site of the demonstration, made once: as it is published, and with what is internal."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from exports.formats import Demande, export
from models.plan import Plan
from models.trimestre import Trimestre
from tests.exports.conftest import JOUR

T3 = Trimestre(2026, 3)
Site = Mapping[str, bytes]


def make_site(plan: Plan, trimestre: Trimestre = T3, **options: str) -> Site:
    site = export("html", Demande(plan, trimestre, JOUR, options=options))
    assert not isinstance(site, bytes)
    return site


def list_documents(site: Site) -> dict[str, str]:
    return {nom: octets.decode() for nom, octets in site.items() if nom.endswith(".html")}


@pytest.fixture(scope="session")
def site(plan_demo: Plan) -> Site:
    return make_site(plan_demo)


@pytest.fixture(scope="session")
def site_interne(plan_demo: Plan) -> Site:
    return make_site(plan_demo, interne="oui")
