"""The checks that a model passes before it is published: one rule per file, named like its check.

Knows no database and no profile: what a model may refer to comes in as `Known`.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Protocol

from engine.errors import Finding
from engine.runtime.checks import (
    approver_is_another,
    balanced_gateways,
    boundary_leads_on,
    bounded_loop,
    called_element,
    can_end,
    conditional_flow,
    dangling_flow,
    decision_cells,
    decision_expression,
    decision_file,
    decision_form,
    decision_gap,
    decision_has_mandate,
    decision_hit_policy,
    decision_overlap,
    decision_paths,
    decision_requirement,
    decision_type,
    due_parses,
    endless_loop,
    event_gateway_targets,
    event_trigger,
    expression,
    expression_paths,
    flow_within_scope,
    handler_gateways,
    is_executable,
    key_is_file_name,
    known_connector,
    known_decision,
    known_form,
    known_krav,
    known_mandate,
    known_outcome,
    known_role,
    known_send_back,
    known_separation,
    krav_missing,
    lane_lists_known,
    lane_role,
    mandate_denied,
    mandate_level,
    mandate_of_role,
    message_name,
    multi_instance,
    named_element,
    no_deadlock,
    one_start,
    outcome_has_way,
    priority_in_range,
    python_expression,
    reachable,
    readable,
    reserved_id,
    resolvable_scope,
    script_language,
    seat_held,
    single_way_out,
    split_is_covered,
    timer_parses,
    unique_id,
    unique_item,
    unsupported_element,
    working_days,
)
from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.known import Known
from engine.runtime.checks.subject.subject import Subject, subject
from forms.text import Text

__all__ = ["CHECKS", "Check", "Known", "check", "key_of"]


class Check(Protocol):
    """A module of this folder. `NAME` is what modellers see."""

    __name__: str
    NAME: Text

    def faults(self, subject: Subject) -> Iterator[Fault]:
        """Yield what breaks the rule."""
        ...


# Compared with the folder by a test.
CHECKS: Final[tuple[Check, ...]] = (
    readable,
    key_is_file_name,
    is_executable,
    unique_id,
    reserved_id,
    unsupported_element,
    event_trigger,
    dangling_flow,
    flow_within_scope,
    one_start,
    reachable,
    can_end,
    single_way_out,
    conditional_flow,
    split_is_covered,
    no_deadlock,
    balanced_gateways,
    event_gateway_targets,
    boundary_leads_on,
    handler_gateways,
    endless_loop,
    bounded_loop,
    multi_instance,
    unique_item,
    called_element,
    message_name,
    timer_parses,
    due_parses,
    priority_in_range,
    working_days,
    script_language,
    python_expression,
    expression,
    expression_paths,
    known_decision,
    decision_file,
    decision_requirement,
    decision_hit_policy,
    decision_cells,
    decision_expression,
    decision_paths,
    decision_type,
    decision_gap,
    decision_overlap,
    lane_role,
    known_role,
    seat_held,
    resolvable_scope,
    known_form,
    known_mandate,
    mandate_of_role,
    mandate_denied,
    mandate_level,
    decision_has_mandate,
    decision_form,
    approver_is_another,
    known_separation,
    known_send_back,
    known_outcome,
    outcome_has_way,
    known_connector,
    lane_lists_known,
    named_element,
    known_krav,
    krav_missing,
)


def check(files: Mapping[str, bytes], known: Known) -> tuple[Finding, ...]:
    """Return what the checks find in the files of a model; an error refuses it, a warning is shown."""
    read = subject(files, known)
    return tuple(_finding(key_of(rule), fault, read) for rule in CHECKS for fault in rule.faults(read))


def key_of(rule: Check) -> str:
    """Return the key of a check: the name of its file."""
    return rule.__name__.rpartition(".")[2]


def _finding(key: str, fault: Fault, read: Subject) -> Finding:
    file, line, name = read.place(fault.element)
    return Finding(key, fault.element, fault.text, fault.remedy, fault.severity, name, file, line)
