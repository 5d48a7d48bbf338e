"""Where a judgement of the charter came from: the latest import in force, undone ones apart."""

from __future__ import annotations

import pytest

from loaders.genres.charte.genre import CHARTE
from models.colonnes_partenariat import APPRECIATIONS
from models.provenance import Trace, load_origines
from models.session import open_base
from tests.classeurs_partenariat import find_ligne, make, type_ligne
from tests.constats import Lancer, Verifier

pytestmark = pytest.mark.deux_moteurs


def judge(mot: str) -> bytes:
    """The charter of a side for 2025 with one commitment judged."""
    octets = make(CHARTE)
    return type_ligne(octets, APPRECIATIONS, find_ligne(octets, APPRECIATIONS, "I03"), H=mot)


def find_origine() -> Trace | None:
    with open_base() as session:
        origines = load_origines(session, "evaluation")
    assert set(origines) <= {"I03/partenaire/2025"}
    return origines.get("I03/partenaire/2025")


def test_the_latest_import_in_force_is_the_origin(base: str, appliquer: Verifier, lancer: Lancer) -> None:
    assert find_origine() is None
    premiere, seconde = appliquer(judge("Limité"))["remontee"], appliquer(judge("Tenu"))["remontee"]
    trace = find_origine()
    assert trace is not None
    assert (trace.entree.id, trace.changement.apres) == (seconde, "Tenu")
    assert str(trace.changement.cellule).startswith("Appréciations!H")
    assert lancer("undo", str(seconde), "--auteur", "Camille Exemple").code == 0
    trace = find_origine()
    assert trace is not None
    assert (trace.entree.id, trace.changement.apres) == (premiere, "Limité")
