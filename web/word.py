"""The handbook of a process as a document for Word: real headings and tables, and pictures with what they show in words."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from engine.queries.models.handbook import Handbook, HandbookStep
from forms.text import Text
from web.picture import png
from web.words import Say

KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WIDEST: Final = Cm(16)
_LANGUAGE: Final = {"sv": "sv-SE", "en": "en-GB"}
Drawings = Iterable[tuple[Text, bytes]]


def handbook(book: Handbook, drawings: Drawings, say: Say) -> bytes:
    """Return the handbook as a .docx file."""
    document = docx.Document()
    name = say.text(book.version.name)
    title = say("Processhandbok: {name}", "Process handbook: {name}", name=name).unescape()
    _settings(document, title, say)
    document.add_heading(title, 0)
    document.add_paragraph(str(say("Version {n}", "Version {n}", n=book.version.number)))
    _about(document, book, say)
    document.add_heading(str(say("Ritning", "Drawing")), 1)
    _pictures(document, drawings, say)
    _by_role(document, book, say)
    _tables(document, book, say)
    _forms(document, book, say)
    _statements(document, book, say)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _settings(document: Document, title: str, say: Say) -> None:
    """Set the title and the language, which programs that read aloud go by."""
    document.core_properties.title = title
    document.core_properties.language = _LANGUAGE[say.language]
    document.core_properties.author = "Räls"
    properties: Any = document.styles["Normal"].element.get_or_add_rPr()
    language = properties.makeelement(qn("w:lang"), {qn("w:val"): _LANGUAGE[say.language]})
    properties.append(language)


def _about(document: Document, book: Handbook, say: Say) -> None:
    about = book.about
    rows = [
        (say("Syfte", "Purpose"), about.purpose or book.described),
        (say("Börjar med", "Begins with"), say.text(book.trigger)),
        (say("Kan startas av", "May be started by"), _names(book.starters, say)),
        (say("Faser", "Phases"), _names(book.phases, say)),
        (say("Slutar med", "Ends with"), _names(book.results, say)),
        *((say.text(seat.name), ", ".join(seat.people)) for seat in about.seats),
    ]
    document.add_heading(str(say("Om processen", "About the process")), 1)
    for label, value in rows:
        _line(document, str(label), value)


def _pictures(document: Document, drawings: Drawings, say: Say) -> None:
    for name, svg in drawings:
        document.add_heading(say.text(name), 2)
        shape = document.add_picture(BytesIO(png(svg)), width=_WIDEST)
        shown = say(
            "Ritning av {name}. Stegen står som text under Steg för varje roll.",
            "Drawing of {name}. The steps stand as text under Steps by role.",
            name=say.text(name),
        )
        shape._inline.docPr.set("descr", shown.unescape())  # noqa: SLF001  the library has no other way to say it


def _by_role(document: Document, book: Handbook, say: Say) -> None:
    document.add_heading(str(say("Steg för varje roll", "Steps by role")), 1)
    for role in book.roles:
        document.add_heading(say.text(role.name), 2)
        for said in role.answers_for:
            document.add_paragraph(say.text(said), style="List Bullet")
        for step in role.steps:
            _step(document, step, say)


def _step(document: Document, step: HandbookStep, say: Say) -> None:
    document.add_heading(say.text(step.name), 3)
    if step.described:
        document.add_paragraph(step.described)
    outcomes = _names(step.outcomes, say)
    decision = f"{say.text(step.mandate)} ({say.text(step.decides)}): {outcomes}" if step.mandate else ""
    rows = (
        (say("Fas", "Phase"), say.text(step.phase)),
        (say("Ska vara klar inom", "To be done within"), say.text(step.due)),
        (say("Beslut", "Decision"), decision),
        (say("Styrande satser", "Statements"), ", ".join(step.krav)),
    )
    for label, value in rows:
        if value:
            _line(document, str(label), value)


def _tables(document: Document, book: Handbook, say: Say) -> None:
    document.add_heading(str(say("Beslut", "Decisions")), 1)
    heads = [
        say("Steg", "Step"),
        say("Mandat", "Mandate"),
        say("Beslutar", "Decides"),
        say("Utfall", "Outcomes"),
    ]
    decided = [
        [say.text(one.name), say.text(one.mandate), say.text(one.decides), _names(one.outcomes, say)]
        for one in book.steps
        if one.mandate
    ]
    _table(document, heads, decided)
    document.add_heading(str(say("Ansvar", "Responsibilities")), 1)
    heads = [
        say("Steg", "Step"),
        say("R: gör", "R: does"),
        say("A: svarar för", "A: answers for"),
        say("C: tillfrågas", "C: is consulted"),
        say("I: informeras", "I: is informed"),
    ]
    rows = [
        [say.text(one.name), *(_names(part, say) for part in (one.does, one.answers, one.asked, one.told))]
        for one in book.answering
    ]
    _table(document, heads, rows)


def _table(document: Document, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    first = table.rows[0]
    # The first row is said with each cell, and comes again on the next page.
    properties: Any = first._tr.get_or_add_trPr()  # noqa: SLF001  the library has no other way to say it
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))
    for cell, head in zip(first.cells, heads, strict=True):
        cell.paragraphs[0].add_run(str(head)).bold = True
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = value


def _forms(document: Document, book: Handbook, say: Say) -> None:
    document.add_heading(str(say("Formulär", "Forms")), 1)
    for form in book.forms:
        document.add_heading(say.text(form.name), 2)
        for label, must in form.fields:
            required = f" ({say('måste fyllas i', 'must be filled in')})" if must else ""
            document.add_paragraph(f"{say.text(label)}{required}", style="List Bullet")


def _statements(document: Document, book: Handbook, say: Say) -> None:
    document.add_heading(str(say("Styrande satser", "Governing statements")), 1)
    for one in book.statements:
        _line(document, one.id, one.text_sv if say.language == "sv" else one.summary_en)


def _line(document: Document, label: str, value: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{label}: ").bold = True
    paragraph.add_run(value)


def _names(texts: Iterable[Text], say: Say) -> str:
    return ", ".join(say.text(one) for one in texts)
