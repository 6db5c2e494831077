"""Prints what the checks of a model found: for people, as JSON, or as SARIF 2.1.0 for code scanners."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import version
from typing import Any, Final
from urllib.parse import quote

import click

from engine.errors import Finding
from engine.runtime.checks import CHECKS, key_of

SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_SEVERITY: Final = {"error": "fel", "warning": "varning"}
_NAMES: Final = {key_of(check): check.NAME.sv for check in CHECKS}


def as_text(findings: Sequence[Finding]) -> str:
    """Return a paragraph for each finding: file and line, severity and check, element, what and remedy; then a count."""
    return "\n\n".join([*(_paragraph(one) for one in findings), _count(findings)])


def _paragraph(one: Finding) -> str:
    place = f"{one.file}:{one.line}" if one.line else one.file
    element = " ".join(part for part in (one.element, f"”{one.name}”" if one.name else "") if part)
    rule = f"{_NAMES.get(one.check, one.check)} [{one.check}]"
    head = ": ".join(part for part in (place, _SEVERITY[one.severity], rule, element) if part)
    return f"{head}\n  {one.text.sv}\n  Gör så här: {one.remedy.sv}"


def _count(findings: Sequence[Finding]) -> str:
    errors = sum(one.severity == "error" for one in findings)
    warnings = len(findings) - errors
    said = f"{errors} fel, {warnings} varning{'ar' if warnings != 1 else ''}."
    return said if errors else f"{said} Modellen kan publiceras."


def as_json(findings: Sequence[Finding]) -> str:
    """Return a list with an object for each finding, with the same names as in the API."""
    plain = [{**asdict(one), "text": one.text._asdict(), "remedy": one.remedy._asdict()} for one in findings]
    return json.dumps(plain, ensure_ascii=False, indent=2)


def as_sarif(findings: Sequence[Finding]) -> str:
    """Return a SARIF log with one run; every check is a rule, whether it found something or not."""
    rules = [
        *_rules(),
        *({"id": key} for key in dict.fromkeys(one.check for one in findings) if key not in _NAMES),
    ]
    at = {rule["id"]: index for index, rule in enumerate(rules)}
    driver = {"name": "Räls", "version": version("rals"), "language": "sv", "rules": rules}
    results = [_result(one, at[one.check]) for one in findings]
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _rules() -> Iterable[dict[str, Any]]:
    return ({"id": key, "shortDescription": {"text": name}} for key, name in _NAMES.items())


def _result(one: Finding, rule: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": one.check,
        "ruleIndex": rule,
        "level": one.severity,
        "message": {"text": f"{one.text.sv} {one.remedy.sv}"},
        "properties": {"remedy": one.remedy.sv},
    }
    location: dict[str, Any] = {}
    if one.file:
        region = {"region": {"startLine": one.line}} if one.line else {}
        location["physicalLocation"] = {"artifactLocation": {"uri": quote(one.file)}, **region}
    if one.element:
        location["logicalLocations"] = [{"name": one.name or one.element, "fullyQualifiedName": one.element}]
    return {**result, "locations": [location]} if location else result


FORMATS: Final[Mapping[str, Callable[[Sequence[Finding]], str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
}


def show(findings: Sequence[Finding], wanted: str) -> None:
    """Print the findings in one of the FORMATS."""
    click.echo(FORMATS[wanted](findings))
