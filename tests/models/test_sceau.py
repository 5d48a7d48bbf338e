"""The seal is the same whatever the database gives back, and says by its form what it is made of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from models.sceau import DE_L_ENTREE, DU_CHANGEMENT, FORME, PREMIER, EntreeBrute, _to_booleen, _to_instant
from models.tables import columns
from models.tables_journal import ChangementJournal, Remontee

CHAMPS = (7, "import", "2026-11-21T09:00:00.000000", "Camille", "é.xlsx", "ab", "2026-T3", None, "n", "{}", None)
CHANGEMENT = (0, "suivi", "A16", "avancement", "2026-T3", None, "45", "Avancement!H5", False)
ENTREE = EntreeBrute(7, None, None, CHAMPS, (CHANGEMENT,))


def test_the_form_does_not_move_by_itself() -> None:
    """Every database is sealed with it: another form is another number, and a way to read the old one."""
    assert FORME == 1
    assert " ".join(DE_L_ENTREE) == "id nature date auteur fichier empreinte trimestre pilote note suites cible"
    assert " ".join(DU_CHANGEMENT) == "rang objet reference champ trimestre avant apres cellule formule"
    assert (len(CHAMPS), len(CHANGEMENT)) == (len(DE_L_ENTREE), len(DU_CHANGEMENT))
    assert ENTREE.compute_sceau(PREMIER) == "7cb787e8bd9da5606254c158eab111cc9198c94b7a55bd677ad0b17b0da30957"


def test_every_column_is_sealed_but_what_is_marked_later() -> None:
    """A column more is sealed, which is another form, or is said here to be left out."""
    assert {c.name for c in columns(Remontee)} == {*DE_L_ENTREE, "sceau", "annule_par"}
    assert {c.name for c in columns(ChangementJournal)} == {*DU_CHANGEMENT, "remontee"}


def test_what_is_marked_later_is_not_sealed() -> None:
    marquee = EntreeBrute(7, "autre", 9, CHAMPS, (CHANGEMENT,))
    assert marquee.compute_sceau(PREMIER) == ENTREE.compute_sceau(PREMIER)


@pytest.mark.parametrize(
    "lue",
    [
        "2026-11-21 09:00:00.000000",
        "2026-11-21 09:00:00",
        datetime(2026, 11, 21, 9),
        datetime(2026, 11, 21, 9, tzinfo=UTC),
        datetime(2026, 11, 21, 11, tzinfo=timezone(timedelta(hours=2))),
    ],
)
def test_an_instant_has_one_form(lue: object) -> None:
    """SQLite gives a text, PostgreSQL an instant with a zone, that of its session."""
    assert _to_instant(lue) == "2026-11-21T09:00:00.000000"


@pytest.mark.parametrize("lue", ["hier", None, 5, b"x", ""])
def test_what_is_no_instant_is_sealed_as_it_is(lue: object) -> None:
    assert _to_instant(lue) == lue


def test_a_truth_value_has_one_form() -> None:
    assert [_to_booleen(v) for v in (0, 1, False, True, 2, "0", None)] == [False, True, False, True, 2, "0", None]
    assert [type(_to_booleen(v)) for v in (0, 1)] == [bool, bool]


@pytest.mark.parametrize("rang", range(len(CHAMPS)))
def test_each_column_is_sealed(rang: int) -> None:
    champs = tuple("autre" if i == rang else v for i, v in enumerate(CHAMPS))
    assert EntreeBrute(7, None, None, champs, (CHANGEMENT,)).compute_sceau(PREMIER) != ENTREE.compute_sceau(PREMIER)


@pytest.mark.parametrize("rang", range(len(CHANGEMENT)))
def test_each_column_of_a_change_is_sealed(rang: int) -> None:
    change = tuple("autre" if i == rang else v for i, v in enumerate(CHANGEMENT))
    assert EntreeBrute(7, None, None, CHAMPS, (change,)).compute_sceau(PREMIER) != ENTREE.compute_sceau(PREMIER)


def test_what_the_program_never_stores_has_a_form_of_its_own() -> None:
    formes = {
        EntreeBrute(7, None, None, (*CHAMPS[:3], auteur, *CHAMPS[4:]), ()).compute_sceau(PREMIER)
        for auteur in (b"x", "b'x'", ["bytes", "b'x'"], None, "", 0, "0", "None")
    }
    assert len(formes) == 7  # bytes and the list that stands for them are one: a column holds no list
