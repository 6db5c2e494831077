"""Four months of six cases in every test run; `make year` plays sixty for a year."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.year import whole
from tests.year.playing import Year
from tests.year.reading import look
from tests.year.whole import Size

SHARE = Size(cases=6, days=120, seed=1)


@pytest.fixture
def year(demo_url: str, tmp_path: Path) -> Iterator[Year]:
    with whole.played(demo_url, tmp_path, SHARE) as played:
        yield played


# Each makes one figure another than the trail says.
DAMAGES = {
    "total": "UPDATE status_report SET total = CASE total WHEN 'gul' THEN 'rod' ELSE 'gul' END WHERE latest",
    "due_at": "UPDATE task SET due_at = due_at + interval '1 hour' WHERE state = 'open' AND form = 'f_statusrapport'",
    "benefits": "UPDATE goal SET status = 'ej_uppnatt'",
    "phase": "UPDATE \"case\" SET phase = 'sp_bereda'",
    "told": "DELETE FROM notification WHERE kind = 'overdue'",
    "told besides": "INSERT INTO notice (id, case_id, person_id, subject, body, sent_at) SELECT gen_random_uuid(), case_id, person_id,"
    " subject, body, sent_at + interval '2 years' FROM notice WHERE subject LIKE 'Statusrapporten är försenad%'",
}


@pytest.mark.krav("RH-STAT-03", "RH-ROLE-FVL-09")
def test_every_figure_of_the_portfolio_is_what_the_trail_says_and_whoever_is_late_was_reminded(
    year: Year,
) -> None:
    shown, told = whole.compared(year)

    assert (shown.different, told.different) == ([], [])
    assert shown.compared > 500
    many = whole.figures(year)
    assert (
        min(
            many[name]
            for name in ("reports", "reports handed in late", "reports given another day", "escalations")
        )
        > 0
    )

    # What is wrong would be found, in each place.
    with year.engine.database.transaction() as connection:
        for damage in DAMAGES.values():
            assert connection.execute(text(damage)).rowcount
    year.seen = [look(year)]
    shown, told = whole.compared(year)
    wrong = [one.partition(": shown")[0] for one in shown.different + told.different]
    assert [name for name in DAMAGES if not any(one.endswith(f" {name}") for one in wrong)] == []
