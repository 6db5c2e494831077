"""Numbers. The answer is a JSON number of at most 15 digits (exact both ways), or text when serializeToString says so."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from forms.component import Component
from forms.expressions import dynamic_number
from forms.fields import Field, NumberRules
from forms.findings import AnswerError
from forms.kinds.base import Kind, Shown, in_sentence
from forms.text import Language, Text

MOST_DIGITS = 15
_LONGEST_TEXT = 100
_SPACES = "\u0020\u00a0\u202f\u2009"
_PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)", re.ASCII)
_GROUPED = re.compile(rf"[+-]?\d{{1,3}}([{_SPACES}]\d{{3}})+([.,]\d+)?", re.ASCII)
_JSON = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_NOT_A_NUMBER = Text("Skriv ett tal, till exempel 12,5.", "Write a number, for example 12.5.")
_TOO_LONG = Text(
    f"Skriv talet med högst {MOST_DIGITS} siffror.", f"Write the number with at most {MOST_DIGITS} digits."
)


def from_swedish(text: str) -> str | None:
    """Return 1 240,5 as 1240.5; None when it is no number as people write them."""
    bare = text.strip().replace("\u2212", "-")
    if not (_PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare)):
        return None
    digits = re.sub(f"[{_SPACES}+]", "", bare).replace(",", ".")
    whole, point, decimals = digits.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{whole.removeprefix('-') or '0'}{point if decimals else ''}{decimals}"


def plain(number: Decimal) -> str:
    """Write a number without exponent and needless zeros."""
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


class Number(Kind):
    """number."""

    types = ("number",)

    def compile(self, kind: str, component: Component, validate: Component) -> NumberRules:
        """Read limits, decimals and form of the answer."""
        del kind
        step = dynamic_number(component, "increment")
        return NumberRules(
            minimum=dynamic_number(validate, "min"),
            maximum=dynamic_number(validate, "max"),
            digits=component.whole("decimalDigits", 0, MOST_DIGITS),
            step=step if isinstance(step, Decimal) else None,
            as_text=component.flag("serializeToString"),
        )

    def decode(self, field: Field, posted: Sequence[str], today: date) -> str | None:
        """Take a number as Swedes write it."""
        del field, today
        return (from_swedish(posted[-1]) or posted[-1]) if posted else None

    def read(self, shown: Shown, value: Any) -> Decimal:
        """Take a JSON number, or the same digits as text."""
        del shown
        text = repr(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
        if isinstance(value, Decimal):
            text = format(value, "f")
        if isinstance(value, float) and abs(value) < float(10**MOST_DIGITS):
            text = format(Decimal(repr(value)), "f")
        if not isinstance(text, str) or len(text) > _LONGEST_TEXT or not _JSON.fullmatch(text.strip()):
            raise AnswerError(_NOT_A_NUMBER)
        number = Decimal(plain(Decimal(text.strip())))
        if len(number.as_tuple().digits) > MOST_DIGITS or abs(int(number.adjusted())) > MOST_DIGITS:
            raise AnswerError(_TOO_LONG)
        return number

    def obey(self, shown: Shown, typed: Decimal, now: datetime) -> None:
        """Hold the number against its limits and decimals."""
        del now
        least, most, digits = (
            shown.limits.get("minimum"),
            shown.limits.get("maximum"),
            _rules(shown.field).digits,
        )
        label = in_sentence(shown.field.label)
        if digits is not None and -int(typed.as_tuple().exponent) > digits:
            raise AnswerError(_decimals(digits))
        if least is not None and typed < least:
            sv, en = plain(least).replace(".", ","), plain(least)
            raise AnswerError(Text(f"Skriv minst {sv} i {label.sv}.", f"Write at least {en} in {label.en}."))
        if most is not None and typed > most:
            sv, en = plain(most).replace(".", ","), plain(most)
            raise AnswerError(Text(f"Skriv högst {sv} i {label.sv}.", f"Write at most {en} in {label.en}."))

    def store(self, field: Field, typed: Decimal) -> int | float | str:
        """Keep text when asked to, else the shortest JSON number."""
        if _rules(field).as_text:
            return plain(typed)
        return int(typed) if typed == typed.to_integral_value() else float(typed)

    def restore(self, field: Field, stored: Any) -> Decimal:
        """Return the very number that was given."""
        del field
        return Decimal(str(stored))

    def write(self, shown: Shown, typed: Decimal, language: Language) -> str:
        """Write 1 240,5, with no-break spaces between thousands; 1,240.5 in English."""
        del shown
        return in_figures(typed, language)

    def control(self, shown: Shown, typed: Decimal, language: Language) -> str:
        """Write 1240,5 so that it is easy to edit."""
        del shown
        return plain(typed).replace(".", ",") if language == "sv" else plain(typed)

    def missing(self, field: Field) -> Text:
        """Ask for a number."""
        label = in_sentence(field.label)
        return Text(f"Fyll i {label.sv}, till exempel 120.", f"Fill in {label.en}, for example 120.")


def in_figures(number: Decimal, language: Language) -> str:
    """Write a number for a person: 1 240,5 with no-break spaces, 1,240.5 in English."""
    text = f"{Decimal(plain(number)):,f}"
    return text.replace(",", "\u00a0").replace(".", ",") if language == "sv" else text


def _rules(field: Field) -> NumberRules:
    if not isinstance(field.rules, NumberRules):
        raise TypeError(field.rules)
    return field.rules


def _decimals(digits: int) -> Text:
    if digits == 0:
        return Text("Skriv ett heltal, till exempel 120.", "Write a whole number, for example 120.")
    return Text(
        f"Skriv talet med högst {digits} decimaler.", f"Write the number with at most {digits} decimals."
    )
