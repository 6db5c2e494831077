"""One file per resource; each route only translates."""

from api.routes import case_parts, cases, definitions, files, me, operations, profiles, statements, tasks

ROUTES = (
    me.routes,
    tasks.routes,
    cases.routes,
    case_parts.routes,
    definitions.routes,
    profiles.routes,
    statements.routes,
    files.routes,
    operations.routes,
)
