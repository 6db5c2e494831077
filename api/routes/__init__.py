"""One file per resource; each route only translates."""

from api.routes import (
    case_parts,
    cases,
    definitions,
    files,
    me,
    operations,
    profiles,
    registers,
    rights,
    roles,
    statements,
    tasks,
)

ROUTES = (
    me.routes,
    tasks.routes,
    cases.routes,
    case_parts.routes,
    definitions.routes,
    profiles.routes,
    roles.routes,
    statements.routes,
    files.routes,
    operations.routes,
    registers.routes,
    rights.routes,
)
