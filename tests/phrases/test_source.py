"""What a document says of its data: the day, the quarter, the last report, which base."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from phrases.source import write_source
from tests.plans import T3, T4, make_connue, make_plan

PLAN = make_plan([make_connue("A01", 10)], derniere_remontee=datetime(2026, 10, 20, 23, 0, tzinfo=UTC))


def test_the_day_is_the_last_of_the_quarter_or_today_while_it_runs() -> None:
    assert write_source(PLAN, T3, date(2026, 11, 21)) == (
        "Schéma d’essai\u202f: données au 30/09/2026 (T3\u00a02026), dernière remontée le 21/10/2026, "
        "base de démonstration (données fictives)."
    )
    assert "données au 21/11/2026 (T4\u00a02026)" in write_source(PLAN, T4, date(2026, 11, 21))


def test_a_real_base_without_a_report_says_both() -> None:
    nue = replace(make_plan(), demonstration=False)
    assert write_source(nue, T3, date(2026, 11, 21)).endswith("aucune remontée reçue, base réelle.")
