"""What is carried over to another version of a model, and what is refused with the element's name."""

from collections.abc import Collection, Mapping
from typing import Any

import pytest

from engine.errors import InvalidError
from engine.runtime import running
from engine.runtime.migrating import Change, History, Instant, Refused, migrate
from engine.runtime.migrating.mapping import require_clear
from engine.runtime.model import Model
from tests.engine.runtime.small import NOW, Case, model

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
TWO = f'{ENDS}<userTask id="a" name="Ansök"/><userTask id="b" name="Besluta"/>'
LINE = "s > a > b > e"
READS = {"f.form.json": b'["=a", "=b", "=x"]'}


def _over(
    old: Model,
    new: Model,
    case: Case,
    renamed: Mapping[str, str] | None = None,
    passed: Collection[str] = (),
    answers: Mapping[str, Any] | None = None,
) -> Case:
    """Carry the case over, and let it go on there."""
    known = History(frozenset(passed), answers or {})
    case.state = migrate(Change(old, new, renamed or {}), case.state, known, Instant(case.now))
    case.model = new
    case.again()
    return case


def _why(old: Model, new: Model, case: Case, **more: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        _over(old, new, case, **more)
    return [one.text.sv for one in refused.value.hindrances]


TWICE = '<multiInstanceLoopCharacteristics rals:item="i"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>'
GONE = {
    "is gone": ('<userTask id="c"/>', "”Ansök” finns inte i den nya versionen."),
    "is another kind": ('<scriptTask id="a"><script>1</script></scriptTask>', "”Ansök” är ett annat slags steg i den nya versionen."),
    "is repeated": (
        f'<userTask id="a">{TWICE}</userTask>',
        "”Ansök” görs en gång i den ena versionen och flera gånger i den andra.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", GONE)
def test_a_step_that_is_not_what_it_was_is_named(what: str) -> None:
    elements, why = GONE[what]
    name = "c" if what == "is gone" else "a"
    old, new = model(TWO, LINE), model(f"{ENDS}{elements}", f"s > {name} > e")
    assert _why(old, new, Case(old)) == [why]


def test_a_step_that_lies_in_another_subprocess_is_named() -> None:
    inner = '<subProcess id="q"><startEvent id="is"/><userTask id="a" name="Ansök"/><endEvent id="ie"/>{}</subProcess>'
    ways = '<sequenceFlow id="1" sourceRef="is" targetRef="a"/><sequenceFlow id="2" sourceRef="a" targetRef="ie"/>'
    old, new = model(TWO, LINE), model(ENDS + inner.format(ways), "s > q > e")
    assert _why(old, new, Case(old)) == ["”Ansök” ligger i en annan delprocess i den nya versionen."]


def test_a_repetition_goes_over_with_what_is_done_and_another_rule_is_refused() -> None:
    def one(count: int, item: str = "i") -> Model:
        rule = f'<multiInstanceLoopCharacteristics rals:item="{item}"><loopCardinality>{count}</loopCardinality></multiInstanceLoopCharacteristics>'
        return model(
            f'{ENDS}<userTask id="a" name="Svara">{rule}</userTask><userTask id="b"/>', LINE, more=READS
        )

    old, new = one(3), model(
        f'{ENDS}<userTask id="a"><multiInstanceLoopCharacteristics rals:item="i"><loopCardinality>3</loopCardinality>'
        '</multiInstanceLoopCharacteristics></userTask><userTask id="b"/><userTask id="x"/>', "s > a > b > x > e", more=READS,
    )  # fmt: skip
    case = Case(old)
    case.complete("a", {"v": 1}, item=2)
    assert _why(old, one(4), Case(old)) == ["”Svara” upprepas på ett annat sätt i den nya versionen."]
    _over(old, new, case)
    case.complete("a", {"v": 2}, item=1)
    assert case.complete("a", {"v": 3}, item=3) == ["b"]
    assert case.again().data["a"] == [{"i": 1, "v": 2}, {"i": 2, "v": 1}, {"i": 3, "v": 3}]


FORK = '<parallelGateway id="g"/><parallelGateway id="j" name="Alla klara"/>'


def test_a_branch_that_waits_at_a_join_goes_over_and_a_join_with_more_branches_is_refused() -> None:
    three = f'{TWO}{FORK}<userTask id="c"/>'
    old = model(f"{TWO}{FORK}", "s > g\ng > a > j\ng > b > j\nj > e")
    longer = model(three, "s > g\ng > a > c > j\ng > b > j\nj > e")
    wider = model(three, "s > g\ng > a > j\ng > b > j\ng > c > j\nj > e")
    case, other = Case(old), Case(old)
    for one in (case, other):
        one.complete("a")
    assert any("Alla klara" in one for one in _why(old, wider, other))
    _over(old, longer, case)
    assert case.kept() == ["b"]
    assert case.complete("b") == []
    assert case.again().done


def test_a_token_that_would_stand_alone_in_a_branch_is_refused() -> None:
    old, new = model(TWO, LINE), model(f"{TWO}{FORK}", "s > g\ng > a > j\ng > b > j\nj > e")
    assert any("kunde bli stående" in one for one in _why(old, new, Case(old)))


def test_a_reminder_of_the_new_version_counts_from_the_change_and_one_that_runs_goes_on() -> None:
    def reminding(*names: str) -> Model:
        events = "".join(
            f'<boundaryEvent id="{one}" attachedToRef="a" cancelActivity="false"><timerEventDefinition><timeDuration>P7D'
            f'</timeDuration></timerEventDefinition></boundaryEvent><userTask id="{one}_ut"/><endEvent id="{one}_e"/>'
            for one in names
        )
        return model(TWO + events, LINE + "".join(f"\n{one} > {one}_ut > {one}_e" for one in names))

    old, new, bare = reminding("r"), reminding("r", "n"), model(TWO, LINE)
    case = Case(old)
    case.wait(days=5)
    _over(old, new, case)
    assert case.wait(days=2) == ["a", "r_ut"]
    assert case.wait(days=5) == ["a", "n_ut", "r_ut"]
    assert _over(new, new, case).kept() == ["a", "n_ut", "r_ut"]
    lone = Case(old)
    assert _over(old, bare, lone).wait(days=30) == ["a"]
    exhausted = Case(old)
    exhausted.wait(days=8)
    assert _over(old, new, exhausted).wait(days=8) == ["a", "n_ut", "r_ut"]


def test_answers_that_only_the_new_version_reads_are_taken_from_what_was_handed_in() -> None:
    old = model(TWO, LINE)
    new = model(f"{TWO}<exclusiveGateway id='x1' default='x1__e'/><userTask id='c'/>", "s > a > b > x1\nx1 > c : a.belopp > 5\nx1 > e\nc > e")  # fmt: skip
    case, lost = Case(old), Case(old)
    for one in (case, lost):
        one.complete("a", {"belopp": 9, "annat": 1})
    _over(old, new, case, passed={"a"}, answers={"a": {"belopp": 9, "annat": 1}})
    assert case.again().data["a"] == {"belopp": 9}
    assert case.complete("b") == ["c"]
    assert _why(old, new, lost, passed={"a"}) == [
        "Den nya versionen läser mer av ”Ansök” än vad ärendet har sparat."
    ]


def test_a_new_step_that_the_case_would_skip_is_refused_where_its_answer_is_always_read() -> None:
    old = model(TWO, LINE)
    elements = (
        f"{TWO}<userTask id='n' name='Nytt'/><exclusiveGateway id='x1' default='x1__e'/><userTask id='c'/>"
    )
    before = model(elements, "s > n > a > b > x1\nx1 > c : n.v > 5\nx1 > e\nc > e")
    after = model(elements, "s > a > n > b > x1\nx1 > c : n.v > 5\nx1 > e\nc > e")
    why = "Den nya versionen läser svaret i ”Nytt”, ett steg som ärendet skulle hoppa över."
    assert _why(old, before, Case(old)) == [why]
    case = _over(old, after, Case(old))
    assert case.complete("a") == ["n"]


def test_another_id_follows_tokens_and_answers() -> None:
    old = model(TWO, LINE, more=READS)
    new = model(f'{ENDS}<userTask id="x" name="Ansök"/><userTask id="b"/>', "s > x > b > e", more=READS)
    case = Case(old)
    case.complete("a", {"v": 1})
    _over(old, new, case, {"a": "x"})
    assert dict(case.again().data) == {"x": {"v": 1}}
    with pytest.raises(InvalidError) as refused:
        require_clear(Change(old, new, {"a": "b", "s": "s9", "q": "b"}))
    assert {one.pointer for one in refused.value.errors} == {"/mapping/a", "/mapping/s", "/mapping/q"}
    assert running.restore(new, case.state, NOW).done is False
