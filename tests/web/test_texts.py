"""What the code, the models and the forms say is said in both languages, and each in its own.

Mails, errors, the calendar, the heads of tables and the paper take their words from `Text`, `say` and refusals, so all
of them are looked through here; the templates are in test_words.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from tests.architecture import source

BPMN = Path("bpmn")
FORMS = Path("forms/definitions")
RALS = "{urn:rals:bpmn:1}"
# Words that only one of the languages has, and that few sentences do without.
SWEDISH = re.compile(
    r"\b(och|inte|är|att|som|för|på|med|den|det|ett|har|kan|ska|till|från|eller|du|finns|av|om|vid)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(
    r"\b(the|and|is|not|of|that|with|cannot|has|or|you|your|from|must|are|by|this|there|no)\b", re.IGNORECASE
)
# What stands in both languages as it is: quoted, in code, in an address, a name.
QUOTED = re.compile(r"”[^”]*”|\"[^\"]*\"|'[^']*'|\{\}|RALS_\w+|rals [\w ]+|\b\w+[_.:/=-][\w_.:/=-]*")
# The same word in both languages.
ALIKE = {
    *(
        "Budget",
        "Diagram",
        "Information",
        "Median",
        "Normal",
        "Organisation",
        "Period",
        "Person",
        "Plan",
        "Problem",
        "Process",
        "Register",
        "Risk",
        "Status",
        "System",
        "Text",
        "Variant",
        "Version {n}",
    ),
    # Words of BPMN, in drawings and findings; a kind of JSON; our own name.
    *("process", "status", "trend"),
    *("start", "data", "signal", "loopDataInputRef", "eventDefinitionRef", "text", "Räls"),
    # Only what stands around values.
    "<b>{who}</b>: {kind} {what}",
}
Pair = tuple[str, str, str]


def said(node: ast.AST) -> str | None:
    """The text of a constant or an f-string, with {} for values; None for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def of_code() -> Iterator[Pair]:
    for path in source.python(*source.FLOORS):
        for name, call in source.called(source.tree(path)):
            last = name.rpartition(".")[2]
            if last not in ("Text", "say", "at") and not last.endswith("Error"):
                continue
            # The place of a fault stands before its sentences.
            texts = [said(one) for one in call.args[last == "at" :]][:2]
            if None not in texts and len(texts) == 2:
                yield f"{path}:{call.lineno}", str(texts[0]), str(texts[1])


def of_models() -> Iterator[Pair]:
    for path in sorted(BPMN.glob("*/*.bpmn")):
        for node in etree.parse(path).iter():
            if node.get("name") and node.get(f"{RALS}name-en"):
                yield f"{path}:{node.sourceline}", node.get("name"), node.get(f"{RALS}name-en")


def of_forms() -> Iterator[Pair]:
    for path in sorted(FORMS.rglob("*.json")):
        yield from ((str(path), sv, en) for sv, en in labels(json.loads(path.read_bytes())))


def labels(part: Any) -> Iterator[tuple[str, str]]:
    """Every text of a form that has an English one, beside it or in its properties."""
    for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from labels(value)
    if isinstance(part, dict):
        for english, en in (part | part.get("properties", {})).items():
            sv = part.get(english.removesuffix("_en"))
            if english.endswith("_en") and isinstance(sv, str) and not sv.startswith("="):
                yield sv, en


def swedish(text: str) -> bool:
    bare = QUOTED.sub("", text).replace("Räls", "")
    return bool(SWEDISH.search(bare) or re.search("[åäöÅÄÖ]", bare))


def faults(pairs: list[Pair]) -> list[Pair]:
    alike = [
        one
        for one in pairs
        if one[1] == one[2] and re.search("[^\\W\\d_]{2}", QUOTED.sub("", one[1])) and one[1] not in ALIKE
    ]
    return alike + [
        one
        for one in pairs
        if (swedish(one[2]) and one[2] not in ALIKE) or ENGLISH.search(QUOTED.sub("", one[1]))
    ]


def test_all_that_the_code_says_is_said_in_each_language() -> None:
    found = list(of_code())

    assert len(found) > 1_000
    assert faults(found) == []


def test_what_models_and_forms_say_is_said_in_each_language() -> None:
    models, forms = list(of_models()), list(of_forms())

    assert min(len(models), len(forms)) > 100
    assert faults(models + forms) == []


def test_every_word_that_is_taken_to_be_alike_is_used() -> None:
    assert {sv for _, sv, en in (*of_code(), *of_models(), *of_forms()) if sv == en} >= ALIKE


def test_a_text_in_the_wrong_language_is_found() -> None:
    wrong = [
        ("same", "Spara", "Spara"),
        ("swedish", "Spara det som är skrivet", "Spara det som är skrivet nu"),
        ("english", "Save what is written", "Save what is there"),
    ]

    assert faults(wrong) == wrong
