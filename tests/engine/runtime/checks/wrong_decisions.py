"""Models with a wrong decision table, each by the check that is to refuse it."""

from tests.engine.runtime.checks.tiny import KNOWN, rule
from tests.engine.runtime.checks.wrong import Wrong, inserted
from tests.engine.runtime.decisions.written import decision, file, table

MODEL = inserted(rule("x", "b", n="1"))
LITERAL = decision("c", "<literalExpression><text>1</text></literalExpression>")
SOUND = decision("b", table("U", ["n"], ["r | | 0"], ["1 => 2"]))


def wrong(check: str, what: str, *decisions: str) -> Wrong:
    return Wrong(check, what, (MODEL,), KNOWN, "p", file(*decisions))


def of(check: str, what: str, policy: str, outputs: list[str], *rules: str) -> Wrong:
    return wrong(check, what, decision("b", table(policy, ["n"], outputs, list(rules))))


WRONG = [
    Wrong(
        "known_decision", "a table that is not there", (inserted(rule("x", "c")),), KNOWN, "p", file(SOUND)
    ),
    wrong("decision_file", "logic that is no table", SOUND, LITERAL),
    wrong(
        "decision_requirement", "a circle", decision("b", table("U", ["n"], ["r | | 0"], ["1 => 2"]), ["b"])
    ),
    of("decision_hit_policy", "a sum of two", "C+", ["r", "s"], "1 => 2 ; 3"),
    of("decision_cells", "a cell too many", "C", ["r"], "1 ; 1 => 2"),
    of("decision_expression", "a cell that is no FEEL", "C", ["r"], "1 => 2 +"),
    of("decision_paths", "a name that is not there", "C", ["r"], "1 => tak"),
    of("decision_type", "another type than promised", "C", ["r : string"], "1 => 2"),
    of("decision_gap", "an input without a rule", "U", ["r"], "< 5 => 1", "> 5 => 2"),
    of("decision_overlap", "two rules for one input", "U", ["r | | 0"], "< 5 => 1", "< 6 => 2"),
]
