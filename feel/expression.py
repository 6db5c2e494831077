"""What callers hold: a parsed expression that can be evaluated any number of times, by any thread."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any

from feel.errors import FeelError, Trouble
from feel.keeping import Kept
from feel.nodes import Node
from feel.parser import read_expression, read_tests
from feel.scopes import NO_INPUT, Scope, World
from feel.values import measure


class Expression:
    """A parsed expression.

    `text` is what was parsed, `paths` the free variable paths it reads, such as ("arende", "belopp"); all
    that lies below a path may be read too. `maybe_paths` are those of them that stand in a filter and may
    instead be entries of its elements, such as `typ` in `enheter[typ = "enhet"]`.
    """

    __slots__ = ("_node", "maybe_paths", "paths", "text")

    def __init__(self, text: str, node: Node) -> None:
        self.text = text
        self._node = node
        self.paths: frozenset[tuple[str, ...]] = node.reads
        self.maybe_paths: frozenset[tuple[str, ...]] = node.maybe

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"

    def evaluate(
        self,
        context: Mapping[str, Any],
        *,
        now: datetime | None = None,
        input: Any = NO_INPUT,  # noqa: A002 - the name in the standard, and in the contract
    ) -> Any:
        """Return the value in a context; FeelError when it fails or asks for too much.

        `now` is what now() and today() give, `input` the value that unary tests and `?` look at. Numbers
        come back as Decimal. Nothing in the answer is shared with the context.
        """
        try:
            world = World(context, now, input)
            answer = self._node.run(Scope({}, None, world))
            measure(answer)
        except Trouble as trouble:
            raise FeelError.of(trouble, self.text) from None
        except RecursionError:
            # The limits on depth make this unlikely; a caller deep in its own calls can still get here.
            raise FeelError("för många nivåer i varandra.", "nested too deep.", self.text) from None
        return answer


_KEPT: Kept[Expression] = Kept(200_000)  # characters; some thousands of expressions, all those of many models


def parse(text: str, *, names: Collection[str] = ()) -> Expression:
    """Return the expression of FEEL text without a leading `=`; FeelError when it is not FEEL.

    `names` are context names that hold spaces or signs, such as "antal dagar".
    """
    return _parsed(read_expression, text, frozenset(names))


def parse_unary(text: str, *, names: Collection[str] = ()) -> Expression:
    """Return the unary tests of a decision table cell or a form's condition; they give true or false.

    `?` is the `input` of evaluate().
    """
    return _parsed(read_tests, text, frozenset(names))


_Reader = Callable[[str, Collection[str]], Node]


def _parsed(read: _Reader, text: str, names: frozenset[str]) -> Expression:
    return _KEPT.get((read, text, names), len(text) + 1, lambda: _parse(read, text, names))


def _parse(read: _Reader, text: str, names: frozenset[str]) -> Expression:
    try:
        return Expression(text, read(text, names))
    except Trouble as trouble:
        raise FeelError.of(trouble, text) from None
    except RecursionError:
        raise FeelError("för många nivåer i varandra.", "nested too deep.", text) from None
