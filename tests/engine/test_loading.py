"""An organisation that is loaded whole obeys what holds for whoever writes its registers one row at a time."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from appointments import FOLDER

from engine.commands.organisations.load import LoadOrganisation
from engine.door import Engine
from engine.errors import InvalidError
from engine.governance.actor import RALS
from engine.library import PRODUCT
from engine.queries.people.organisations import Organisations
from engine.store.work import Database


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    database = Database(empty_url)
    yield Engine(database, demo=True)
    database.close()


def load(engine: Engine, *processes: dict[str, Any]) -> None:
    read = yaml.safe_load((FOLDER / "eskilstuna.yaml").read_bytes())
    told = {**read, "people": [], "processes": processes}
    engine.do(LoadOrganisation(told, (PRODUCT / "bpmn/profiles/eskilstuna.yaml").read_bytes()), RALS)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"kind": "process"}, "Välj en typ av"),
        ({"kind": "verksamhetsprocess"}, "Nivå 1 är obligatorisk"),
        ({"kind": "delprocess", "parent": "a1"}, "Nivå 2 är obligatorisk"),
        ({"kind": "processomrade"}, "har 7 av typen"),
    ],
)
@pytest.mark.krav("ESK-INL-01", "ESK-NIV-03")
def test_a_process_that_may_not_lie_there_is_refused_and_nothing_is_loaded(
    empty: Engine, wrong: dict[str, Any], sentence: str
) -> None:
    areas = [{"code": f"a{n}", "name": f"Område {n}", "kind": "processomrade"} for n in range(1, 8)]

    with pytest.raises(InvalidError) as refused:
        load(empty, *areas, {"code": "fel", "name": "Fel", **wrong})
    assert refused.value.text.sv.startswith("fel: ")
    assert sentence in refused.value.text.sv

    assert empty.ask(Organisations(), RALS) == ()
    load(empty, *areas, {"code": "ratt", "name": "Rätt", "kind": "verksamhetsprocess", "parent": "a1"})
    assert [one.name for one in empty.ask(Organisations(), RALS)] == ["Almköpings kommunkoncern"]
