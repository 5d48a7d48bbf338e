"""An action handed to another pilot after the workbook went out: taken from the former one, and told."""

from __future__ import annotations

import pytest

from loaders.ecriture.journal import Acte, append_entree
from models.changement import Changement
from models.chargement import load_plan
from models.session import open_ecriture
from models.vocabulaire import NatureEntree
from tests.constats import Verifier, find_message
from tests.fabrique import MAINTENANT, fill, make_gabarit

pytestmark = pytest.mark.deux_moteurs


def hand_over(action: str) -> str:
    """Give an action to another pilot, by the tree, and return the name of that one."""
    with open_ecriture() as session:
        plan = load_plan(session)
        avant = plan.actions_par_code[action].pilote
        autre = next(p for p in plan.pilotes if p != avant)
        change = Changement("action", action, "pilote", None, avant.code, autre.code)
        append_entree(session, Acte(NatureEntree.ARBRE, "init", MAINTENANT), [change])
        return autre.nom


def test_the_former_pilot_is_still_read(verifier: Verifier, gabarit: bytes) -> None:
    autre = hand_over("A16")
    fichier = verifier(fill(gabarit, {"H5": 45}))
    assert fichier["statut"] == "ok"
    assert [(c["reference"], c["apres"]) for c in fichier["changements"]] == [("A16", 45)]
    assert [a["code"] for a in fichier["anomalies"]] == ["action_confiee"]
    assert f"« {autre} »" in find_message(fichier, "action_confiee")


def test_a_workbook_made_since_is_not_theirs(verifier: Verifier, gabarit: bytes) -> None:
    hand_over("A16")
    neuf = make_gabarit()
    assert "action_confiee" not in {a["code"] for a in verifier(fill(neuf, {"H5": 45}))["anomalies"]}
    intrus = verifier(fill(neuf, {"A5": "A16", "H5": 45}))
    assert "action_autre_pilote" in {a["code"] for a in intrus["anomalies"]}
