"""Tells the things of two BPMN files apart: which came, went, moved, were joined otherwise or are said otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.runtime.comparing.change import Change, Part, What
from engine.runtime.comparing.things import Sheet, Thing
from engine.runtime.comparing.words import KINDS, fact, said
from engine.runtime.durations import in_words
from engine.runtime.layout.names import FLOW_NODES
from forms.text import Text

_FLOWS: Final = frozenset({"sequenceFlow", "messageFlow", "association", "conversationLink"})
_NAMED_BY_PROFILE: Final = frozenset({"rals:role", "rals:mandate"})
_REFERRING: Final = frozenset({"default", "attachedToRef"})
Roles = Mapping[str, str]


@dataclass(frozen=True)
class Side:
    """One of the two files: its things, the role that does each step, and what the profile calls roles and mandates."""

    sheet: Sheet
    roles: Roles
    names: Mapping[str, Text]

    def called(self, key: str) -> Text:
        """Return the name of a thing in quotes; a flow by what it leads to, one without a name by its id."""
        thing = self.sheet.things.get(key)
        if thing is not None and thing.name.sv:
            return quoted(thing.name)
        if thing is not None and thing.target:
            return self.called(thing.target)
        return Text(key, key)

    def label(self, thing: Thing) -> Text:
        """Return kind and name as a sentence begins."""
        what = KINDS.get(thing.kind, Text(f"Elementet ({thing.kind})", f"The element ({thing.kind})"))
        if thing.kind == "definitions":
            return what
        name = self.called(thing.id)
        if thing.kind in _FLOWS:
            ends = self.called(thing.source), self.called(thing.target)
            own = Text(f" {name.sv}", f" {name.en}") if thing.name.sv else Text("", "")
            return Text(
                f"{what.sv}{own.sv} från {ends[0].sv} till {ends[1].sv}",
                f"{what.en}{own.en} from {ends[0].en} to {ends[1].en}",
            )
        return Text(f"{what.sv} {name.sv}", f"{what.en} {name.en}")


def quoted(name: Text) -> Text:
    """Return a name in quotes."""
    return Text(f"”{name.sv}”", f'"{name.en}"')


@dataclass(frozen=True)
class Pair:
    """The two files, called `file`."""

    file: str
    old: Side
    new: Side


def changes(pair: Pair) -> Iterator[Change]:
    """Yield what differs, in the order of the newer file; what is gone last."""
    before, after = pair.old.sheet.things, pair.new.sheet.things
    for key, thing in after.items():
        if key not in before:
            yield _change(pair, thing, "added", _came(pair.new, thing))
        else:
            yield from _differences(pair, before[key], thing)
    for key, thing in before.items():
        if key not in after:
            label = pair.old.label(thing)
            yield _change(pair, thing, "removed", Text(f"{label.sv} togs bort.", f"{label.en} was removed."))


def _came(side: Side, thing: Thing) -> Text:
    label, role = side.label(thing), side.roles.get(thing.id)
    if role is None:
        return Text(f"{label.sv} lades till.", f"{label.en} was added.")
    name = side.names.get(role, Text(role, role))
    return Text(f"{label.sv} lades till hos {name.sv}.", f"{label.en} was added, done by {name.en}.")


def _differences(pair: Pair, old: Thing, new: Thing) -> Iterator[Change]:
    label = pair.new.label(new)
    if old.kind != new.kind:
        kinds = [KINDS.get(each.kind, Text(each.kind, each.kind)) for each in (old, new)]
        yield _changed(pair, new, pair.old.label(old), _turned(kinds[0], kinds[1]))
    if old.name != new.name:
        yield _changed(pair, new, _base(pair.old, old), _renamed(old.name, new.name))
    if (old.source, old.target) != (new.source, new.target):
        yield _rewired(pair, old, new)
    moves = list(_moves(pair, old, new))
    for sentence in moves:
        text = Text(f"{label.sv} {sentence.sv}.", f"{label.en} {sentence.en}.")
        yield _change(pair, new, "moved", text)
    for path in dict.fromkeys((*old.facts, *new.facts)):
        # Who does the step has been told as a move.
        told = path == "rals:role" and moves
        if old.facts.get(path) != new.facts.get(path) and not told:
            yield _changed(pair, new, label, _fact(pair, old, new, path))


def _moves(pair: Pair, old: Thing, new: Thing) -> Iterator[Text]:
    """Yield where a step went: from role to role, else from lane to lane; into, out of or between subprocesses."""
    one, other = pair.old.roles.get(new.id), pair.new.roles.get(new.id)
    if one != other and one and other:
        names = [
            side.names.get(role, Text(role, role)) for side, role in ((pair.old, one), (pair.new, other))
        ]
        yield _from_to(names[0], names[1])
    elif old.lane != new.lane and (one is None or other is None or old.lane == "" or new.lane == ""):
        yield _between(pair, old.lane, new.lane, Text("banan", "the lane"))
    elif old.lane != new.lane:
        yield _from_to(pair.old.called(old.lane), pair.new.called(new.lane))
    if old.within != new.within:
        outer = [_subprocess(side, key) for side, key in ((pair.old, old.within), (pair.new, new.within))]
        yield _between(pair, outer[0], outer[1], Text("delprocessen", "the subprocess"))


def _subprocess(side: Side, key: str) -> str:
    thing = side.sheet.things.get(key)
    return "" if thing is None or thing.kind in ("process", "definitions") else key


def _between(pair: Pair, old: str, new: str, what: Text) -> Text:
    left, right = pair.old.called(old), pair.new.called(new)
    if not old:
        return Text(f"flyttades in i {what.sv} {right.sv}", f"was moved into {what.en} {right.en}")
    if not new:
        return Text(f"flyttades ut ur {what.sv} {left.sv}", f"was moved out of {what.en} {left.en}")
    return _from_to(
        Text(f"{what.sv} {left.sv}", f"{what.en} {left.en}"),
        Text(f"{what.sv} {right.sv}", f"{what.en} {right.en}"),
    )


def _from_to(old: Text, new: Text) -> Text:
    return Text(f"flyttades från {old.sv} till {new.sv}", f"was moved from {old.en} to {new.en}")


def _turned(old: Text, new: Text) -> Text:
    return Text(
        f"ändrade slag från {old.sv.lower()} till {new.sv.lower()}",
        f"changed kind from {old.en.lower()} to {new.en.lower()}",
    )


def _renamed(old: Text, new: Text) -> Text:
    if not old.sv:
        return Text(f"fick namnet ”{new.sv}”", f'got the name "{new.en}"')
    if not new.sv:
        return Text("har inte längre något namn", "has no name any more")
    if old.sv == new.sv:
        return Text(
            f"heter på engelska ”{new.en}” i stället för ”{old.en}”",
            f'is called "{new.en}" in English instead of "{old.en}"',
        )
    return Text(f"bytte namn till ”{new.sv}”", f'was renamed to "{new.en}"')


def _base(side: Side, thing: Thing) -> Text:
    label = side.label(thing)
    return label if thing.name.sv else Text(f"{label.sv},", f"{label.en},")


def _rewired(pair: Pair, old: Thing, new: Thing) -> Change:
    before, now = pair.old.label(old), pair.new.label(new)
    _, _, sv = now.sv.partition(" från ")
    _, _, en = now.en.partition(" from ")
    text = Text(f"{before.sv} går nu från {sv}.", f"{before.en} now goes from {en}.")
    return _change(pair, new, "changed", text)


def _fact(pair: Pair, old: Thing, new: Thing, path: str) -> Text:
    values = [
        None if path not in thing.facts else _value(side, path, thing.facts[path])
        for side, thing in ((pair.old, old), (pair.new, new))
    ]
    return said(fact(path), values[0], values[1])


def _value(side: Side, path: str, value: str) -> Text:
    if path in _NAMED_BY_PROFILE:
        return side.names.get(value, Text(value, value))
    if path in _REFERRING:
        name = side.called(value)
        return Text(name.sv.strip("”"), name.en.strip('"'))
    return in_words(value)


def _changed(pair: Pair, thing: Thing, label: Text, how: Text) -> Change:
    joined = " " if how.sv.split(" ", 1)[0] in ("ändrade", "fick", "har", "heter", "bytte") else ": "
    text = Text(f"{label.sv}{joined}{how.sv}.", f"{label.en}{joined}{how.en}.")
    return _change(pair, thing, "changed", text)


def _change(pair: Pair, thing: Thing, what: What, text: Text) -> Change:
    return Change(what, _part(thing), pair.file, thing.id, text)


def _part(thing: Thing) -> Part:
    if thing.kind in FLOW_NODES:
        return "steps"
    return "flows" if thing.kind in _FLOWS else "rest"
