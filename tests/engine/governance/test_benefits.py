"""What measurements come to: the total of units, what has been realised, and where it leads."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from engine.governance import benefits
from engine.governance.benefits import Part, Total, Value

ONE, OTHER = uuid4(), uuid4()
BEGUN = date(2027, 1, 1)


def value(unit: UUID | None, number: int, days: int) -> Value:
    return Value(unit, Decimal(number), BEGUN + timedelta(days))


def parts(first: int, second: int) -> list[Part]:
    return [Part(ONE, Decimal(100), Decimal(first)), Part(OTHER, Decimal(100), Decimal(second))]


def totals(target: int, shares: list[Part], *values: Value) -> list[tuple[int, str, int]]:
    found = benefits.series(Decimal(target), shares, values)
    return [(int(one.value), one.how, one.units) for one in found]


def test_units_with_the_same_target_as_the_whole_are_a_mean_of_those_that_have_measured() -> None:
    found = totals(10, parts(10, 10), value(ONE, 20, 0), value(OTHER, 40, 1), value(ONE, 30, 2))

    assert found == [(20, "mean", 1), (30, "mean", 2), (35, "mean", 2)]


def test_units_whose_targets_add_up_to_the_whole_are_a_sum_with_the_rest_at_its_baseline() -> None:
    assert totals(90, parts(60, 30), value(ONE, 80, 0), value(OTHER, 50, 1)) == [
        (180, "sum", 1),
        (130, "sum", 2),
    ]
    unknown = [Part(ONE, None, Decimal(60)), Part(OTHER, None, Decimal(30))]
    assert totals(90, unknown, value(ONE, 80, 0), value(OTHER, 50, 1)) == [(130, "sum", 2)]


def test_what_was_measured_as_a_whole_counts_until_a_unit_measures_later() -> None:
    found = totals(10, parts(10, 10), value(ONE, 20, 0), value(None, 15, 0), value(ONE, 12, 3))

    assert found == [(15, "whole", 0), (12, "mean", 1)]


def test_a_later_value_of_the_same_day_corrects_the_one_before() -> None:
    assert totals(10, [], value(ONE, 20, 0), value(ONE, 25, 5), value(ONE, 22, 5)) == [
        (20, "mean", 1),
        (22, "mean", 1),
    ]


@pytest.mark.parametrize(
    ("direction", "last", "percent", "there"),
    [("minska", 10, 50, False), ("minska", 5, 100, True), ("minska", 25, -100, False), ("oka", 5, 100, True)],
)
def test_what_is_realised_is_the_way_gone_from_the_baseline(
    direction: str, last: int, percent: int, *, there: bool
) -> None:
    assert benefits.realised(Decimal(15), Decimal(5), Decimal(last)) == percent
    assert benefits.reached(direction, Decimal(5), Decimal(last)) is there


def test_it_goes_on_along_the_line_of_the_three_latest() -> None:
    found = [
        Total(Decimal(one), BEGUN + timedelta(day), "mean", 2)
        for one, day in ((99, 0), (20, 10), (18, 20), (16, 30))
    ]

    assert benefits.projection(found, BEGUN + timedelta(50)) == 12
    assert benefits.projection(found[:2], BEGUN + timedelta(50)) is None
    assert benefits.projection(found, BEGUN + timedelta(30)) is None
