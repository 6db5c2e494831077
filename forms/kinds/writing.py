"""Text on one line or many."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from forms.component import Component
from forms.expressions import dynamic_number
from forms.fields import Field, TextRules
from forms.findings import AnswerError
from forms.kinds.base import Kind, Shown, in_sentence
from forms.pattern import LONGEST_SUBJECT, PatternError, compile_pattern
from forms.text import Text

LONGEST = 20_000
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+", re.ASCII)
_PHONE = re.compile(r"\+?[\d][\d ()/-]{4,24}", re.ASCII)
_FORMS: dict[str, Literal["email", "phone"]] = {"email": "email", "phone": "phone"}
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def without_unstorable(text: str) -> str:
    """Return the text with one kind of line end and without characters that no database keeps."""
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class Writing(Kind):
    """textfield and textarea. The answer is the text, without space around it."""

    types = ("textfield", "textarea")

    def compile(self, kind: str, component: Component, validate: Component) -> TextRules:
        """Read lengths, pattern and validation type."""
        lengths = (dynamic_number(validate, "minLength"), dynamic_number(validate, "maxLength"))
        if kind == "textarea":
            return TextRules(*lengths)
        pattern, message = _pattern(component, validate)
        form = validate.text("validationType")
        if form not in {None, "custom", *_FORMS}:
            validate.refuse(
                Text(f"Texttypen ”{form}” finns inte.", f"There is no validation type “{form}”."),
                Text("Välj email, phone eller custom.", "Choose email, phone or custom."),
            )
        return TextRules(*lengths, pattern=pattern, pattern_message=message, form=_FORMS.get(form or ""))

    def decode(self, field: Field, posted: Sequence[str], today: date) -> str | None:
        """Take the text with the line ends that everybody else uses."""
        del field, today
        return posted[-1].replace("\r\n", "\n") if posted else None

    def read(self, shown: Shown, value: Any) -> str:
        """Take text only."""
        del shown
        if not isinstance(value, str):
            raise AnswerError(Text("Skriv svaret som text.", "Write the answer as text."))
        if without_unstorable(value) != value.replace("\r\n", "\n").replace("\r", "\n"):
            raise AnswerError(
                Text(
                    "Ta bort osynliga styrtecken ur texten.",
                    "Remove invisible control characters from the text.",
                )
            )
        return without_unstorable(value).strip()

    def obey(self, shown: Shown, typed: str, now: datetime) -> None:
        """Hold the text against its lengths and its pattern."""
        del now
        _length(shown, typed)
        rules = shown.field.rules
        if not isinstance(rules, TextRules):
            raise TypeError(rules)
        _form(rules, typed)
        if rules.pattern and (len(typed) > LONGEST_SUBJECT or not rules.pattern.search(typed)):
            raise AnswerError(
                rules.pattern_message
                or Text("Skriv svaret i rätt form.", "Write the answer in the right form.")
            )


def _pattern(component: Component, validate: Component) -> tuple[re.Pattern[str] | None, Text | None]:
    source, message = validate.text("pattern"), validate.text("patternErrorMessage")
    message_en = component.part("properties").text("patternErrorMessage_en")
    if source is None:
        return None, None
    if message is None:
        validate.refuse(
            Text("Mönstret saknar felmeddelande.", "The pattern has no error message."),
            Text(
                "Skriv patternErrorMessage, gärna med ett exempel.",
                "Write patternErrorMessage, with an example.",
            ),
        )
    try:
        return compile_pattern(source), Text(message or "", message_en or message or "")
    except PatternError as refused:
        validate.refuse(refused.what, refused.remedy)
        return None, None


def _length(shown: Shown, typed: str) -> None:
    least, most = shown.limits.get("min_length"), shown.limits.get("max_length")
    most = LONGEST if most is None else min(most, LONGEST)
    label = in_sentence(shown.field.label)
    if least is not None and len(typed) < least:
        raise AnswerError(
            Text(
                f"Skriv minst {least} tecken i {label.sv}.",
                f"Write at least {least} characters in {label.en}.",
            )
        )
    if len(typed) > most:
        raise AnswerError(
            Text(
                f"Korta {label.sv} till högst {most} tecken, nu är det {len(typed)}.",
                f"Shorten {label.en} to at most {most} characters; it is {len(typed)} now.",
            )
        )


def _form(rules: TextRules, typed: str) -> None:
    if rules.form == "email" and (len(typed) > LONGEST_SUBJECT or not _EMAIL.fullmatch(typed)):
        raise AnswerError(
            Text(
                "Skriv en e-postadress, till exempel namn@regionen.se.",
                "Write an e-mail address, for example name@region.se.",
            )
        )
    if rules.form == "phone" and not _PHONE.fullmatch(typed):
        raise AnswerError(
            Text(
                "Skriv ett telefonnummer, till exempel 010-123 45 67.",
                "Write a phone number, for example +46 10 123 45 67.",
            )
        )
