"""One file per resource; each route only translates."""

from api.routes import (
    case_parts,
    cases,
    decisions,
    definitions,
    files,
    filters,
    inbox,
    me,
    operations,
    processes,
    profiles,
    registers,
    rights,
    roles,
    statements,
    tasks,
)

ROUTES = (
    me.routes,
    inbox.routes,
    filters.routes,
    tasks.routes,
    cases.routes,
    case_parts.routes,
    decisions.routes,
    definitions.routes,
    profiles.routes,
    roles.routes,
    statements.routes,
    files.routes,
    operations.routes,
    processes.routes,
    registers.routes,
    rights.routes,
)
