"""The kinds of fields: one file per family, one entry in KINDS. Not for anything about pages or HTTP."""

from forms.kinds.base import Kind, Shown, in_sentence
from forms.kinds.choice import Many, One
from forms.kinds.computed import Computed
from forms.kinds.files import Files
from forms.kinds.moment import MomentKind
from forms.kinds.number import Number
from forms.kinds.tick import Tick
from forms.kinds.writing import Writing

_FAMILIES: tuple[Kind, ...] = (Writing(), Number(), MomentKind(), Tick(), One(), Many(), Files(), Computed())
KINDS: dict[str, Kind] = {name: family for family in _FAMILIES for name in family.types}

__all__ = ["KINDS", "Kind", "Shown", "in_sentence"]
