"""What people do in the year: which cases they start, when they come to a task, and how they answer. The same seed gives much the same year: which of two tasks of one instant comes first is not up to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from tests.year import days

CHAIR = "maria-lindqvist"
STARTERS = ("linda-hedlund", "hanna-virtanen", "samir-aziz", "jenny-blomqvist", "tomas-ekstrom")
OWNERS = ("Johan Bergström", "Amira Haddad", "Per Nyström", "Leyla Demir", "Erik Sandberg", "Anders Wikström")
LEADERS = ("Rebecka Lind", "Marko Petrovic", "Olga Ivanova", "Aisha Mohamed", "Henrik Sköld")
UNITS = {
    "Regionområde Norr": ("Barnmorskemottagningen Granvik", "Ungdomsmottagningen Granvik"),
    "Regionområde Söder": ("Barnmorskemottagningen Ekdalen", "Rehabmottagningen Ekdalen"),
    "Regionområde Öster": ("Barnhälsovården Lindåsa", "Psykologenheten Lindåsa"),
    "Regionområde Väster": ("Ungdomsmottagningen Strandby", "Habiliteringen Strandby"),
    "Regionområde Mitt": ("Barnmorskemottagningen Åbro", "Barnhälsovården Åbro"),
}
PARTS = ("tid", "kostnad", "omfattning", "kvalitet", "risk", "effektmal")
# How ten cases are handled; the others as these.
WAYS = (
    *("infora_direkt", "bereda", "infora_direkt", "infora_direkt", "bereda", "infora_direkt"),
    *("handlagga_annat_satt", "infora_direkt", "bereda", "avsluta"),
)
HABITS = ("in_time", "late", "reminded", "mixed")
INTERVALS = ("P14D", "P1M", "P1M", "P7D", "P3M")
WORST = {"gron": 0, "gul": 1, "rod": 2}


@dataclass(frozen=True)
class Plan:
    """A case of the year: what is decided about it, and how those in it work."""

    number: int
    begins: date
    way: str
    starter: str
    owner: str
    leader: str
    areas: tuple[str, ...]
    units: tuple[str, ...]
    secret: bool
    interval: str
    habit: str
    written_off: bool
    by_program: bool

    @property
    def title(self) -> str:
        """The title of the case."""
        return f"Förändring {self.number:02}"


def plans(count: int, length: int, seed: int) -> list[Plan]:
    """Return so many cases, begun during the first two thirds of so many days."""
    return [_plan(number, count, length, Random(f"{seed} {number}")) for number in range(count)]


def _plan(number: int, count: int, length: int, chance: Random) -> Plan:
    areas = tuple(chance.sample(list(UNITS), chance.choice((1, 1, 2))))
    return Plan(
        number=number,
        begins=days.FIRST + timedelta(days=number * length * 2 // (3 * count)),
        way=WAYS[number % len(WAYS)],
        starter=STARTERS[number % len(STARTERS)],
        owner=OWNERS[number % len(OWNERS)],
        leader=LEADERS[number % len(LEADERS)],
        areas=areas,
        units=tuple(unit for area in areas for unit in UNITS[area][: chance.choice((1, 1, 2))]),
        secret=number % 7 == 3,
        interval=INTERVALS[number % len(INTERVALS)],
        habit=HABITS[number % len(HABITS)],
        written_off=number % 5 == 2,
        by_program=number % 3 == 1,
    )


def beginning(plan: Plan) -> dict[str, Any]:
    """Return the answers that start a case."""
    return {
        "rubrik": plan.title,
        "berorda_regionomraden": list(plan.areas),
        "berorda_enheter": list(plan.units),
        "sekretess": plan.secret,
    }


def comes(plan: Plan, element: str, born: datetime, chance: Random) -> datetime:
    """Return when somebody comes to a task: some hour of a working day."""
    day = days.day_of(born)
    if element == "ut_skriv_statusrapport":
        habit = chance.choice(HABITS[:3]) if plan.habit == "mixed" else plan.habit
        # Due after five working days, reminded three later. Fifteen minutes after closing time is late.
        later = {"in_time": (1, 2, 4, 5), "late": (5, 6, 7), "reminded": (9, 11)}[habit]
        waits = chance.choice(later)
        return days.at(days.working(day, waits), *((16, 45) if habit == "late" else (8, 30)))
    many = {
        "ut_genomfor_forandring": (40, 240),
        "ut_informera_chefer": (10, 30),
        "ut_kvittera_statusrapport": (0, 5),
        "ut_behandla_eskalering": (1, 12),
        "ut_overvag_eskalering": (0, 4),
    }
    first, last = many.get(element, (0, 2))
    later_day = day + timedelta(days=chance.randint(first, last))
    return days.at(later_day if days.works(later_day) else days.working(later_day, 1), 8, 30)


def _colours(chance: Random) -> dict[str, str]:
    worst = chance.choices(("gron", "gul", "rod"), (5, 3, 2))[0]
    parts = {part: chance.choice(("gron", worst, "gron")) for part in PARTS}
    return {**parts, chance.choice(PARTS): worst}


def _why(colour: str) -> dict[str, str]:
    return {} if colour == "gron" else {"kommentar": "Två är sjuka.", "atgard": "Vi lånar två."}


def _decisions(chance: Random, today: date) -> list[dict[str, Any]]:
    return [
        {
            "fraga": f"Får vi {what}?",
            "forslag": "Ja.",
            "ram": chance.choice(("inom_ram", "inom_ram", "utanfor_ram")),
            **({"senast": (today + timedelta(days=chance.randint(5, 60))).isoformat()} if dated else {}),
        }
        for what, dated in chance.sample([("anställa", True), ("börja", True), ("byta", False)], 3)[
            : chance.choice((0, 0, 1, 2))
        ]
    ]


def report(today: date, goals: list[str], chance: Random) -> dict[str, Any]:
    """Return a status report as its form is answered; `goals` are the ids of those that can be judged."""
    colours = _colours(chance)
    total = max(colours.values(), key=WORST.__getitem__)
    if total == "rod" and chance.random() < 0.2:
        total = "gron"
    trends = ("battre", "oforandrad", "samre")
    return {
        "period_fran": (today - timedelta(days=30)).isoformat(),
        "period_till": today.isoformat(),
        "sammanfattning": f"Läget {today.isoformat()}.",
        "status_total": total,
        "trend": chance.choice(trends),
        **_why(total),
        **({"motivering_gron": "Det är löst."} if total == "gron" and "rod" in colours.values() else {}),
        "delstatus": {
            part: {"status": colour, "trend": chance.choice(trends), **_why(colour)}
            for part, colour in colours.items()
        },
        "beslut_som_behovs": _decisions(chance, today),
        "effektmal": [
            {"effektmal": goal, "prognos": chance.choice(("nas", "nas_delvis", "nas_inte"))}
            for goal in goals
            if chance.random() < 0.8
        ],
    }


def wanted(plan: Plan, element: str, today: date, chance: Random) -> Mapping[str, Any]:
    """Return what is answered in a task, where it matters; the rest of its form is filled in anyhow."""
    usual = {
        "jav": False,
        "beslutsfattare": "Maria Lindqvist",
        "beslutsdatum": today.isoformat(),
        "fran": today.isoformat(),
    }
    return {**usual, **_answers(plan, today, chance).get(element, {})}


def _answers(plan: Plan, today: date, chance: Random) -> dict[str, dict[str, Any]]:
    return {
        **_deciding(plan, today),
        "ut_overenskom_intervall": {"intervall": plan.interval, "overens": True},
        "ut_bekrafta_inford": {"omfattning": "helt", "inford_datum": today.isoformat()},
        "ut_kvittera_statusrapport": _receipt(chance),
        "ut_besluta_i_uppdraget": {
            "utfall": chance.choice(("bifall", "bifall", "avslag", "lyft")),
            "beslutsfattare": plan.owner,
        },
        "ut_overvag_eskalering": {
            "vag": chance.choice(("eskalera", "eskalera", "avsta")),
            "bradska": chance.choice(("normal", "hog", "akut")),
            "senast": (today + timedelta(days=30)).isoformat(),
        },
        "ut_registrera_matning": {"varde": chance.randint(1, 30), "matdatum": today.isoformat()},
        "ut_folj_upp_effektmal": {
            "bedomning": "ej_uppnatt" if plan.written_off else chance.choice(("uppnatt", "pa_vag"))
        },
        "ut_besluta_atgard": {
            "utfall": "lyft" if plan.written_off else "mat_igen",
            "nasta_matdatum": (today + timedelta(days=20)).isoformat(),
            "beslutsfattare": plan.owner,
        },
    }


def _deciding(plan: Plan, today: date) -> dict[str, dict[str, Any]]:
    # Those that are measured again have time left for it.
    last = today + timedelta(days=120 if plan.written_off else 500)
    goals = [_goal(f"Mål {letter}", last) for letter in ("A", "B")[: 1 + plan.number % 2]]
    spell = {"start": today.isoformat(), "slut": (today + timedelta(days=180)).isoformat()}
    stops = plan.way == "bereda" and plan.number % 20 == 8
    return {
        "ut_besluta_hantering": {"utfall": plan.way},
        "ut_utse_uppdragsagare": {"utfall": "utsedd", "person": plan.owner},
        "ut_planera_direktinforande": {
            "utfall": "genomfor",
            "projektledare": plan.leader,
            "tidplan": spell,
            "effektmal": goals,
        },
        "ut_ta_fram_effektmal": {"effektmal": goals},
        "ut_besluta_genomforande": {
            "utfall": "avsluta" if stops else "genomfor",
            "uppdragstagare": plan.leader,
            "tidplan": spell,
        },
        "ut_utse_projektledare": {"utfall": "utsedd", "person": plan.leader},
        "ut_besluta_avvikelse": {"utfall": "avskriv"},
    }


def _goal(name: str, last: date) -> dict[str, Any]:
    return {
        "namn": name,
        "baslinje": 30,
        "malvarde": 10,
        "malriktning": "minska",
        "slutdatum": last.isoformat(),
        "matintervall": "P1M",
        "bekraftad_av_verksamhet": True,
    }


def _receipt(chance: Random) -> dict[str, Any]:
    if chance.random() < 0.1:
        return {"rattas": True, "att_ratta": "Perioden är fel."}
    changed = {"nytt_intervall": chance.choice(("P7D", "P14D", "P1M"))} if chance.random() < 0.12 else {}
    return {"kommentar": "Tack.", **changed}
