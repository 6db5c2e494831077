"""Functions over strings."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from feel.builtins.registry import Registry
from feel.limits import check_items, check_text
from feel.patterns import Pattern, compile_pattern
from feel.scopes import World

STRINGS = Registry()


@STRINGS.plain("substring", "string: string", "start position: number", "length: number?")
def substring(text: str, start: Decimal, length: Decimal | None) -> str:
    """Return the part from `start` (1 is the first, -1 the last character)."""
    first = int(start) + len(text) if start < 0 else int(start) - 1
    return text[first:] if length is None else text[first : first + int(length)]


@STRINGS.plain("string length", "string: string")
def string_length(text: str) -> Decimal:
    """Return the number of characters."""
    return Decimal(len(text))


@STRINGS.plain("upper case", "string: string")
def upper_case(text: str) -> str:
    """Return the text in capitals."""
    return _bounded(text.upper())


@STRINGS.plain("lower case", "string: string")
def lower_case(text: str) -> str:
    """Return the text in small letters."""
    return _bounded(text.lower())


@STRINGS.plain("trim", "string: string")
def trim(text: str) -> str:
    """Return the text without white space at its ends."""
    return text.strip()


@STRINGS.plain("substring before", "string: string", "match: string")
def substring_before(text: str, match: str) -> str:
    """Return what stands before the first `match`, "" when it is not there."""
    return text.partition(match)[0] if match and match in text else ""


@STRINGS.plain("substring after", "string: string", "match: string")
def substring_after(text: str, match: str) -> str:
    """Return what stands after the first `match`, "" when it is not there."""
    return text.partition(match)[2] if match else text


@STRINGS.plain("contains", "string: string", "match: string")
def contains(text: str, match: str) -> bool:
    """Return whether `match` stands in the text."""
    return match in text


@STRINGS.plain("starts with", "string: string", "match: string")
def starts_with(text: str, match: str) -> bool:
    """Return whether the text begins with `match`."""
    return text.startswith(match)


@STRINGS.plain("ends with", "string: string", "match: string")
def ends_with(text: str, match: str) -> bool:
    """Return whether the text ends with `match`."""
    return text.endswith(match)


@STRINGS.add("matches", "input: string", "pattern: string", "flags: string?")
def matches(world: World, text: str, pattern: str, flags: str | None) -> bool | None:
    """Return whether the pattern is found in the text, null when it is no pattern."""
    compiled = compile_pattern(pattern, flags or "")
    return None if compiled is None else compiled.search(text, 0, world.budget) is not None


@STRINGS.add("replace", "input: string", "pattern: string", "replacement: string", "flags: string?")
def replace(world: World, text: str, pattern: str, replacement: str, flags: str | None) -> str | None:
    """Return the text with every match replaced; `$1` is the first group, `$0` the whole match."""
    compiled = compile_pattern(pattern, flags or "")
    if compiled is None:
        return None
    parts: list[str] = []
    size = position = 0
    while position <= len(text):
        found = compiled.search(text, position, world.budget)
        if found is None:
            break
        start, end = found[0], found[1]
        parts += [text[position:start], _filled(replacement, text, found)]
        if end == start:  # step over one character, or an empty match would be found for ever
            parts.append(text[start : start + 1])
        size += sum(map(len, parts[-3:]))
        check_text(size)
        position = end + (end == start)
    return _bounded("".join([*parts, text[position:]]))


def _filled(replacement: str, text: str, found: list[int]) -> str:
    parts = replacement.split("$")
    filled = [parts[0]]
    literal = False  # after `$$`, which is one dollar sign
    for part in parts[1:]:
        if literal:
            filled.append(part)
            literal = False
        elif part == "":
            filled.append("$")
            literal = True
        else:
            filled.append(_group(part, text, found))
    return "".join(filled)


def _group(part: str, text: str, found: list[int]) -> str:
    if part[0] == "&":
        return text[found[0] : found[1]] + part[1:]
    if not part[0].isascii() or not part[0].isdigit() or int(part[0]) * 2 >= len(found):
        return "$" + part
    start, end = found[int(part[0]) * 2 : int(part[0]) * 2 + 2]
    return (text[start:end] if start >= 0 else "") + part[1:]


@STRINGS.add("split", "string: string", "delimiter: string")
def split(world: World, text: str, delimiter: str) -> list[str | None] | None:
    """Return the parts between the matches of a pattern; its groups stand among them."""
    compiled = compile_pattern(delimiter, "")
    if compiled is None:
        return None
    if text == "":
        return [] if compiled.search("", 0, world.budget) else [""]
    return _split(world, text, compiled)


def _split(world: World, text: str, pattern: Pattern) -> list[str | None]:
    parts: list[str | None] = []
    last = position = 0
    while position < len(text):
        found = pattern.search(text, position, world.budget)
        if found is None or found[0] >= len(text):
            break
        start, end = found[0], found[1]
        if end == start == last:
            position += 1
            continue
        parts.append(text[last:start])
        parts += [text[a:b] if a >= 0 else None for a, b in zip(found[2::2], found[3::2], strict=True)]
        check_items(len(parts))
        last = position = end
    return [*parts, text[last:]]


@STRINGS.add("string join", "list: list", "delimiter: string?")
def string_join(world: World, items: list[Any], delimiter: str | None) -> str | None:
    """Return the strings of a list as one, nulls left out; null when something else is in it."""
    world.budget.spend(len(items))
    texts = [item for item in items if item is not None]
    if not all(type(item) is str for item in texts):
        return None
    check_text(sum(map(len, texts)) + len(delimiter or "") * len(texts))
    return (delimiter or "").join(texts)


def _bounded(text: str) -> str:
    check_text(len(text))
    return text
