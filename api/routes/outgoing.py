"""How I am told, my calendar, webhooks, and what could not be sent."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from flask_smorest import Blueprint

from api.actor import identity
from api.shapes.base import Paging, page_of
from api.shapes.outgoing import (
    CalendarAddress,
    Choices,
    DeadLetters,
    NewChoices,
    NewWebhook,
    Notice,
    ReadUntil,
    Registered,
    Webhooks,
)
from engine.commands.dispatches.retry import RetryDispatch
from engine.commands.notifications.choose import ChooseNotifications, RenewCalendar
from engine.commands.notifications.read import ReadNotices
from engine.commands.webhooks import register
from engine.door import Engine
from engine.outgoing.calendar import path_of
from engine.queries.dispatches import dead
from engine.queries.notifications import chosen, notices
from engine.queries.rows import Page
from engine.queries.webhooks import list as webhooks


def routes(engine: Engine) -> Blueprint:
    """Return the routes of what leaves the house."""
    blueprint = Blueprint("outgoing", __name__, description="Notifications, the calendar, webhooks.")
    _mine(blueprint, engine)
    _notices(blueprint, engine)
    _webhooks(blueprint, engine)

    @blueprint.get("/dispatches")
    @blueprint.response(200, DeadLetters)
    def dead_letters() -> dict[str, Any]:
        """Return the mails and calls that were given up, the latest first."""
        return {"items": engine.ask(dead.DeadLetters(), identity(request))}

    @blueprint.post("/dispatches/<uuid:dispatch_id>/retry")
    @blueprint.response(204)
    def retry(dispatch_id: UUID) -> None:
        """Send what was given up again."""
        engine.do(RetryDispatch(dispatch_id), identity(request))

    return blueprint


def _mine(blueprint: Blueprint, engine: Engine) -> None:
    @blueprint.get("/me/notifications")
    @blueprint.response(200, Choices)
    def choices() -> chosen.Choices:
        """Return how I am told."""
        return engine.ask(chosen.MyChoices(), identity(request))

    @blueprint.put("/me/notifications")
    @blueprint.arguments(NewChoices)
    @blueprint.response(204)
    def choose(body: Mapping[str, Any]) -> None:
        """Choose how to be told."""
        engine.do(ChooseNotifications(**body), identity(request))

    @blueprint.post("/me/calendar")
    @blueprint.response(201, CalendarAddress)
    def renew() -> dict[str, str]:
        """Make a new secret address for my calendar of due dates; the old one stops working."""
        return {"path": path_of(engine.do(RenewCalendar(), identity(request)))}


def _notices(blueprint: Blueprint, engine: Engine) -> None:
    @blueprint.get("/me/notices")
    @blueprint.arguments(Paging, location="query")
    @blueprint.response(200, page_of(Notice))
    def told(paging: Mapping[str, Any]) -> Page:
        """Return what I have been told, newest first."""
        return engine.ask(notices.Notices(**paging), identity(request))

    @blueprint.post("/me/notices/read")
    @blueprint.arguments(ReadUntil)
    @blueprint.response(204)
    def read(body: Mapping[str, Any]) -> None:
        """Mark my notices up to an instant as read."""
        engine.do(ReadNotices(**body), identity(request))


def _webhooks(blueprint: Blueprint, engine: Engine) -> None:
    @blueprint.get("/webhooks")
    @blueprint.response(200, Webhooks)
    def listed() -> dict[str, Any]:
        """Return the systems that are told what happens."""
        return {"items": engine.ask(webhooks.Webhooks(), identity(request))}

    @blueprint.post("/webhooks")
    @blueprint.arguments(NewWebhook)
    @blueprint.response(201, Registered)
    def make(body: Mapping[str, Any]) -> register.Registered:
        """Let a system be told of events."""
        return engine.do(register.RegisterWebhook(body["url"], tuple(body["events"])), identity(request))

    @blueprint.post("/webhooks/<uuid:webhook_id>/end")
    @blueprint.response(204)
    def end(webhook_id: UUID) -> None:
        """Call a system no more."""
        engine.do(register.EndWebhook(webhook_id), identity(request))
