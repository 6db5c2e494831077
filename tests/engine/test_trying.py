"""Trials in memory: what is done is played again, connectors are only asked, and a robot goes every way."""

from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

import forms
from engine.connectors import CONNECTORS
from engine.errors import ConflictError, InvalidError
from engine.library import Published, assemble, product_profile
from engine.trying import results
from engine.trying.choices import MAX_CHOICES, Choice, trial
from engine.trying.covering import coverage
from engine.trying.playing import Played, Setting, play, shown
from engine.trying.robot import Robot, cover
from forms.filling import fill
from tests.engine.runtime.small import process

NOW = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
FORM = b"""{"type": "default", "id": "f", "schemaVersion": 19, "components": [
  {"type": "radio", "id": "utfall", "key": "utfall", "label": "Utfall", "validate": {"required": true},
   "values": [{"value": "ja", "label": "Ja"}, {"value": "nej", "label": "Nej"}]},
  {"type": "textfield", "id": "skal", "key": "skal", "label": "Skal", "validate": {"required": true, "maxLength": 8},
   "conditional": {"hide": "=utfall != \\"nej\\""}}]}"""
ELEMENTS = """
<startEvent id="start"/>
<userTask id="besluta" name="Besluta" rals:form="f" rals:role="chef"/>
<exclusiveGateway id="val" default="val__sent"/>
<serviceTask id="hitta" name="Hitta" rals:connector="find_manager">
  <extensionElements><rals:parameter name="person" value="arende.rubrik"/></extensionElements></serviceTask>
<intermediateCatchEvent id="sent"><timerEventDefinition id="t"><timeDuration>P2D</timeDuration></timerEventDefinition>
</intermediateCatchEvent>
<boundaryEvent id="paminn" attachedToRef="besluta" cancelActivity="false"><messageEventDefinition id="m"
 messageRef="fraga"/></boundaryEvent>
<endEvent id="svarat"/><endEvent id="slut"/>
"""
WAYS = """
start > besluta > val
val > hitta : besluta.utfall = "ja"
val > sent
hitta > slut
sent > slut
paminn > svarat
"""
MESSAGE = '<message id="fraga" name="fraga"/>'


def published(elements: str = ELEMENTS, ways: str = WAYS) -> Published:
    return assemble({"p.bpmn": process(elements, ways, before=MESSAGE), "forms/f.form.json": FORM})


@pytest.fixture
def setting() -> Setting:
    return Setting(published(), product_profile("vgr"), {"val": {}, "frist": {}}, {"personer": []}, NOW)


START = Choice("start")
YES = Choice("complete", "besluta", answers={"utfall": "ja"})
NO = Choice("complete", "besluta", answers={"utfall": "nej", "skal": "Sent"})


def test_what_was_done_is_played_again_and_a_connector_is_asked_but_not_run(setting: Setting):
    played = play(setting, (START, YES))
    assert [(one.element, one.parameters) for one in played.calls] == [("hitta", {"person": "p"})]
    assert '"enhet": null' in shown(played, played.calls[0])
    assert not played.over

    played = play(setting, (START, YES, Choice("answer", "hitta", result="{enhet: null}")))
    assert played.over
    assert {"val__hitta", "slut", "besluta"} <= played.passed
    assert "sent" not in played.passed


def test_time_and_messages_come_when_they_are_asked_for(setting: Setting):
    played = play(setting, (START, Choice("send", message="fraga"), NO))
    assert played.run is not None
    assert played.run.next_due is not None
    assert {"paminn", "svarat"} <= played.passed

    played.take(Choice("advance"))
    assert played.over
    assert (played.now - NOW).days == 2


def test_refused_answers_name_the_question_and_leave_the_trial_where_it_stood(setting: Setting):
    played = play(setting, (START,))
    with pytest.raises(InvalidError) as refused:
        played.take(Choice("complete", "besluta", answers={"utfall": "nej"}))
    assert [one.pointer for one in refused.value.errors] == ["/answers/skal"]
    with pytest.raises(ConflictError):
        played.take(Choice("send", message="annat"))
    played.take(YES)
    assert len(played.choices) == 2


def test_a_step_that_fails_says_why_and_can_be_taken_another_way():
    broken = WAYS.replace('besluta.utfall = "ja"', "besluta.belopp > 3")
    setting = Setting(published(ways=broken), product_profile("vgr"), {}, {}, NOW)
    played = play(setting, (START, YES, Choice("advance")))
    assert played.stopped is not None
    assert played.stopped.element == "val"
    assert [one.element for one in played.waiting] == ["besluta"]
    assert played.choices == (START,)


def test_several_of_the_same_are_told_apart_by_number():
    elements = """<startEvent id="start"/><userTask id="svara" rals:form="f"><multiInstanceLoopCharacteristics
      isSequential="false" rals:collection="[1, 2, 3]" rals:item="enhet"/></userTask><endEvent id="slut"/>"""
    setting = Setting(published(elements, "start > svara > slut"), product_profile("vgr"), {}, {}, NOW)
    played = play(setting, (START, Choice("complete", "svara", 2, {"utfall": "ja"})))
    assert [item for one in played.waiting for _, item in one.items] == [1, 2]
    assert played.run is not None
    assert (played.run.tokens["svara"].done, played.run.tokens["svara"].total) == (1, 3)


def test_the_robot_goes_every_way_and_what_it_missed_is_said(setting: Setting):
    played, passed, walks = cover(setting, Robot(Random(1)), frozenset())
    found = coverage(setting.published.model, passed)
    assert found.whole
    assert (found.elements, found.flows) == (8, 7)
    assert walks > 1
    assert played.over

    missed = coverage(setting.published.model, passed - {"hitta", "val__hitta"})
    assert [one.sv for one in missed.never] == ["Hitta (hitta)", "Vägen från val till Hitta"]


def test_the_robot_gives_up_when_the_way_has_no_end():
    elements = '<startEvent id="start"/><userTask id="om" rals:form="f"/><exclusiveGateway id="igen"/>'
    setting = Setting(published(elements, "start > igen > om > igen"), product_profile("vgr"), {}, {}, NOW)
    robot, played = Robot(Random(1)), Played(setting, NOW)
    said = robot.walk(played, 20)
    assert said is not None
    assert "gav upp" in said.sv
    assert len(played.choices) == 20


def test_every_connector_has_a_likely_answer():
    assert set(results.ANSWERS) == set(CONNECTORS)


@pytest.mark.parametrize(
    "raw", [[], {"choices": "x"}, {"passed": [1]}, {"choices": [{"do": "start", "number": True}]}]
)
def test_what_is_no_trial_is_refused(raw: Any):
    with pytest.raises(InvalidError):
        trial(raw)


def test_a_trial_is_read_as_it_was_written(setting: Setting):
    played = play(setting, (START, YES))
    written = {"choices": [one.plain() for one in played.choices], "passed": ["a"]}
    assert trial(written).choices == played.choices
    with pytest.raises(InvalidError):
        trial({"choices": [{"do": "advance"}] * (MAX_CHOICES + 1)})


def test_answers_are_filled_in_for_questions_that_come_with_other_answers():
    form = forms.compile(FORM)
    answers = fill(form, {}, NOW, lambda _, options: options[-1])
    assert answers == {"utfall": "nej", "skal": "Text om "}
    assert form.check(answers, {}, NOW).ok
