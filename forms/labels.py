"""Labels and descriptions: Swedish in form-js' own property, English in `properties`."""

from forms.component import Component
from forms.text import Text


def label_of(component: Component, name: str = "label") -> Text | None:
    """Return the text of a property in both languages; Swedish stands in for missing English."""
    text, english = component.text(name), None
    if name in {"label", "description"}:
        english = component.part("properties").text(f"{name}_en")
    for part in (text, english):
        if part and (part.startswith("=") or "{{" in part):
            component.refuse(
                Text(f"”{name}” innehåller ett uttryck.", f"“{name}” contains an expression."),
                Text(
                    "Skriv vanlig text; uttryck går bra i komponenten text.",
                    "Write plain text; expressions work in a text component.",
                ),
            )
    return Text(text, english or text) if text else None


def needed_label(component: Component, kind: str = "") -> Text:
    """Return the label; refuse a component that has none. form-js gives dates their own properties for it."""
    label = label_of(component)
    if label is None and kind == "datetime":
        label = label_of(component, "dateLabel") or label_of(component, "timeLabel")
        english = component.part("properties").text("label_en")
        label = Text(label.sv, english or label.en) if label else None
    if label is None:
        component.refuse(
            Text("Fältet saknar ledtext.", "The field has no label."),
            Text("Skriv label, till exempel Rubrik.", "Write label, for example Rubrik."),
        )
    return label or Text("", "")
