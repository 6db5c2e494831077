"""What must not be in the tree: personal numbers, places of one machine, addresses of package registries."""

import json
import re
import stat
from pathlib import Path

from tests.architecture import source

PERSONAL_NUMBER = re.compile(r"(?<![\w-])(?:19|20)?(\d{2}[01]\d[0-9]\d)([-+]?)(\d{4})(?![\w-])")
MACHINE_PLACE = re.compile(r"(?<![\w.])/(?:root|work|home/\w+|Users/\w+|opt/\w+)/")
REGISTRY = re.compile(
    r"\b(?:https?|file)://[^\s\"'<>]*(?:pypi|pythonhosted|npmjs|registry)[^\s\"'<>]*", re.IGNORECASE
)
LOCKS = ("requirements.lock", "requirements-dev.lock", "web/modeller/package-lock.json")


def personal_numbers(text: str) -> list[str]:
    """Twelve digits, or ten with a mark between, that are a day and a right check digit."""
    found = []
    for match in PERSONAL_NUMBER.finditer(text):
        day, mark, last = match.groups()
        written_out = match.group().startswith(("19", "20")) and len(match.group().replace(mark, "")) == 12
        if (mark or written_out) and _is_day(day) and _checks(day + last):
            found.append(match.group())
    return found


def _is_day(digits: str) -> bool:
    month, day = int(digits[2:4]), int(digits[4:6])
    # A coordination number has 60 added to the day.
    return 1 <= month <= 12 and (1 <= day <= 31 or 61 <= day <= 91)


def _checks(digits: str) -> bool:
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def places(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}: {found.group()}"
        for path in source.tracked()
        for found in pattern.finditer(source.text(path))
    ]


def test_nobody_has_a_personal_number_here():
    assert [
        f"{path}: {number}" for path in source.tracked() for number in personal_numbers(source.text(path))
    ] == []


def test_a_personal_number_would_be_found():
    official_example = "121212" + "-" + "1212"
    for written in (official_example, "19" + official_example, "19" + official_example.replace("-", "")):
        assert personal_numbers(f"Person {written}.") == [written]
    assert personal_numbers("121212" + "-" + "1213") == []
    assert personal_numbers("2026-11-26T08:00:00") == []


def test_no_file_names_a_place_on_one_machine():
    assert places(MACHINE_PLACE) == []


def test_no_file_names_a_package_registry():
    assert places(REGISTRY) == []


def test_a_machine_place_and_a_registry_would_be_found():
    assert MACHINE_PLACE.search("see /" + "home/anna/rals")
    assert not MACHINE_PLACE.search("engine/store/work/row")
    assert REGISTRY.search("https:" + "//registry.example.org/x")


def test_the_locks_pin_everything_by_hash_and_name_no_address():
    for name in LOCKS:
        assert "://" not in re.sub(r'"(url|funding|homepage)": "[^"]*"', "", source.text(Path(name))), name
    packages = json.loads(source.text(Path(LOCKS[2])))["packages"]
    assert [name for name, one in packages.items() if name and "integrity" not in one] == []
    for name in LOCKS[:2]:
        pinned = re.findall(
            r"^[\w.\[\],-]+==\S+ \\\n    --hash=sha256:", source.text(Path(name)), re.MULTILINE
        )
        assert len(pinned) == len(re.findall(r"^[\w.\[\],-]+==", source.text(Path(name)), re.MULTILINE)) > 20


def test_what_is_run_can_be_run():
    scripts = [path for path in source.tracked() if path.parts[0] == ".ci"]
    assert Path(".ci/run") in scripts
    for path in scripts:
        assert (source.ROOT / path).stat().st_mode & stat.S_IXUSR, path
        assert source.text(path).startswith("#!/usr/bin/env bash\n"), path
        assert "set -euo pipefail" in source.text(path), path
