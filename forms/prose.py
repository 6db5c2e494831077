"""Markdown of a form: a safe part of it, with expressions in double braces."""

import re

from markdown_it import MarkdownIt
from markupsafe import Markup

from forms.component import Component
from forms.expressions import compiled
from forms.fields import Formula
from forms.text import Text

LONGEST = 20_000
_BRACES = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&:/@])")
_MARKDOWN = MarkdownIt("zero", {"html": False}).enable(
    ["emphasis", "heading", "link", "list", "newline", "escape", "entity", "blockquote", "hr", "backticks"]
)
_SAFE_LINK = re.compile(r"(https?://|mailto:|/(?!/)|#)", re.IGNORECASE)


def _safe_link(url: str) -> bool:
    return bool(_SAFE_LINK.match(url.strip()))


_MARKDOWN.validateLink = _safe_link  # type: ignore[method-assign] # the documented way to set one's own rule


def html(markdown: str, longest: int = LONGEST) -> Markup:
    """Return markdown as HTML: headings, emphasis, lists, links to web, mail and own pages; never raw HTML."""
    return Markup(_MARKDOWN.render(markdown[:longest]))  # noqa: S704 - html is off and links are checked


def escaped(value: str) -> str:
    """Return text that means itself in markdown."""
    return _SIGNS.sub(r"\\\1", value.replace("\n", " "))


def template(component: Component, text: str) -> tuple[str | Formula, ...]:
    """Compile the {{expressions}} of a text, or the whole text when it begins with an equals sign."""
    if len(text) > LONGEST:
        component.refuse(
            Text(f"Texten är längre än {LONGEST} tecken.", f"The text is longer than {LONGEST} characters."),
            Text("Korta den.", "Shorten it."),
        )
        return ()
    if text.startswith("="):
        formula = compiled(component, text[1:])
        return (formula,) if formula else ()
    parts: list[str | Formula] = []
    for index, part in enumerate(_BRACES.split(text)):
        if index % 2 == 0:
            parts += [part] if part else []
        elif part.strip()[:1] in {"#", "/", "^", ">", ""}:
            component.refuse(
                Text(
                    "Texten innehåller en mall med villkor eller slinga.",
                    "The text contains a template with a condition or loop.",
                ),
                Text(
                    "Använd bara {{uttryck}}, eller dölj hela texten med ett villkor.",
                    "Use {{expression}} only, or hide the whole text by a condition.",
                ),
            )
        elif formula := compiled(component, part.strip()):
            parts.append(formula)
    return tuple(parts)
