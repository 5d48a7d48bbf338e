"""The changes of an entry as its table says them."""

from __future__ import annotations

from models.changement import Changement
from models.plan import Plan
from tests.plans import make_plan
from ui.journal.changements import DEJA_DIT, write_changements


def test_a_value_that_did_not_move_is_not_said_to_have_changed() -> None:
    """What is noted when a file of the plan comes to say what an import said has no second value."""
    plan: Plan = make_plan()
    note = Changement("partenaire", "CDEF", "type", None, "Association", "Association")
    dit = write_changements(plan, [note])
    assert dit.count("Association") == 1
    assert DEJA_DIT in dit
    bouge = Changement("partenaire", "CDEF", "type", None, "Association", "Établissement public")
    assert DEJA_DIT not in write_changements(plan, [bouge])
