"""What carries is the same whether one field is asked for or every statement is read in turn."""

from hypothesis import given

from metrics.courant import Courant, find_reconduit
from tests.plans import TRIMESTRES, plans


@given(plans(), TRIMESTRES)
def test_a_field_alone_carries_as_it_does_among_the_others(plan, trimestre):
    for action in plan.actions:
        courant = Courant()
        for suivi in action.suivis:
            if suivi.trimestre < trimestre:
                courant.read(suivi)
        lus = {
            "avancement": courant.avancement.valeur,
            "statut": courant.statut.valeur,
            "meteo": courant.meteo.valeur,
            "point_blocage": courant.blocage.valeur,
            "decision_attendue": courant.decision.valeur,
        }
        assert {champ: find_reconduit(action, champ, trimestre) for champ in lus} == lus
