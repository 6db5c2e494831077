"""A sentence in the two languages of the interface."""

from typing import Literal, NamedTuple

Language = Literal["sv", "en"]


class Text(NamedTuple):
    """What a person reads, in Swedish and English."""

    sv: str
    en: str

    def to(self, language: Language) -> str:
        """Return the sentence in the language asked for."""
        return self.sv if language == "sv" else self.en
