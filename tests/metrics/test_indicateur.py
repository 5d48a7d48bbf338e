import pytest

from metrics.indicateur import NonCalculable, compute_taux, list_taux
from models.plan import Indicateur, Mesure
from phrases.indicateurs import write_non_calculable
from tests.plans import T1, T2, T3, T4


def indicateur(sens="hausse", initiale=10.0, cible=20.0, valeurs=((T1, 12.0),)):
    mesures = tuple(Mesure(t, v) for t, v in valeurs)
    return Indicateur("A01/Indicateur", "Indicateur", None, sens, initiale, cible, mesures)


def test_share_of_the_way():
    vu = compute_taux(indicateur(), T3)
    assert (vu.taux, vu.motif, vu.mesure.trimestre) == (0.2, None, T1)


@pytest.mark.parametrize(
    ("valeur", "taux", "affiche"), [(8.0, 0.2, 0.2), (0.0, 1.0, 1.0), (12.0, -0.2, 0.0), (-5.0, 1.5, 1.0)]
)
def test_a_fall_wanted_and_the_raw_value_kept(valeur, taux, affiche):
    vu = compute_taux(indicateur("baisse", 10.0, 0.0, [(T1, valeur)]), T3)
    assert (vu.taux, vu.affiche) == (pytest.approx(taux), pytest.approx(affiche))


def test_last_value_measured_by_then():
    vu = indicateur(valeurs=[(T1, 12.0), (T2, 14.0), (T3, None), (T4, 20.0)])
    assert compute_taux(vu, T3).mesure == Mesure(T2, 14.0)
    assert [x.taux for x in list_taux(vu, T4)] == [pytest.approx(0.2), pytest.approx(0.4), 1.0]


def test_without_a_declared_direction_the_target_gives_it():
    assert compute_taux(indicateur(None, 10.0, 0.0, [(T1, 5.0)]), T3).taux == 0.5
    assert compute_taux(indicateur(None), T3).taux == 0.2


@pytest.mark.parametrize(
    ("champs", "motif", "mots"),
    [
        ({"initiale": None}, NonCalculable.SANS_INITIALE, "valeur initiale non renseignée"),
        ({"cible": None}, NonCalculable.SANS_CIBLE, "cible non renseignée"),
        ({"valeurs": ()}, NonCalculable.SANS_MESURE, "aucune valeur mesurée"),
        ({"valeurs": [(T4, 12.0)]}, NonCalculable.SANS_MESURE, "aucune valeur mesurée"),
        ({"cible": 10.0}, NonCalculable.CIBLE_EGALE, "la cible est égale à la valeur initiale"),
        ({"sens": "baisse"}, NonCalculable.SENS_CONTRAIRE, "la cible ne va pas dans le sens déclaré (baisse)"),
        ({"cible": 0.0}, NonCalculable.SENS_CONTRAIRE, "la cible ne va pas dans le sens déclaré (hausse)"),
    ],
)
def test_non_calculable_says_why(champs, motif, mots):
    vu = compute_taux(indicateur(**champs), T3)
    assert (vu.taux, vu.affiche, vu.motif) == (None, None, motif)
    assert write_non_calculable(vu.motif, indicateur(**champs)) == f"non calculable\u202f: {mots}"


def test_without_anything_there_is_no_history():
    assert list_taux(indicateur(valeurs=()), T3) == []
