"""What pages say, in Swedish and English side by side, so that neither can be forgotten."""

from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from forms.text import Language, Text

_NUMBERS: Final = (
    Text("inget", "no"),
    Text("ett", "one"),
    Text("två", "two"),
    Text("tre", "three"),
    Text("fyra", "four"),
    Text("fem", "five"),
    Text("sex", "six"),
    Text("sju", "seven"),
    Text("åtta", "eight"),
    Text("nio", "nine"),
    Text("tio", "ten"),
)

Pair = tuple[str, str]


@dataclass(frozen=True)
class Say:
    """Says things in one language. The sentences are constants of ours; the values put into them are escaped."""

    language: Language

    def __call__(self, sv: str, en: str, **values: Any) -> Markup:
        """Return the sentence of the language with the values in it."""
        sentence = Markup(sv if self.language == "sv" else en)  # noqa: S704  constants, see the class
        return sentence.format(**values) if values else sentence

    def many(self, n: int, one: Pair, more: Pair, none: Pair | None = None, **values: Any) -> Markup:
        """Return the sentence for none, for one or for several; `{n}` is the number."""
        if n == 0 and none is not None:
            return self(*none, **values)
        return self(*(one if n == 1 else more), n=n, **values)

    def text(self, text: Text | None) -> str:
        """Return what data say: a name or a sentence in both languages; nothing for nothing."""
        return text.to(self.language) if text else ""

    def count(self, n: int) -> str:
        """Return a small number as a word, as it stands in a heading."""
        return _NUMBERS[n].to(self.language) if 0 <= n < len(_NUMBERS) else str(n)
