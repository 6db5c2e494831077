"""docs/checks.md has a paragraph for each check of models, under the name that modellers see."""

import re
from pathlib import Path

from engine.runtime.checks import CHECKS, key_of
from tests.architecture import source

PAGE = source.text(Path("docs/checks.md"))
PARAGRAPH = re.compile(r"^### (.+)\n\n`(\w+)` · (.+)\n\n(.+)$", re.MULTILINE)


def test_the_page_lists_the_checks_in_their_order_by_their_names():
    listed = [(key, name) for name, key, _, _ in PARAGRAPH.findall(PAGE)]

    assert listed == [(key_of(check), check.NAME.sv) for check in CHECKS]


def test_every_paragraph_says_what_holds_what_it_would_cause_and_what_to_do():
    short = [
        key
        for _, key, _, text in PARAGRAPH.findall(PAGE)
        if len(text.split(". ")) < 3 or "Annars" not in text
    ]

    assert short == []


def test_no_two_checks_have_the_same_name():
    assert len({check.NAME.sv for check in CHECKS}) == len({check.NAME.en for check in CHECKS}) == len(CHECKS)
