"""The API described for people, from the same OpenAPI document that programs read."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from apispec import APISpec
from flask import Blueprint, Response
from jinja2 import Environment, FileSystemLoader

_METHODS: Final = ("get", "patch", "post", "put", "delete")
TEMPLATES = Path(__file__).resolve().parent.parent / "templates"


def docs(spec: APISpec) -> Blueprint:
    """Return /api/docs; anybody may read it."""
    blueprint = Blueprint("docs", __name__)
    pages = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True)

    @cache
    def page() -> str:
        described = spec.to_dict()
        schemas: Mapping[str, Any] = described["components"]["schemas"]

        def fields(schema: Mapping[str, Any]) -> str:
            return _fields(schema, schemas)

        return pages.get_template("docs.html").render(nouns=_nouns(described["paths"]), fields=fields)

    @blueprint.get("/api/docs")
    def show() -> Response:
        """Return the page."""
        return Response(page(), mimetype="text/html")

    return blueprint


def _nouns(paths: Mapping[str, Any]) -> Mapping[str, list[tuple[str, str, Any, list[Any]]]]:
    """Return by noun its operations: method, path, what it does, and its parameters."""
    found: dict[str, list[tuple[str, str, Any, list[Any]]]] = {}
    for path, methods in paths.items():
        noun = path.removeprefix("/api/v1/").partition("/")[0]
        for method in (one for one in _METHODS if one in methods):
            parameters = [*methods.get("parameters", ()), *methods[method].get("parameters", ())]
            found.setdefault(noun, []).append((method, path, methods[method], parameters))
    return found


def _fields(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    """Return the names of a schema's fields, those that must be given marked with a star."""
    named = schemas.get(str(schema.get("$ref", "")).rsplit("/", 1)[-1], schema)
    required = named.get("required", ())
    return (
        ", ".join(f"{name}*" if name in required else name for name in named.get("properties", {})) or "text"
    )
