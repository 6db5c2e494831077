"""A decision table as a grid: read, written back with what is not ours, and judged cell by cell."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import InvalidError, ModelRefusedError, NotFoundError
from engine.runtime import xml
from engine.runtime.decisions.grid import Grid, Head, Row, blank, grid_of, grids
from engine.runtime.decisions.judging import HEAD, judge
from engine.runtime.decisions.reading import tables
from engine.runtime.decisions.writing import write

FILE = (Path(__file__).parents[4] / "bpmn/utse_roll/brt_bestam_agare.dmn").read_bytes()
KEY = "brt_bestam_agare"
FOREIGN = FILE.replace(
    b'id="brt_bestam_agare_regel2"', b'id="brt_bestam_agare_regel2" xmlns:x="urn:x" x:colour="red"'
)


@pytest.fixture
def grid() -> Grid:
    return grid_of(FILE, None)


def test_what_is_written_unchanged_says_the_same(grid: Grid):
    assert grids(write(FILE, grid)) == (grid,)
    before, after = (tables(xml.read(data))[0] for data in (FILE, write(FILE, grid)))
    assert before == after


def test_rows_and_columns_move_with_what_is_not_ours(grid: Grid):
    moved = replace(
        grid,
        inputs=tuple(reversed(grid.inputs)),
        rows=tuple(replace(row, tests=row.tests[::-1]) for row in reversed(grid.rows)),
    )
    written = write(FOREIGN, moved)
    again = grid_of(written, KEY)
    assert [one.label for one in again.inputs] == [one.label for one in moved.inputs]
    assert [(row.tests, row.results, row.note) for row in again.rows] == [
        (row.tests, row.results, row.note) for row in moved.rows
    ]
    rule = next(node for node in xml.read(written).iter("{*}rule") if node.get("id") == f"{KEY}_regel2")
    assert rule.get("{urn:x}colour") == "red"


def test_new_rows_and_columns_get_ids_of_their_own_and_what_is_gone_is_gone(grid: Grid):
    new = replace(
        grid,
        name="Nytt namn",
        policy="C",
        inputs=(*grid.inputs[:1], Head(None, "ny", text="belopp", sort="number", values="[0..10]")),
        outputs=(Head(None, "svar", "svar", sort="string", values='"ja", "nej"', default='"nej"'),),
        rows=(
            Row(None, ("true", "> 3"), ('"ja"',), "varför"),
            replace(grid.rows[1], tests=("", ""), results=('"nej"',)),
        ),
    )
    written = write(FILE, new)
    again = grid_of(written, KEY)
    assert (again.name, again.policy, len(again.rows)) == ("Nytt namn", "C", 2)
    assert again.inputs[1] == Head(1, "ny", "", "belopp", "number", "[0..10]")
    assert again.outputs[0].default == '"nej"'
    assert again.rows[0] == Row(0, ("true", "> 3"), ('"ja"',), "varför")
    assert judge(written, KEY).cells == {}
    ids = [node.get("id") for node in xml.read(written).iter("{*}*") if node.get("id")]
    assert len(ids) == len(set(ids))


def test_faults_stand_at_their_cells_without_saying_where(grid: Grid):
    rows = (replace(grid.rows[0], tests=("[1..", "", "", ""), results=("", "7", "")), *grid.rows[1:])
    heads = (replace(grid.inputs[0], text="a +"), *grid.inputs[1:])
    judged = judge(write(FILE, replace(grid, inputs=heads, rows=rows)), KEY)
    assert set(judged.cells) == {("in", HEAD, 0), ("in", 0, 0), ("out", 0, 1)}
    assert judged.cells["out", 0, 1].sv == "7 är inte av typen string."
    assert judged.covered is None


def test_a_sound_table_is_told_of_gaps_and_of_rules_that_meet(grid: Grid):
    assert judge(FILE, KEY).covered is not None
    without = judge(write(FILE, replace(grid, rows=grid.rows[1:])), KEY)
    assert without.covered is not None
    assert without.covered.gaps[0].sv == (
        'regionövergripande = true, processkategori = "karnverksamhet", ägandet är delegerat till = null'
    )
    double = judge(write(FILE, replace(grid, rows=(*grid.rows, replace(grid.rows[0], origin=None)))), KEY)
    assert double.covered is not None
    assert (double.covered.meetings[0].one, double.covered.meetings[0].other) == (1, 7)


def test_a_table_of_the_whole_can_be_wrong(grid: Grid):
    judged = judge(write(FILE, replace(grid, policy="C+")), KEY)
    assert "räknar samman" in judged.whole[0].sv
    assert not judged.sound


def test_a_new_table_is_sound_and_what_is_no_table_is_refused():
    assert judge(blank("brt_ny", "Ny & fin"), "brt_ny").sound
    assert grid_of(blank("brt_ny", "Ny & fin"), None).name == "Ny & fin"
    with pytest.raises(NotFoundError):
        grid_of(FILE, "annat")
    with pytest.raises(InvalidError):
        grids(b"<a/>")
    with pytest.raises(ModelRefusedError):
        grids(b"nej")
