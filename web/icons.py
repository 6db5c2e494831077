"""Icons, drawn on a square of 16 with lines in the colour of the text. They always stand beside words."""

from typing import Final

from markupsafe import Markup

_PATHS: Final = {
    "clock": "M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z",
    "down": "M4 6l4 4 4-4",
    "left": "M10 4L6 8l4 4",
    "right": "M6 4l4 4-4 4",
    "up": "M4 10l4-4 4 4",
    "menu": "M2.5 4.5h11M2.5 8h11M2.5 11.5h11",
    "tick": "M3.5 8.5l3 3 6-7",
    "plus": "M8 3v10M3 8h10",
    "bin": "M3 4.5h10M6 4.5V3h4v1.5M4.5 4.5l.6 9h5.8l.6-9",
    "fault": "M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM8 4.8v3.8M8 11v.2",
    "comment": "M2.5 3h11v8H8l-3.2 2.8V11H2.5z",
    "file": "M4 1.8h5.2L12.5 5v9.2H4zM9 2v3.3h3.3",
    "better": "M4 12l8-8M6 4h6v6",
    "same": "M2.5 8h11M9.5 4l4 4-4 4",
    "worse": "M4 4l8 8M12 6v6H6",
    "print": "M4.5 6V2.5h7V6M4.5 11.5h-2v-5h11v5h-2M4.5 9.5h7v4h-7z",
    "person": "M8 8.2a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8zM2.8 14c.5-2.6 2.5-4 5.2-4s4.7 1.4 5.2 4",
}
_LINES: Final = (
    '<svg class="icon" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.6"'
    ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="{d}"/></svg>'
)
_SIGN: Final = '<svg class="sign {name}" viewBox="0 0 18 18" fill="none" aria-hidden="true">{shape}</svg>'
# The colours stand in them too, for paper, where no style sheet reaches into drawings.
_SIGNS: Final = {
    "green": '<circle cx="9" cy="9" r="8" fill="#1b7d48"/><path stroke="#fff" stroke-width="2" d="M5.3 9.3l2.5 2.5 4.9-5.4"/>',
    "yellow": '<path fill="#f4b71e" d="M9 1.6l8 14.2H1z"/><path stroke="#3a2700" stroke-width="2" d="M9 6.6v4M9 13.2v.1"/>',
    "red": '<rect x="1.5" y="1.5" width="15" height="15" rx="2.5" fill="#b9241c"/><path stroke="#fff" stroke-width="2" d="M5.8 5.8l6.4 6.4M12.2 5.8l-6.4 6.4"/>',
    "none": '<circle cx="9" cy="9" r="7.2"/>',
}
_LATE: Final = Markup(
    '<svg class="icon" viewBox="0 0 16 16" fill="none" aria-hidden="true"><circle cx="8" cy="8" r="7"'
    ' fill="currentColor"/><path class="in-late" d="M8 4v4.2l2.7 1.7" stroke-width="1.8" stroke-linecap="round"'
    ' stroke-linejoin="round"/></svg>'
)
MARK: Final = Markup(
    '<svg class="mark" width="26" height="26" viewBox="0 0 26 26" fill="none" stroke="currentColor"'
    ' aria-hidden="true"><path d="M8.5 24L11 2M17.5 24L15 2" stroke-width="2.4"/>'
    '<path d="M9.4 5.5h7.2M8 11.5h10M6.4 18.5h13.2" stroke-width="2"/></svg>'
)
CLEAR_TRACK: Final = Markup(
    '<svg width="72" height="40" viewBox="0 0 72 40" fill="none" stroke="currentColor" stroke-width="2"'
    ' aria-hidden="true"><path d="M2 28h68M2 34h68" stroke-width="1.6"/><path d="M10 25v12M22 25v12M34 25v12M46'
    ' 25v12M58 25v12" opacity=".45"/><circle cx="36" cy="13" r="11"/><path d="M31 13.5l3.6 3.6 6.6-7.2"/></svg>'
)


def icon(name: str) -> Markup:
    """Return an icon by name; `late` is the filled clock."""
    return _LATE if name == "late" else Markup(_LINES).format(d=_PATHS[name])  # noqa: S704  a constant


def sign(name: str) -> Markup:
    """Return the shape of a judgement: green, yellow, red, or none where it is missing."""
    return Markup(_SIGN).format(name=name, shape=Markup(_SIGNS[name]))  # noqa: S704  constants
