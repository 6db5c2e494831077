"""One clock, and one place that reads the environment."""

from pathlib import Path

from tests.architecture import source

CLOCK, SETTINGS = Path("engine/clock.py"), Path("engine/settings.py")
READS_A_CLOCK = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}
READS_THE_ENVIRONMENT = {"environ", "environb", "getenv", "putenv", "environs"}

# Who else may read a clock, and why.
OWN_TIME: dict[str, str] = {}
# Who else may touch the environment, and why.
OWN_ENVIRONMENT = {
    "web/cli/__init__.py": "turns a wrong setting (environs.EnvError) into a sentence",
    "web/cli/serving.py": "hands its own environment on to the processes that it starts",
}


def clock_reads(path: Path) -> list[str]:
    return [
        f"{path}:{call.lineno} {name}"
        for name, call in source.called(source.tree(path))
        if ".".join(name.split(".")[-2:]) in READS_A_CLOCK
    ]


def environment_reads(path: Path) -> set[str]:
    named = {part for name in source.imported(path) for part in name.split(".")}
    used = {name.rpartition(".")[2] for name in source.attributes(path) if name.startswith("os.")}
    return (named | used) & READS_THE_ENVIRONMENT


def test_only_the_clock_reads_the_time():
    others = [path for path in source.python(*source.FLOORS) if path != CLOCK and str(path) not in OWN_TIME]
    assert [found for path in others for found in clock_reads(path)] == []
    assert clock_reads(CLOCK)


def test_every_other_reader_of_the_time_is_still_one():
    assert [path for path in OWN_TIME if not clock_reads(Path(path))] == []


def test_only_the_settings_read_the_environment():
    readers = {str(path) for path in source.python(*source.FLOORS) if environment_reads(path)}
    assert readers == {str(SETTINGS), *OWN_ENVIRONMENT}
