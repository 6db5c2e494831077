"""Record measurements of the goals of a case: rows, or a CSV file that is first looked through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from engine import clock
from engine.commands import asked_for, measuring
from engine.commands.asked_for import Answered
from engine.desk import Desk
from engine.errors import FieldError, InvalidError
from engine.governance import measured_rows
from engine.governance.measured_rows import Given, Known
from engine.governance.permissions import Permission, require
from engine.governance.register_rows import at_line
from engine.receipt import Receipt
from engine.runtime.failure import RunFailure
from engine.store import goals, units
from engine.store.measuring import Measuring

FAULTS_SHOWN: Final = 100


@dataclass(frozen=True)
class RecordMeasurements:
    """Write measurements; their keys are columns. What counts already is not written again.

    The open tasks that ask for them are completed with them, where the actor may do those.

    Raises NotFoundError, ForbiddenError (neither answers for the case nor manages a unit), ConflictError (it is suspended
    or has ended) and InvalidError with a fault for each row: all are written or none.
    """

    case_id: UUID
    rows: tuple[Mapping[str, Any], ...]
    completes: bool = True

    def run(self, desk: Desk) -> Receipt:
        """Check the rows, write them, and complete the tasks that ask for them."""
        require(desk.actor, Permission.REPORT_WRITE)
        may, locked = measuring.require_measuring(desk, self.case_id)
        usual = {"measured_on": clock.day(desk.now), "source": "", "comment": "", "unit_id": None}
        rows = [{**usual, **row} for row in self.rows]
        _refuse(measuring.pointed(measuring.faults(desk, may, rows)))
        measuring.write(desk, may, rows)
        if self.completes:
            asked_for.answer(desk, locked, rows)
        return Receipt({"id": str(may.case.id), "number": may.case.number})

    def after_failure(self, failure: RunFailure) -> "RecordMeasurements":
        """Return the command that writes them alone, when the process could not go on from a task."""
        del failure
        return replace(self, completes=False)


@dataclass(frozen=True)
class ImportedRow:
    """A row of the file. `before`: the value that counts for the goal, the unit and the day until now."""

    line: int
    goal_id: UUID
    goal: str
    unit_id: UUID | None
    unit: str | None
    value: Decimal
    before: Decimal | None
    values: Mapping[str, Any]

    @property
    def effect(self) -> str:
        """What it does: new, corrects, or same."""
        return "new" if self.before is None else "same" if self.before == self.value else "corrects"


@dataclass(frozen=True)
class ImportedMeasurements:
    """What a file says, or would: its rows, how many were written, how many had no value, and the tasks that asked for them."""

    rows: tuple[ImportedRow, ...]
    written: int
    blank: int
    tasks: Answered


@dataclass(frozen=True)
class ImportMeasurements:
    """Write the measurements of a CSV file, all or none; with `dry_run` only say what would be written.

    Tasks are completed as by RecordMeasurements.

    Raises what RecordMeasurements raises, with a fault for each line.
    """

    case_id: UUID
    data: bytes
    dry_run: bool = False
    completes: bool = True

    def run(self, desk: Desk) -> ImportedMeasurements:
        """Return what the file says."""
        require(desk.actor, Permission.REPORT_WRITE)
        may, locked = measuring.require_measuring(desk, self.case_id)
        named = goals.names_of_case(desk.connection, may.case.id)
        there = units.named(desk.connection, desk.organisation_id)
        given, faults, blank = measured_rows.read(self.data, _known(named, there))
        rows = [row.values for row in given]
        _refuse(faults or _at_lines(given, measuring.faults(desk, may, rows)))
        called: dict[UUID | None, str] = {**dict(named), **{one: name for one, name, _ in there}}
        shown = tuple(_shown(row, may, called) for row in given)
        new = sum(one.effect != "same" for one in shown)
        written = new if self.dry_run else measuring.write(desk, may, rows)
        tasks = asked_for.answer(desk, locked, rows, dry_run=self.dry_run) if self.completes else Answered()
        return ImportedMeasurements(shown, written, blank, tasks)

    def after_failure(self, failure: RunFailure) -> "ImportMeasurements":
        """Return the command that writes them alone, when the process could not go on from a task."""
        del failure
        return replace(self, completes=False)


def _known(named: Sequence[tuple[UUID, str]], there: Sequence[tuple[UUID, str, str]]) -> Known:
    return Known(
        measured_rows.names([(name, one) for one, title in named for name in {title, str(one)}]),
        measured_rows.names([(name, one) for one, *rest in there for name in {*rest, str(one)}]),
    )


def _at_lines(given: Sequence[Given], found: Sequence[tuple[int, str, Any]]) -> list[FieldError]:
    return [
        at_line(
            given[number].line,
            f"{measured_rows.NAMES[column]}: {text.sv.rstrip('.')}",
            f"{measured_rows.NAMES[column]}: {text.en.rstrip('.')}",
        )
        for number, column, text in found
    ]


def _shown(row: Given, may: Measuring, called: Mapping[UUID | None, str]) -> ImportedRow:
    values = row.values
    goal, unit, _ = place = measuring.place_of(values)
    before = may.counting.get(place)
    return ImportedRow(row.line, goal, called[goal], unit, called.get(unit), values["value"], before, values)


def _refuse(faults: Sequence[FieldError]) -> None:
    if not faults:
        return
    first = faults[0].text
    more = len(faults) - 1
    raise InvalidError(
        f"{first.sv} Inget har förts in." + (f" Det finns {more} fel till." if more else ""),
        f"{first.en} Nothing has been recorded." + (f" There are {more} more faults." if more else ""),
        tuple(faults[:FAULTS_SHOWN]),
    )
