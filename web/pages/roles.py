"""Roles: who decides what, who appoints whom, what stands empty; and one role with those who hold it."""

from typing import Final

from flask import Blueprint, request
from werkzeug.wrappers import Response as AnyResponse

from engine import clock
from engine.governance.permissions import Permission
from engine.queries.profiles.versions import ActiveProfile, ProfileVersions
from engine.queries.roles.card import RoleByKey
from engine.queries.roles.chains import Chains
from engine.queries.roles.mandates import LEVELS as MANDATE_LEVELS
from engine.queries.roles.mandates import Mandates
from engine.queries.roles.vacancies import Vacancies
from forms.text import Text
from web import session
from web.asking import Permitted
from web.frame import Frame
from web.views.chains import drawing
from web.views.matrix import matrix, ordered
from web.views.seats import SOON, EndingSoon, HeldAndVacant, Listed, days_since, own
from web.words import Say

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
    "leads": Text("Leder i processtrukturen", "Leads in the process structure"),
    "decides": Text("Beslutar", "Decides"),
    "proposes": Text("Föreslår och bereder", "Proposes and prepares"),
    "consulted": Text("Rådfrågas", "Is consulted"),
    "denied": Text("Beslutar aldrig", "Never decides"),
    "forums": Text("Är med i", "Takes part in"),
    "appointed_by": Text("Utses av", "Appointed by"),
    "demands": Text("Den som utses", "Whoever is appointed"),
    "pairs": Text("Tillsammans med andra roller", "Together with other roles"),
    "texts": Text("Stöd och bilagor", "Support and annexes"),
    "aliases": Text("Kallas också", "Also called"),
}

_APPOINTS: Final = Permitted(Permission.ROLE_APPOINT)


def pages(frame: Frame) -> Blueprint:
    """Return the pages of roles."""
    blueprint = Blueprint("page_roles", __name__)
    blueprint.add_url_rule("/roller", "many", lambda: _many(frame))
    blueprint.add_url_rule("/roller/<key>", "one", lambda key: _one(frame, key))
    return blueprint


def _many(frame: Frame) -> AnyResponse:
    level, role = (request.args.get(name, "") for name in ("niva", "roll"))
    level = level if level in MANDATE_LEVELS else ""
    reader, profile, versions, rows, links, vacancies, ending = frame.ask(
        ActiveProfile(),
        ProfileVersions(),
        Mandates(level or None, role or None),
        Chains(),
        Vacancies(cursor=request.args.get("vakans_efter")),
        EndingSoon(request.args.get("slutar_efter")),
    )
    say = Say(session.language())
    table = matrix(rows, ordered(rows, profile, own(reader), role), profile.name, level, say)
    return frame.render(
        "roles.html",
        reader,
        version=next(one for one in versions if one.active),
        chosen={"niva": level, "roll": role},
        levels={key: LEVELS[key] for key in MANDATE_LEVELS},
        roles={key: one.name for key, one in profile.roles.items() if one.kind != "abstract"},
        table=table,
        drawing=drawing(links, say),
        vacant=sum(one.vacant for one in links),
        vacancies=Listed(vacancies, "vakans_efter", "vakanser"),
        ending=Listed(ending, "slutar_efter", "slutar"),
        until=clock.day(reader.now) + SOON,
        days=days_since(reader.now),
    )


def _one(frame: Frame, key: str) -> AnyResponse:
    profile = request.args.get("profil")
    after = {name: request.args.get(name) for name in ("innehavare", "tidigare", "vakanser")}
    questions = (RoleByKey(key, profile), ActiveProfile(), HeldAndVacant(key, after), _APPOINTS)
    reader, role, active, seats, appoints = frame.ask(*questions)
    return frame.render(
        "role.html",
        reader,
        role=role,
        kinds=KINDS,
        levels=LEVELS,
        parts=PARTS,
        # Another profile's roles are held by nobody here.
        seats=seats if role.profile == active.key else None,
        appoints=appoints,
        days=days_since(reader.now),
    )
