"""A table taken from a screen is never taken back as answers (fault 73)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from exports.classeur.export import export
from exports.formats import Demande
from exports.tableau import Tableau, build_feuilles
from models.chargement import load_plan
from models.colonnes import AVANCEMENT, EXPORT
from models.session import open_base
from models.trimestre import Trimestre
from tests.constats import Verifier, read_constat
from tests.fabrique import edit

MENTION = "Schéma 2024-2028\u202f: données au 30/09/2026 (T3\u00a02026), dernière remontée le 21/10/2026, base réelle."


def make_export(mention: str, *, comme_un_classeur: bool) -> bytes:
    """A table of a screen; its headers mended, as the message of another refusal would have advised."""
    entetes = [c.libelle for c in AVANCEMENT.colonnes] if comme_un_classeur else ["Code", "Statut", "Avancement (%)"]
    ligne = ["A16", *[None] * (len(entetes) - 1)]
    ligne[entetes.index("Avancement (%)")] = 45
    return build_feuilles("Actions", [Tableau("Avancement", entetes, [ligne])], mention)


@pytest.mark.parametrize("comme_un_classeur", [False, True])
@pytest.mark.parametrize("trimestre", ["2026-T3", "2026-T4"])
def test_our_table_is_refused_by_its_mark(
    base: str, verifier: Verifier, trimestre: str, comme_un_classeur: bool
) -> None:
    fichier = verifier(make_export("", comme_un_classeur=comme_un_classeur), "--trimestre", trimestre)
    assert (fichier["statut"], [a["code"] for a in fichier["anomalies"]]) == ("refuse", ["tableau_de_l_application"])
    assert "téléchargé depuis cette application" in read_constat(fichier["anomalies"][0])


@pytest.mark.parametrize("trimestre", ["2026-T3", "2026-T4"])
def test_the_whole_export_is_refused_too(base: str, verifier: Verifier, trimestre: str) -> None:
    with open_base(lecture_seule=True) as session:
        plan = load_plan(session)
    octets = export(Demande(plan, Trimestre(2026, 3), date(2026, 11, 21)))
    fichier = verifier(octets, "--trimestre", trimestre)
    assert (fichier["statut"], [a["code"] for a in fichier["anomalies"]]) == ("refuse", ["tableau_de_l_application"])
    assert "il montre des chiffres, il n’en apporte pas" in read_constat(fichier["anomalies"][0])


def strip_marque(classeur: Any) -> None:
    del classeur.custom_doc_props[EXPORT]


def test_our_table_without_a_mark_is_known_by_its_mention(base: str, verifier: Verifier) -> None:
    octets = edit(make_export(MENTION, comme_un_classeur=True), strip_marque)
    fichier = verifier(octets, "--trimestre", "2026-T4")
    assert [a["code"] for a in fichier["anomalies"]] == ["tableau_de_l_application"]


def test_a_table_of_ones_own_is_read(base: str, verifier: Verifier) -> None:
    octets = edit(make_export("Données au 30/09/2026, envoyées par la CRIP", comme_un_classeur=True), strip_marque)
    fichier = verifier(octets, "--trimestre", "2026-T4")
    assert (fichier["statut"], len(fichier["changements"])) == ("ok", 1)
