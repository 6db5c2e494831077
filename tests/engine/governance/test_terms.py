"""What an appointment does to the terms that are there."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from engine.errors import InvalidError
from engine.governance.terms import Change, Term, Wanted, change, most_at_once

EVA, ALI = uuid4(), uuid4()
TODAY = date(2026, 11, 22)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def term(person: UUID, start: int, to: int | None = None) -> Term:
    return Term(uuid4(), person, day(start), None if to is None else day(to))


def appointed(
    *terms: Term, who: UUID = ALI, start: int = 0, to: int | None = None, alone: bool = True
) -> Change:
    wanted = Wanted((who,), day(start), None if to is None else day(to), alone)
    return change(terms, wanted, TODAY)


def after(terms: tuple[Term, ...], changed: Change, to: int | None = None) -> list[Term]:
    kept = [Term(one.id, one.person_id, one.start, changed.ends.get(one.id, one.to)) for one in terms]
    new = [Term(uuid4(), who, changed.start, None if to is None else day(to)) for who in changed.begins]
    return [one for one in kept + new if one.to is None or one.to >= one.start]


def test_the_same_person_again_is_prolonged_and_not_doubled():
    now = term(EVA, -100, 10)

    assert appointed(now, who=EVA, start=11, to=300) == Change({now.id: day(300)}, (), day(11))
    assert appointed(now, who=EVA, start=0) == Change({now.id: None}, (), TODAY)


def test_the_same_person_after_a_gap_gets_a_new_term():
    now = term(EVA, -100, 10)

    assert appointed(now, who=EVA, start=20, to=300) == Change({}, (EVA,), day(20))


def test_a_later_term_of_the_same_person_does_not_leave_a_gap_before_it():
    later = term(EVA, 30)

    changed = appointed(later, who=EVA, start=5)

    assert [(one.person_id, one.start, one.to) for one in after((later,), changed)] == [(EVA, day(5), None)]


def test_a_successor_from_a_later_day_leaves_no_gap_and_never_two():
    now = term(EVA, -100)

    changed = appointed(now, start=14)

    assert changed == Change({now.id: day(13)}, (ALI,), day(14))
    assert most_at_once(after((now,), changed)) == 1


def test_who_ends_earlier_still_does():
    now = term(EVA, -100, 3)

    assert appointed(now, start=14) == Change({}, (ALI,), day(14))


def test_who_had_not_begun_never_begins():
    later = term(EVA, 20, 50)

    changed = appointed(later, start=10)

    assert changed.ends == {later.id: day(19)}
    assert [one.person_id for one in after((later,), changed)] == [ALI]


def test_a_term_after_the_new_one_stays():
    later = term(EVA, 60)

    assert appointed(later, start=10, to=59) == Change({}, (ALI,), day(10))


def test_an_appointment_from_a_past_day_takes_over_today_and_what_has_been_stays():
    now = term(EVA, -100)

    assert appointed(now, start=-10) == Change({now.id: day(-1)}, (ALI,), TODAY)
    assert appointed(start=-10) == Change({}, (ALI,), day(-10))


def test_the_others_of_a_group_stay_when_one_more_is_appointed():
    now = term(EVA, -100)

    assert appointed(now, alone=False) == Change({}, (ALI,), TODAY)


@pytest.mark.parametrize(("start", "to"), [(5, 4), (-10, -1)])
def test_an_end_before_the_beginning_is_refused(start: int, to: int):
    with pytest.raises(InvalidError, match="ends"):
        appointed(term(EVA, -100), start=start, to=to)


def test_the_most_at_once_are_counted_on_the_fullest_day():
    assert most_at_once([term(EVA, 0, 5), term(ALI, 5, 9), term(uuid4(), 10)]) == 2
    assert most_at_once([]) == 0
