"""Every benchmark measures something real and gives the keys that programs read; how fast it went is not judged here."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner

from benchmarks import (
    bare,
    complete,
    growth,
    house,
    inbox,
    lead_times,
    loop,
    measures,
    memory,
    migrate,
    portfolio,
    rights,
    start,
    throughput,
)
from benchmarks.figures import NAMES
from benchmarks.house import MODELS
from benchmarks.two_steps import KEY
from web.cli import rals


@pytest.fixture(scope="module")
def shared() -> Iterator[house.House]:
    """One running house for all; each benchmark starts one of its own otherwise."""
    with house.opened(KEY) as running:
        yield running


@pytest.fixture
def _in_shared(shared: house.House, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def opened(*_: str) -> Iterator[house.House]:
        yield shared

    monkeypatch.setattr(house, "opened", opened)


def silent(_text: str, part: float) -> None:
    assert 0 <= part <= 1


@pytest.mark.usefixtures("_in_shared")
def test_completing_is_held_against_the_bare_engine_and_counted():
    figures = complete.measure(silent, rounds=3, warm=1, counted=1, demo_steps=2)

    assert figures["ratio"] == figures["p50_ms"] / figures["bare_p50_ms"] > 1
    assert figures["bare_p50_ms"] > figures["bare_engine_p50_ms"] > 0
    assert 3 < figures["sql_statements"] <= 10
    assert figures["commits"] == 1
    assert figures["implementering"]["steps"] == 2
    assert figures["implementering"]["p50_ms"] > 0


@pytest.mark.usefixtures("_in_shared")
def test_throughput_is_given_by_clients():
    figures = throughput.measure(silent, clients=(1, 2), seconds=0.5, passes=1)

    assert list(figures["per_second"]) == ["1", "2"]
    assert all(rate > 0 for rate in figures["per_second"].values())


@pytest.mark.usefixtures("_in_shared")
def test_cases_that_change_version_are_counted_both_ways():
    figures = migrate.measure(silent, cases=5)

    assert (figures["cases"], figures["done"], figures["undone"]) == (5, 5, 5)
    assert figures["per_second"] > 0 < figures["back_per_second"]


@pytest.mark.usefixtures("_in_shared")
def test_memory_is_that_of_the_web_processes_and_the_worker():
    figures = memory.measure(silent, cases=2, demo_steps=1)

    assert figures["web_processes"] == house.WEB_PROCESSES
    for who in ("web", "worker"):
        assert 500 > figures[f"{who}_mb"] >= figures[f"{who}_own_mb"] > 10


def test_growth_is_measured_after_as_many_steps_of_the_web_processes_and_of_the_worker():
    figures = growth.measure(silent, early=4, late=12, cases=4)

    assert figures["steps"] == {"early": 4, "late": 12}
    for who in ("web", "worker"):
        assert figures[f"{who}_ratio"] == figures[f"{who}_mb"]["late"] / figures[f"{who}_mb"]["early"] > 0


@pytest.mark.usefixtures("_in_shared")
def test_rights_are_found_in_one_statement_however_many_one_holds():
    figures = rights.measure(silent, rounds=3, persons=500, assignments=2_000)

    assert figures["sql_statements"] == 1
    assert figures["held"] == rights.HELD
    assert figures["ratio"] == figures["big_ms"] / figures["demo_ms"] > 0


def test_a_start_takes_time_and_its_folder_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    figures = start.measure(silent, times=1)

    assert min(figures["first_s"], figures["second_s"]) > 0
    assert list(tmp_path.iterdir()) == []


def test_a_loop_has_as_many_tasks_and_bytes_late_as_early():
    figures = loop.measure(silent, late=60, window=3)

    assert figures["ratio"] == figures["round_10000_ms"] / figures["round_10_ms"]
    for what in ("tasks", "bytes"):
        assert figures[what]["10"] == figures[what]["10000"] > 0


def test_the_bare_engine_goes_through_the_same_model():
    plain = bare.Plain((MODELS / KEY / f"{KEY}.bpmn").read_bytes(), KEY)
    state = json.loads(plain.complete(plain.complete(plain.first)))

    assert state["completed"] is True


def test_every_name_is_a_benchmark():
    assert tuple(measures.MEASURES) == NAMES


def test_the_command_prints_the_figures_of_one_as_json(monkeypatch):
    monkeypatch.setitem(measures.MEASURES, "loop", lambda tell: loop.measure(tell, late=20, window=2))

    printed = CliRunner().invoke(rals, ["bench", "loop", "--json"])

    assert printed.exit_code == 0, printed.output
    assert set(json.loads(printed.stdout)) == {"ratio", "round_10_ms", "round_10000_ms", "tasks", "bytes"}


def test_the_command_shows_people_a_table(monkeypatch):
    monkeypatch.setitem(measures.MEASURES, "throughput", lambda _: {"per_second": {"1": 41.5}})

    shown = CliRunner().invoke(rals, ["bench", "throughput"])

    assert "per_second.1" in shown.stdout
    assert "41.50" in shown.stdout


def test_an_unknown_name_is_wrong_usage():
    assert CliRunner().invoke(rals, ["bench", "everything"]).exit_code == 2


@pytest.mark.usefixtures("_in_shared")
def test_the_same_inbox_is_read_among_few_tasks_and_among_many_and_no_plan_reads_all_tasks():
    figures = inbox.measure(silent, rounds=2, small=1_000, big=10_000)

    assert figures["tasks"] == 10_000
    assert figures["mine"] == inbox.ROLES * inbox.PER_SEAT * 4 // 5 + inbox.ROLES
    assert figures["ratio"] == max(figures[page]["ratio"] for page in inbox.PAGES) > 0
    for plan in figures["plan"].values():
        assert not [line for line in plan if "Seq Scan on task" in line or 'Seq Scan on "case"' in line]


@pytest.mark.usefixtures("_in_shared")
def test_the_portfolio_is_held_against_a_small_one():
    figures = portfolio.measure(silent, rounds=3, small=2, big=4)

    assert figures["ratio"] == max(figures[page]["ratio"] for page in portfolio.PAGES) > 0
    assert (figures["cases"], figures["reports"]) == (4, 80)


@pytest.mark.usefixtures("_in_shared")
def test_lead_times_are_measured_with_their_log():
    figures = lead_times.measure(silent, rounds=1, cases=3)

    assert figures["tasks"] == 120
    assert all(
        figures[name] > 0 for name in ("step_ms", "role_ms", "unit_ms", "drawing_ms", "log_s", "log_mb")
    )
