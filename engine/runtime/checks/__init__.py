"""The checks that a model passes before it is published: one rule per file, named like its check.

Knows no database and no profile: what a model may refer to comes in as `Known`.
"""

from collections.abc import Iterator, Mapping
from typing import Final, Protocol

from engine.errors import Finding
from engine.runtime.checks import (
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
    krav_missing,
    lane_lists_known,
    mandate_of_role,
    message_name,
    multi_instance,
    named_element,
    one_start,
    python_expression,
    reachable,
    readable,
    reserved_id,
    resolvable_scope,
    script_language,
    single_way_out,
    split_is_covered,
    timer_parses,
    unique_id,
    unique_item,
    unsupported_element,
)
from engine.runtime.checks.subject.fault import Fault
from engine.runtime.checks.subject.known import Known
from engine.runtime.checks.subject.subject import Subject, subject

__all__ = ["CHECKS", "Check", "Known", "check"]


class Check(Protocol):
    """A module of this folder."""

    __name__: str

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
    known_role,
    resolvable_scope,
    known_form,
    known_mandate,
    mandate_of_role,
    decision_has_mandate,
    decision_form,
    known_outcome,
    known_connector,
    lane_lists_known,
    named_element,
    known_krav,
    krav_missing,
)


def check(files: Mapping[str, bytes], known: Known) -> tuple[Finding, ...]:
    """Return what the checks find in the files of a model; an error refuses it, a warning is shown."""
    read = subject(files, known)
    return tuple(
        Finding(rule.__name__.rpartition(".")[2], fault.element, fault.text, fault.remedy, fault.severity)
        for rule in CHECKS
        for fault in rule.faults(read)
    )
