"""What a service task can ask for: one connector per file, its parameters in a marshmallow schema.

Each runs inside the transaction of the step that leads to it, and its result goes back to the process. A refusal
(EngineError) refuses the whole step; nothing is stored.
"""

from collections.abc import Mapping
from typing import Any, Final, Protocol

from marshmallow import Schema, ValidationError

from engine.connectors import (
    answer_escalation,
    approve_document,
    ask_to_read,
    assign_role,
    check_eligibility,
    end_document,
    extend_document,
    find_appointer,
    find_manager,
    next_level,
    publish_document,
    read_bookings,
    read_delegations,
    read_goals,
    read_holders,
    read_report_basis,
    receive_status_report,
    record_escalation,
    record_goals,
    record_measurements,
    record_plan,
    record_rollout,
    record_status_report,
    revise_document,
    send_information,
    set_document_state,
    start_case,
    submit_document,
)
from engine.connectors.call import Call
from engine.desk import Desk
from engine.runtime.failure import RunFailure
from forms.text import Text


class Connector(Protocol):
    """A module of this folder."""

    Parameters: type[Schema]

    def perform(self, desk: Desk, call: Call, given: dict[str, Any]) -> Any:
        """Do it and return what the process sees under the element's id."""
        ...


# Compared with the folder by a test.
CONNECTORS: Final[Mapping[str, Any]] = {
    "answer_escalation": answer_escalation,
    "approve_document": approve_document,
    "ask_to_read": ask_to_read,
    "assign_role": assign_role,
    "check_eligibility": check_eligibility,
    "end_document": end_document,
    "extend_document": extend_document,
    "find_appointer": find_appointer,
    "find_manager": find_manager,
    "next_level": next_level,
    "publish_document": publish_document,
    "read_bookings": read_bookings,
    "read_delegations": read_delegations,
    "read_goals": read_goals,
    "read_holders": read_holders,
    "read_report_basis": read_report_basis,
    "receive_status_report": receive_status_report,
    "record_escalation": record_escalation,
    "record_goals": record_goals,
    "record_measurements": record_measurements,
    "record_plan": record_plan,
    "record_rollout": record_rollout,
    "record_status_report": record_status_report,
    "revise_document": revise_document,
    "send_information": send_information,
    "set_document_state": set_document_state,
    "start_case": start_case,
    "submit_document": submit_document,
}


def perform(desk: Desk, call: Call) -> Any:
    """Run the connector that the process calls; parameters of the wrong kind fail the step."""
    connector: Connector = CONNECTORS[call.connector]
    try:
        given = connector.Parameters().load(call.parameters)
    except ValidationError as error:
        raise RunFailure(
            call.element,
            Text(
                f"Kopplingen {call.connector} fick fel indata.",
                f"The connector {call.connector} got bad input.",
            ),
            Text(
                f"Det här stämmer inte: {', '.join(error.messages_dict)}.",
                f"This does not fit: {error.messages}.",
            ),
        ) from error
    return connector.perform(desk, call, given)
