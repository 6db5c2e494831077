"""Tells two editions of a file with decision tables apart: decisions, columns, rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from engine.runtime import xml
from engine.runtime.comparing.change import Change, What
from engine.runtime.comparing.things import facts
from engine.runtime.comparing.words import fact, said
from engine.runtime.names import local
from forms.text import Text

_PARTS = frozenset({"decision", "rule", "input", "output", "inputData"})


@dataclass(frozen=True)
class _Piece:
    label: Text
    facts: Mapping[str, str]
    shown: str


def changes(file: str, old: bytes | None, new: bytes | None) -> Iterator[Change]:
    """Yield what differs; None where there is no such file."""
    before, after = _pieces(old), _pieces(new)
    for key in dict.fromkeys((*after, *before)):
        for what, text in _differences(before.get(key), after.get(key)):
            yield Change(what, "tables", file, key, text)


def _differences(old: _Piece | None, new: _Piece | None) -> Iterator[tuple[What, Text]]:
    if old is None and new is not None:
        yield "added", _whole(new, Text("lades till", "was added"))
    elif new is None and old is not None:
        yield "removed", _whole(old, Text("togs bort", "was removed"))
    elif old is not None and new is not None and old.facts != new.facts:
        if new.shown:
            how = said(Text("regeln", "the rule"), Text(old.shown, old.shown), Text(new.shown, new.shown))
            yield "changed", Text(f"{new.label.sv}: {how.sv}.", f"{new.label.en}: {how.en}.")
            return
        for path in dict.fromkeys((*old.facts, *new.facts)):
            values = [
                None if path not in each else Text(each[path], each[path]) for each in (old.facts, new.facts)
            ]
            if values[0] != values[1]:
                how = said(fact(path.rpartition("/")[2] if path.endswith("hitPolicy") else path), *values)
                yield "changed", Text(f"{new.label.sv}: {how.sv}.", f"{new.label.en}: {how.en}.")


def _whole(piece: _Piece, how: Text) -> Text:
    shown = f": {piece.shown}" if piece.shown else ""
    return Text(f"{piece.label.sv} {how.sv}{shown}.", f"{piece.label.en} {how.en}{shown}.")


def _pieces(data: bytes | None) -> dict[str, _Piece]:
    if data is None:
        return {}
    root = xml.read(data)
    found: dict[str, _Piece] = {}
    for decision in (node for node in root if local(node) in ("decision", "inputData")):
        name = decision.get("name") or decision.get("id", "")
        own = Text(f"Beslutstabellen ”{name}”", f'The decision table "{name}"')
        found[str(decision.get("id") or name)] = _Piece(own, _said(decision), "")
        for number, (key, part) in enumerate(_inside(decision)):
            found[key] = _Piece(_label(own, part, number), _said(part), _rule(part))
    return found


def _inside(decision: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Yield the parts of a decision's table with a key that stays: their id, else what they are and which in order."""
    counts: dict[str, int] = {}
    for part in decision.iter():
        what = local(part)
        if what in ("rule", "input", "output"):
            counts[what] = counts.get(what, 0) + 1
            yield part.get("id") or f"{decision.get('id')} {what} {counts[what]}", part


def _label(own: Text, part: etree._Element, number: int) -> Text:
    if local(part) == "rule":
        around = part.getparent()
        rules = [] if around is None else [each for each in around if local(each) == "rule"]
        place = rules.index(part) + 1 if part in rules else number
        return Text(f"{own.sv}, regel {place}", f"{own.en}, rule {place}")
    name = part.get("label") or part.get("name") or part.get("id", "")
    return Text(f"{own.sv}, kolumnen ”{name}”", f'{own.en}, the column "{name}"')


def _said(node: etree._Element) -> dict[str, str]:
    """Return the facts of a piece without those of the pieces inside it."""
    copy = etree.fromstring(etree.tostring(node, with_tail=False))
    inner = [part for part in copy.iter(etree.Element) if part is not copy and local(part) in _PARTS]
    for part in inner:
        around = part.getparent()
        if around is not None:
            around.remove(part)
    return {path: value for path, value in facts(copy) if path != "id"}


def _rule(part: etree._Element) -> str:
    """Return a rule as a person reads it: its tests, an arrow, its results."""
    if local(part) != "rule":
        return ""
    sides = [
        ", ".join(_text(entry) for entry in part if local(entry) == kind)
        for kind in ("inputEntry", "outputEntry")
    ]
    return " → ".join(sides)


def _text(entry: etree._Element) -> str:
    return " ".join("".join(str(piece) for piece in entry.itertext()).split()) or "-"
