"""The metadata of a version as people read it, and as a form gives it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import text

from engine.desk import View
from engine.governance.document_fields import FIELDS, TITLE, Field
from engine.queries import names
from engine.queries.documents import sql
from engine.queries.documents.rows import DocumentWhole, Fact, FactValue, VersionRow
from forms.text import Text

Raw = Mapping[str, Any]
_OWNERS = text("""
SELECT DISTINCT p.name, p.id FROM seat s JOIN role_assignment a ON a.seat_id = s.id JOIN person p ON p.id = a.person_id
 WHERE s.scope_id = ANY (:nodes) AND s.role = ANY (:roles) AND a.valid_from <= :today
   AND (a.valid_to IS NULL OR a.valid_to >= :today) ORDER BY p.name
""")
_OWNER = "processens_agare"


def of(view: View, document: DocumentWhole, version: VersionRow, metadata: Raw) -> tuple[Fact, ...]:
    """Return what is filled in, in the order of the profile, with what Räls itself fills in."""
    kind = sql.known_kinds(view).get(document.kind)
    fields = kind.fields if kind else tuple(FIELDS.get(key) or Field(key, Text(key, key)) for key in metadata)
    found = ((one, _values(view, document, version, metadata, one)) for one in fields if one.key != TITLE)
    return tuple(Fact(one.key, one.name, values) for one, values in found if values)


def given(version: VersionRow, metadata: Raw) -> dict[str, object]:
    """Return the metadata as a form gives it: ids of people and units, and days."""
    days = {"giltig_fran": version.valid_from, "giltig_till": version.valid_to}
    plain = {key: _id(value) for key, value in metadata.items()}
    return {**plain, **{key: day.isoformat() for key, day in days.items() if day}}


def _id(value: Any) -> Any:
    if isinstance(value, list):
        return [_id(one) for one in value]
    return value["id"] if isinstance(value, Mapping) else value


def _values(
    view: View, document: DocumentWhole, version: VersionRow, metadata: Raw, one: Field
) -> tuple[FactValue, ...]:
    if one.shape == "auto":
        # Whoever approved is kept with the version, with user id and title as they were that day.
        kept = metadata.get(one.key)
        return (_person(kept),) if isinstance(kept, Mapping) else _own(view, document, version, one.key)
    if one.shape == "processes":
        return tuple(FactValue(link.process, "process", str(link.process_id)) for link in document.links)
    if one.key in ("giltig_fran", "giltig_till"):
        day = version.valid_from if one.key == "giltig_fran" else version.valid_to
        return (FactValue(day.isoformat(), "date"),) if day else ()
    raw = metadata.get(one.key)
    if raw is None:
        return ()
    return tuple(_value(view, one, value) for value in (raw if isinstance(raw, list) else [raw]))


def _value(view: View, one: Field, raw: Any) -> FactValue:
    if one.shape == "person":
        return _person(raw)
    if one.shape in ("unit", "units"):
        return FactValue(raw["name"], "unit", raw["id"])
    if one.shape == "role":
        return FactValue(names.role(view, raw).sv, "role", raw)
    if one.shape == "documents":
        return FactValue(raw, "document", raw)
    return FactValue(str(raw), "date" if one.shape == "date" else "text")


def _person(raw: Raw) -> FactValue:
    told = [raw["name"], *filter(None, (raw.get("title"), raw.get("user_id")))]
    return FactValue(", ".join(told), "person", raw["id"])


def _own(view: View, document: DocumentWhole, version: VersionRow, key: str) -> tuple[FactValue, ...]:
    approver = version.approval.person
    plain = {
        "handlingstyp": document.kind_name.sv,
        "dokument_id": document.number,
        "version": str(version.number),
        "godkand_av": approver,
    }
    if key == "agare":
        return _owners(view, [link.process_id for link in document.links])
    said = plain.get(key)
    return (FactValue(said),) if said else ()


def _owners(view: View, nodes: list[UUID]) -> tuple[FactValue, ...]:
    roles = [role.key for role in view.profile.roles.values() if role.archetype == _OWNER]
    values = {"nodes": nodes, "roles": roles, "today": sql.reader(view)["today"]}
    return tuple(
        FactValue(row.name, "person", str(row.id)) for row in view.connection.execute(_OWNERS, values)
    )
