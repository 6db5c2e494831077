"""Business rule tasks in cases that are saved and restored before every step."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from engine.runtime import running
from engine.runtime.failure import RunFailure
from tests.engine.runtime.decisions.written import decision, file, table
from tests.engine.runtime.small import NOW, Case, model, process

NODES = """<startEvent id="s"/><userTask id="ut"/>
  <businessRuleTask id="brt" rals:decision="niva"><extensionElements><rals:parameter name="belopp" value="ut.pris * ut.antal"/></extensionElements></businessRuleTask>
  <exclusiveGateway id="g" default="g__ledning"/><userTask id="chef"/><userTask id="ledning"/><endEvent id="e"/><endEvent id="e2"/>"""
LINES = "s > ut > brt > g\ng > chef : brt.niva = 1\ng > ledning\nchef > e\nledning > e2"
NIVA = decision(
    "niva",
    table("U", ["belopp : number"], ["niva", "skal"], ['< 100 => 1 ; "litet"', '[100..1000] => 2 ; "stort"']),
    name="Nivå",
)
DMN = file(NIVA)


def decided(more=None, nodes=NODES, lines=LINES):
    return model(nodes, lines, more={"decisions/niva.dmn": DMN, **(more or {})})


def test_a_table_decides_the_way_and_its_result_lies_under_the_elements_id():
    case = Case(decided({"f.form.json": b'["=brt"]'}))

    assert case.complete("ut", {"pris": 10, "antal": 5}) == ["chef"]
    assert case.run.data["brt"] == {"niva": Decimal(1), "skal": "litet"}
    assert Case(decided()).complete("ut", {"pris": 10, "antal": 50}) == ["ledning"]


def test_only_what_the_model_reads_of_the_result_is_kept():
    case = Case(decided())
    case.complete("ut", {"pris": 10, "antal": 5})

    assert case.run.data["brt"] == {"niva": Decimal(1)}
    assert case.run.data["ut"] == {"pris": 10, "antal": 5}


def test_what_a_table_reads_of_an_answer_is_kept_until_it_is_read():
    direct = file(decision("niva", table("U", ["ut.antal"], ["r"], ["1 => ut.pris", "- => 0"])))
    nodes = '<startEvent id="s"/><userTask id="ut"/><userTask id="v"/><businessRuleTask id="brt" rals:decision="niva"/><scriptTask id="sk"><script>brt</script></scriptTask><userTask id="z"/><endEvent id="e"/>'
    case = Case(
        model(
            nodes,
            "s > ut > v > brt > sk > z > e",
            more={"niva.dmn": direct.replace(b"UNIQUE", b"FIRST"), "f.form.json": b'["=sk"]'},
        )
    )
    case.complete("ut", {"antal": 1, "pris": 7, "annat": 9})
    assert case.run.data["ut"] == {"antal": 1, "pris": 7}

    case.complete("v")
    assert case.run.data["sk"] == Decimal(7)


def test_a_table_in_a_repeated_subprocess_sees_its_own_item():
    nodes = """<startEvent id="s"/><userTask id="ut"/><subProcess id="sp"><multiInstanceLoopCharacteristics rals:collection="ut.lista" rals:item="post"/>
      <startEvent id="s2"/><businessRuleTask id="brt" rals:decision="slag"/><endEvent id="e2"/><sequenceFlow id="a" sourceRef="s2" targetRef="brt"/><sequenceFlow id="b" sourceRef="brt" targetRef="e2"/></subProcess>
      <scriptTask id="sk"><script>sp.brt</script></scriptTask><userTask id="z"/><endEvent id="e"/>"""
    slag = file(decision("slag", table("U", ["post.n"], ["r"], ['< 5 => "liten"', '>= 5 => "stor"'])))
    case = Case(model(nodes, "s > ut > sp > sk > z > e", more={"slag.dmn": slag, "f.form.json": b'["=sk"]'}))
    case.complete("ut", {"lista": [{"n": 7}, {"n": 1}]})

    assert case.run.data["sk"] == ["stor", "liten"]


def test_a_table_that_fails_stops_the_run_and_names_element_table_rule_and_column():
    overlapping = file(
        decision("niva", table("U", ["belopp"], ["niva"], ["< 100 => 1", "< 200 => 2"]), name="Nivå")
    )
    case = Case(decided({"decisions/niva.dmn": overlapping}))
    before = case.state
    with pytest.raises(RunFailure) as failure:
        case.complete("ut", {"pris": 10, "antal": 5})

    assert failure.value.element == "brt"
    assert failure.value.what.sv == "Beslutstabellen gav inget svar."
    assert "”Nivå” är unik (U), men både regel 1 och regel 2 gäller" in failure.value.why.sv
    assert case.state == before
    assert case.complete("ut", {"pris": 10, "antal": 15}) == ["ledning"]


def test_an_input_that_no_rule_is_for_gives_null_which_equals_nothing():
    assert Case(decided()).complete("ut", {"pris": 10, "antal": 5000}) == ["ledning"]


SECOND = """
import sys
from pathlib import Path
from engine.runtime import running
from engine.runtime.catalogue import compile_model
from datetime import UTC, datetime
folder = Path(sys.argv[1])
model = compile_model("p", {name: (folder / name).read_bytes() for name in ("p.bpmn", "niva.dmn")})
run = running.restore(model, (folder / "state").read_bytes(), datetime(2026, 1, 31, 9, tzinfo=UTC))
run.complete(run.waiting[0].id, {"pris": 10, "antal": 5})
print([each.element for each in run.waiting])
"""


def test_a_case_goes_on_to_its_table_in_another_process(tmp_path):
    made = model(NODES, LINES, more={"niva.dmn": DMN})
    (tmp_path / "state").write_bytes(running.start(made, {}, NOW).save())
    (tmp_path / "p.bpmn").write_bytes(process(NODES, LINES))
    (tmp_path / "niva.dmn").write_bytes(DMN)
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", SECOND, str(tmp_path)], capture_output=True, text=True, check=True, cwd=root
    )

    assert done.stdout.strip() == "['chef']"
