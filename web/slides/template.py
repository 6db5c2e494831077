"""The template of the slides: a PPTX with two slides whose shapes have the names of what they are to hold."""

import io
from pathlib import Path
from typing import Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt

from engine.errors import InvalidError

# Where texts go, and the frames that are replaced by tables and charts. PowerPoint shows the names in its selection pane.
TEXTS: Final = ("titel", "rad", "sammanfattning", "genomfort", "beslut", "fot", "titel2")
FRAMES: Final = ("delstatus", "diagram", "risker", "milstolpar", "effektmal", "inforandegrad")
INK: Final = RGBColor(0x17, 0x21, 0x2B)
_BAND: Final = RGBColor(0xFC, 0xF0, 0xCF)
# left, top, width, height in inches, and the size of the text, for each of the two slides.
_OWN: Final = (
    {
        "titel": (0.5, 0.3, 12.3, 0.6, 26),
        "rad": (0.5, 0.9, 12.3, 0.4, 14),
        "sammanfattning": (0.5, 1.45, 4.1, 2.6, 14),
        "genomfort": (0.5, 4.1, 4.1, 1.75, 14),
        "delstatus": (4.8, 1.45, 4.0, 4.4, 12),
        "diagram": (9.0, 1.45, 3.8, 4.4, 12),
        "beslut": (0.5, 6.0, 12.3, 0.85, 14),
        "fot": (0.5, 6.95, 12.3, 0.4, 12),
    },
    {
        "titel2": (0.5, 0.3, 12.3, 0.6, 26),
        "milstolpar": (0.5, 1.2, 6.0, 2.7, 12),
        "risker": (6.8, 1.2, 6.0, 2.7, 12),
        "effektmal": (0.5, 4.3, 6.0, 2.7, 12),
        "inforandegrad": (6.8, 4.3, 6.0, 2.7, 12),
    },
)


def opened(path: Path | None) -> tuple[Any, dict[str, Any]]:
    """Return a template and its shapes by name; without a path our own. Raises InvalidError that names what is missing."""
    book = Presentation(str(path)) if path else _own()
    places = {shape.name: shape for slide in book.slides for shape in slide.shapes}
    missing = [name for name in (*TEXTS, *FRAMES) if name not in places]
    if missing:
        raise InvalidError(
            f"Mallen för bilder saknar platser med namnen: {', '.join(missing)}. Ge dem namn i PowerPoints markeringsfönster.",
            f"The template of the slides lacks places named: {', '.join(missing)}. Name them in PowerPoint's selection pane.",
        )
    return book, places


def own() -> bytes:
    """Return our own template as a file, to change and use instead."""
    written = io.BytesIO()
    _own().save(written)
    return written.getvalue()


def _own() -> Any:
    book = Presentation()
    book.slide_width, book.slide_height = Inches(13.333), Inches(7.5)
    for places in _OWN:
        slide = book.slides.add_slide(book.slide_layouts[6])
        for name, place in places.items():
            _place(slide, name, place)
    return book


def _place(slide: Any, name: str, place: tuple[float, float, float, float, int]) -> None:
    *frame, size = place
    shape = slide.shapes.add_textbox(*(Inches(one) for one in frame))
    shape.name = name
    shape.text_frame.word_wrap = True
    font = shape.text_frame.paragraphs[0].font
    font.size, font.color.rgb, font.name = Pt(size), INK, "Source Sans 3"
    font.bold = name.startswith("titel")
    if name == "beslut":
        shape.fill.solid()
        shape.fill.fore_color.rgb = _BAND
