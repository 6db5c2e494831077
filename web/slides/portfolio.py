"""The portfolio as slides: how many cases of each colour, and those that need attention, so many to a slide."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches, Pt

from engine.desk import Question
from engine.queries.reports.groups import GroupRow, PortfolioGroups
from engine.queries.reports.portfolio import Portfolio, PortfolioPage, PortfolioRow
from web.slides.made import FILLS, MARKS, TREND_SIGNS, fill_table
from web.slides.template import INK
from web.views.report_words import COLOURS, PARTS, TRENDS
from web.words import Say

ROWS: Final = 7
# Nobody looks through more slides than these rows take.
MOST: Final = 42
_CHART: Final = {"rod": "B9241C", "gul": "F4B71E", "gron": "1B7D48", "saknas": "768390"}
_WIDTHS: Final = (3.3, 1.5, 2.2, 1.7, 3.6)
_HEIGHT: Final = 0.75


@dataclass(frozen=True)
class Told:
    """What the slides tell: how many cases the filters leave, those that need attention, and how many are in each phase."""

    all: PortfolioPage
    needing: PortfolioPage
    phases: tuple[GroupRow, ...]
    organisation: str
    on: date


def asked(of: Portfolio) -> tuple[Question[Any], ...]:
    """Return what has to be asked for the slides of these cases."""
    plain = replace(of, cursor=None, compare=False, sort="worst")
    needing = replace(plain, attention=True, limit=MOST)
    return replace(plain, limit=1), needing, PortfolioGroups("phase", plain)


def pptx(told: Told, say: Say, template: Path | None = None) -> bytes:
    """Return the presentation, on the master of the template if there is one: its slides go, its look stays."""
    book = _emptied(template)
    _summary(book, told, say)
    rows = told.needing.items
    pages = [rows[at : at + ROWS] for at in range(0, len(rows), ROWS)]
    for number, some in enumerate(pages, 1):
        _page(book, some, (number, len(pages), sum(told.needing.counts.values()) - len(rows)), say)
    book.core_properties.title = _title(told, say)
    book.core_properties.language = say.language
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _emptied(template: Path | None) -> Any:
    book = Presentation(str(template) if template else None)
    slides = book.slides._sldIdLst  # noqa: SLF001  the library has no other way
    for one in list(slides):
        book.part.drop_rel(one.rId)
        slides.remove(one)
    if template is None:
        book.slide_width, book.slide_height = Inches(13.333), Inches(7.5)
    return book


def _blank(book: Any) -> Any:
    """Return a new slide on the layout with the fewest places of its own, without them."""
    slide = book.slides.add_slide(min(book.slide_layouts, key=lambda one: len(one.placeholders)))
    for shape in list(slide.placeholders):
        shape._element.getparent().remove(shape._element)  # noqa: SLF001  the same
    return slide


def _title(told: Told, say: Say) -> str:
    return f"{say('Statusrapporter', 'Status reports')} {told.on}"


def _summary(book: Any, told: Told, say: Say) -> None:
    slide = _blank(book)
    _write(slide, "titel", _title(told, say), (0.3, 26))
    _write(slide, "rad", " ".join(_facts(told, say)), (0.95, 16))
    counts = told.all.counts
    names = [(key, say.text(MARKS[COLOURS[key]][1])) for key in ("rod", "gul", "gron")]
    names.append(("saknas", str(say("Ingen rapport", "No report"))))
    data = CategoryChartData()
    data.categories = [name for _, name in names]
    data.add_series(str(say("Ärenden", "Cases")), [counts.get(key, 0) for key, _ in names])
    place = [Inches(one) for one in (0.5, 1.9, 6.0, 4.9)]
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, data)
    frame.name = "diagram"
    said = ", ".join(f"{name} {counts.get(key, 0)}" for key, name in names)
    _describe(frame, f"{say('Ärenden efter status', 'Cases by status')}: {said}")
    _look(frame.chart, [_CHART[key] for key, _ in names], say)
    _phases(slide, told, say)


def _facts(told: Told, say: Say) -> Iterator[str]:
    total, needing = sum(told.all.counts.values()), sum(told.needing.counts.values())
    late = sum(one.late for one in told.phases)
    if told.organisation:
        yield f"{told.organisation}."
    yield str(
        say.many(
            total,
            ("{n} ärende rapporterar.", "{n} case reports."),
            ("{n} ärenden rapporterar.", "{n} cases report."),
        )
    )
    yield str(say("{n} behöver uppmärksamhet.", "{n} need attention.", n=needing))
    yield str(
        say.many(
            late,
            ("{n} rapport är försenad.", "{n} report is overdue."),
            ("{n} rapporter är försenade.", "{n} reports are overdue."),
        )
    )


def _look(chart: Any, colours: Sequence[str], say: Say) -> None:
    chart.has_legend, chart.has_title = False, True
    chart.chart_title.text_frame.text = str(say("Ärenden efter status", "Cases by status"))
    chart.font.size = Pt(14)
    chart.category_axis.reverse_order = True
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    plot = chart.plots[0]
    plot.has_data_labels, plot.gap_width = True, 60
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "0", False
    for at, colour in enumerate(colours):
        fill = plot.series[0].points[at].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(colour)


def _phases(slide: Any, told: Told, say: Say) -> None:
    heads = (
        say("Fas", "Phase"),
        say("Ärenden", "Cases"),
        say("Röda", "Red"),
        say("Gula", "Yellow"),
        say("Sena", "Late"),
    )
    rows = [
        (
            say.text(one.name) or say("Ingen fas", "No phase"),
            one.cases,
            one.counts["rod"],
            one.counts["gul"],
            one.late,
        )
        for one in told.phases[:10]
    ]
    words = [tuple(str(cell) for cell in row) for row in (heads, *rows)]
    frame = slide.shapes.add_table(len(words), 5, Inches(6.9), Inches(1.9), Inches(5.9), Pt(28) * len(words))
    frame.name = "faser"
    _describe(
        frame,
        f"{say('Ärenden efter fas', 'Cases by phase')}. {'; '.join(', '.join(row) for row in words[1:])}",
    )
    for column, width in enumerate((2.5, 0.95, 0.8, 0.8, 0.85)):
        frame.table.columns[column].width = Inches(width)
    fill_table(frame.table, words, {})


def _page(book: Any, rows: Sequence[PortfolioRow], at: tuple[int, int, int], say: Say) -> None:
    number, pages, left = at
    slide = _blank(book)
    title = say("Ärenden som behöver uppmärksamhet", "Cases that need attention")
    _write(slide, "titel", f"{title} ({number}/{pages})" if pages > 1 else str(title), (0.3, 26))
    heads = (
        say("Ärende", "Case"),
        say("Status", "Status"),
        say("Delar", "Parts"),
        say("Rapport", "Report"),
        say("Nästa beslut", "Next decision"),
    )
    words = [tuple(str(one) for one in heads), *(_cells(row, say) for row in rows)]
    frame = slide.shapes.add_table(
        len(words), 5, Inches(0.5), Inches(1.1), Inches(sum(_WIDTHS)), Inches(0.4 + _HEIGHT * len(rows))
    )
    frame.name = "arenden"
    _describe(frame, f"{title}. {'; '.join(', '.join(row).replace(chr(10), ' ') for row in words[1:])}")
    for column, width in enumerate(_WIDTHS):
        frame.table.columns[column].width = Inches(width)
    frame.table.rows[0].height = Inches(0.4)
    fills = {(line, 1): FILLS[COLOURS[row.total]] for line, row in enumerate(rows, 1) if row.total}
    fill_table(frame.table, words, fills)
    if number == pages and left > 0:
        _write(slide, "fot", str(say("Och {n} till.", "And {n} more.", n=left)), (6.9, 14))


def _cells(row: PortfolioRow, say: Say) -> tuple[str, ...]:
    sign, word = MARKS[COLOURS[row.total]] if row.total else ("○", None)
    trend = TREND_SIGNS[TRENDS[row.trend]][0] if row.trend else ""
    days = row.age_days or 0
    ago = (("{n} dag sedan", "{n} day ago"), ("{n} dagar sedan", "{n} days ago"), ("i dag", "today"))
    age = str(say.many(days, *ago))
    report = f"{say('Nr', 'No')} {row.report_number}, {age}" if row.report_id else str(say("Ingen", "None"))
    late = f"\n{say('Försenad', 'Overdue')}" if row.late else ""
    return (
        f"{row.title[:70]}\n{row.number}, {say.text(row.phase_name) or row.owner or ''}",
        f"{sign} {say.text(word) or say('Saknas', 'Missing')} {trend}".strip(),
        _parts(row, say),
        report + late,
        _decision(row, say),
    )


def _parts(row: PortfolioRow, say: Say) -> str:
    """Return the parts that are not green, a line for each colour."""
    lines = []
    for colour in ("rod", "gul"):
        names = [say.text(PARTS[key]).split()[0] for key in PARTS if row.parts.get(key) == colour]
        lines += [f"{MARKS[COLOURS[colour]][0]} {', '.join(names)}"] if names else []
    return "\n".join(lines)


def _decision(row: PortfolioRow, say: Say) -> str:
    if not row.decisions:
        return str(say("Inget", "None"))
    first = row.decisions[0]
    by = f" {say('Senast', 'By')} {first['senast']}." if first.get("senast") else ""
    return f"{first['fraga'][:90]}{by}"


def _write(slide: Any, name: str, words: str, place: tuple[float, int]) -> None:
    top, size = place
    shape = slide.shapes.add_textbox(Inches(0.5), Inches(top), Inches(12.3), Inches(0.6))
    shape.name = name
    shape.text_frame.word_wrap = True
    shape.text_frame.text = words
    font = shape.text_frame.paragraphs[0].font
    font.size, font.color.rgb, font.bold = Pt(size), INK, name == "titel"


def _describe(frame: Any, told: str) -> None:
    frame._element._nvXxPr.cNvPr.set("descr", told)  # noqa: SLF001  the same
