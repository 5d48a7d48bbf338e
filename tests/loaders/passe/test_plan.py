"""The plan as of an entry: the very one that was loaded then, whatever came, was undone or was corrected since."""

from __future__ import annotations

import pytest

from loaders.ecriture.annulation import undo_remontee
from loaders.ecriture.journal import Acte, append_entree
from loaders.passe.plan import load_plan_passe
from models.acces import COMMANDE
from models.changement import Changement
from models.chargement import load_plan
from models.plan import Plan
from models.refus import DemandeInvalide
from models.session import open_base, open_ecriture
from models.vocabulaire import NatureEntree
from tests.fabrique import MAINTENANT

ACTE = Acte(NatureEntree.IMPORT, "Camille Exemple", MAINTENANT)


def load(tete: int | None = None) -> Plan:
    with open_base() as session:
        return load_plan(session) if tete is None else load_plan_passe(session, tete)


def test_the_demonstration_as_it_is_then_as_it_was(demo: str) -> None:
    vu = load()
    assert load(vu.revision) == vu
    with open_ecriture() as session:
        champs = {"avancement": 99, "statut": "Réalisée"}
        append_entree(session, ACTE, [Changement("suivi", "A16", c, "2026-T4", None, v) for c, v in champs.items()])
    undo_remontee(vu.revision, ACTE, agissant=COMMANDE)
    with open_ecriture() as session:
        nom = vu.actions_par_code["A16"].libelle.texte
        append_entree(session, ACTE, [Changement("action", "A16", "libelle", None, nom, "Un autre titre")])
    corrige = load()
    assert corrige != vu
    assert load(corrige.revision) == corrige
    assert load(vu.revision) == vu


@pytest.mark.parametrize("tete", [-1, 1])
def test_an_entry_that_is_not_there_is_said(base: str, tete: int) -> None:
    with pytest.raises(DemandeInvalide, match="n’a pas d’entrée"):
        load(tete)
