"""Models that break with the profile, each by the check that is to refuse it."""

from collections.abc import Mapping
from dataclasses import replace

from tests.engine.runtime.checks.tiny import (
    END,
    KNOWN,
    START,
    decision,
    element,
    flow,
    process,
    simple,
    user,
    ways,
)
from tests.engine.runtime.checks.wrong import (
    A,
    Wrong,
    chosen,
    decided,
    inserted,
    lane,
    lanes,
    task,
    wrong,
)

WRONG: list[Wrong] = []

bare = user("x", rals_role="")
WRONG.append(
    wrong("lane_role", "a lane with an unknown role", inserted(lanes(lane("la", "x", role="kung")), bare))
)
WRONG.append(wrong("lane_role", "a lane without a role", inserted(lanes(lane("la", "x")), bare)))
WRONG.append(wrong("lane_role", "an empty lane with an unknown role", simple(lanes(lane("la", role="kung")))))
WRONG.append(wrong("known_role", "no role", task(rals_role="")))
WRONG.append(wrong("known_role", "an unknown role", task(rals_role="kung")))
both = lanes(lane("la", "x", role="chef"), lane("lb", "x", role="ledning"))
WRONG.append(wrong("known_role", "two lanes", inserted(both, bare)))
WRONG.append(
    wrong(
        "seat_held", "a role that nobody can hold", simple(), known=replace(KNOWN, unheld=frozenset({"chef"}))
    )
)
WRONG.append(wrong("seat_held", "a vacancy", simple(), known=replace(KNOWN, vacant={"chef": ("Norr",)})))
WRONG.append(wrong("resolvable_scope", "no unit", task(rals_role="enhetschef")))
WRONG.append(wrong("known_form", "no form", task(rals_form="")))
WRONG.append(wrong("known_form", "an unknown form", task(rals_form="f_borta")))
WRONG.append(wrong("known_mandate", "an unknown mandate", decided(rals_mandate="m_borta")))
WRONG.append(wrong("mandate_of_role", "a role without the mandate", decided(rals_mandate="m_chef")))
denied = replace(KNOWN, denied={"m_besluta": frozenset({"ledning"})})
WRONG.append(wrong("mandate_denied", "a mandate that is denied the role", decided(), known=denied))
levels: Mapping[str, frozenset[str]] = {"m_besluta": frozenset("S"), "ledning": frozenset("TO")}
WRONG.append(
    wrong("mandate_level", "a strategic decision by others", decided(), known=replace(KNOWN, levels=levels))
)
WRONG.append(wrong("decision_has_mandate", "outcomes in the form", task(rals_form="f_beslut")))
WRONG.append(wrong("decision_has_mandate", "a way by the outcome", chosen('ut_a.utfall = "ja"')))
WRONG.append(wrong("decision_form", "a decision without a reason", decided(rals_form="f_utan")))
WRONG.append(
    wrong(
        "known_connector",
        "an unknown connector",
        inserted(element("serviceTask", "x", name="Gör", rals_connector="borta")),
    )
)
WRONG.append(
    wrong(
        "known_connector",
        "a parameter is missing",
        inserted(element("sendTask", "x", name="Sänd", rals_connector="send")),
    )
)
WRONG.append(
    wrong("lane_lists_known", "an element that is gone", simple(lanes(lane("la", "ut_borta", role="chef"))))
)

WRONG.append(
    wrong("approver_is_another", "the manager decides over the manager's work", inserted(decision("x")))
)
yes = flow("gw", "e", 'x.utfall = "ja"')
back = element("exclusiveGateway", "gw", name="Duger det?", default="f_gw_ut_a") + ways("gw ut_a")
chair = {"rals_role": "ledning", "rals_mandate": "m_besluta"}
approval = (START, A, back, yes, END, ways("s ut_a x gw"))
WRONG.append(
    wrong(
        "approver_is_another", "an approval that names no author", process(*approval, decision("x", **chair))
    )
)
own = decision("x", rals_separate__from="ut_a")
WRONG.append(wrong("approver_is_another", "one person for both", process(*approval, own)))
WRONG.append(wrong("known_separation", "apart from nobody", decided(rals_separate__from="ut_borta")))
WRONG.append(wrong("known_separation", "apart from itself", decided(rals_separate__from="x")))
WRONG.append(wrong("known_send_back", "back to itself", decided(rals_send__back="x")))
only = (
    element("exclusiveGateway", "gw", name="Hur?", default="f_gw_e")
    + ways("gw e")
    + element("endEvent", "e2")
)
never = flow("gw", "e2", 'x.utfall = "kanske"')
asked = (START, A, only, END, ways("s ut_a x gw"))
WRONG.append(
    wrong(
        "known_outcome",
        "an outcome that the form does not have",
        process(
            *asked,
            decision("x", **chair),
            never,
            flow("gw", "e2", 'x.utfall = "ja"').replace("f_gw_e2", "f_gw_e3"),
        ),
    )
)
WRONG.append(
    wrong(
        "outcome_has_way",
        "two outcomes that nobody names",
        process(*asked, decision("x", **chair, rals_form="f_tre"), flow("gw", "e2", 'x.utfall = "ja"')),
    )
)
WRONG.append(
    wrong(
        "outcome_has_way",
        "a gateway that chooses by something else",
        process(*asked, decision("x", **chair), flow("gw", "e2", "arende.val = 1")),
    )
)
