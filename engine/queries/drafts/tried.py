"""The frozen rows that say where a trial of a draft stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.queries.drafts.drafts import DraftWhole
from engine.queries.drafts.receivers import Receiver
from engine.queries.rows import Why
from engine.trying.choices import Trial
from engine.trying.covering import Coverage
from engine.trying.playing import Stopped
from forms import Form
from forms.text import Text


@dataclass(frozen=True)
class OpenTask:
    """An open task of a trial: who would get it and why, until when, and the form to do it by."""

    element: str
    number: int
    name: Text
    item: str
    receiver: Receiver
    mandate: str | None
    mandate_name: Text | None
    instructions: str
    why: tuple[Why, ...]
    # Tasks whose doers may not do this one.
    apart: tuple[Text, ...]
    due_at: datetime | None
    # Why the day could not be found; a real case would stop there.
    due_failed: Text | None
    # The time in the trial, by which the form's dates go.
    now: datetime
    form: Form | None = field(repr=False)
    context: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Asked:
    """What the process asks a connector for: nothing is done, and `likely` is an answer in FEEL that can be changed."""

    element: str
    number: int
    name: Text
    item: str
    connector: str | None
    parameters: Mapping[str, Any]
    likely: str


@dataclass(frozen=True)
class Several:
    """A repeated activity: how many of its instances are done, and of how many if that is known."""

    element: str
    name: Text
    done: int
    total: int | None


@dataclass(frozen=True)
class Tried:
    """Where a trial stands. `trial` is what to send to go on; `said` is what the robot has to say."""

    draft: DraftWhole
    trial: Trial
    started: bool
    over: bool
    now: datetime
    start: tuple[Form | None, Mapping[str, Any]]
    tasks: tuple[OpenTask, ...]
    calls: tuple[Asked, ...]
    several: tuple[Several, ...]
    messages: tuple[str, ...]
    next_due: datetime | None
    ended: tuple[Text, ...]
    happened: tuple[tuple[Text, str, datetime], ...]
    stopped: Stopped | None
    said: Text | None
    coverage: Coverage
    svg: bytes = field(repr=False)
