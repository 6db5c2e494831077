"""What people answered when they started a case, as columns of the inbox."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from engine.desk import View
from engine.library import TITLE_FIELDS, Published
from engine.queries.rows import Page
from forms.fields import ChoiceRules, Field, Options
from forms.kinds import Shown
from forms.kinds.reading import in_words
from forms.text import Text
from forms.tree import walk

# What fits in a column: no long texts, no files, and not what stands in every row.
KINDS: Final = ("textfield", "number", "datetime", "radio", "select", "checkbox", "checklist", "taglist")
# So many of several that were chosen; the rest are counted.
NAMED: Final = 2

# By an index of their own: one row of each case that is shown.
_STARTED = text("""
SELECT s.case_id, s.form, (SELECT jsonb_object_agg(k, s.answers -> k) FROM unnest(CAST(:keys AS text[])) k) AS answers
  FROM submission s WHERE s.case_id = ANY (:cases) AND s.task_id IS NULL
""")


@dataclass(frozen=True)
class TaskPage(Page):
    """A page of tasks; `offered` are the fields that their cases were started with, by key."""

    offered: Mapping[str, Text] = field(default_factory=dict)


Rows = Sequence["Row[Any]"]
Answers = Mapping[str, Text]


def offered(view: View, rows: Rows) -> dict[str, Text]:
    """Return the fields that the cases of these rows were started with, by key, with their labels."""
    found: dict[str, Text] = {}
    for model_hash in sorted({row.model_hash for row in rows}):
        for one in _fields(view.library.model(model_hash)):
            found.setdefault(one.key, one.label)
    return found


def answered(view: View, rows: Rows, keys: Collection[str]) -> dict[UUID, Answers]:
    """Return what was answered in these fields, in words, by case."""
    if not keys or not rows:
        return {}
    models = {row.case_id: row.model_hash for row in rows}
    asked = {"cases": list(models), "keys": list(keys)}
    return {
        row.case_id: _in_words(view.library.model(models[row.case_id]), row.answers)
        for row in view.connection.execute(_STARTED, asked)
    }


def _in_words(published: Published, answers: Mapping[str, Any]) -> Answers:
    fields = ((one, answers.get(one.key)) for one in _fields(published))
    return {one.key: _said(one, value) for one, value in fields if value is not None}


def _said(question: Field, value: Any) -> Text:
    rules = question.rules
    options = rules.options if isinstance(rules, ChoiceRules) else None
    some, more = (value[:NAMED], len(value) - NAMED) if isinstance(value, list) else (value, 0)
    shown = Shown(question, (question.key,), some, options=options if isinstance(options, Options) else None)
    rest = f" +{more}" if more > 0 else ""
    return Text(in_words(shown, "sv") + rest, in_words(shown, "en") + rest)


def _fields(published: Published) -> Iterator[Field]:
    form = published.forms.get(published.start.form or "")
    for node in walk(form.fields) if form else ():
        item = node.item
        if (
            isinstance(item, Field)
            and item.kind in KINDS
            and item.key not in TITLE_FIELDS
            and node.address == (item.key,)
        ):
            yield item
