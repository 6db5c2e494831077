"""No text of a page or a mail exists in one language only: every word in a template is said by `say`, in both."""

import re
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from web.frame import TEMPLATES
from web.words import Say

MAILS = Path("engine/outgoing/templates")
FILES = [*sorted(TEMPLATES.rglob("*.html")), *sorted(MAILS.glob("mail.*"))]
# The name of the product, the language switch and what is printed on keys, and formats, are the same in every language.
NAMES = {"Räls", "English", "Svenska", "Ctrl", "Enter", "JSON"}
SPOKEN = {"aria-label", "title", "placeholder", "alt", "data-label"}
LETTERS = re.compile(r"[a-zåäöA-ZÅÄÖ]{2,}")


class Words(HTMLParser):
    """Collects the words that a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        # A macro for attributes stands outside any tag.
        self.found += LETTERS.findall(re.sub(r'[\w-]+="[^"]*"', "", data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        for name, value in attrs:
            if name in SPOKEN:
                self.found += LETTERS.findall(value or "")


def parsed(path: Path) -> nodes.Template:
    return jinja2.Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_word_of_a_template_is_said_in_both_languages(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}|<style>.*?</style>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    words = Words()
    words.feed(re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.DOTALL))

    assert set(words.found) - NAMES == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_a_template_says_has_two_constant_texts_with_the_same_values(path: Path) -> None:
    for call in parsed(path).find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Name) and call.node.name == "say"):
            continue
        assert len(call.args) == 2, call.lineno
        sv, en = call.args
        assert isinstance(sv, nodes.Const), call.lineno
        assert isinstance(en, nodes.Const), call.lineno
        assert sv.value, call.lineno
        assert en.value, call.lineno
        assert values(sv.value) == values(en.value), call.lineno
        assert values(sv.value) == {keyword.key for keyword in call.kwargs}, call.lineno


def test_english_texts_hold_no_swedish_letters() -> None:
    spoken = [
        call.args[1].value
        for path in FILES
        for call in parsed(path).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name == "say"
    ]
    assert len(spoken) > 100
    assert [text for text in spoken if re.search("[åäöÅÄÖ]", text.replace("Räls", ""))] == []


def test_values_in_a_sentence_are_escaped() -> None:
    assert Say("sv")("Hej {who}", "Hello {who}", who="<b>Eva</b>") == "Hej &lt;b&gt;Eva&lt;/b&gt;"


def test_one_and_several_have_sentences_of_their_own() -> None:
    pairs = (("{n} uppgift", "{n} task"), ("{n} uppgifter", "{n} tasks"))
    assert Say("sv").many(1, *pairs) == "1 uppgift"
    assert Say("en").many(2, *pairs) == "2 tasks"


def values(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))
