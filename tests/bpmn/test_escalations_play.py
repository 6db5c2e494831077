"""Escalation under each profile: from level to level of its chain, to the top, where nothing is passed on."""

from collections.abc import Iterator
from typing import Any

import pytest
from appointments import Played

from engine.commands.models.publish import PublishModel
from engine.door import Engine
from engine.governance.actor import RALS
from engine.library import PRODUCT
from engine.queries.people.organisations import Organisations
from engine.store.work import Database
from web.cli import models

APPOINTED = (
    "UPDATE role_assignment SET appointed_as = 'halso_sjukvardsdirektor' FROM seat s"
    " WHERE s.id = seat_id AND s.role = 'processagare'"
)
DECIDING = (
    "UPDATE role_assignment SET decides = true FROM seat s WHERE s.id = seat_id AND s.role = 'processteam'"
)
# Who is given what beside those of the organisation; who raises it, about which process; and who gets it, in order.
CHAINS: dict[str, Any] = {
    "vgr": (
        [("lotta", "lokal_processledare", "planera-norr"), ("ove", "regional_processledare", "planera")],
        ("lotta", "Planera vård i norr"),
        ["ove", "omar", "dina"],
    ),
    "pop": ([], ("etta", "Handlägga ärenden"), ["pelle", "gd"]),
    "region": ([], ("leo", "Hantera remisser"), ["paula", "hedda", "greta"]),
    "eskilstuna": (
        [("lea", "processteam", "hemtjanst-p"), ("bo", "processteam", "ge-hemtjanst")],
        ("lea", "Bedriva hemtjänst"),
        ["bo", "pia", "kim"],
    ),
}
MARKS = {"eskilstuna": pytest.mark.krav("ESK-LIN-08", "ESK-ANS-13", "ESK-TEAM-13")}


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    database = Database(empty_url)
    yield Engine(database, demo=True)
    database.close()


def raised(engine: Engine, profile: str) -> tuple[Played, str]:
    """Let somebody raise a question about a process; return who plays and the case."""
    given, (who, process), _ = CHAINS[profile]
    played = Played(engine, profile)
    files = models.files_of(PRODUCT / "bpmn" / "eskalering")
    engine.do(PublishModel(files, engine.ask(Organisations(), RALS)[0].id), RALS)
    for one in given:
        played.give(*one)
    played.sql(APPOINTED)
    played.sql(DECIDING)
    return played, played.start(who, "eskalering", rubrik="Vem gör det?", processnod=process)


def answer(played: Played, case: str, who: str, code: int = 200, **wanted: Any) -> Any:
    return played.hand_in(case, who, code, jav=False, beslutsfattare=played.names[who], **wanted)


@pytest.mark.parametrize("profile", [pytest.param(one, marks=MARKS.get(one, ())) for one in CHAINS])
def test_a_question_goes_up_the_chain_of_the_profile_to_the_top_and_back_to_whoever_raised_it(
    empty: Engine, profile: str
) -> None:
    _, (raiser, _), chain = CHAINS[profile]
    played, case = raised(empty, profile)

    for who in chain[:-1]:
        assert played.lies_with(case) == {"ut_behandla_eskalering": {who}}
        answer(played, case, who, utfall="lyft_vidare", motivering="Utanför vårt mandat.")
    assert played.lies_with(case) == {"ut_behandla_eskalering": {chain[-1]}}
    # At the top there is nobody to pass it on to.
    answer(played, case, chain[-1], 422, utfall="lyft_vidare", motivering="Utanför vårt mandat.")
    answer(played, case, chain[-1], utfall="beslutat", motivering="Så här gör vi.")

    assert played.robot.get(f"/cases/{case}", raiser)["ended_in"] == "end_beslutad"
    with empty.database.snapshot() as connection:
        kept = connection.exec_driver_sql(
            "SELECT l.outcome, p.key FROM escalation_level l JOIN person p ON p.id = l.answered_by ORDER BY l.number"
        ).all()
        told = connection.exec_driver_sql(
            "SELECT n.subject FROM notice n JOIN person p ON p.id = n.person_id WHERE p.key = %s ORDER BY n.sent_at",
            (raiser,),
        ).all()
        state = connection.exec_driver_sql("SELECT state FROM escalation").scalar_one()
    outcomes = [*["lyft_vidare"] * (len(chain) - 1), "beslutat"]
    assert [tuple(row) for row in kept] == list(zip(outcomes, chain, strict=True))
    passed_on = ["Eskaleringen är lyft vidare: Vem gör det?"] * (len(chain) - 1)
    answers = [row.subject for row in told if row.subject.endswith(": Vem gör det?")]
    assert answers == [*passed_on, "Eskaleringen är beslutad: Vem gör det?"]
    assert state == "beslutad"


def test_a_level_that_nobody_holds_is_passed_over(empty: Engine) -> None:
    played, case = raised(empty, "pop")
    answer(played, case, "pelle", utfall="aterford", motivering="Gör som förut.")
    played.sql(
        "UPDATE role_assignment SET valid_to = valid_from - 1 FROM seat s"
        " WHERE s.id = seat_id AND s.role = 'processagare'"
    )

    again = played.start("etta", "eskalering", rubrik="Vem gör det?", processnod="Handlägga ärenden")

    assert played.robot.get(f"/cases/{case}", "etta")["ended_in"] == "end_aterford"
    assert played.lies_with(again) == {"ut_behandla_eskalering": {"gd"}}


def test_at_the_top_there_is_nobody_to_raise_a_question_to(empty: Engine) -> None:
    played, _ = raised(empty, "pop")
    form = played.robot.get("/process-definitions/eskalering/start-form", "gd")["form"]
    assert form["id"] == "f_eskalering"

    with pytest.raises(AssertionError, match="ingen nivå över din"):
        played.start("gd", "eskalering", rubrik="Vem gör det?", processnod="Handlägga ärenden")
