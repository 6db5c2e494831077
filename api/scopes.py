"""Which routes a key reaches, and by which scope. What does not stand here, no key reaches."""

from collections.abc import Mapping
from typing import Any, Final

from apispec import BasePlugin

from engine.governance.tokens import SCOPES, Scope

_PROGRESS: Final = ("milestones", "risks", "rollout", "budget", "measurements")
NEEDS: Final[Mapping[str, Scope]] = {
    "status-reports.reports": Scope.STATUS_REPORTS_READ,
    "status-reports.report": Scope.STATUS_REPORTS_READ,
    "status-reports.following": Scope.STATUS_REPORTS_WRITE,
    "status-reports.hand_in": Scope.STATUS_REPORTS_WRITE,
    **{f"progress.read_{kind}": Scope.PROGRESS_READ for kind in _PROGRESS},
    **{f"progress.write_{kind}": Scope.PROGRESS_WRITE for kind in _PROGRESS},
    "portfolio.portfolio": Scope.PORTFOLIO_READ,
}
BEARER: Final = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key that you make yourself, with scopes, under /jag/nycklar; it reaches what names one of its scopes."
    " Or a token of `rals token`, which has all rights of its person and reaches everything.",
    "x-scopes": {str(scope): said.en for scope, said in SCOPES.items()},
}


class Scoped(BasePlugin):
    """Tells in the OpenAPI document which scope each call needs."""

    def operation_helper(
        self, path: str | None = None, operations: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        """Add what the route's calls need."""
        del path
        scope = NEEDS.get(kwargs["rule"].endpoint)
        for operation in (operations or {}).values() if scope else ():
            operation["security"] = [{"bearer": [str(scope)]}]
