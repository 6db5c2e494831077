"""The slides of one report: texts in their places, tables and a chart that can be edited in PowerPoint."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from engine import clock
from forms.text import Text
from web.slides.fitting import cut, fitted, row_lines
from web.slides.template import opened
from web.views.report import Mark, Sheet, Shown
from web.words import Say

KIND: Final = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# A colour has a sign and a word, here as everywhere.
MARKS: Final[Mapping[str, tuple[str, Text]]] = {
    "green": ("✓", Text("Grön", "Green")),
    "yellow": ("▲", Text("Gul", "Yellow")),
    "red": ("■", Text("Röd", "Red")),
}
TREND_SIGNS: Final[Mapping[str, tuple[str, Text]]] = {
    "better": ("↗", Text("bättre", "better")),
    "same": ("→", Text("oförändrad", "unchanged")),
    "worse": ("↘", Text("sämre", "worse")),
}
FILLS: Final = {
    "green": RGBColor(0xE1, 0xF2, 0xE8),
    "yellow": RGBColor(0xFC, 0xF0, 0xCF),
    "red": RGBColor(0xFC, 0xE8, 0xE6),
}
_BLUE: Final = RGBColor(0x14, 0x50, 0x8F)
_HEAD: Final = RGBColor(0x13, 0x28, 0x3C)
_ROWS: Final = 5
_USUAL, _TABLE = Pt(14), Pt(10)
# How wide the columns of a table are, beside each other.
_SHARES: Final[Mapping[str, tuple[int, ...]]] = {
    "delstatus": (5, 6),
    "milstolpar": (9, 4, 4, 4),
    "risker": (10, 3, 10),
    "effektmal": (8, 4, 4, 5),
    "inforandegrad": (10, 5, 4),
}
_MONEY: Final = (
    ("budget_sek", Text("Budget", "Budget")),
    ("utfall_sek", Text("Utfall", "Used")),
    ("prognos_sek", Text("Prognos", "Forecast")),
)


def pptx(shown: Shown, say: Say, template: Path | None = None) -> bytes:
    """Return the report as a presentation. Raises InvalidError when the template lacks a place."""
    book, places = opened(template)
    whole = shown.whole
    for name, words in _texts(shown, say).items():
        _write(places[name], words)
    marks = [(say.text(one.name), _judged(one, say)) for one in shown.parts]
    heads = (say("Del", "Part"), say("Status", "Status"))
    fills = [FILLS[one.colour] for one in shown.parts]
    _table(places["delstatus"], say("Delstatus", "Status of the parts"), [heads, *marks], fills)
    _chart(places["diagram"], whole.content.get("ekonomi") or {}, say)
    for name, rows in _lists(shown, say).items():
        _table(places[name], rows[0][0], rows)
    book.core_properties.title = (
        f"{say('Statusrapport', 'Status report')} {whole.report.number}: {whole.case.title}"
    )
    book.core_properties.language = say.language
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _texts(shown: Shown, say: Say) -> dict[str, str]:
    whole, total = shown.whole, shown.total
    decisions = whole.content.get("beslut_som_behovs") or ()
    needed = " ".join(
        f"{one['fraga']} {say('Senast', 'By')} {one['senast']}." if one.get("senast") else one["fraga"]
        for one in decisions
    )
    title = f"{whole.case.title}: {_judged(total, say)}"
    row = f"{whole.case.number}, {say('rapport', 'report')} {whole.report.number}, {whole.report.period_from} {say('till', 'to')} {whole.report.period_to}"
    done = "\n".join(f"• {one}" for one in shown.done[:5]) or say("Inget rapporterat", "Nothing reported")
    return {
        "titel": title,
        "rad": f"{row}. {say('Projektledare', 'Project leader')}: {whole.leader or say('vakans', 'vacancy')}",
        "sammanfattning": whole.content.get("sammanfattning", ""),
        "genomfort": f"{say('Genomfört', 'Done')}\n{done}",
        "beslut": f"{say('Beslut som behövs', 'Decisions needed')}: {needed or say('inga', 'none')}",
        "fot": f"{whole.organisation}. {whole.report.submitted_by}, {clock.day(whole.report.submitted_at)}",
        "titel2": f"{whole.case.title}: {say('milstolpar, risker och mål', 'milestones, risks and goals')}",
    }


def _lists(shown: Shown, say: Say) -> dict[str, list[tuple[str, ...]]]:
    heads = (
        (say("Effektmål", "Goal"), say("Mål", "Target"), say("Senast", "Last"), say("Prognos", "Forecast")),
    )
    goals = [(one.name, one.target, one.last or "", one.forecast) for one in shown.goals[:_ROWS]]
    sheets = {"milstolpar": 4, "risker": 3, "inforandegrad": 3}
    found = {name: _rows(shown.sheet(name), width, say) for name, width in sheets.items()}
    names = {
        "milstolpar": say("Milstolpar", "Milestones"),
        "risker": say("Risker", "Risks"),
        "inforandegrad": say("Införandegrad", "Roll-out"),
    }
    # What the report has nothing of says so.
    return {
        "effektmal": [*heads, *goals] if goals else [(heads[0][0],), (say("Inga", "None"),)],
        **{name: rows or [(names[name],), (say("Inga", "None"),)] for name, rows in found.items()},
    }


def _judged(one: Mark, say: Say) -> str:
    sign, word = MARKS[one.colour]
    arrow, trend = TREND_SIGNS[one.trend]
    return f"{sign} {say.text(word)} {arrow} {say.text(trend)}"


def _rows(sheet: Sheet | None, width: int, say: Say) -> list[tuple[str, ...]]:
    if sheet is None:
        return []
    heads = tuple(say.text(head) for head in sheet.heads[:width])
    left = len(sheet.rows) - _ROWS
    more = [(say("och {n} till", "and {n} more", n=left), *[""] * (width - 1))] if left > 0 else []
    return [heads, *(row[:width] for row in sheet.rows[:_ROWS]), *more]


def _write(shape: Any, words: str) -> None:
    """Put a text in a place, with the look that the template gave its first paragraph."""
    first = shape.text_frame.paragraphs[0]
    look = first.runs[0].font if first.runs else first.font
    bold, name = look.bold, look.name
    text, points = fitted(words, (look.size or _USUAL).pt, shape.width.pt, shape.height.pt)
    size, shape.text_frame.text = Pt(points), text
    for paragraph in shape.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.bold, paragraph.font.name = size, bold, name


def _table(place: Any, told: str, rows: Sequence[tuple[str, ...]], fills: Sequence[RGBColor] = ()) -> None:
    frame = _instead(place).add_table(
        len(rows), len(rows[0]), place.left, place.top, place.width, Pt(20) * len(rows)
    )
    _name(frame, place, f"{told}. {'; '.join(', '.join(row) for row in rows[1:])}")
    table = frame.table
    shares = _SHARES.get(place.name, ()) if len(rows[0]) > 1 else ()
    for column, share in enumerate(shares):
        table.columns[column].width = int(place.width * share / sum(shares))
    lines, wide = row_lines(rows, _TABLE.pt, place.height.pt), [one.width.pt for one in table.columns]
    short = [
        tuple(cut(str(words), lines, _TABLE.pt, width) for words, width in zip(row, wide, strict=True))
        for row in rows
    ]
    one_column = {(at, column): fill for at, fill in enumerate(fills, 1) for column in range(1, len(rows[0]))}
    fill_table(table, short, one_column, (_TABLE, _letters(place)))
    for cell in table.iter_cells():
        cell.margin_top = cell.margin_bottom = Pt(2)
    _remove(place)


def fill_table(
    table: Any,
    rows: Sequence[tuple[str, ...]],
    fills: Mapping[tuple[int, int], RGBColor],
    letters: tuple[Any, str | None] = (Pt(12), None),
) -> None:
    """Put words into the cells of a table, the first row its heads; `fills` has cells with a colour of their own.

    `letters` are their size and font; None is that of the presentation.
    """
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            cell = table.cell(at, column)
            cell.text = str(words)
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size, paragraph.font.name = letters
            fill = _HEAD if not at else fills.get((at, column))
            if fill:
                cell.fill.solid()
                cell.fill.fore_color.rgb = fill


def _chart(place: Any, money: Mapping[str, Any], say: Say) -> None:
    data = CategoryChartData(number_format="#,##0")
    found = [(say.text(name), money[key]) for key, name in _MONEY if money.get(key) is not None]
    if not found:
        _table(
            place, say("Kostnad", "Cost"), [(say("Kostnad", "Cost"),), (say("Inga uppgifter", "No figures"),)]
        )
        return
    data.categories = [name for name, _ in found]
    title = say("Kostnad, tkr", "Cost, kSEK")
    data.add_series(str(title), [float(value) / 1000 for _, value in found])
    kind = XL_CHART_TYPE.BAR_CLUSTERED
    frame = _instead(place).add_chart(kind, place.left, place.top, place.width, place.height, data)
    _name(frame, place, f"{title}: {', '.join(f'{name} {float(value) / 1000:.0f}' for name, value in found)}")
    chart = frame.chart
    chart.has_legend, chart.has_title = False, True
    chart.chart_title.text_frame.text = str(title)
    chart.font.size, chart.font.name = Pt(12), _letters(place)
    chart.category_axis.reverse_order = True
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.plots[0].has_data_labels = True
    chart.plots[0].series[0].format.fill.solid()
    chart.plots[0].series[0].format.fill.fore_color.rgb = _BLUE
    _remove(place)


def _letters(place: Any) -> str | None:
    """Return the font that the template has in the place."""
    first = place.text_frame.paragraphs[0]
    name: str | None = (first.runs[0].font if first.runs else first.font).name
    return name


def _instead(place: Any) -> Any:
    return place.part.slide.shapes


def _name(frame: Any, place: Any, told: str) -> None:
    """Give what replaces a place its name, and the words for those who do not see it."""
    frame.name = place.name
    frame._element._nvXxPr.cNvPr.set("descr", told)  # noqa: SLF001  the library has no other way


def _remove(place: Any) -> None:
    place._element.getparent().remove(place._element)  # noqa: SLF001  the same
