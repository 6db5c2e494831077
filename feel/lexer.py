"""Text into tokens. What needs a look around is decided here, so that the grammar stays LALR.

That is names with spaces, names before a colon, calls, `]1..5[`, and a whole unary test `not(…)`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lark import Token

from feel.builtins import BUILTINS
from feel.calls import IS_DEFINED
from feel.errors import Trouble
from feel.limits import MAX_LENGTH
from feel.names import Names, Words

_SKIP = re.compile(r"(?:\s+|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_WORD = r"[^\W\d][\w\u0300-\u036f·]*"
_PIECE = re.compile(
    r"(?P<NUMBER>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?!\w))"
    r'|(?P<STRING>"(?:[^"\\\n\r]|\\[^\n\r])*")'
    r'|@\s*(?P<AT>"(?:[^"\\\n\r]|\\[^\n\r])*")'
    r"|(?P<SIGN>\*\*|\.\.|<=|>=|!=|[-+*/^()\[\]{},:.=<>?])"
    rf"|(?P<NAME>{_WORD})",
)
_KEY = re.compile(rf"{_WORD}(?:\s+{_WORD})*(?=\s*:)")
_CALL = re.compile(r"\s*\(")
_OF = re.compile(r"\s+of(?!\w)")
_SIMPLE_TYPE = (
    r"date\s+and\s+time|days\s+and\s+time\s+duration|years\s+and\s+months\s+duration"
    r"|Any|Null|number|string|boolean|date|time|duration|context|list|range|function"
)
_TYPE = re.compile(rf"((?:list\s*<\s*)*)({_SIMPLE_TYPE})(?!\w)((?:\s*>)*)")
_SIGNS = {
    "(": "_LPAR", ")": "_RPAR", "[": "LSQB", "]": "_RSQB", "{": "LBRACE", "}": "_RBRACE",
    ",": "_COMMA", ":": "_COLON", ".": "_DOT", "..": "_DOTS", "?": "INPUT",
    "+": "PLUS", "-": "MINUS", "*": "STAR", "/": "SLASH", "**": "POWER", "^": "POWER",
    "=": "COMPARE", "!=": "COMPARE", "<": "COMPARE", "<=": "COMPARE", ">": "COMPARE", ">=": "COMPARE",
}  # fmt: skip
_KEYWORDS = {
    "if": "IF", "then": "_THEN", "else": "_ELSE", "for": "FOR", "return": "_RETURN", "some": "SOME",
    "every": "EVERY", "satisfies": "_SATISFIES", "in": "IN", "or": "_OR", "and": "_AND",
    "between": "BETWEEN", "true": "TRUE", "false": "FALSE", "null": "NULL", "function": "FUNCTION",
}  # fmt: skip
# Between these a `..` belongs to an iterator, `for i in 1..3 return`, not to the bracket around it.
_LOOPS = {"for": True, "some": True, "every": True, "return": False, "satisfies": False}
# After one of these a value has ended; after anything else one may begin.
ENDS_VALUE = frozenset(
    {
        "NUMBER",
        "STRING",
        "AT",
        "NAME",
        "TRUE",
        "FALSE",
        "NULL",
        "INPUT",
        "TYPE",
        "_RPAR",
        "_RSQB",
        "_RBRACE",
        "_RREV",
    }
)
FUNCTION_NAMES = Words([IS_DEFINED, *(name for name in BUILTINS if " " in name)])


class Lexer:
    """Reads one text; `tokens()` gives what the parser takes."""

    def __init__(self, text: str, names: Collection[str]) -> None:
        if len(text) > MAX_LENGTH:
            raise Trouble(
                f"uttrycket är för långt (högst {MAX_LENGTH} tecken).",
                f"the expression is too long (at most {MAX_LENGTH} characters).",
            )
        self._text = text
        self._names = Names(names)
        self._last = ""
        self._open: list[list[str | bool]] = []
        # each bracket, whether the `..` of a range stood in it, and whether it stands among iterators
        self._line, self._line_start = 1, 0

    def tokens(self) -> Iterator[Token]:
        """Yield the tokens; Trouble with the place where the text is no FEEL."""
        position = 0
        while True:
            skipped = _SKIP.match(self._text, position)
            position = self._newlines(position, skipped.end()) if skipped else position
            if position == len(self._text):
                return
            token, end = self._next(position)
            self._last = token.type
            yield token
            position = self._newlines(position, end)

    def _newlines(self, start: int, end: int) -> int:
        count = self._text.count("\n", start, end)
        if count:
            self._line += count
            self._line_start = self._text.rindex("\n", start, end) + 1
        return end

    def place(self, position: int) -> tuple[int, int]:
        """Return line and column of a position on the present line."""
        return self._line, position - self._line_start + 1

    def _token(self, sort: str, value: str, position: int) -> Token:
        line, column = self.place(position)
        return Token(sort, value, start_pos=position, line=line, column=column)

    def _next(self, position: int) -> tuple[Token, int]:
        found = self._special_name(position)
        if found:
            sort, value, end = found
            return self._token(sort, value, position), end
        match = _PIECE.match(self._text, position)
        if match is None or match.lastgroup is None:
            raise Trouble(
                "tecknet hör inte hemma här.", "this character does not belong here.", self.place(position)
            )
        sort, value = match.lastgroup, match[match.lastgroup]
        if sort == "SIGN":
            sort = self._sign(value)
        elif sort == "STRING" and self._at_key():
            self._names.learn(" ".join(value[1:-1].split()))
        elif sort == "NAME":
            return self._word(value, position, match.end())
        return self._token(sort, value, position), match.end()

    def _special_name(self, position: int) -> tuple[str, str, int] | None:
        """Find names that are more than one plain word, where such a name can stand."""
        if self._last in ("LBRACE", "_COMMA", "_LPAR"):
            key = _KEY.match(self._text, position)
            if key:
                name = " ".join(key[0].split())
                if self._at_key():
                    self._names.learn(name)
                return "KEY", name, key.end()
        if self._last == "_INSTANCE_OF":
            return self._type(position)
        if self._last not in ENDS_VALUE:
            found = self._names.match(self._text, position, after_dot=self._last == "_DOT")
            return found and ("NAME", *found)
        return None

    def _at_key(self) -> bool:
        return self._last in ("LBRACE", "_COMMA") and bool(self._open) and self._open[-1][0] == "LBRACE"

    def _type(self, position: int) -> tuple[str, str, int] | None:
        match = _TYPE.match(self._text, position)
        if match is None or match[1].count("<") != match[3].count(">"):
            raise Trouble("typen är okänd.", "the type is unknown.", self.place(position))
        return "TYPE", "list<" * match[1].count("<") + " ".join(match[2].split()), match.end()

    def _word(self, word: str, position: int, end: int) -> tuple[Token, int]:
        if self._last == "_DOT":
            return self._token("NAME", word, position), end
        if word == "instance":
            of = _OF.match(self._text, end)
            if of:
                return self._token("_INSTANCE_OF", word, position), of.end()
        if word in _KEYWORDS:
            if self._open and word in _LOOPS:
                self._open[-1][2] = _LOOPS[word]
            return self._token(_KEYWORDS[word], word, position), end
        name, call_end = FUNCTION_NAMES.longest(self._text, position) or (word, end)
        if _CALL.match(self._text, call_end):
            return self._token("FUNC", name, position), call_end
        return self._token("NAME", word, position), end

    def _sign(self, sign: str) -> str:
        if sign == ".." and self._open:
            self._open[-1][1] = not self._open[-1][2]
        if sign in "([{":
            return self._opening(sign)
        if sign in (")", "]", "}"):
            return self._closing(sign)
        return _SIGNS[sign]

    def _opening(self, sign: str) -> str:
        # After `..` inside a bracket, a `[` that follows a value closes the range: `[1..5[`.
        if sign == "[" and self._open and self._open[-1][1] and self._last in ENDS_VALUE:
            self._open.pop()
            return "_RREV"
        self._open.append([_SIGNS[sign], False, False])
        return _SIGNS[sign]

    def _closing(self, sign: str) -> str:
        # A `]` where a value should begin opens a range: `]1..5]`. An empty list `[]` is not one.
        if sign == "]" and self._last not in ENDS_VALUE and self._last != "LSQB":
            self._open.append(["_LREV", False, False])
            return "_LREV"
        if self._open:
            self._open.pop()
        return _SIGNS[sign]


def tokenize(text: str, names: Collection[str]) -> list[Token]:
    """Return the tokens of an expression."""
    return list(Lexer(text, names).tokens())


def tokenize_tests(text: str, names: Collection[str]) -> list[Token]:
    """Return the tokens of unary tests; a `-` alone and a `not(…)` around all of them are marked."""
    tokens = tokenize(text, names)
    if [token.type for token in tokens] == ["MINUS"]:
        return [Token.new_borrow_pos("_DASH", "-", tokens[0])]
    if tokens and tokens[0].type == "FUNC" and tokens[0].value == "not" and _wraps_all(tokens):
        return [Token.new_borrow_pos("_NOT", "not", tokens[0]), *tokens[1:]]
    return tokens


def _wraps_all(tokens: list[Token]) -> bool:
    depth = 0
    for position, token in enumerate(tokens[1:], start=1):
        depth += (token.type == "_LPAR") - (token.type == "_RPAR")
        if depth <= 0:
            return position == len(tokens) - 1
    return False
