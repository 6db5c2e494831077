"""A role: what it answers for, who appoints to it, what it decides and never decides."""

from typing import Final

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine.queries.roles.card import RoleByKey
from forms.text import Text
from web.frame import Frame

# Roles and what they answer for are said out loud, role by role.
KRAV: Final = {
    "/roller/processagare": ("ESK-LIN-02", "UPP-ORG-01", "POP-SYF-01"),
    "/roller/regional_processagare": ("VGR-PRI-03", "VGR-ROL-01"),
}
KINDS: Final = {
    "personal": Text("Personlig roll", "Personal role"),
    "group": Text("Grupp", "Group"),
    "situational": Text("Roll i ett ärende", "Role in a case"),
    "position": Text("Befattning i linjen", "Position in the line"),
    "abstract": Text("Samlingsnamn", "Collective name"),
}
LEVELS: Final = {
    "S": Text("strategisk", "strategic"),
    "T": Text("taktisk", "tactical"),
    "O": Text("operativ", "operative"),
    "P": Text("politisk", "political"),
}
PARTS: Final = {
    "responsibilities": Text("Svarar för", "Answers for"),
    "decides": Text("Beslutar", "Decides"),
    "proposes": Text("Föreslår och bereder", "Proposes and prepares"),
    "denied": Text("Beslutar aldrig", "Never decides"),
    "forums": Text("Är med i", "Takes part in"),
    "appointed_by": Text("Utses av", "Appointed by"),
    "demands": Text("Den som utses", "Whoever is appointed"),
    "pairs": Text("Tillsammans med andra roller", "Together with other roles"),
}


def pages(frame: Frame) -> Blueprint:
    """Return the pages of roles."""
    blueprint = Blueprint("page_roles", __name__)
    blueprint.add_url_rule("/roller/<key>", "one", lambda key: _one(frame, key))
    return blueprint


def _one(frame: Frame, key: str) -> AnyResponse:
    reader, role = frame.ask(RoleByKey(key, request.args.get("profil")))
    return frame.render("role.html", reader, role=role, kinds=KINDS, levels=LEVELS, parts=PARTS)
