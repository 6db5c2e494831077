"""A project leader reports from the mail in under two minutes; the owner receives; a red report is escalated and answered."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import demo
import lending
import pytest
import receivers
from flask.testing import FlaskClient
from playwright.sync_api import Locator, Page, expect
from receivers import MailServer
from reporting import LEADER, OWNER
from robot import Robot

from engine.door import Engine
from engine.sending import tell_all

pytestmark = pytest.mark.browser
# A person writes forty words a minute, of five letters and a space, and finds and presses something in two seconds.
LETTER, PRESS, TWO_MINUTES = 60 / (40 * 6), 2.0, 120.0
CHAIR = "maria-lindqvist"
PARTS = ("tid", "kostnad", "omfattning", "kvalitet", "risk", "effektmal")
GOING_ON = ("ut_skriv_statusrapport", "ut_genomfor_forandring", "ut_inforande_regionomrade")
OUTCOMES = {
    "ut_besluta_hantering": {"utfall": "bereda"},
    "ut_utse_uppdragsagare": {"till": "2090-12-31"},
    "ut_utse_projektledare": {"till": "2090-12-31"},
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
def case(engine: Engine, client: FlaskClient) -> dict[str, Any]:
    """A case that is being carried out, on the eve of its first report. Nobody has been told of anything by mail."""
    robot = demo.robot(engine, client, OUTCOMES)
    started = robot.start(demo.LEAD, demo.START)
    while robot.round(started["id"], lambda task: task["element_id"] in GOING_ON):
        pass
    tell_all(engine)
    return started


@pytest.fixture
def smtp(engine: Engine, case: dict[str, Any], address: str) -> Iterator[MailServer]:
    with receivers.mail_server() as running:
        engine.outgoing = replace(running.outgoing(), base_url=address)
        yield running


def month_later(engine: Engine, client: FlaskClient) -> None:
    demo.robot(engine, client, {}).advance("P31D")
    demo.wake(engine)


def let_the_worker_work(engine: Engine) -> None:
    # The browser has the event loop of this thread.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(receivers.work_off, engine).result()


def follow(engine: Engine, smtp: MailServer, page: Page, who: str, words: str) -> None:
    """Open the link of the mail that says so, and log in as the one who got it."""
    let_the_worker_work(engine)
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


def write_first(hands: Hands) -> None:
    """Judge every part for the first time, and say that a milestone has been reached."""
    page = hands.page
    words = "Två områden har gått igenom rutinen. Resten börjar efter helgen."
    hands.write(page.get_by_label("Sammanfattning"), words)
    for part in PARTS:
        hands.choose(f"delstatus.{part}.status", "gron")
    hands.choose("status_total", "gron")
    hands.press(page.locator("summary", has_text="Milstolpar"))
    reached = page.get_by_role("group", name="Milstolpar, rad 2", exact=True)
    expect(reached.locator("select option:checked")).to_have_text("Alla är utbildade")
    hands.write(reached.get_by_label("Nådd"), "i dag")
    hands.hand_in()


def write_second(hands: Hands, check: Callable[[str], None]) -> None:
    """Say what is new: the time is red. What is missing is asked for where it is missing."""
    page = hands.page
    expect(page.get_by_text("Två områden har gått igenom rutinen.")).to_be_visible()
    for part in PARTS:
        expect(page.locator(f"[name='delstatus.{part}.status'][value=gron]")).to_be_checked()
    hands.write(page.get_by_label("Sammanfattning"), "Utbildarna räcker inte.")
    for name in ("delstatus.tid.status", "status_total"):
        hands.choose(name, "rod")
    for name in ("delstatus.tid.trend", "trend"):
        hands.choose(name, "samre")
    hands.hand_in()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(4)
    expect(page.get_by_label("Sammanfattning")).to_have_value("Utbildarna räcker inte.")
    check("a red report without a cause")
    for part in (
        page.get_by_role("group", name="Tid", exact=True),
        page.get_by_role("group", name="Samlad status").first,
    ):
        hands.write(part.get_by_label("Orsak"), "Två utbildare saknas.")
        hands.write(part.get_by_label("Åtgärd"), "Låna två från Mitt.")
    hands.hand_in()


def escalate(engine: Engine, smtp: MailServer, page: Page) -> None:
    """Receive the red report, and take the offer to escalate it."""
    follow(engine, smtp, page, OWNER, "Ta emot statusrapporten")
    expect(page.get_by_text("Låna två från Mitt.")).to_be_visible()
    hands = Hands(page)
    hands.hand_in()
    expect(page.get_by_role("heading", name="Överväg att lyfta")).to_be_visible()
    hands.press(page.get_by_label("Lyfter frågan"))
    expect(page.get_by_label("Det här behöver avgöras")).to_have_value("Utbildarna räcker inte.")
    hands.write(page.get_by_label("Det här händer annars"), "Starten skjuts upp till hösten.")
    hands.write(page.get_by_label("Senast"), "31 mars 2090")
    hands.hand_in()


def decide(engine: Engine, smtp: MailServer, page: Page) -> None:
    """Decide as the level above, on the page."""
    follow(engine, smtp, page, CHAIR, "Behandla eskaleringen")
    expect(page.get_by_text("Starten skjuts upp till hösten.")).to_be_visible()
    hands = Hands(page)
    hands.press(page.locator("[name=utfall][value=beslutat]"))
    hands.write(page.get_by_label("Beslut, vägledning eller skäl"), "Två till från Mitt.")
    hands.press(page.locator("summary", has_text="Beslutsfattare"))
    page.get_by_role("combobox", name="Beslutsfattare").select_option(label="Maria Lindqvist")
    page.wait_for_load_state("networkidle")
    hands.press(page.get_by_role("button", name="Fatta beslutet"))
    expect(page.get_by_text("Klart: Behandla eskaleringen")).to_be_visible()


def test_a_report_takes_less_than_two_minutes_from_the_mail_and_a_red_one_is_escalated_and_answered(
    engine: Engine,
    client: FlaskClient,
    smtp: MailServer,
    case: dict[str, Any],
    page: Page,
    check: Callable[[str], None],
) -> None:
    month_later(engine, client)
    follow(engine, smtp, page, LEADER, "Skriv statusrapport")
    check("first report")
    first = Hands(page, 2 * PRESS, 2)
    write_first(first)
    assert first.seconds < TWO_MINUTES, first
    follow(engine, smtp, page, OWNER, "Ta emot statusrapporten")
    expect(page.get_by_text("Två områden har gått igenom rutinen.")).to_be_visible()
    Hands(page).hand_in()

    month_later(engine, client)
    follow(engine, smtp, page, LEADER, "Skriv statusrapport")
    second = Hands(page, 2 * PRESS, 2)
    write_second(second, check)
    assert second.seconds < TWO_MINUTES, second
    escalate(engine, smtp, page)
    decide(engine, smtp, page)
    robot = demo.robot(engine, client, OUTCOMES)
    everybody_is_told(engine, smtp, robot, case["id"])
    ask_between(page, robot, case["id"])


def everybody_is_told(engine: Engine, smtp: MailServer, robot: Robot, case: str) -> None:
    kinds = {one["kind"] for one in robot.get(f"/cases/{case}/trail", LEADER, limit=200)["items"]}
    assert {"status-reported", "status-report-received", "escalated", "escalation-answered"} <= kinds
    let_the_worker_work(engine)
    told = [one["Subject"] for one in smtp.to(receivers.address(LEADER))]
    assert f"Eskaleringen är beslutad: {demo.START['rubrik']}, rapport 2" in told


def ask_between(page: Page, robot: Robot, case: str) -> None:
    """Ask for a report now, on the page as the owner; the project leader gets the task, and there is but one."""
    page.context.clear_cookies()
    page.goto(f"/arenden/{case}")
    page.get_by_role("button", name="Johan Bergström").first.click()
    page.get_by_role("link", name="Begär en rapport nu").click()
    page.get_by_label("Varför behövs den nu?").fill("Nämnden frågar.")
    page.get_by_role("button", name="Begär en statusrapport").click()
    expect(page.get_by_text("Statusrapporten är begärd.")).to_be_visible()
    begun = robot.get(f"/cases/{case}/status-reports/next", LEADER)
    assert (begun["number"], bool(begun["task_id"])) == (3, True)
    lending.post(robot, OWNER, f"/cases/{case}/status-reports/request", {}, 409)
