"""`rals krav` at the command line."""

import json

import pytest
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


def test_what_obliges_nobody_is_not_left_to_do_and_is_listed_with_the_reason() -> None:
    found = {one["id"]: one for one in json.loads(run("--state", "explanatory", "--json"))}
    printed = run("--state", "explanatory")

    assert set(found) == {"UPP-ORG-02", "VGR-PRI-01", "VGR-PRI-06", "POP-SYF-02"}
    assert found.keys().isdisjoint(one["id"] for one in json.loads(run("--missing", "--json")))
    assert "VGR-PRI-01  Förklarande, princip, rule" in printed
    assert all(one["not_binding"][0].split(".")[0] in " ".join(printed.split()) for one in found.values())
    assert "Binder ingen:" in run("pop-syf-02")


@pytest.mark.parametrize("width", [60, 80, 140])
def test_what_is_left_is_printed_a_statement_a_line_and_its_text_takes_the_width(
    monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    left = json.loads(run("--missing", "--json"))
    lines = run("--missing").splitlines()
    texts = [line for line in lines if line.startswith("    ")]

    assert [line.split("  ")[0] for line in lines if line not in texts] == [one["id"] for one in left]
    assert " ".join(" ".join(texts).split()) == " ".join(" ".join(one["text_sv"] for one in left).split())
    assert all(len(line) <= width for line in texts)
    assert max(len(line) for line in texts) > width - 10


def test_it_prints_one_statement_in_full() -> None:
    printed = run("rh-role-ua-01")

    assert "Rollen tilldelas någon i förvaltningsledningen." in printed
    assert "bpmn/profiles/vgr.yaml#roles.uppdragsagare.eligibility.0" in printed
