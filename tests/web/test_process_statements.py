"""What the governing texts say of the process structure can be seen, and done, on its pages."""

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from engine.door import Engine
from engine.governance.actor import Identity
from engine.queries.processes.tree import Branch, Tree

Browse = Callable[[str], FlaskClient]
READER = "tomas-ekstrom"
ADMINISTRATOR = "stefan-aberg"


@pytest.fixture
def tree(engine: Engine, people: dict[str, UUID]) -> Callable[[], dict[str, Branch]]:
    """The process structure by code, as it is now."""
    return lambda: {one.code: one for one in engine.ask(Tree(), Identity(person_id=people[READER]))}


def _sides(client: FlaskClient, node: Branch) -> tuple[str, str]:
    """Return what comes in and what goes out, as the page of the process says it."""
    page = client.get(f"/processer/{node.id}").text
    found = re.search(r"<h3>In (.*?)<h3>Ut (.*?)</section>", page, re.DOTALL)
    assert found
    return found[1], found[2]


@pytest.mark.krav("VGR-STR-03")
def test_what_goes_out_of_one_process_comes_in_to_another(
    browse: Browse, tree: Callable[[], dict[str, Branch]]
) -> None:
    given = _sides(browse(READER), tree()["modrahalsovard"])
    got = _sides(browse(READER), tree()["barnhalsovard"])

    assert "Överlämning av mor och barn" in given[1]
    assert "till <a" in given[1]
    assert "Överlämning av mor och barn" not in given[0]
    assert "Överlämning av mor och barn" in got[0]
    assert "Inleverans, från <a" in got[0]


@pytest.mark.krav("VGR-STR-04")
@pytest.mark.parametrize(
    ("sort", "said"),
    [
        ("styrande_forutsattning", "Styrande förutsättning"),
        ("stodjande_forutsattning", "Stödjande förutsättning"),
    ],
)
def test_what_goes_out_can_govern_or_support_another_process(
    browse: Browse, tree: Callable[[], dict[str, Branch]], sort: str, said: str
) -> None:
    client, one, other = browse(ADMINISTRATOR), tree()["ledning"], tree()["familj"]
    answers = {"_action": "do", "vad": "Riktlinje", "typ": sort, "till": str(other.id)}
    client.post(f"/processer/{one.id}/leverans", data=answers)

    assert f"{said}, till" in _sides(client, one)[1]
    assert f"{said}, från" in _sides(client, other)[0]


@pytest.mark.krav("VGR-STR-09")
def test_several_variants_of_a_process_stand_on_the_same_level(
    browse: Browse, tree: Callable[[], dict[str, Branch]]
) -> None:
    client, base = browse(ADMINISTRATOR), tree()["barnhalsovard"]
    for where in ("Norr", "Söder"):
        answers = {
            "kod": f"bhv-{where}",
            "namn": f"Barnhälsovård {where}",
            "typ": "variant",
            "variant": where,
        }
        places = {"over": str(base.parent_id), "variant_av": str(base.id)}
        client.post("/processer/ny", data={"_action": "do", **answers, **places})
    found = tree()

    assert {found["bhv-Norr"].level, found["bhv-Söder"].level} == {base.level}
    assert {found["bhv-Norr"].variant, found["bhv-Söder"].variant} == {"Norr", "Söder"}
    assert "Lokal variant Söder, nivå 3" in client.get("/processer").text


@pytest.mark.krav("VGR-STR-07")
def test_processes_on_different_levels_can_have_the_same_class(
    browse: Browse, tree: Callable[[], dict[str, Branch]]
) -> None:
    found = tree()
    group, part = found["familj"], found["modrahalsovard"]
    pages = [browse(READER).get(f"/processer/{one.id}").text for one in (group, part)]

    assert group.level != part.level
    assert all(">2.1 i klassificeringen</a>" in page for page in pages)
