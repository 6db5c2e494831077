"""Hit policies, case by case as DMN 1.3 has them in 8.2.10 (policies), 8.2.11 (aggregation) and 8.2.12 (defaults)."""

from decimal import Decimal

import pytest

from engine.runtime.decisions.policies import UndecidedError
from tests.engine.runtime.decisions.written import decide, table

# For n from 5 to 10 two rules match, for less than 0 none.
OVERLAPPING = ["[0..10] => 1", ">= 5 => 2"]
PAIR = ['[0..10] => "a" ; 1', '>= 5 => "b" ; 2']


def answer(policy, n, rules=OVERLAPPING, outputs=("r",)):
    return decide(table(policy, ["n"], outputs, rules), n=n)


def test_unique_gives_the_one_rule_that_matches():
    assert answer("U", 3) == Decimal(1)
    assert answer("U", 30) == Decimal(2)


def test_unique_with_two_matches_is_an_error_that_names_table_and_rules():
    with pytest.raises(UndecidedError) as error:
        answer("U", 7)

    assert (
        error.value.why.sv == "Beslutstabellen ”Beslutet” är unik (U), men både regel 1 och regel 2 gäller."
    )
    assert (
        error.value.why.en == 'The decision table "Beslutet" is unique (U), but both rule 1 and rule 2 match.'
    )


def test_any_lets_rules_overlap_that_give_the_same():
    assert answer("A", 7, ["[0..10] => 1", ">= 5 => 1.0"]) == Decimal(1)


def test_any_with_different_results_is_an_error_also_when_only_one_of_several_outputs_differs():
    with pytest.raises(UndecidedError):
        answer("A", 7)
    with pytest.raises(UndecidedError):
        answer("A", 7, ['[0..10] => "a" ; 1', '>= 5 => "a" ; 2'], ("s", "t"))


def test_first_gives_the_first_match_by_rule_order():
    assert answer("F", 7) == Decimal(1)
    assert answer("F", 7, OVERLAPPING[::-1]) == Decimal(2)


def test_first_stops_at_the_match_and_never_meets_what_would_fail_below():
    assert answer("F", 7, [*OVERLAPPING, "- => 10 ** 10000"]) == Decimal(1)


@pytest.mark.parametrize(("order", "wanted"), [("1, 2", 1), ("2, 1", 2)])
def test_priority_goes_by_the_output_values_whatever_the_order_of_the_rules(order, wanted):
    assert answer("P", 7, outputs=(f"r | {order}",)) == Decimal(wanted)
    assert answer("P", 7, OVERLAPPING[::-1], (f"r | {order}",)) == Decimal(wanted)


def test_priority_over_several_outputs_goes_from_the_left_and_passes_over_those_without_values():
    rules = ['- => "x" ; "low" ; 1', '- => "y" ; "high" ; 2', '- => "z" ; "high" ; 1']
    outputs = ("free", 'first | "high", "low"', "second | 1, 2")

    assert answer("P", 7, rules, outputs) == {"free": "z", "first": "high", "second": Decimal(1)}


def test_a_result_that_is_not_among_the_values_is_an_error():
    with pytest.raises(UndecidedError, match="rule 1, column"):
        answer("P", 7, ["- => n"], ("r | 1, 2",))


def test_rule_order_gives_all_matches_in_the_order_of_the_rules():
    assert answer("R", 7) == [1, 2]
    assert answer("R", 3) == [1]


def test_output_order_gives_all_matches_in_the_order_of_the_output_values():
    rules = ["- => 1", "- => 2", "- => 3", "- => 1"]

    assert answer("O", 7, rules, ("r | 3, 1, 2",)) == [3, 1, 1, 2]


def test_collect_gives_all_matches_with_those_that_are_alike():
    assert sorted(answer("C", 7, [*OVERLAPPING, "- => 1"])) == [1, 1, 2]


@pytest.mark.parametrize(("sign", "wanted"), [("+", 9), ("<", 2), (">", 5), ("#", 3)])
def test_collect_with_a_sign_sums_picks_the_smallest_or_largest_or_counts(sign, wanted):
    assert answer(f"C{sign}", 7, ["- => 5", "- => 2", "- => 2", "< 0 => 100"]) == Decimal(wanted)


def test_what_cannot_be_added_is_an_error():
    with pytest.raises(UndecidedError, match="aggregate"):
        answer("C+", 7, ['- => "a"', "- => 1"])


@pytest.mark.parametrize("policy", ["U", "A", "F"])
def test_several_outputs_are_a_context(policy):
    assert answer(policy, 3, PAIR, ("s", "t")) == {"s": "a", "t": Decimal(1)}


@pytest.mark.parametrize("policy", ["R", "C"])
def test_several_outputs_of_several_rules_are_a_list_of_contexts(policy):
    assert answer(policy, 7, PAIR, ("s", "t")) == [{"s": "a", "t": Decimal(1)}, {"s": "b", "t": Decimal(2)}]


@pytest.mark.parametrize("policy", ["U", "A", "F", "P", "R", "O", "C", "C+", "C<", "C>", "C#"])
def test_no_match_gives_null_whatever_the_policy(policy):
    assert answer(policy, -1, outputs=("r | 1, 2",)) is None


@pytest.mark.parametrize("policy", ["U", "A", "F", "P", "C+", "C#"])
def test_no_match_gives_the_default_where_there_is_one(policy):
    assert answer(policy, -1, outputs=("r | 1, 2, 9 | 9",)) == Decimal(9)


@pytest.mark.parametrize("policy", ["R", "O", "C"])
def test_a_default_in_a_table_of_many_is_a_list_of_one(policy):
    assert answer(policy, -1, outputs=("r | 1, 2, 9 | 9",)) == [Decimal(9)]


def test_an_output_without_a_default_is_null_beside_one_that_has_it():
    assert answer("U", -1, PAIR, ('s | | "inget"', "t")) == {"s": "inget", "t": None}
