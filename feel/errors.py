"""What goes wrong in an expression, told in Swedish and English with the place."""

from __future__ import annotations

_AROUND = 20  # characters shown on each side of the place


class Trouble(Exception):  # noqa: N818 - it never leaves the package; FeelError does
    """Something failed inside; becomes a FeelError once the whole text is known."""

    def __init__(self, sv: str, en: str, place: tuple[int, int] | None = None) -> None:
        super().__init__(en)
        self.sv = sv
        self.en = en
        self.place = place

    def at(self, place: tuple[int, int]) -> Trouble:
        """Return itself with the place, unless a deeper part has already said it."""
        if self.place is None:
            self.place = place
        return self


class FeelError(Exception):
    """An expression that cannot be read or computed.

    `str(error)` and `.en` are an English sentence, `.sv` the same in Swedish; both name the line, the
    column and the excerpt. `.line` and `.column` count from 1; `.text` is the whole expression.
    """

    def __init__(self, sv: str, en: str, text: str = "", place: tuple[int, int] = (1, 1)) -> None:
        self.text = text
        self.line, self.column = place
        self.excerpt = _excerpt(text, self.line, self.column)
        self.sv = f"Rad {self.line}, kolumn {self.column} vid «{self.excerpt}»: {sv}"
        self.en = f"Line {self.line}, column {self.column} at «{self.excerpt}»: {en}"
        super().__init__(self.en)

    @classmethod
    def of(cls, trouble: Trouble, text: str) -> FeelError:
        """Return the error that people see for what failed inside `text`."""
        return cls(trouble.sv, trouble.en, text, trouble.place or (1, 1))

    def __reduce__(self) -> tuple[object, ...]:
        """Keep both languages when the error crosses a process border."""
        return (_restore, (self.sv, self.en, self.text, (self.line, self.column)))


def _restore(sv: str, en: str, text: str, place: tuple[int, int]) -> FeelError:
    error = FeelError("", "", text, place)
    error.sv, error.en = sv, en
    error.args = (en,)
    return error


def _excerpt(text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    row = lines[line - 1] if line <= len(lines) else ""
    start = max(0, column - 1 - _AROUND)
    end = column - 1 + _AROUND
    return ("…" if start else "") + row[start:end].strip() + ("…" if end < len(row) else "")
