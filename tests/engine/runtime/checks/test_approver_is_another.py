from dataclasses import replace

from engine.runtime.checks import approver_is_another
from engine.runtime.checks.subject.subject import subject
from tests.engine.runtime.checks.tiny import (
    END,
    KNOWN,
    START,
    decision,
    element,
    flow,
    found,
    process,
    script,
    sub,
    user,
    ways,
)

GATEWAY = element("exclusiveGateway", "gw", default="f_gw_ut_a") + ways("gw ut_a")
YES = flow("gw", "e", 'ut_b.utfall = "ja"')


def approval(**attributes: str) -> bytes:
    """ut_a is written, ut_b approves it or sends it back."""
    chosen = {"rals_role": "ledning", "rals_mandate": "m_besluta", **attributes}
    return process(START, user("ut_a"), decision("ut_b", **chosen), GATEWAY, YES, END, ways("s ut_a ut_b gw"))


def test_an_approval_that_does_not_name_what_it_judges_is_refused():
    assert found(approver_is_another, approval()) == ["ut_b"]


def test_an_approval_that_names_what_it_judges_is_let_through():
    assert found(approver_is_another, approval(rals_separate__from="ut_a")) == []


def test_a_role_with_one_holder_that_decides_over_its_own_work_is_refused():
    straight = process(
        START, user("ut_a"), script("sk", "1"), decision("ut_b"), END, ways("s ut_a sk ut_b e")
    )

    assert found(approver_is_another, straight) == ["ut_b"]


def test_a_group_that_decides_over_what_a_member_wrote_is_let_through_where_nothing_is_sent_back():
    straight = process(START, user("ut_a"), decision("ut_b"), END, ways("s ut_a ut_b e"))

    assert found(approver_is_another, straight, known=replace(KNOWN, groups=frozenset({"chef"}))) == []


def test_another_role_that_decides_over_the_work_is_let_through():
    chosen = {"rals_role": "ledning", "rals_mandate": "m_besluta"}
    straight = process(START, user("ut_a"), decision("ut_b", **chosen), END, ways("s ut_a ut_b e"))

    assert found(approver_is_another, straight) == []


def test_a_separation_within_a_role_with_one_holder_is_a_warning():
    own = approval(rals_role="chef", rals_mandate="m_chef", rals_separate__from="ut_a")
    (fault,) = approver_is_another.faults(subject({"p.bpmn": own}, KNOWN))

    assert (fault.element, fault.severity) == ("ut_b", "warning")


def test_a_decision_after_a_subprocess_or_another_decision_judges_neither():
    inner = (element("startEvent", "is"), user("ut_c"), element("endEvent", "ie"), ways("is ut_c ie"))
    parts = (START, sub("sp", *inner), decision("ut_a"), decision("ut_b"), END)

    assert found(approver_is_another, process(*parts, ways("s sp ut_a ut_b e"))) == []


def test_a_decision_that_is_passed_on_to_another_is_not_sent_back():
    parts = (
        START,
        decision("ut_a"),
        decision("ut_b"),
        element("exclusiveGateway", "gw", default="f_gw_ut_a"),
    )

    assert found(approver_is_another, process(*parts, END, YES, ways("s ut_a ut_b gw ut_a"))) == []
