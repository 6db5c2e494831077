"""A project leader reports from the mail in under two minutes; the owner receives; a red report is escalated and answered."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import demo
import pytest
import receivers
from flask.testing import FlaskClient
from playwright.sync_api import Locator, Page, expect
from receivers import MailServer, work_off
from reporting import LEADER, OWNER

from engine.door import Engine

pytestmark = pytest.mark.browser
# A person writes forty words a minute, of five letters and a space, and finds and presses something in two seconds.
LETTER, PRESS, TWO_MINUTES = 60 / (40 * 6), 2.0, 120.0
CHAIR = "maria-lindqvist"
GOING_ON = ("ut_skriv_statusrapport", "ut_genomfor_forandring", "ut_inforande_regionomrade")
OUTCOMES = {
    "ut_besluta_hantering": {"utfall": "bereda"},
    "ut_overenskom_intervall": {"intervall": "P1M"},
    "ut_besluta_genomforande": {"tidplan": {"milstolpar": [{"namn": "Alla är utbildade"}]}},
}


@dataclass
class Hands:
    """A person at a browser, with the seconds that it takes a person."""

    page: Page
    seconds: float = 0.0
    presses: int = 0

    def press(self, what: Locator) -> None:
        what.click()
        self.seconds, self.presses = self.seconds + PRESS, self.presses + 1

    def write(self, where: Locator, words: str) -> None:
        self.press(where)
        where.fill(words)
        self.seconds += len(words) * LETTER

    def choose(self, part: str, colour: str) -> None:
        self.press(self.page.locator(f"[name='{part}'][value='{colour}']"))

    def hand_in(self) -> None:
        # What is written is sent on while one writes; the button is pressed when that has come to rest.
        self.page.wait_for_load_state("networkidle")
        self.press(self.page.get_by_role("button", name="Slutför uppgiften"))


@pytest.fixture
def smtp(engine: Engine, address: str) -> Iterator[MailServer]:
    with receivers.mail_server() as running:
        engine.outgoing = replace(running.outgoing(), base_url=address)
        yield running


@pytest.fixture
def case(engine: Engine, client: FlaskClient, smtp: MailServer) -> dict[str, Any]:
    """A case that is being carried out, on the day of its first report."""
    robot = demo.robot(engine, client, OUTCOMES)
    started = robot.start(demo.LEAD, demo.START)
    for _ in range(2):
        while robot.round(started["id"], lambda task: task["element_id"] in GOING_ON):
            pass
        work_off(engine)
        smtp.mails.clear()
        robot.advance("P31D")
        demo.wake(engine)
        if robot.get("/tasks", LEADER, case=started["id"])["items"]:
            return started
    raise AssertionError("nobody was asked for a report")


def follow(engine: Engine, smtp: MailServer, page: Page, who: str, words: str) -> None:
    """Open the link of the mail that says so, and log in as the one who got it."""
    work_off(engine)
    found = [one for one in smtp.to(receivers.address(who)) if words in one["Subject"]]
    assert found, [one["Subject"] for one in smtp.to(receivers.address(who))]
    part = found[-1].get_body(("plain",))
    assert part is not None
    link = re.search(r"http\S+/uppgifter/\S+", part.get_content())
    assert link is not None, part.get_content()
    page.context.clear_cookies()
    page.goto(link.group())
    names = {LEADER: "Olga Ivanova", OWNER: "Johan Bergström", CHAIR: "Maria Lindqvist"}
    page.get_by_role("button", name=names[who]).first.click()
    expect(page).to_have_url(re.compile("/uppgifter/"))


def write_first(hands: Hands, page: Page) -> None:
    """Judge every part for the first time."""
    summary = page.get_by_label("Sammanfattning")
    hands.write(summary, "Två områden har gått igenom rutinen. Resten börjar efter helgen.")
    for part in ("tid", "kostnad", "omfattning", "kvalitet", "risk", "effektmal"):
        hands.choose(f"delstatus.{part}.status", "gron")
    hands.choose("status_total", "gron")
    hands.press(page.locator("summary", has_text="Milstolpar"))
    reached = page.get_by_role("group", name="Milstolpar, rad 2", exact=True)
    expect(reached.locator("option:checked").first).to_have_text("Alla är utbildade")
    hands.write(reached.get_by_label("Nådd"), "i dag")
    hands.hand_in()


def test_a_report_takes_less_than_two_minutes_from_the_mail_and_a_red_one_is_escalated_and_answered(
    engine: Engine,
    client: FlaskClient,
    smtp: MailServer,
    case: dict[str, Any],
    page: Page,
    check: Callable[[str], None],
) -> None:
    follow(engine, smtp, page, LEADER, "Skriv statusrapport")
    check("first report")
    hands = Hands(page, PRESS * 2, 2)
    write_first(hands, page)
    expect(page.get_by_role("status").or_(page.locator(".note")).first).to_be_visible()
    assert hands.seconds < TWO_MINUTES, hands
    print(f"first report: {hands.presses} presses, {hands.seconds:.0f} seconds")

    follow(engine, smtp, page, OWNER, "Ta emot statusrapporten")
    expect(page.get_by_text("Två områden har gått igenom rutinen.")).to_be_visible()
    check("receipt")
    Hands(page).hand_in()
    robot = demo.robot(engine, client, OUTCOMES)
    assert robot.get(f"/cases/{case['id']}/status-reports", LEADER)["items"][0]["received_by"]
