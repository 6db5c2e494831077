"""Processes as a tree, a map and pages; written by those who keep the registers, and by nobody else."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import demo
import pytest
from flask.testing import FlaskClient

from engine.door import Engine
from engine.governance.actor import Identity
from engine.queries.processes.structure import NodeById
from engine.queries.processes.tree import Branch, Tree

Browse = Callable[[str], FlaskClient]
READER = "tomas-ekstrom"
ADMINISTRATOR = "stefan-aberg"


@pytest.fixture
def tree(engine: Engine, people: dict[str, UUID]) -> dict[str, Branch]:
    """The process structure by code."""
    return {one.code: one for one in engine.ask(Tree(), Identity(person_id=people[READER]))}


def _post(client: FlaskClient, path: str, **answers: str) -> Any:
    return client.post(path, data={"_action": "do", **answers})


def test_the_tree_has_every_process_under_the_one_it_is_part_of(tree: dict[str, Branch]) -> None:
    order = list(tree)

    assert (tree["vard"].level, tree["familj"].level, tree["barnhalsovard"].level) == (1, 2, 3)
    assert tree["barnhalsovard"].parent_id == tree["familj"].id
    assert order[order.index("vard") :][:3] == ["vard", "familj", "barnhalsovard"]
    assert len(tree) == 13


@pytest.mark.parametrize("view", ["/processer", "/processer?vy=karta"])
def test_tree_and_map_lead_to_every_process_and_show_vacancies(
    browse: Browse, tree: dict[str, Branch], view: str
) -> None:
    page = browse(READER).get(view).text

    for branch in tree.values():
        assert page.count(f'href="/processer/{branch.id}"') == 1
    assert page.lower().count("vakans<") == sum(not branch.held for branch in tree.values())


def test_the_tree_names_who_answers_for_a_process_at_its_level(browse: Browse) -> None:
    page = browse(READER).get("/processer").text
    node = re.search(r"<code>barnhalsovard</code>.*?</div>", page, re.DOTALL)

    assert node
    assert "Process, nivå 3" in node[0]
    assert "Katarina Berglund" in node[0]
    assert "Yusuf Ali" in node[0]
    assert "3 processer under" not in page
    assert "2 processer under Barn och familj" in page


def test_a_process_shows_its_deliveries_in_and_out_its_roles_and_its_place(
    browse: Browse, tree: dict[str, Branch]
) -> None:
    page = browse(READER).get(f"/processer/{tree['rehabilitering'].id}").text
    coming, going = page.split("<h3>Ut ")

    assert "Bemanningsplan" in coming
    assert "Stödjande förutsättning" in coming
    assert "Kommunens hemsjukvård" in going
    assert "Den som behöver återfår funktion." in page
    assert re.search(r"Lokal processledare</a></dt><dd><span class=\"muted\">Ingen utsedd", page)
    assert f'href="/processer/{tree["vuxna"].id}"' in page
    assert ">2.2 i klassificeringen</a>" in page


def test_a_process_with_the_key_of_a_model_leads_to_it(browse: Browse, tree: dict[str, Branch]) -> None:
    client = browse(READER)

    assert (
        'href="/arenden/starta/implementering"' in client.get(f"/processer/{tree['implementering'].id}").text
    )
    assert "Ingen publicerad" in client.get(f"/processer/{tree['vard'].id}").text


def test_a_running_case_with_a_task_in_a_process_is_shown_there(
    browse: Browse, engine: Engine, client: FlaskClient, tree: dict[str, Branch]
) -> None:
    node = {"id": str(tree["barnhalsovard"].id), "namn": "Barnhälsovård"}
    outcomes = {"ut_besluta_hantering": {"utfall": "bereda"}}
    robot = demo.robot(engine, client, outcomes)
    case = robot.start(demo.LEAD, {**demo.START, "berorda_processer": ["Barnhälsovård"]})
    for _ in range(60):
        found = browse(READER).get(f"/processer/{node['id']}").text
        if f"/arenden/{case['id']}" in found or not robot.round(case["id"]):
            break

    assert f"/arenden/{case['id']}" in found
    assert f"/arenden/{case['id']}" not in browse(READER).get(f"/processer/{tree['kompetens'].id}").text


def test_classes_stand_in_a_view_of_their_own_under_each_other(browse: Browse) -> None:
    page = browse(READER).get("/processer/klasser").text

    assert "2 klasser under Hälso- och sjukvård" in page
    assert page.index("2.1") < page.index("Vård före och efter födelse") < page.index("2.2")


@pytest.mark.parametrize("path", ["ny", "klasser/ny", "{node}/andra", "{node}/leverans", "{node}/klass"])
def test_only_an_administrator_is_let_to_the_forms(
    browse: Browse, tree: dict[str, Branch], path: str
) -> None:
    address = f"/processer/{path.format(node=tree['vard'].id)}"

    assert browse(READER).get(address).status_code == 403
    assert _post(browse(READER), address).status_code == 403
    assert browse(ADMINISTRATOR).get(address).status_code == 200
    assert address not in browse(READER).get(f"/processer/{tree['vard'].id}").text


def test_a_process_is_added_moved_and_keeps_its_code(
    browse: Browse, engine: Engine, people: dict[str, UUID], tree: dict[str, Branch]
) -> None:
    client, reader = browse(ADMINISTRATOR), Identity(person_id=people[READER])
    made = _post(
        client,
        "/processer/ny",
        kod="remiss",
        namn="Remittera",
        typ="process",
        over=str(tree["verksamhetsstod"].id),
    )
    node = next(one for one in engine.ask(Tree(), reader) if one.code == "remiss")

    assert made.location == "/processer"
    assert node.parent_id == tree["verksamhetsstod"].id
    moved = _post(
        client, f"/processer/{node.id}/andra", namn="Remittera", typ="process", over=str(tree["vard"].id)
    )
    assert moved.location == f"/processer/{node.id}"
    found = engine.ask(NodeById(node.id), reader).node
    assert (found.code, found.parent_id) == ("remiss", tree["vard"].id)


def test_a_circle_is_refused_with_a_sentence_and_what_was_chosen_stays(
    browse: Browse, tree: dict[str, Branch]
) -> None:
    child = tree["familj"].id
    answer = _post(
        browse(ADMINISTRATOR),
        f"/processer/{tree['vard'].id}/andra",
        namn="Nytt namn",
        typ="processomrade",
        over=str(child),
    )

    assert answer.status_code == 409
    assert "vard skulle ligga under sig själv: vard - familj - vard" in answer.text
    assert 'value="Nytt namn"' in answer.text
    assert f'value="{child}" selected' in answer.text


def test_a_code_that_is_taken_is_said_at_the_field_and_changes_nothing(
    browse: Browse, tree: dict[str, Branch], engine: Engine, people: dict[str, UUID]
) -> None:
    answer = _post(browse(ADMINISTRATOR), "/processer/ny", kod="vard", namn="Annat", typ="process")

    assert answer.status_code == 422
    assert "vard är redan Främja hälsa och ge vård" in answer.text
    assert 'href="#f-kod"' in answer.text
    assert (
        engine.ask(NodeById(tree["vard"].id), Identity(person_id=people[READER])).node.name
        == tree["vard"].name
    )


def test_a_delivery_is_added_to_a_process_or_outside_and_ended(
    browse: Browse, tree: dict[str, Branch]
) -> None:
    client, address = browse(ADMINISTRATOR), f"/processer/{tree['vard'].id}"

    empty = _post(client, f"{address}/leverans", vad="Svar", typ="inleverans")
    assert empty.status_code == 422
    assert 'href="#f-mottagare"' in empty.text
    for to in ({"till": str(tree["verksamhetsstod"].id)}, {"mottagare": "Patientnämnden"}):
        assert _post(client, f"{address}/leverans", vad="Svar", typ="inleverans", **to).location == address
    page = client.get(address).text
    assert page.count("<b>Svar</b>") == 2
    ending = re.findall(rf'action="({address}/leveranser/[^"]+/avsluta)"', page)
    client.post(ending[-1])

    assert client.get(address).text.count("Avslutad ") == 1


def test_a_class_is_made_and_given_to_a_process(browse: Browse, tree: dict[str, Branch]) -> None:
    client, address = browse(ADMINISTRATOR), f"/processer/{tree['vard'].id}"
    assert _post(client, "/processer/klasser/ny", kod="4", namn="Beredskap").location == "/processer/klasser"
    chosen = re.search(r'value="([^"]+)">4 Beredskap', client.get(f"{address}/klass").text)

    assert chosen
    assert _post(client, f"{address}/klass", klass=chosen[1]).location == address
    assert ">2, 4 i klassificeringen</a>" in client.get(address).text
    assert _post(client, "/processer/klasser/ny", kod="4", namn="Igen").status_code == 422


def test_processes_are_told_in_english_too(browse: Browse) -> None:
    client = browse(READER)
    client.post("/sprak", data={"language": "en", "next": "/processer"})
    page = client.get("/processer").text

    assert "<h1>Processes</h1>" in page
    assert "Process area, level 1" in page
    assert "2 processes under Barn och familj" in page
