"""What is wrong with a form when it is published, and what is wrong with an answer when it is given."""

from dataclasses import dataclass

from forms.text import Text

Place = tuple[str | int, ...]


def dotted(place: Place) -> str:
    """Return the name of a place on a page, such as rader.0.person."""
    return ".".join(str(step) for step in place)


@dataclass(frozen=True)
class Finding:
    """One reason why a form cannot be published: where it is, what it is and what to do about it."""

    where: str
    what: Text
    remedy: Text


class FormRefused(Exception):  # noqa: N818 - reads as what happened: publication was refused
    """The form cannot be published. `findings` says why."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(" ".join(f"{found.where}: {found.what.en} {found.remedy.en}" for found in findings))


class Findings:
    """Collects findings while a form is compiled, so that all of them are told at once."""

    def __init__(self) -> None:
        self._all: list[Finding] = []

    def add(self, where: str, what: Text, remedy: Text) -> None:
        """Note one finding."""
        self._all.append(Finding(where, what, remedy))

    def all(self) -> tuple[Finding, ...]:
        """Return what has been found so far."""
        return tuple(self._all)

    def refuse_if_any(self) -> None:
        """Raise FormRefused when something was found."""
        if self._all:
            raise FormRefused(tuple(self._all))


@dataclass(frozen=True)
class FieldError:
    """What to change in one answer. `path` leads to it from the top of the answers."""

    path: Place
    message: Text

    @property
    def pointer(self) -> str:
        """Return the JSON pointer of the answer, such as /rader/0/person."""
        steps = (str(step).replace("~", "~0").replace("/", "~1") for step in self.path)
        return "".join(f"/{step}" for step in steps)

    @property
    def name(self) -> str:
        """Return the name of the answer on the page, such as rader.0.person."""
        return dotted(self.path)


class AnswerError(ValueError):
    """An answer that cannot be taken. `message` tells the person what to do."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)
