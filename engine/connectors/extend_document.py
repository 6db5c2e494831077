"""`extend_document`: a version in force stays so unchanged until another day."""

from typing import Any

from marshmallow import fields

import feel
from engine import clock
from engine.connectors.approve_document import refuse_authors
from engine.connectors.call import Call
from engine.connectors.documenting import VersionParameters, enter, held
from engine.desk import Desk
from engine.errors import InvalidError


class Parameters(VersionParameters):
    """The version, and the last day that it is to be in force."""

    until = fields.Date(required=True)


def perform(desk: Desk, call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """Extend it and return {tillstand, giltig_till}. Raises InvalidError for a day that the profile does not allow."""
    found, until = held(desk, call, given, ("gallande",)), given["until"]
    refuse_authors(call, found)
    today, most = clock.day(desk.now), call.profile.documents.get(found.kind, {}).get("valid_at_most")
    last = feel.add(today, feel.parse_duration(most)) if most else None
    if until <= today or (last and until > last):
        limit = f", senast {last}" if last else ""
        raise InvalidError(
            f"Sista giltighetsdag ska ligga framåt{limit}.",
            f"The last day of validity must be ahead{f', {last} at the latest' if last else ''}.",
        )
    return enter(desk, call, found, "gallande", valid_to=until) | {"giltig_till": until}
