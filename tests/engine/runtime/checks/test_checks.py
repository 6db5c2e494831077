from pathlib import Path

import pytest

from engine.errors import Finding
from engine.runtime import checks
from engine.runtime.checks import Known
from tests.engine.runtime.checks.tiny import KNOWN, process, simple, user

FOLDER = Path(checks.__file__).parent
NAMES = [rule.__name__.rpartition(".")[2] for rule in checks.CHECKS]


def test_the_list_of_checks_is_the_folder():
    assert sorted(NAMES) == sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")


@pytest.mark.parametrize("name", NAMES)
def test_every_check_says_what_it_asks_and_why(name):
    what, _, why = (checks.CHECKS[NAMES.index(name)].__doc__ or "").partition("\n\n")

    assert what.endswith(".")
    assert len(why.split()) > 15


@pytest.mark.parametrize("name", NAMES)
def test_every_check_has_its_tests(name):
    assert (Path(__file__).parent / f"test_{name}.py").is_file()


def test_a_model_without_fault_gives_no_finding():
    assert checks.check({"p.bpmn": simple()}, KNOWN) == ()


def test_a_finding_names_its_check_and_element_and_speaks_both_languages():
    found = checks.check({"p.bpmn": simple(user("ut_b", rals_form="f_borta", rals_krav=""))}, KNOWN)
    form = next(finding for finding in found if finding.check == "known_form")

    assert form == Finding(
        "known_form",
        "ut_b",
        (
            "”Gör” har formuläret f_borta, som inte finns.",
            '"Gör" has the form f_borta, which does not exist.',
        ),
        ("Rätta namnet, eller lägg till formuläret.", "Correct the name, or add the form."),
        "error",
        "Gör",
        "p.bpmn",
        1,
    )
    assert {finding.check for finding in found if finding.severity == "warning"} == {"krav_missing"}


def test_a_file_that_cannot_be_read_is_one_finding_and_the_others_are_checked():
    found = checks.check({"x.bpmn": b"<", "p.bpmn": process(key="q", isExecutable="false")}, KNOWN)

    assert {"readable", "is_executable", "key_is_file_name"} <= {finding.check for finding in found}


def test_forms_and_other_files_are_left_alone():
    assert checks.check({"p.bpmn": simple(), "forms/f.form.json": b"{}"}, KNOWN) == ()


def test_nothing_known_refuses_what_a_task_refers_to():
    found = checks.check({"p.bpmn": simple()}, Known())

    assert {finding.check for finding in found} == {"known_role", "known_form", "known_krav"}
