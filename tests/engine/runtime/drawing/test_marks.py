"""svg: what a case adds to the drawing of its process."""

import pytest

from engine.runtime.drawing import Marks
from tests.engine.runtime.checks.tiny import each, simple, user
from tests.engine.runtime.drawing.picture import SVG, drawn, group, texts, title


@pytest.mark.parametrize(
    ("marks", "state", "said"),
    [
        (Marks(active={"ut_a": 2}, visited=frozenset({"ut_a"})), "now", "pågår; 2 öppna uppgifter"),
        (Marks(around=frozenset({"ut_a"}), visited=frozenset({"ut_a"})), "now", "pågår"),
        (Marks(waiting=frozenset({"ut_a"})), "wait", "väntar"),
        (Marks(visited=frozenset({"ut_a"})), "done", "klart"),
        (Marks(visited=frozenset({"s"})), "next", "kommer"),
        (Marks(failed=frozenset({"ut_a"})), "next bad", "har stannat på ett fel"),
    ],
)
def test_a_mark_shows_as_a_class_and_is_said_in_words(marks, state, said):
    root = drawn(simple(), marks)

    assert group(root, "ut_a").get("class") == f"el {state}"
    assert said in title(root, "ut_a")


def test_a_mark_is_also_seen_without_a_style_sheet():
    plain, active = drawn(simple()), drawn(simple(), Marks(active={"ut_a": 1}))

    assert group(plain, "ut_a").find(f"{SVG}rect").get("fill") == "#ffffff"
    assert group(active, "ut_a").find(f"{SVG}rect").get("fill") == "#14508f"


def test_open_tasks_and_finished_instances_are_counted_at_the_element():
    root = drawn(simple(user("ut_b", each())), Marks(active={"ut_b": 2}, done_of={"ut_b": (3, 5)}))

    assert {"2", "3 av 5 klara"} <= set(texts(root))
    assert "3 of 5 done" in texts(
        drawn(simple(user("ut_b", each())), Marks(done_of={"ut_b": (3, 5)}), language="en")
    )


def test_a_visited_flow_is_thicker_and_so_is_its_class():
    root = drawn(simple(), Marks(visited=frozenset({"f_s_ut_a"})))
    line = group(root, "f_s_ut_a").find(f"{SVG}path")

    assert (line.get("class"), line.get("stroke-width")) == ("flow done", "3")
    assert group(root, "f_ut_a_e").find(f"{SVG}path").get("class") == "flow"
