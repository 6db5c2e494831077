"""Over HTTP alone, cases reach all four ends; each task is done by a person whose inbox showed it."""

import demo
import pytest
from flask.testing import FlaskClient

from engine.door import Engine

ENDS = {
    "end_effekt_hemtagen": {
        "ut_besluta_hantering": {"utfall": "bereda"},
        "ut_folj_upp_effektmal": {"bedomning": "uppnatt"},
    },
    "end_avslutat_med_avvikelse": {
        "ut_besluta_hantering": {"utfall": "bereda"},
        "ut_folj_upp_effektmal": {"bedomning": "ej_uppnatt"},
        "ut_besluta_atgard": {"utfall": "lyft"},
        "ut_besluta_avvikelse": {"utfall": "avskriv"},
    },
    "end_handlaggs_annat_satt": {"ut_besluta_hantering": {"utfall": "handlagga_annat_satt"}},
    "end_avslutat_fore_inforande": {
        "ut_besluta_hantering": {"utfall": "bereda"},
        "ut_besluta_genomforande": {"utfall": "avsluta"},
    },
}


@pytest.mark.parametrize("end", ENDS)
def test_a_case_over_http_reaches_the_end(engine: Engine, client: FlaskClient, end: str) -> None:
    robot = demo.robot(engine, client, ENDS[end])
    case = robot.start(demo.LEAD, demo.START)

    ended = demo.run_to_end(engine, robot, case["id"])

    assert ended["ended_in"] == end
    assert ended["open_tasks"] == 0
    assert robot.get(f"/cases/{case['id']}/tasks", demo.LEAD)["items"] == []
    kinds = [line["kind"] for line in robot.get(f"/cases/{case['id']}/trail", demo.LEAD, limit=200)["items"]]
    assert kinds[0] == "case-ended"
    assert kinds.count("task-completed") == len(robot.done) or len(kinds) == 200


def test_three_areas_and_six_units_work_in_parallel(engine: Engine, client: FlaskClient) -> None:
    robot = demo.robot(engine, client, ENDS["end_effekt_hemtagen"])
    case = robot.start(demo.LEAD, demo.START)

    demo.run_to_end(engine, robot, case["id"])

    done = [element for element, _ in robot.done]
    assert done.count("ut_inhamta_regionomraden") == 3
    assert done.count("ut_forbered_verksamhet") == 6
    assert done.count("ut_inforande_regionomrade") == 3
    assert done.count("ut_planera_forandring") == 6
    assert len({who for element, who in robot.done if element == "ut_planera_forandring"}) == 6
    assert {who for element, who in robot.done if element == "ut_granska_underlag"} == {"johan-bergstrom"}
    assert {who for element, who in robot.done if element == "ut_planera_inforande"} == {"olga-ivanova"}
