"""What things of the portfolio are called, and how its groups lead to its filters."""

from collections.abc import Callable, Mapping
from typing import Final

from engine.queries.reports.portfolio import PortfolioRow
from forms.text import Text
from web.views.report_words import COLOURS, PARTS, TRENDS

__all__ = ("PARTS", "TRENDS")
SORTS: Final = {
    "oldest": Text("Äldst rapport", "Oldest report"),
    "number": Text("Ärendenummer", "Case number"),
}
STATUSES: Final = {
    "rod": Text("Röd", "Red"),
    "gul": Text("Gul", "Yellow"),
    "gron": Text("Grön", "Green"),
    "saknas": Text("Ingen rapport", "No report"),
}
# One of them, and several.
TALLY: Final = {
    "rod": (("{n} röd", "{n} red"), ("{n} röda", "{n} red")),
    "gul": (("{n} gul", "{n} yellow"), ("{n} gula", "{n} yellow")),
    "gron": (("{n} grön", "{n} green"), ("{n} gröna", "{n} green")),
    "saknas": (("{n} utan rapport", "{n} without a report"), ("{n} utan rapport", "{n} without a report")),
}
SIGNS: Final = {key: COLOURS.get(key, "none") for key in STATUSES}
BENEFITS: Final = {
    "reached": "green",
    "on_way": "blue",
    "uncertain": "yellow",
    "not_reached": "red",
    "unknown": "none",
}
GROUPS: Final = {
    "area": Text("Regionområde", "Regional area"),
    "phase": Text("Fas", "Phase"),
    "owner": Text("Uppdragsägare", "Assignment owner"),
    "status": Text("Status", "Status"),
    "process": Text("Process", "Process"),
}
# The filter that a group leads to, and the order that puts its cases together.
FILTER_OF: Final = {name: "unit" if name == "area" else name for name in GROUPS}
SORTED_BY: Final = {name: name for name in ("phase", "owner", "process")}
HAPPENED: Final = {
    "started": Text("Nytt", "New"),
    "ended": Text("Avslutat", "Ended"),
    "phase": Text("Ny fas", "New phase"),
}
_NO_PHASE: Final = Text("Ingen fas", "No phase")
_VACANCY: Final = Text("Vakans", "Vacancy")
HEADINGS: Final[Mapping[str, Callable[[PortfolioRow], Text]]] = {
    "process": lambda row: row.process_name,
    "phase": lambda row: row.phase_name or _NO_PHASE,
    "owner": lambda row: Text(row.owner, row.owner) if row.owner else _VACANCY,
}
