"""What an outcome leads to, as a sentence."""

from collections.abc import Iterable, Sequence
from typing import Final

from engine.queries.rows import NextRow, OutcomeRow
from web.words import Pair, Say

NAMED: Final = 3
_THEN: Final[dict[tuple[bool, bool], Pair]] = {
    (True, False): ("Därefter: {what}.", "Then: {what}."),
    (True, True): ("När alla är klara: {what}.", "When everybody is ready: {what}."),
    (False, False): ("Sedan, beroende på svaren: {what}.", "Then, depending on the answers: {what}."),
    (False, True): (
        "När alla är klara, beroende på svaren: {what}.",
        "When everybody is ready, depending on the answers: {what}.",
    ),
}


def follows(outcomes: Iterable[OutcomeRow], say: Say) -> dict[str, str]:
    """Return by the value of each outcome what it leads to; nothing for one that nothing is known of."""
    return {one.value: _sentences(one.next, say) for one in outcomes if one.next}


def _sentences(rows: Sequence[NextRow], say: Say) -> str:
    ends = [row for row in rows if row.kind == "end" and row.certain]
    others = [row for row in rows if row not in ends]
    found = [
        say(*pair, what=_names([row for row in others if (row.certain, row.together) == key], say))
        for key, pair in _THEN.items()
        if any((row.certain, row.together) == key for row in others)
    ]
    return " ".join([*found, *(_ended(row, say) for row in ends)])


def _ended(row: NextRow, say: Say) -> str:
    return say("Ärendet avslutas: {name}.", "The case ends: {name}.", name=say.text(row.name))


def _names(rows: Sequence[NextRow], say: Say) -> str:
    named = [_name(row, say) for row in rows[:NAMED]]
    if len(rows) > NAMED:
        named.append(say("{n} steg till", "{n} more steps", n=len(rows) - NAMED))
    last = say("och", "and") if rows[0].certain else say("eller", "or")
    return f" {last} ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def _name(row: NextRow, say: Say) -> str:
    name = say.text(row.name)
    if row.kind == "wait":
        return say("väntan på {name}", "waiting for {name}", name=name)
    if row.kind == "end":
        return say("ärendet avslutas ({name})", "the case ends ({name})", name=name)
    return f"{name} ({say.text(row.role_name)})" if row.role_name else name
