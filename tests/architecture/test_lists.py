"""What is listed by hand equals the folder it lists; a file that nobody listed would be silently left out."""

import tomllib
from pathlib import Path

from sqlalchemy import Table

from engine.connectors import CONNECTORS
from engine.runtime.checks import CHECKS
from engine.store import tables
from tests.architecture import source


def modules_in(folder: str) -> set[str]:
    return {path.stem for path in source.python() if path.parent == Path(folder)} - {"__init__"}


def test_every_connector_is_listed_under_its_own_name():
    folder = Path("engine/connectors")
    performing = {
        name
        for name in modules_in(str(folder))
        if "perform" in {function for function, _ in source.functions(folder / f"{name}.py")}
    }

    assert set(CONNECTORS) == performing
    for name, module in CONNECTORS.items():
        assert module.__name__ == f"engine.connectors.{name}"
        assert module.Parameters
        assert module.perform


def test_every_model_check_is_listed():
    listed = [check.__name__.rpartition(".")[2] for check in CHECKS]

    assert listed
    assert sorted(listed) == sorted(modules_in("engine/runtime/checks"))


def test_every_file_of_tables_is_imported_and_every_table_exported():
    files = modules_in("engine/store/tables")
    listed = source.imported(Path("engine/store/tables/__init__.py"))
    exported = {name: value for name, value in vars(tables).items() if isinstance(value, Table)}

    assert {f"engine.store.tables.{name}" for name in files} <= listed
    assert set(exported) == set(tables.METADATA.tables)
    assert set(tables.__all__) == set(exported) | {"METADATA"}
    assert tables.__all__ == sorted(tables.__all__)


def test_every_package_stands_on_a_floor_of_the_import_contract():
    packages = {path.parts[0] for path in source.python() if path.parts[1:] == ("__init__.py",)}
    linter = tomllib.loads((source.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    floors = linter["contracts"][0]["layers"]

    assert packages == set(source.FLOORS) == set(linter["root_packages"]) == set(floors)


def test_every_folder_of_python_is_a_package_that_says_what_it_is():
    folders = {path.parent for path in source.python(*source.FLOORS)}
    bare = [
        str(folder)
        for folder in folders
        if "versions" not in folder.parts
        and not (
            (source.ROOT / folder / "__init__.py").is_file() and source.text(folder / "__init__.py").strip()
        )
    ]
    assert bare == []
