"""The visa of a service: asked by a campaign, given by who may change what it answers for, holding nothing up."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.campagne.cloture import close_trimestres
from loaders.campagne.ouverture import Ouverture, open_campagne
from loaders.campagne.visas import sign_visa
from loaders.ecriture.application import Accord
from loaders.ecriture.journal import Acte, append_entree
from loaders.integrite.controle import check_base
from metrics.campagne.suivi import list_non_vises
from models.acces import TOUT, Agissant, Perimetre
from models.campagne import Visa
from models.changement import Changement
from models.chargement import load_plan
from models.plan import Plan
from models.refus import DemandeInvalide, HorsPerimetre
from models.session import open_base, open_ecriture
from models.trimestre import Trimestre
from models.vocabulaire import NatureEntree, Role
from phrases.source import write_mention, write_source
from tests.agissants import COMMANDE
from tests.fabrique import MAINTENANT

T3 = Trimestre(2026, 3)
ACTE = Acte(NatureEntree.IMPORT, "Cheffe Exemple", MAINTENANT)
ADMIN = Accord(COMMANDE)
JOUR = MAINTENANT.date()


def load() -> Plan:
    with open_base() as session:
        return load_plan(session)


def who(*pilotes: str) -> Accord:
    perimetre = Perimetre(pilotes=frozenset(pilotes)) if pilotes else TOUT
    return Accord(Agissant(Role.MISE_A_JOUR, perimetre))


@pytest.fixture
def remontee(base: str) -> None:
    """A campaign that asks for visas, in which CRIP 93 reported A16."""
    open_campagne(Ouverture(T3, date(2026, 12, 1), visa=True), ACTE, ADMIN)
    with open_ecriture() as session:
        append_entree(session, ACTE, [Changement("suivi", "A16", "avancement", "2026-T3", None, 40)])


@pytest.mark.usefixtures("remontee")
def test_the_head_of_a_service_signs_for_it_alone() -> None:
    assert [p.code for p in list_non_vises(load(), T3)] == ["crip-93"]
    assert "Non visé\u202f: CRIP 93." in write_source(load(), T3, JOUR)
    with pytest.raises(HorsPerimetre):
        sign_visa(T3, "crip-93", ACTE, who("odpe-93"))
    assert sign_visa(T3, "crip-93", ACTE, who("crip-93")) == 3
    assert sign_visa(T3, "crip-93", ACTE, who("crip-93")) is None
    (campagne,) = load().campagnes
    assert campagne.visas == (Visa("crip-93", JOUR, "Cheffe Exemple"),)
    assert list_non_vises(load(), T3) == [] and "visé" not in write_mention(load(), T3, JOUR)
    assert sign_visa(T3, "crip-93", ACTE, who("crip-93"), vise=False) == 4
    assert ", 1 remontée non visée ·" in write_mention(load(), T3, JOUR)
    with open_base() as session:
        assert check_base(session).fautes == ()


@pytest.mark.usefixtures("remontee")
def test_nothing_is_signed_that_did_not_come_nor_once_closed() -> None:
    with pytest.raises(DemandeInvalide, match="rien remonté"):
        sign_visa(T3, "odpe-93", ACTE, ADMIN)
    with pytest.raises(DemandeInvalide, match="pas un service attendu"):
        sign_visa(T3, "personne", ACTE, ADMIN)
    close_trimestres([T3], ACTE, ADMIN)
    with pytest.raises(DemandeInvalide, match="est clos"):
        sign_visa(T3, "crip-93", ACTE, ADMIN)


def test_a_campaign_that_asks_for_none_marks_nothing(base: str) -> None:
    open_campagne(Ouverture(T3, date(2026, 12, 1)), ACTE, ADMIN)
    with pytest.raises(DemandeInvalide, match="ne demande pas de visa"):
        sign_visa(T3, "crip-93", ACTE, ADMIN)
    assert list_non_vises(load(), T3) == []
