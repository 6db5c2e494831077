"""Why a case cannot be carried over to another version exactly: one sentence for each, with the element's name."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from engine.runtime.model import Element, Model
from forms.text import Text

_WHY: Final[Mapping[str, Text]] = MappingProxyType(
    {
        "gone": Text(
            "”{0}” finns inte i den nya versionen.",
            '"{0}" is not in the new version.',
        ),
        "kind": Text(
            "”{0}” är ett annat slags steg i den nya versionen.",
            '"{0}" is another kind of step in the new version.',
        ),
        "place": Text(
            "”{0}” ligger i en annan delprocess i den nya versionen.",
            '"{0}" lies in another subprocess in the new version.',
        ),
        "once": Text(
            "”{0}” görs en gång i den ena versionen och flera gånger i den andra.",
            '"{0}" is done once in one of the versions and several times in the other.',
        ),
        "repeat": Text(
            "”{0}” upprepas på ett annat sätt i den nya versionen.",
            '"{0}" is repeated in another way in the new version.',
        ),
        "called": Text(
            "”{0}” anropar en annan process i den nya versionen.",
            '"{0}" calls another process in the new version.',
        ),
        "awaits": Text(
            "”{0}” väntar på något annat i den nya versionen.",
            '"{0}" waits for something else in the new version.',
        ),
        "call": Text(
            "”{0}” har redan frågat med andra värden än den nya versionen frågar med.",
            '"{0}" has already asked with other values than the new version asks with.',
        ),
        "flow": Text(
            "En gren har redan nått ”{0}”, men på en väg som den nya versionen inte har.",
            'A branch has already reached "{0}", but on a way that the new version does not have.',
        ),
        "branches": Text(
            "Grenarna vid ”{0}” är andra i den nya versionen. Ärendet är mitt i dem och kunde bli stående.",
            'The branches at "{0}" are others in the new version. The case is among them and could get stuck.',
        ),
        "opens": Text(
            "”{0}” väntar på grenar som den nya versionen inte väntar på. Ärendet skulle gå vidare av sig självt.",
            '"{0}" waits for branches that the new version does not wait for. The case would go on by itself.',
        ),
        "timer": Text(
            "Tiden för ”{0}” går inte att räkna ut i ärendet.",
            'The time of "{0}" cannot be worked out in the case.',
        ),
        "answer": Text(
            "Den nya versionen läser mer av ”{0}” än vad ärendet har sparat.",
            'The new version reads more of "{0}" than the case has kept.',
        ),
        "skipped": Text(
            "Den nya versionen läser svaret i ”{0}”, ett steg som ärendet skulle hoppa över.",
            'The new version reads the answer of "{0}", a step that the case would skip.',
        ),
        "end": Text(
            "Ärendet har redan nått slutet ”{0}”, som den nya versionen inte har.",
            'The case has already reached the end "{0}", which the new version does not have.',
        ),
    }
)


@dataclass(frozen=True)
class Hindrance:
    """What stands in the way, and at which element."""

    element: str
    name: Text
    text: Text


def hindrance(key: str, model: Model, element: str) -> Hindrance:
    """Return the hindrance of a kind at an element of a model."""
    name = label(model.elements[element])
    return Hindrance(element, name, Text(_WHY[key].sv.format(name.sv), _WHY[key].en.format(name.en)))


def label(element: Element) -> Text:
    """Return what people call an element; what has no name keeps its id."""
    name = element.name or element.id
    return Text(name, element.name_en or name)
