import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.pattern import LONGEST_SUBJECT, PatternError, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "right", "wrong"),
    [
        (r"^\d{6}-\d{4}$", "261126-1234", "261126-123"),
        (r"^\d{6,8}[-+]?\d{4}$", "20261126-1234", "x261126-1234"),
        (r"^[A-Z]{2,4}-\d{1,6}(/\d{2,4})?$", "RS-123/2026", "RS-"),
        (r"^(ja|nej)$", "ja", "kanske"),
        (r"^(?:\d{3} )+x", "123 456 x", "12 x"),
        (r"^[^@]+@[^@]+$", "a@b", "a@b@c"),
        (r"^\w$", "a", "å"),
        (r"^a$", "a", "a\n"),
        (r"^[\w.-]+$", "a.b-c", "a b"),
        ("^[A-Za-zåäö ]{3,}$", "Väg å", "ab"),
        (r"\/x", "a/x", "x"),
    ],
)
def test_ordinary_patterns_mean_what_they_mean_in_the_browser(pattern, right, wrong):
    compiled = compile_pattern(pattern)

    assert compiled.search(right)
    assert not compiled.search(wrong)


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+", "(a|a)*", "(a|b){2}", "(a?)*", "a*a*a*", ".*.*.*x", "a?" * 30, "(a{1,9}){2,9}", r"(a)\1", "(?=a)", "(?<n>a)", "a**", "a+?",
     "(", ")", "[", "[]", "*a", "a{1", "a{1,999}", r"\p{L}", "\\", "(" * 12 + ")" * 12, "[z-a]", "a{3}{4}", "a{5,2}"],
)  # fmt: skip
def test_patterns_that_could_be_slow_or_mean_something_else_are_refused(pattern):
    with pytest.raises(PatternError):
        compile_pattern(pattern)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab.*+?{}123,()|[]^$\\d-", max_size=30))
def test_an_accepted_pattern_is_quick_on_the_worst_text(pattern):
    try:
        compiled = compile_pattern(pattern)
    except PatternError:
        return
    for text in ("a" * LONGEST_SUBJECT, "ab" * (LONGEST_SUBJECT // 2), "1" * (LONGEST_SUBJECT - 1) + "!"):
        begun = time.thread_time()
        compiled.search(text)
        assert time.thread_time() - begun < 2


@settings(max_examples=300, deadline=None)
@given(
    st.from_regex(r"\A(\^?[ab]{1,3}(\[[ab1]\]|\\d|\.)?(\?|\{1,3\}|\+)?(a|b)?\$?)\Z"),
    st.text(alphabet="ab1", max_size=6),
)
def test_translation_changes_nothing_where_both_languages_agree(pattern, text):
    assert bool(compile_pattern(pattern.strip()).search(text)) == bool(re.search(pattern.strip(), text))
