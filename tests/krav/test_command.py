"""`rals krav` at the command line."""

import json

from click.testing import CliRunner

from web.cli import rals


def run(*arguments: str) -> str:
    done = CliRunner().invoke(rals, ["krav", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_it_prints_the_totals_by_source_kind_and_process() -> None:
    printed = run()

    for words in ("427", "VGR", "eligibility", "utse_roll", "Saknas"):
        assert words in printed, words


def test_it_prints_every_statement_with_carriers_and_tests_as_json() -> None:
    found = {one["id"]: one for one in json.loads(run("--json"))}

    assert len(found) == 427
    assert "bpmn/implementering/implementering.bpmn#ut_besluta_genomforande" in {
        one["place"] for one in found["RH-IMP-B-05"]["carriers"]
    }


def test_it_lists_what_is_left() -> None:
    left = {one["id"]: one["state"] for one in json.loads(run("--missing", "--json"))}

    assert set(left.values()) <= {"carried", "missing"}


def test_it_prints_one_statement_in_full() -> None:
    printed = run("rh-role-ua-01")

    assert "Rollen tilldelas någon i förvaltningsledningen." in printed
    assert "bpmn/profiles/vgr.yaml#roles.uppdragsagare.eligibility.0" in printed
