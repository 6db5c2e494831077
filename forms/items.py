"""Reads the components of a form: fields, groups, rows and prose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from forms.component import Component, component_id
from forms.expressions import dynamic_flag, required_formula
from forms.fields import Field, Formula, Group, Item, Path, Prose, Rows, Separator, TickRules
from forms.findings import AnswerError, Findings
from forms.kinds import KINDS
from forms.labels import label_of, needed_label
from forms.naming import Names, path_of
from forms.prose import template
from forms.static import fits
from forms.text import Text

MOST_COMPONENTS = 300
MOST_ROWS = 200
DEEPEST = 6
_NOT_RENDERED = ("html", "iframe", "image", "table", "documentPreview", "button")


class ItemReader:
    """Turns form-js components into items, and notes what cannot be honoured."""

    def __init__(self, findings: Findings, names: frozenset[str]) -> None:
        """Read with the names of all fields of the form known."""
        self._findings = findings
        self._names = names
        self._taken = Names(findings)
        self._count = 0

    def read(self, components: Any, where: str) -> tuple[Item, ...]:
        """Return the items of a whole form."""
        if not isinstance(components, list) or not components:
            self._findings.add(
                where,
                Text("Formuläret har inga frågor.", "The form has no questions."),
                Text("Lägg till ett fält.", "Add a field."),
            )
            return ()
        return self._all(components, _Around(where))

    def _all(self, components: Any, around: "_Around") -> tuple[Item, ...]:
        found = []
        for index, data in enumerate(components if isinstance(components, list) else []):
            self._count += 1
            at = f"{around.at}.components[{index}]"
            if (
                self._count > MOST_COMPONENTS
                or at.count("components") > DEEPEST
                or not isinstance(data, Mapping)
            ):
                self._findings.add(
                    at,
                    Text(
                        "Formuläret är för stort, för djupt eller fel byggt här.",
                        "The form is too large, too deep or malformed here.",
                    ),
                    Text(
                        f"Håll det under {MOST_COMPONENTS} komponenter och {DEEPEST} nivåer.",
                        f"Keep it below {MOST_COMPONENTS} components and {DEEPEST} levels.",
                    ),
                )
                return ()
            component = Component(data, _where(data, at), self._findings, self._names)
            item = self._one(component, replace(around, at=at))
            found += [item] if item else []
        return tuple(found)

    def _one(self, component: Component, around: "_Around") -> Item | None:
        kind = component.text("type") or ""
        component.ignore("layout", "showOutline", "verticalAlignment")
        component.part("properties").ignore("krav")
        spot = _Spot(component, component_id(component.text("id"), around.at), _hide(component), around)
        self._taken.take_id(spot.id, component)
        readers: dict[str, Callable[[_Spot], Item | None]] = {
            "group": self._group,
            "dynamiclist": self._rows,
            "text": _prose,
            "separator": lambda spot: Separator(id=spot.id, hide=spot.hide),
            "spacer": lambda spot: spot.component.ignore("height"),
        }
        if kind not in KINDS and kind not in readers:
            _unknown_type(component, kind)
            return None
        item = self._field(spot, kind) if kind in KINDS else readers[kind](spot)
        component.finish()
        return item

    def _group(self, spot: "_Spot") -> Group:
        prefix = spot.around.prefix + path_of(spot.component, "path", needed=False)
        children = self._all(spot.component.raw("components"), replace(spot.around, prefix=prefix))
        label, folded = label_of(spot.component), _folded(spot)
        return Group(id=spot.id, label=label, children=children, hide=spot.hide, folded=folded)

    def _rows(self, spot: "_Spot") -> Rows:
        component, around = spot.component, spot.around
        component.ignore("isRepeating", "disableCollapse", "nonCollapsedItems")
        path = around.prefix + path_of(component, "path", needed=True)
        address = around.base + path
        self._taken.take(address, around.rows, component)
        own, needed = component.part("properties"), component.part("validate").flag("required")
        at_start = component.whole("defaultRepetitions", 0, MOST_ROWS)
        least, most = own.whole("min_rows", 0, MOST_ROWS), own.whole("max_rows", 1, MOST_ROWS)
        inside = replace(around, prefix=(), rows=(*around.rows, address))
        return Rows(
            id=spot.id,
            path=path,
            label=needed_label(component),
            description=label_of(component, "description"),
            children=self._all(component.raw("components"), inside),
            hide=spot.hide,
            may_change=component.flag("allowAddRemove", default=True),
            at_start=1 if at_start is None else at_start,
            least=max(least or 0, int(needed)),
            most=most or MOST_ROWS,
            folded=_folded(spot),
        )

    def _field(self, spot: "_Spot", kind: str) -> Field | None:
        component, around = spot.component, spot.around
        path = around.prefix + path_of(component, "key", needed=True)
        self._taken.take(around.base + path, around.rows, component)
        rules = KINDS[kind].compile(kind, component, component.part("validate"))
        field = Field(
            kind=kind,
            id=spot.id,
            key=path[-1] if path else "",
            path=path,
            label=needed_label(component, kind),
            rules=rules or TickRules(),
            description=label_of(component, "description"),
            required=component.part("validate").flag("required"),
            hide=spot.hide,
            readonly=dynamic_flag(component, "readonly"),
            disabled=dynamic_flag(component, "disabled"),
            default=component.raw("defaultValue"),
            prefix=label_of(component.part("appearance"), "prefixAdorner"),
            suffix=label_of(component.part("appearance"), "suffixAdorner"),
        )
        return _with_right_default(field, component) if rules and path else None


@dataclass(frozen=True)
class _Around:
    """Where in the form we are: place in the file, path prefix of the groups, addresses of the rows."""

    at: str
    prefix: Path = ()
    rows: tuple[Path, ...] = ()

    @property
    def base(self) -> Path:
        return self.rows[-1] if self.rows else ()


@dataclass(frozen=True)
class _Spot:
    """One component with its id and condition."""

    component: Component
    id: str
    hide: Formula | None
    around: _Around


def _where(data: Mapping[str, Any], at: str) -> str:
    """Return how a person finds the component: its key, path or id, else its place in the file."""
    return next(
        (
            str(data[name])[:100]
            for name in ("key", "path", "id")
            if isinstance(data.get(name), str) and data[name]
        ),
        at,
    )


def _unknown_type(component: Component, kind: str) -> None:
    what = Text(
        f"Komponenttypen ”{kind}” känner Räls inte till.", f"Räls does not know the component type “{kind}”."
    )
    if kind in _NOT_RENDERED:
        what = Text(
            f"Komponenttypen ”{kind}” visas inte av Räls.", f"Räls does not show the component type “{kind}”."
        )
    component.refuse(
        what,
        Text(
            "Ta bort den, eller använd ett vanligt fält eller text.",
            "Remove it, or use an ordinary field or text.",
        ),
    )


def _hide(component: Component) -> Formula | None:
    if not component.has("conditional"):
        component.ignore("conditional")
        return None
    part = component.part("conditional")
    return required_formula(part, "hide", unary=True) if part.has("hide") else None


def _folded(spot: _Spot) -> bool:
    # form-js writes own properties as text.
    return spot.component.part("properties").text("folded") == "true"


def _prose(spot: _Spot) -> Prose:
    component = spot.component
    swedish = component.text("text") or ""
    english = component.part("properties").text("text_en") or swedish
    return Prose(id=spot.id, sv=template(component, swedish), en=template(component, english), hide=spot.hide)


def _with_right_default(field: Field, component: Component) -> Field:
    try:
        fits(field)
    except AnswerError as wrong:
        component.refuse(
            Text("Förvalt värde passar inte fältet.", "The default value does not fit the field."),
            wrong.message,
        )
    return field
