"""Holds what the portfolio showed against what was counted anew: each figure of each row, in each form it is given in."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.year import days
from tests.year.reading import Seen, rows_of, sheet_of
from tests.year.reckoning import History, Reckoned

PARTS = ("tid", "kostnad", "omfattning", "kvalitet", "risk", "effektmal")
AREAS = ("Mitt", "Norr", "Söder", "Väster", "Öster")
FORECASTS = {"nas": "on_way", "nas_delvis": "uncertain", "nas_inte": "not_reached"}
RANKS = ("rod", "gul", None, "gron")
COLOURS = {"gron": "Grön", "gul": "Gul", "rod": "Röd", None: "Saknas"}
NAMES = {
    "": "Samlad status",
    "tid": "Tid",
    "kostnad": "Kostnad och resurser",
    "omfattning": "Omfattning och innehåll",
    "kvalitet": "Kvalitet",
    "risk": "Risk",
    "effektmal": "Effektmål",
}
TRENDS = {"battre": "bättre", "oforandrad": "oförändrad", "samre": "sämre"}


@dataclass
class Found:
    """How many figures were compared, and those that differ."""

    compared: int = 0
    different: list[str] = field(default_factory=list)

    def same(self, what: str, shown: Any, counted: Any) -> None:
        """Compare one figure."""
        self.compared += 1
        if shown != counted:
            self.different.append(f"{what}: shown {shown!r}, counted {counted!r}")


def expected(history: History, at: datetime) -> dict[str, Any] | None:
    """Return the row of a case as it should be then; None when it was not in the portfolio."""
    case = history.at(at)
    if not case.reports and "uppdragsagare" not in case.holders:
        return None
    number, when, last = case.reports[-1] if case.reports else (None, None, {})
    before = case.reports[-2] if len(case.reports) > 1 else None
    waiting = next((one for one in case.cadence.asked if one.open), None)
    return {
        "phase": case.phase,
        "owner": None if case.ended else case.holders.get("uppdragsagare"),
        "leader": None if case.ended else case.holders.get("projektledare"),
        "report_number": number,
        "total": last.get("status_total"),
        "trend": last.get("trend"),
        "parts": _parts(last),
        "period_to": last.get("period_till"),
        "age_days": (days.day_of(at) - days.day_of(when)).days if when else None,
        "summary": last.get("sammanfattning", ""),
        "history": [content["status_total"] for _, _, content in case.reports[-5:]],
        "before": before
        and {"total": before[2]["status_total"], "parts": _parts(before[2]), "number": before[0]},
        "decisions": case.questions.open,
        "judged": _judged(before[2], last) if before else [],
        "benefits": _benefits(case, last),
        "due_at": waiting and waiting.due,
        "late": waiting is not None and waiting.due < at,
    }


def _judged(before: Mapping[str, Any], last: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return which colours the last report changed, the whole first: of what, from, to."""
    was, now = ({"": one["status_total"], **_parts(one)} for one in (before, last))
    return [(name, was[name], now[name]) for name in now if was[name] != now[name]]


def _parts(content: Mapping[str, Any]) -> dict[str, str]:
    return {part: content["delstatus"][part]["status"] for part in PARTS} if content else {}


def _benefits(case: Reckoned, last: Mapping[str, Any]) -> dict[str, int]:
    said = {
        _id(one["effektmal"]): FORECASTS[one["prognos"]]
        for one in last.get("effektmal") or ()
        if "prognos" in one
    }
    counted = Counter(
        "reached" if state == "uppnatt" else said.get(goal, "unknown") for goal, state in case.goals.items()
    )
    return {key: counted[key] for key in ("reached", "on_way", "uncertain", "not_reached", "unknown")}


def _id(one: Any) -> str:
    return str(one["id"] if isinstance(one, Mapping) else one)


def compare(found: Found, seen: Seen, histories: Mapping[str, History]) -> None:
    """Compare all that was shown at an instant."""
    counted = {case: expected(one, seen.at) for case, one in histories.items()}
    running = {case: row for case, row in counted.items() if row and row["phase"]}
    ended = {case: row for case, row in counted.items() if row and not row["phase"]}
    when = f"{seen.at:%Y-%m-%d %H:%M}"
    for name, shown, rows in (("running", seen.rows, running), ("ended", seen.ended, ended)):
        found.same(f"{when} {name}", set(shown), set(rows))
        for case in shown.keys() & rows.keys():
            _row(found, f"{when} {shown[case]['title']}", shown[case], rows[case])
    counts = Counter(row["total"] or "saknas" for row in running.values())
    found.same(f"{when} counts", seen.counts, dict(counts))
    found.same(f"{when} late", seen.late, {case for case, row in running.items() if row["late"]})
    secret = {case for case in running if histories[case].whole["secret"]}
    found.same(f"{when} for a reader", seen.reader, running.keys() - secret)
    ranks = [RANKS.index(running[case]["total"]) for case in seen.order if case in running]
    found.same(f"{when} the worst first", ranks, sorted(ranks))
    _pages(found, when, seen, running)
    _sheets(found, when, seen, running)


