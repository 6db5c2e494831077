"""A model or form that cannot be honoured is refused with every reason, and nothing is published."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.errors import ForbiddenError, ModelRefusedError
from engine.governance.actor import RALS, Identity
from engine.queries.people.me import DemoPeople
from engine.queries.people.organisations import Organisations
from engine.store import tables
from web.cli import data, models, rals

MODEL = data.PRODUCT / "bpmn" / "implementering"

BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><definitions>&c;</definitions>"""
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><definitions>&a;</definitions>'
FOREIGN = b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"/>'


def _publish(engine: Engine, files: dict[str, bytes]) -> ModelRefusedError:
    organisation = engine.ask(Organisations(), RALS)[0]
    with pytest.raises(ModelRefusedError) as refused:
        engine.do(PublishModel(files, organisation.id), RALS)
    with engine.database.snapshot() as connection:
        kept = connection.execute(select(func.count()).select_from(tables.model_version)).scalar_one()
    assert kept == len(data.processes())
    return refused.value


@pytest.mark.parametrize(
    "xml", [BOMB, OUTSIDE, b"<a", b"", b"PK\x03\x04", FOREIGN, b"<a>" * 200 + b"</a>" * 200]
)
def test_hostile_and_broken_files_are_refused_with_a_sentence(engine: Engine, xml: bytes) -> None:
    refused = _publish(engine, {"x.bpmn": xml})

    assert refused.text.sv
    assert "passwd" not in refused.text.sv


def test_a_file_of_fifty_megabytes_is_refused_at_once(engine: Engine) -> None:
    refused = _publish(engine, {"x.bpmn": b"<a>" + b" " * 50_000_000 + b"</a>"})

    assert "50 MB" in refused.findings[0].text.sv


@pytest.mark.parametrize("expression", ["1 +", "(" * 5_000, "a == b", "[" * 300 + "]" * 300, "x" * 20_000])
def test_an_expression_that_cannot_be_used_is_refused_by_name(engine: Engine, expression: str) -> None:
    files = models.files_of(MODEL)
    broken = files["implementering.bpmn"].replace(b'rals:due="P14D"', f'rals:due="{expression}"'.encode(), 1)
    assert broken != files["implementering.bpmn"]

    refused = _publish(engine, {**files, "implementering.bpmn": broken})

    assert refused.findings
    assert all(finding.text.sv and finding.remedy.sv for finding in refused.findings)


def test_a_decision_without_a_mandate_is_refused(engine: Engine) -> None:
    files = models.files_of(MODEL)
    without = files["implementering.bpmn"].replace(b'rals:mandate="arende.hantering"', b"", 1)

    refused = _publish(engine, {**files, "implementering.bpmn": without})

    assert "ut_besluta_hantering" in {finding.element for finding in refused.findings}


def test_a_form_with_a_component_that_we_cannot_honour_is_refused(engine: Engine) -> None:
    files = models.files_of(MODEL)
    frame = files["forms/f_hantering.form.json"].replace(b'"type": "textarea"', b'"type": "iframe"', 1)

    refused = _publish(engine, {**files, "forms/f_hantering.form.json": frame})

    assert refused.findings[0].check == "form"
    assert "f_hantering" in str(refused.findings[0].element)


@pytest.mark.parametrize("who", ["hanna-virtanen", "emma-rydberg", "stefan-aberg"])
def test_people_do_not_publish_past_the_approval(engine: Engine, who: str) -> None:
    people = {one.key: Identity(person_id=one.id) for one in engine.ask(DemoPeople(), RALS)}

    with pytest.raises(ForbiddenError, match="operates"):
        engine.do(PublishModel(models.files_of(MODEL)), people[who])


def test_the_command_line_checks_a_model_and_says_what_is_wrong(tmp_path: Path) -> None:
    good = CliRunner().invoke(rals, ["models", "check", str(MODEL), "--json"])
    assert good.exit_code == 0, good.output

    bad = tmp_path / "x.bpmn"
    bad.write_bytes(FOREIGN)
    with pytest.raises(ModelRefusedError, match="cannot be published"):
        CliRunner().invoke(rals, ["models", "check", str(bad)], catch_exceptions=False)
