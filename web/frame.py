"""What all pages share: who reads, in which language, at what time, inside which frame."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from flask import Response, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from engine import clock
from engine.commands.files.store import MAX_BYTES
from engine.desk import Question
from engine.door import Engine
from engine.errors import ForbiddenError
from engine.governance.actor import Identity
from engine.governance.calendar import ORDINARY, Calendar
from engine.queries.people.me import MOST as UNREAD_MOST
from engine.queries.people.me import ActingRole, Me, Myself
from engine.queries.registers.calendar import WorkingDays
from engine.queries.tasks.counts import MOST, Counts, InboxCounts
from forms.text import Language, Text
from web import dates, icons, session
from web.asking import Now, Together
from web.assets import Assets
from web.words import Say

TEMPLATES: Final = Path(__file__).parent / "templates"
_ROLE_GONE: Final = Text(
    "Rollen du agerade i är inte din längre. Nu visas alla dina roller.",
    "The role you acted in is no longer yours. All your roles are shown now.",
)


@dataclass(frozen=True)
class Reader:
    """Who reads a page, when, and how many tasks wait."""

    identity: Identity
    me: Myself
    now: datetime
    counts: Counts
    calendar: Calendar

    @property
    def waiting(self) -> str:
        """The number of the reader's own tasks, as it stands beside the word inbox."""
        return many(self.counts.own)

    @property
    def unread(self) -> str:
        """How many notices are unread; nothing when none is."""
        return many(self.me.unread, UNREAD_MOST) if self.me.unread else ""

    @property
    def acting(self) -> ActingRole | None:
        """The role that the reader acts in: the chosen one, or the only one; None when the task decides."""
        chosen = next((role for role in self.me.roles if role.acting), None)
        return chosen or (self.me.roles[0] if len(self.me.roles) == 1 else None)


_NOT_FILTERS: Final = frozenset(("q", "view", "cursor", "zoom"))


class Frame:
    """Asks the engine on behalf of the reader, and draws pages."""

    def __init__(self, engine: Engine, secret: str, slides: Path | None = None) -> None:
        self.engine, self.secret, self.slides = engine, secret, slides
        self.assets = Assets()
        self._templates = _environment(self.assets)

    def ask(self, *questions: Question[Any]) -> tuple[Any, ...]:
        """Return the Reader and the answers, all from one moment; raise LoginNeededError when nobody is logged in."""
        who = session.identity()
        try:
            return self._ask(who, questions)
        except ForbiddenError:
            if who.role is None or self._holds(who):
                raise
            session.act_as(None)
            session.tell("trouble", _ROLE_GONE)
            return self._ask(replace(who, role=None), questions)

    def render(self, template: str, reader: Reader | None, status: int = 200, **values: Any) -> Response:
        """Draw a page; without a reader it is one that needs no login."""
        spoken = session.language()
        now = reader.now if reader else clock.now()
        shared: dict[str, Any] = {
            "reader": reader,
            "language": spoken,
            "other_language": _other(spoken),
            "say": Say(spoken),
            "dates": dates.Dates(spoken, now, reader.calendar if reader else ORDINARY),
            "here": request.full_path.rstrip("?"),
            "path": request.path,
            # How many filters are chosen, where a phone does not show them.
            "narrowed": sum(bool(value) for name, value in request.args.items() if name not in _NOT_FILTERS),
            "demo": self.engine.demo,
            # What is new in the inbox is what came after this page.
            "since": int(now.timestamp() * 1000),
        }
        # A part of a page that is renewed has no place to show messages; they wait for the next whole page.
        shared["messages"] = [] if is_part() else session.messages()
        html = self._templates.get_template(template).render({**shared, **values})
        return Response(html, status, mimetype="text/html")

    def _ask(self, who: Identity, questions: tuple[Question[Any], ...]) -> tuple[Any, ...]:
        together = Together((Me(), Now(), InboxCounts(), WorkingDays(), *questions))
        me, now, counts, days, *answers = self.engine.ask(together, who)
        return Reader(who, me, now, counts, days.whole), *answers

    def _holds(self, who: Identity) -> bool:
        me = self.engine.ask(Me(), replace(who, role=None))
        return any(str(role.id) == who.role for role in me.roles)


def is_part() -> bool:
    """Whether the browser asks for a part of the page only (htmx)."""
    return request.headers.get("HX-Request") == "true"


def as_uuid(text: str | None) -> UUID | None:
    """Return an id from what a form posted; None for anything that is not one."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


def many(count: int, most: int = MOST) -> str:
    """Return a count as people read it; nobody counts further than to the most."""
    return str(count) if count < most else f"{most - 1}+"


def _other(spoken: Language) -> Language:
    return "sv" if spoken == "en" else "en"


def _environment(assets: Assets) -> Environment:
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(
        asset=assets, icon=icons.icon, sign=icons.sign, mark=icons.MARK, clear_track=icons.CLEAR_TRACK
    )
    templates.globals["most_megabytes"] = MAX_BYTES // 1_000_000
    return templates
