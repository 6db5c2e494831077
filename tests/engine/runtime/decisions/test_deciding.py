from datetime import date
from decimal import Decimal

import pytest

from engine.runtime.decisions import deciding
from engine.runtime.decisions.policies import UndecidedError
from tests.engine.runtime.decisions.written import NOW, decide, decision, made, table


def why(inside, **seen):
    with pytest.raises(UndecidedError) as error:
        decide(inside, **seen)
    return error.value.why


def test_every_test_of_a_rule_must_pass_and_a_dash_or_an_empty_cell_passes_all():
    inside = table("F", ["a", "b"], ["r"], ['1 ; "x" => 1', "1 ; - => 2", "- ; - => 3"])

    assert [decide(inside, a=a, b=b) for a, b in [(1, "x"), (1, "y"), (2, "x"), (None, None)]] == [1, 2, 3, 3]
    empty = inside.replace(
        "<inputEntry><text>-</text></inputEntry>", "<inputEntry><text></text></inputEntry>"
    )
    assert decide(empty, a=2, b="x") == Decimal(3)


def test_inputs_are_expressions_and_cells_see_the_input_and_every_name():
    inside = table("U", ["a.pris * a.antal"], ["r"], ["> tak => a.namn", "? <= tak and ? > 0 => today()"])

    assert decide(inside, a={"pris": 2, "antal": 3, "namn": "dyr"}, tak=5) == "dyr"
    assert decide(inside, a={"pris": 1, "antal": 3}, tak=5) == date(2026, 1, 31)


def test_a_table_without_inputs_always_answers():
    assert decide(table("U", [], ["r"], [" => 1"])) == Decimal(1)


def test_an_empty_result_is_null():
    assert decide(table("U", ["a"], ["r", "s"], ["- => 1 ; "]), a=1) == {"r": Decimal(1), "s": None}


def test_annotations_are_not_cells():
    rule = "<rule><inputEntry><text>1</text></inputEntry><outputEntry><text>2</text></outputEntry>"
    noted = table("U", ["a"], ["r"], ["1 => 2"]).replace("<rule>", '<annotation name="varför"/><rule>', 1)
    noted = noted.replace("</rule>", "<annotationEntry><text>för att</text></annotationEntry></rule>")

    assert rule in noted
    assert decide(noted, a=1) == Decimal(2)


def test_a_required_decision_is_made_first_and_seen_under_the_name_of_its_variable():
    three = made(
        decision(
            "slut",
            table("U", ["Poäng totalt + bas"], ["r"], ["> 10 => true", "<= 10 => false"]),
            ["mitten", "bas"],
        ),
        decision(
            "mitten",
            '<variable name="Poäng totalt"/>' + table("C+", ["bas"], ["p"], ["> 0 => bas * 2", "> 3 => 1"]),
            ["bas"],
        ),
        decision("bas", table("F", ["n"], ["p"], ["- => n + 1"]), name="bas"),
    )

    assert three["slut"].before == ("bas", "mitten")
    assert [deciding.decide(three, "slut", {"n": n}, NOW) for n in (2, 3)] == [False, True]


def test_a_decision_sees_only_what_it_requires():
    two = made(
        decision("b", table("F", ["a"], ["r"], ['null => "osedd"', '- => "sedd"'])),
        decision("a", table("F", ["1"], ["r"], ["- => 1"])),
    )

    assert deciding.decide(two, "b", {}, NOW) == "osedd"


def test_what_two_need_is_decided_before_both():
    four = made(
        decision("d", table("F", ["b + c"], ["r"], ["- => b + c"]), ["b", "c"]),
        decision("b", table("F", ["a"], ["r"], ["- => a + 1"]), ["a"]),
        decision("c", table("F", ["a"], ["r"], ["- => a + 2"]), ["a"]),
        decision("a", table("F", ["1"], ["r"], ["- => 10"])),
    )

    assert deciding.decide(four, "d", {"a": 99, "b": 99}, NOW) == Decimal(23)


def test_an_input_of_another_type_or_outside_its_values_is_an_error_that_names_the_column():
    assert (
        "kolumnen ”a”: 'x' är inte av typen number"
        in why(table("U", ["a : number"], ["r"], ["- => 1"]), a="x").sv
    )
    inside = table("U", ['a : string | "x", "y"'], ["r"], ["- => 1"])
    assert "är inte ett av" in why(inside, a="z").sv
    assert "null" in why(inside).en
    assert decide(inside, a="y") == Decimal(1)


def test_a_result_of_another_type_or_outside_its_values_is_an_error_that_names_rule_and_column():
    assert why(table("U", ["a"], ["r : number"], ["< 0 => 1", "- => a"]), a="x").en == (
        'The decision table "Beslutet", rule 2, column "r": \'x\' is not of the type number.'
    )
    assert "regel 1" in why(table("U", ["a"], ["r | [0..9]"], ["- => a"]), a=10).sv


def test_a_cell_that_fails_names_table_rule_and_column():
    text = why(table("U", ["a"], ["r"], ["1 => 0", "2 => 10 ** 10000"]), a=2)

    assert text.sv.startswith("Beslutstabellen ”Beslutet”, regel 2, kolumnen ”r”: Rad 1")


def test_a_type_of_the_files_own_stands_for_the_one_below_it_and_brings_its_values():
    own = (
        '<itemDefinition name="tVal"><typeRef>tText</typeRef><allowedValues><text>"ja","nej"</text></allowedValues></itemDefinition>'
        '<itemDefinition name="tText"><typeRef>string</typeRef></itemDefinition>'
    )
    found = made(decision("b", table("U", ["a : tVal"], ["r"], ['"ja" => 1'])), around=own)

    assert (found["b"].inputs[0].sort, deciding.decide(found, "b", {"a": "ja"}, NOW)) == ("string", 1)
    with pytest.raises(UndecidedError):
        deciding.decide(found, "b", {"a": "kanske"}, NOW)
