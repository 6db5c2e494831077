"""The reader's language: Swedish unless English is preferred."""

from flask import request

from forms.text import Language


def language() -> Language:
    """Return the language that the request asks for (Accept-Language)."""
    return "en" if request.accept_languages.best_match(("sv", "en"), default="sv") == "en" else "sv"