def _row(found: Found, what: str, shown: Mapping[str, Any], counted: Mapping[str, Any]) -> None:
    for key, value in counted.items():
        given = _judgements(shown["changes"]) if key == "judged" else shown[key]
        if key == "decisions":
            given = [{name: said for name, said in one.items() if said is not None} for one in given]
        if key == "due_at" and given:
            given = datetime.fromisoformat(given)
        found.same(f"{what} {key}", given, value)


def _judgements(changes: list[Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    return [(one["name"], one["before"], one["after"]) for one in changes if one["kind"] in ("total", "part")]


def _pages(found: Found, when: str, seen: Seen, rows: Mapping[str, Mapping[str, Any]]) -> None:
    shown = [row for page in seen.pages for row in rows_of(page)]
    found.same(f"{when} page", [case for case, _, _ in shown], seen.order)
    for case, cells, drawings in shown:
        if case in rows:
            text = " ".join(cells)
            for part in (*_told(rows[case]),):
                found.same(f"{when} {cells[0][:13]} page: {part}", part in text or part in drawings, True)
            found.same(f"{when} {cells[0][:13]} page: late", "Försenad" in text, rows[case]["late"])


def _told(row: Mapping[str, Any]) -> Iterator[str]:
    """Give the words that must stand in the row of a case."""
    yield COLOURS[row["total"]] + (f", {TRENDS[row['trend']]}" if row["total"] else "")
    yield f"Uppdragsägare: {row['owner'] or 'vakans'}"
    if len(row["history"]) > 1:
        yield "Från äldst till nyast: " + ", ".join(COLOURS[one].lower() for one in row["history"])
    if row["report_number"]:
        age = {0: "i dag", 1: "för 1 dag sedan"}.get(row["age_days"], f"för {row['age_days']} dagar sedan")
        yield f"Rapport {row['report_number']} "
        yield age
    yield from _changed(row)
    if row["late"]:
        yield f"Försenad sedan {days.day_of(row['due_at'])}"
    if row["decisions"]:
        yield row["decisions"][0]["fraga"]
        if row["decisions"][0].get("senast"):
            yield f"Senast {row['decisions'][0]['senast']}"
    goals = row["benefits"]
    if sum(goals.values()):
        yield (
            f"{goals['reached']} nådda, {goals['on_way']} på väg, {goals['uncertain']} osäkra, "
            f"{goals['not_reached']} når inte, {goals['unknown']} inte bedömda"
        )
        yield f"{goals['reached']} av {sum(goals.values())} nådda"


def _changed(row: Mapping[str, Any]) -> Iterator[str]:
    if row["judged"]:
        yield f"Ändrat sedan rapport {row['before']['number']}"
    for name, old, new in row["judged"][:3]:
        yield f"{NAMES[name]}: {COLOURS[old].lower()} till {COLOURS[new].lower()}"


def _sheets(found: Found, when: str, seen: Seen, rows: Mapping[str, Mapping[str, Any]]) -> None:
    told, sheet = sheet_of(seen)
    found.same(f"{when} spreadsheets", sheet, told)
    for case, cells in zip(seen.order, told[1:], strict=True):
        if case in rows:
            found.same(
                f"{when} {cells[1]} spreadsheet",
                _figures(dict(zip(told[0], cells, strict=True))),
                _written(rows[case]),
            )


def _figures(cells: Mapping[str, str]) -> list[str]:
    names = (
        "rapport",
        "period till",
        "dagar sedan",
        "status",
        "trend",
        *PARTS,
        "nästa beslut",
        "beslut senast",
    )
    return [cells[name] for name in (*names, "nådda effektmål", "effektmål", "försenad", "sammanfattning")]


def _written(row: Mapping[str, Any]) -> list[str]:
    decision = row["decisions"][0] if row["decisions"] else {}
    cells = [
        *(row[name] for name in ("report_number", "period_to", "age_days", "total", "trend")),
        *(row["parts"].get(part) for part in PARTS),
        decision.get("fraga"),
        decision.get("senast"),
        row["benefits"]["reached"],
        sum(row["benefits"].values()),
        "ja" if row["late"] else None,
        row["summary"],
    ]
    return ["" if cell is None else str(cell) for cell in cells]
