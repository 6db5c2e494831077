"""A run that cannot go on: what failed, where, and why. The caller keeps the old bytes and makes an incident."""

from forms.text import Text


class RunFailure(Exception):  # noqa: N818  the word that the incident page uses
    """An expression, a timer, a collection or a limit stopped the run; the run is dead, its old state is not.

    `element` is the id of the BPMN element (None when no single element is to blame), `what` a sentence that
    says what could not be done, `why` a sentence with the cause and what to mend.
    """

    def __init__(self, element: str | None, what: Text, why: Text) -> None:
        super().__init__(f"{element}: {what.en} {why.en}")
        self.element = element
        self.what = what
        self.why = why


class StateRefusedError(Exception):
    """Saved bytes that this version cannot continue: another format, or another version of the model."""
