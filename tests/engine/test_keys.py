"""The life of a key: made with care, used, noted, revoked at once."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import demo
import keys
import pytest
import reporting
from flask.testing import FlaskClient
from reporting import LEADER
from sqlalchemy import text

from engine import clock
from engine.commands.access.make_key import MakeKey, RevokeAnothersKey, RevokeKey
from engine.commands.notifications.choose import ChooseNotifications
from engine.door import Engine
from engine.errors import EngineError, ForbiddenError, InvalidError, NotFoundError
from engine.governance.actor import Identity
from engine.governance.tokens import Scope
from engine.queries.access.keys import AllKeys, MyKeys
from engine.store.tokens import MOST_EACH

READ = "portfolio:read"
PATH = "/api/v1/portfolio"
ADMINISTRATOR = "stefan-aberg"


def test_a_key_ends_at_once_when_it_is_revoked_by_its_person_or_an_administrator(
    engine: Engine, client: FlaskClient
) -> None:
    me, administrator = keys.person(engine, LEADER), keys.person(engine, ADMINISTRATOR)
    for by, revoke in ((me, RevokeKey), (administrator, RevokeAnothersKey)):
        headers = keys.headers(engine, LEADER, READ)
        key = next(one for one in engine.ask(MyKeys(), me).items if one.in_force)
        assert client.get(PATH, headers=headers).status_code == 200
        with pytest.raises(NotFoundError):
            engine.do(RevokeKey(key.id), administrator)
        with pytest.raises(ForbiddenError):
            engine.do(RevokeAnothersKey(key.id), me)
        engine.do(revoke(key.id), by)
        refused = client.get(PATH, headers=headers)
        assert refused.status_code == 401
        assert "återkallad" in refused.json["detail"]
    assert {one.owner for one in engine.ask(AllKeys(), administrator).items} == {"Olga Ivanova"}
    with pytest.raises(ForbiddenError):
        engine.ask(AllKeys(), me)
    with engine.database.snapshot() as connection:
        told = connection.execute(text("SELECT kind, details FROM trail WHERE kind LIKE 'key-%' ORDER BY id"))
        kinds = [(row.kind, row.details["name"]) for row in told]
    assert kinds == [(kind, "Veckorapport") for kind in ("key-made", "key-revoked")] * 2


def test_the_use_of_a_key_is_noted_at_most_once_an_hour(engine: Engine, client: FlaskClient) -> None:
    me, token = keys.person(engine, LEADER), keys.made(engine, LEADER, READ)
    headers, program = {"Authorization": f"Bearer {token}"}, Identity(token=token, scope=Scope.PORTFOLIO_READ)

    def used() -> Any:
        return engine.ask(MyKeys(), me).items[0].used_at

    assert used() is None
    client.get(PATH, headers=headers)
    first = used()
    client.get(PATH, headers=headers)
    assert used() == first
    with engine.database.transaction() as connection:
        connection.execute(text("UPDATE access_token SET used_at = used_at - interval '2 hours'"))
    engine.do(ChooseNotifications(), program)
    assert used() > first - timedelta(hours=1)


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"name": " "}, "/name"),
        ({"scopes": ()}, "/scopes"),
        ({"scopes": ("allt",)}, "/scopes"),
        ({"days": 366}, "/until"),
        ({"days": -1}, "/until"),
        ({"case_id": uuid4()}, "/case"),
    ],
)
def test_a_key_that_says_too_little_or_asks_too_much_is_not_made(
    engine: Engine, wrong: dict[str, Any], where: str
) -> None:
    asked = {"name": "A", "scopes": (READ,), "days": 30, **wrong}
    until = clock.day(engine.now()) + timedelta(days=asked.pop("days"))

    with pytest.raises(EngineError) as refused:
        engine.do(MakeKey(**asked, until=until), keys.person(engine, LEADER))

    assert isinstance(refused.value, InvalidError)
    assert [one.pointer for one in refused.value.errors] == [where]


def test_nobody_makes_more_keys_than_an_administrator_can_see(engine: Engine) -> None:
    me, until = keys.person(engine, LEADER), clock.day(engine.now()) + timedelta(days=1)
    for number in range(MOST_EACH):
        engine.do(MakeKey(f"Nyckel {number}", (READ,), until), me)

    with pytest.raises(InvalidError) as refused:
        engine.do(MakeKey("En till", (READ,), until), me)
    assert "Återkalla en först" in refused.value.text.sv
    engine.do(RevokeKey(engine.ask(MyKeys(), me).items[0].id), me)
    engine.do(MakeKey("En till", (READ,), until), me)


def test_the_list_of_everybodys_keys_tells_no_number_of_a_secret_case(
    engine: Engine, client: FlaskClient
) -> None:
    robot = demo.robot(engine, client, {})
    case = robot.start(demo.LEAD, {**demo.START, "sekretess": True})["id"]
    reporting.staff(engine, case)
    me, until = keys.person(engine, LEADER), clock.day(engine.now()) + timedelta(days=1)
    engine.do(MakeKey("En", (READ,), until, case_id=UUID(case)), me)

    assert engine.ask(MyKeys(), me).items[0].case_number
    assert engine.ask(AllKeys(), keys.person(engine, ADMINISTRATOR)).items[0].case_number is None


def test_the_list_of_keys_goes_on_page_by_page(engine: Engine) -> None:
    for _ in range(3):
        keys.made(engine, LEADER, READ)
    administrator, seen, cursor = keys.person(engine, ADMINISTRATOR), [], None
    while True:
        page = engine.ask(AllKeys(limit=2, cursor=cursor), administrator)
        seen.append([one.id for one in page.items])
        if (cursor := page.next) is None:
            break

    assert [len(one) for one in seen] == [2, 1]
    assert len({one for page in seen for one in page}) == 3
    with pytest.raises(InvalidError):
        engine.ask(AllKeys(cursor="bortom"), administrator)
