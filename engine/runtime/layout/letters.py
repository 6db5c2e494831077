"""Widths of letters in Source Sans 3, so that text can be wrapped without a browser."""

from functools import lru_cache
from typing import Final

# Advance widths in thousandths of the size (Source Sans 3, weight 400), by groups of letters of the same width.
_GROUPS: Final = {
    200: " \u00a0",
    247: "|iìíîïj',.:;·l",
    263: "IÌÍÎÏ",
    289: "!¡f",
    303: "()[]{}-",
    339: "tªr°",
    350: "/\\",
    419: "s*",
    426: '?z¿®"\u201d«»',
    456: "cçx",
    467: "vyýÿ",
    479: "YÝJ\u2013",
    486: "L",
    495: "kFeèéêë",
    497: "#$+0123456789<=>^~£§±÷_",
    504: "agàáâãäå",
    514: "XV",
    530: "EÈÉÊËSTZ",
    543: "oòóôõöøA`¨huÀÁÂÃÄÅðùúûünñ",
    555: "bdpqµ",
    570: "PRCÇßK",
    588: "B",
    614: "&DG",
    646: "UÙÚÛÜNÑH",
    664: "OQÒÓÔÕÖØ",
    723: "wM",
    783: "Wæ",
    829: "%mÆ½\u2014",
    847: "@",
    948: "\u2026",
}
_WIDTHS: Final = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_VOWELS: Final = frozenset("aeiouyåäöAEIOUYÅÄÖ")
_SHORTEST_PART: Final = 4
_NARROWEST: Final = 0.2  # of the size
_LONGEST: Final = 5000  # letters; nobody reads more in a drawing
# Where the parts of long Swedish words most often meet.
_SEAMS: Final = (
    "ings",
    "ions",
    "hets",
    "skaps",
    "ments",
    "arbets",
    "uppdrags",
    "verksamhets",
    "process",
    "projekt",
    "effekt",
)


@lru_cache(maxsize=20_000)
def width(text: str, size: float = 13.0, *, bold: bool = False) -> float:
    """Return the width of one line in pixels."""
    thousandths = sum(_WIDTHS.get(letter, 560) for letter in text)
    return thousandths * size / 1000 * (1.03 if bold else 1.0)


def wrap(text: str, room: float, size: float = 13.0, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into lines of at most `room` pixels; words that are too long are broken with a hyphen.

    What is longer than any drawing can show is cut off.
    """
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, bold=bold) <= room:
            lines[-1] = joined
            continue
        *whole, rest = _break(word, room, size)
        lines += [*whole, rest]
    return tuple(lines)


def _break(word: str, room: float, size: float) -> list[str]:
    parts: list[str] = []
    while width(word, size) > room and len(word) > 2 * _SHORTEST_PART:
        at = _cut(word, room, size)
        hyphen = "" if word[at - 1] == "-" else "-"
        parts.append(word[:at] + hyphen)
        word = word[at:]
    return [*parts, word]


def _cut(word: str, room: float, size: float) -> int:
    """Return where to break: as late as fits, at a hyphen, a seam, or before a consonant that a vowel follows."""
    most = max(int(room / (_NARROWEST * size)), _SHORTEST_PART)
    fitting = range(min(len(word) - _SHORTEST_PART, most), _SHORTEST_PART - 1, -1)
    fits = [at for at in fitting if width(word[:at] + "-", size) <= room] or [_SHORTEST_PART]
    for at in fits:
        if word[at - 1] == "-":
            return at
    for at in fits:
        if word[:at].lower().endswith(_SEAMS):
            return at
    for at in fits:
        if word[at] not in _VOWELS and word[at + 1] in _VOWELS:
            return at
    return fits[0]
