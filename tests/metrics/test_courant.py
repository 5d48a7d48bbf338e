"""What carries is the same whether one field is asked for or every statement is read in turn."""

from datetime import date

from hypothesis import given

from loaders.apercu.diff import confirms
from metrics.courant import SANS_REPRISE, Courant, find_reconduit
from models.changement import Changement
from models.plan import Suivi
from models.trimestre import Trimestre
from tests.plans import TRIMESTRES, make_action, make_plan, plans


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
        assert all(find_reconduit(action, champ, trimestre) is None for champ in SANS_REPRISE)


def test_a_change_confirms_what_carries_and_nothing_else():
    """Said again it moves no figure; a text of one quarter, a value already stored or another one do."""
    avant = Suivi(Trimestre(2026, 3), avancement=40, pour_le=date(2026, 12, 1), fait_marquant="Un texte")
    plan = make_plan([make_action("A01", suivis=[avant])])

    def dit(champ, apres, avant=None, objet="suivi", reference="A01"):
        return confirms(plan, Changement(objet, reference, champ, "2026-T4", avant, apres))

    assert dit("avancement", 40)
    assert dit("pour_le", "2026-12-01")
    assert not dit("avancement", 41)
    assert not dit("avancement", 40, avant=50)
    assert not dit("avancement", None)
    assert not dit("fait_marquant", "Un texte")
    assert not dit("avancement", 40, objet="mesure")
    assert not dit("avancement", 40, reference="A99")
