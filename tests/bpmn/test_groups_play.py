"""Those who are appointed to the groups of a municipality, and at which level of competence, as the instruction says."""

from collections.abc import Iterator

import pytest
from appointments import Played, run_through
from lending import post

from engine.door import Engine
from engine.store.work import Database
from tests.krav.diary import shown

AREA, SUPPORT, MAIN, SUB = (
    "Tillgodose behovet av vård",
    "Tillgodose behovet av ekonomi",
    "Ge hemtjänst",
    "Bedriva hemtjänst",
)
SUPPORTER = ("workshopledare", "tio_steg", "puff", "modellering")
ROLES = {
    "Processförvaltare": ("processforvaltare", SUB, "petra"),
    "Processtödjare": ("processtodjare", AREA, "pia"),
    "Kommunikatör": ("kommunikator", SUPPORT, "plato"),
    "Strateg": ("strateg", SUB, "petra"),
}


@pytest.fixture
def played(empty_url: str) -> Iterator[Played]:
    database = Database(empty_url)
    yield Played(Engine(database, demo=True), "eskilstuna")
    database.close()


def begin(played: Played, role: str, node: str | None = None) -> str:
    return played.start("fredrik", roll=role, processnod=node or ROLES[role][1])


def accepted(played: Played, case: str, appointer: str, *attested: str) -> None:
    """Take a proposal of Lea as far as to the decision."""
    played.propose(case, appointer, "lea", *attested)
    played.hand_in(case, "lea")
    played.hand_in(case, "hilda")
    assert played.lies_with(case) == {"ut_utse": {appointer}}


def held(played: Played, role: str) -> set[tuple[str, str]]:
    return {(one["person"], one["scope"]) for one in played.holders(role)}


@pytest.mark.parametrize(
    ("role", "level", "attested"),
    [
        shown("ESK-PF-01", "Processförvaltare", 4, ()),
        shown("ESK-PS-01", "Processtödjare", 4, SUPPORTER),
        shown("ESK-KOM-01", "Kommunikatör", 2, ()),
        shown("ESK-STR-01", "Strateg", 3, ()),
    ],
)
def test_whoever_has_the_level_is_appointed_by_the_one_who_leads_the_group(
    played: Played, role: str, level: int, attested: tuple[str, ...]
) -> None:
    key, node, appointer = ROLES[role]
    played.level("lea", level)

    run_through(played, begin(played, role), (appointer, "lea", "hilda"), *attested)

    assert held(played, key) == {("Lea Uppdragsledare", node)}


@pytest.mark.parametrize(
    ("role", "level", "attested", "statement"),
    [
        shown("ESK-PF-01", "Processförvaltare", 4, (), "ESK-PF-01"),
        shown("ESK-PS-01", "Processtödjare", 4, SUPPORTER, "ESK-PS-01"),
        shown("ESK-KOM-01", "Kommunikatör", 2, (), "ESK-KOM-01"),
    ],
)
def test_one_level_below_is_sent_back_and_nothing_waives_it(
    played: Played, role: str, level: int, attested: tuple[str, ...], statement: str
) -> None:
    _, _, appointer = ROLES[role]
    played.level("lea", level - 1)
    case = begin(played, role)

    played.propose(case, appointer, "lea", *attested)

    assert played.lies_with(case) == {"ut_foresla_innehavare": {appointer}}
    sentence = f"{role} ska vara någon som har kompetensnivå {level} ({statement}). "
    assert f"{sentence}Det gäller inte Lea Uppdragsledare i dag." in played.reads(case, appointer)
    # The level is reached, and lost again before the decision.
    played.level("lea", level)
    accepted(played, case, appointer, *attested)
    played.sql("UPDATE competence SET valid_to = '2020-12-31' WHERE level = :level", level=level)
    refused = played.appoint(case, appointer, 403, intyg=list(attested), dispens="Går kursen i vår.")
    assert sentence in refused["detail"]


@pytest.mark.krav("ESK-STR-01")
def test_a_strategist_one_level_below_is_appointed_with_a_waiver_and_not_without(played: Played) -> None:
    played.level("lea", 2)
    case = begin(played, "Strateg")
    accepted(played, case, "petra")
    sentence = "Strateg ska vara någon som har kompetensnivå 3 (ESK-STR-01)."
    assert sentence in played.reads(case, "petra")

    assert sentence in played.appoint(case, "petra", 403)["detail"]
    played.appoint(case, "petra", dispens="Går kursen i vår.")

    (found,) = played.holders("strateg")
    assert (found["person"], found["dispensation"]) == ("Lea Uppdragsledare", "Går kursen i vår.")


@pytest.mark.parametrize(
    ("missing", "statement", "words"),
    [
        shown("ESK-PS-03", "workshopledare", "ESK-PS-03", "har gått utbildningen till workshopledare"),
        shown("ESK-PS-04", "tio_steg", "ESK-PS-04", "kan tiostegsmodellen"),
        shown("ESK-PS-05", "puff", "ESK-PS-05", "kan PUFF"),
        shown("ESK-PS-06", "modellering", "ESK-PS-06", "kan rita i 2c8"),
    ],
)
def test_a_process_supporter_masters_the_methods_and_the_tool(
    played: Played, missing: str, statement: str, words: str
) -> None:
    played.level("lea", 4)
    attested = [rule for rule in SUPPORTER if rule != missing]
    case = begin(played, "Processtödjare")

    played.propose(case, "pia", "lea", *attested)
    assert played.lies_with(case) == {"ut_foresla_innehavare": {"pia"}}
    told = played.reads(case, "pia")
    assert f"Processtödjare ska vara någon som {words} ({statement}" in told
    assert "Det är inte intygat om Lea Uppdragsledare." in told
    accepted(played, case, "pia", *SUPPORTER)

    assert statement in played.appoint(case, "pia", 403, intyg=attested)["detail"]
    assert held(played, "processtodjare") == set()
    played.appoint(case, "pia", intyg=list(SUPPORTER))
    assert held(played, "processtodjare") == {("Lea Uppdragsledare", AREA)}


def test_the_supporter_of_one_group_is_not_that_of_another(played: Played) -> None:
    for person in ("lea", "uno"):
        played.level(person, 4)
    run_through(played, begin(played, "Processtödjare", AREA), ("pia", "lea", "hilda"), *SUPPORTER)
    case = begin(played, "Processtödjare", SUPPORT)
    assert played.lies_with(case) == {"ut_foresla_innehavare": {"plato"}}
    played.propose(case, "plato", "uno", *SUPPORTER)
    played.hand_in(case, "uno")
    manager = next(iter(played.lies_with(case)["ut_avsatt_resurs"]))
    played.hand_in(case, manager)
    played.appoint(case, "plato", intyg=list(SUPPORTER))

    assert held(played, "processtodjare") == {("Lea Uppdragsledare", AREA), ("Uno Uthyrning", SUPPORT)}


@pytest.mark.krav("ESK-PS-08")
def test_the_register_of_competence_has_the_four_levels_by_their_names_and_no_others(played: Played) -> None:
    lea = played.robot.get("/me", "lea")["id"]
    for level in range(1, 5):
        played.level("lea", level)
    for wrong in (0, 5):
        body = {"key": "niva", "level": wrong, "attained_on": "2020-02-01"}
        post(played.robot, "adam", f"/persons/{lea}/competences", body, 422)

    kept = played.robot.get(f"/persons/{lea}", "adam")["competences"]
    assert {one["level"]: one["level_name"] for one in kept} == {
        1: "Känna till",
        2: "Förstå",
        3: "Färdighet",
        4: "Leda andra",
    }
