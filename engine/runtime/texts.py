"""The sentences of failures, in Swedish and English, in one place."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from forms.text import Text

_SHOWN: Final = 60
_WHY: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "expression": Text(
            "Uttrycket ”{0}” gick inte att beräkna: {1}", 'The expression "{0}" could not be evaluated: {1}'
        ),
        "not boolean": Text(
            "Villkoret ”{0}” gav {1} i stället för sant eller falskt. Se till att det som läses är ifyllt,"
            " eller fråga efter det i villkoret (till exempel ”x != null and …”).",
            'The condition "{0}" gave {1} instead of true or false. See to it that what is read has a value,'
            ' or ask for it in the condition (for example "x != null and …").',
        ),
        "no flow": Text(
            "Inget villkor var uppfyllt och ingen väg är standardväg. Lägg till en standardväg.",
            "No condition was true and no flow is the default. Add a default flow.",
        ),
        "not a list": Text(
            "”{0}” gav {1} i stället för en lista. Se till att listan är ifylld när uppgiften nås.",
            '"{0}" gave {1} instead of a list. See to it that the list has a value when the task is reached.',
        ),
        "not a count": Text(
            "”{0}” gav {1} i stället för ett heltal från noll.",
            '"{0}" gave {1} instead of a whole number from zero.',
        ),
        "too many": Text(
            "Listan har {0} poster; högst {1} är tillåtna. Dela upp arbetet.",
            "The list has {0} items; at most {1} are allowed. Divide the work.",
        ),
        "timer": Text(
            "”{0}” gav {1}, som inte går att använda som tidpunkt: {2}.",
            '"{0}" gave {1}, which cannot be used as a time: {2}.',
        ),
        "steps": Text(
            "Ärendet tog {0} automatiska steg utan att någon människa, tid eller händelse behövdes. Modellen har"
            " troligen en slinga som aldrig lämnas.",
            "The case took {0} automatic steps without needing a person, a time or an event. The model most likely"
            " has a loop that is never left.",
        ),
        "nested": Text(
            "Processer är anropade i varandra i mer än {0} nivåer.",
            "Processes call each other more than {0} levels deep.",
        ),
        "error uncaught": Text(
            "Felet ”{0}” fångas inte av någon kanthändelse runt delprocessen.",
            'The error "{0}" is caught by no boundary event around the subprocess.',
        ),
    }
)
_WHAT: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "choose": Text("Vägvalet kunde inte göras.", "The choice of path could not be made."),
        "collection": Text(
            "Listan att upprepa över kunde inte läsas.", "The list to repeat over could not be read."
        ),
        "completion": Text(
            "Det gick inte att avgöra om upprepningen är klar.",
            "Whether the repetition is done could not be told.",
        ),
        "script": Text("Beräkningen kunde inte göras.", "The computation could not be made."),
        "decision": Text("Beslutstabellen gav inget svar.", "The decision table gave no answer."),
        "parameter": Text(
            "Anropets värden kunde inte räknas fram.", "The call's values could not be worked out."
        ),
        "timer": Text("Tidpunkten kunde inte räknas fram.", "The time could not be worked out."),
        "run": Text("Processen kunde inte gå vidare.", "The process could not go on."),
        "throw": Text("Händelsen kunde inte tas om hand.", "The event could not be dealt with."),
    }
)


def what(key: str) -> Text:
    """Return the sentence that says what could not be done."""
    return _WHAT[key]


def words(key: str, *values: Any) -> Text:
    """Return the sentence that says why, with its values filled in; an error with `sv` fills each language."""
    sv = [getattr(value, "sv", value) for value in values]
    return Text(_WHY[key].sv.format(*sv), _WHY[key].en.format(*values))


def show(value: Any) -> str:
    """Return a value as a person may read it in a sentence, never longer than a line."""
    text = "null" if value is None else repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
