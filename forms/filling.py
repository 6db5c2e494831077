"""Valid answers to a form as it stands, question by question: for a robot that tries a model out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from forms.answers import put
from forms.fields import FileRules, MomentRules, NumberRules, TextRules
from forms.findings import Place
from forms.form import Form
from forms.kinds import Shown
from forms.resolving import Given, resolve
from forms.shown import ShownItem, ShownRows, answered

# Which of several to choose, given the name of the question.
Pick = Callable[[str, Sequence[Any]], Any]
MAX_ROUNDS: Final = 12
_AHEAD: Final = timedelta(days=30)


def fill(form: Form, context: Mapping[str, Any], now: datetime, pick: Pick) -> dict[str, Any]:
    """Return answers to every question that is asked; `pick` chooses among options.

    Answers change which questions there are, so the form is gone through until nothing is left, or MAX_ROUNDS times. The
    answers may still be refused: a pattern, or a rule in FEEL, cannot be guessed.
    """
    answers: dict[str, Any] = {}
    done: set[Place] = set()
    for _ in range(MAX_ROUNDS):
        items = resolve(form, Given(answers, context, now)).items
        new = [one for one in _open(items) if one.place not in done]
        if not new:
            break
        for one in new:
            done.add(one.place)
            value = _rows(one) if isinstance(one, ShownRows) else _value(one, now, pick)
            if value is not None:
                _put(answers, one.place, value)
    return answers


def _open(items: tuple[ShownItem, ...]) -> Iterator[Shown | ShownRows]:
    for one in answered(items):
        if isinstance(one, ShownRows):
            yield one
            for row in one.items:
                yield from _open(row.children)
        elif not one.locked and one.field.kind != "expression":
            yield one


def _rows(one: ShownRows) -> list[dict[str, Any]]:
    return [{} for _ in range(max(1, one.rows.least) if one.rows.may_change else one.fixed)]


def _put(answers: dict[str, Any], place: Place, value: Any) -> None:
    level: Any = answers
    for step, following in zip(place, (*place[1:], None), strict=True):
        if following is None:
            put(level, (str(step),), value)
        elif isinstance(step, int) or isinstance(following, int):
            level = level[step]
        else:
            level = level.setdefault(step, {})


def _value(one: Shown, now: datetime, pick: Pick) -> Any:
    rules = one.field.rules
    if one.options is not None or one.field.kind == "checkbox":
        return _chosen(one, pick)
    if isinstance(rules, FileRules):
        return [{"id": "exempel", "namn": "exempel.pdf", "storlek": 1, "typ": "application/pdf"}]
    if isinstance(rules, NumberRules):
        return _number(one)
    if isinstance(rules, MomentRules):
        return _moment(one, rules, now)
    return _text(one, rules) if isinstance(rules, TextRules) else None


def _chosen(one: Shown, pick: Pick) -> Any:
    name = ".".join(one.field.path)
    if one.options is None:
        return one.field.required or pick(name, [True, False])
    if not one.options.items:
        return None
    chosen = pick(name, [option.value for option in one.options.items])
    return [chosen] if one.field.kind in ("checklist", "taglist") else chosen


def _number(one: Shown) -> Any:
    least, most = one.limits.get("minimum"), one.limits.get("maximum")
    number = max(1, least) if least is not None else 1
    return number if most is None else min(number, most)


def _moment(one: Shown, rules: MomentRules, now: datetime) -> str:
    ahead = (now + _AHEAD).date()
    later = min(ahead, one.limits.get("latest") or ahead).isoformat()
    return {"date": later, "time": "10:00", "datetime": f"{later}T10:00"}[rules.subtype]


def _text(one: Shown, rules: TextRules) -> str:
    if rules.form:
        return {"email": "namn@example.se", "phone": "010-123 45 67"}[rules.form]
    text = f"Text om {one.field.label.sv.lower()}"
    least, most = one.limits.get("min_length"), one.limits.get("max_length")
    text = text.ljust(int(least), "x") if least is not None else text
    return text if most is None else text[: int(most)]
