"""Nobody without the mandate approves anything: every role of every profile is tried at every approval."""

from uuid import UUID

import pytest
from papers import Papers

from engine import clock
from engine.commands.access.issue_token import IssueToken
from engine.door import Engine
from engine.governance.actor import RALS
from engine.governance.profile import Role
from engine.library import product_profile
from tests.engine.governance.matrix import PROFILES

# What each way of approval rests on, and who wrote the text of it: the kinds and the mark for the whole organisation.
WAYS = {
    "ut_godkann": ("dokument.godkannande", None, False),
    "ut_godkann_process": ("process.godkannande", "processmodell", False),
    "ut_godkann_overgripande": ("process.godkannande", "processmodell", True),
}
# From the texts: who approves.
MAY = {
    ("vgr", "ut_godkann"): {"godkannare"},
    ("vgr", "ut_godkann_process"): {"direktor"},
    ("region", "ut_godkann"): {"processagare"},
    ("region", "ut_godkann_process"): {"processagare"},
    ("region", "ut_godkann_overgripande"): {"regiondirektor"},
    ("eskilstuna", "ut_godkann"): {"processagare"},
    ("eskilstuna", "ut_godkann_process"): {"processagare"},
    ("pop", "ut_godkann"): {"ledning"},
    ("pop", "ut_godkann_process"): {"processagare"},
}
WRITER = {"vgr": "lotta", "region": "leo", "eskilstuna": "adam", "pop": "adam"}
QUALITY = {"vgr": "lotta", "region": "leo", "pop": "gd"}


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.krav("UPP-SYS-02", "UPP-SYS-03", "ESK-PA-19", "ESK-PA-20", "VGR-DOK-06")
def test_of_all_roles_only_those_with_the_mandate_approve(empty: Engine, profile: str) -> None:
    papers = Papers(empty, profile)
    if profile == "vgr":
        papers.give("lotta", "regional_processledare", "planera")
    cases = {element: _up_for_approval(papers, element) for element in WAYS if (profile, element) in MAY}

    may = {element: set[str]() for element in cases}
    for role in product_profile(profile).roles.values():
        if role.kind == "abstract":
            continue
        who = _holding(papers, role, cases)
        for element, case in cases.items():
            if _approves(papers, who, case, element):
                may[element].add(role.key)

    assert may == {element: MAY[profile, element] for element in cases}


def _up_for_approval(papers: Papers, element: str) -> str:
    """Return a case where the approval is open, with a holder of the seat so that nobody stands in for a vacancy."""
    _, kind, overall = WAYS[element]
    writer = WRITER[papers.profile]
    made = papers.write(writer, kind, titel=element)
    case = papers.send(writer, made.version_id, overgripande=overall)
    papers.pass_by("P14D")
    if papers.profile in QUALITY:
        papers.task(case, QUALITY[papers.profile], "ut_kvalitetssakra")
    papers.task(case, writer, "ut_ta_stallning", fortsattning="godkannande")
    if not overall:  # there the seat is the case's own, and what stands above it counts
        seat = papers.one("SELECT seat_id FROM task WHERE case_id = :case AND state = 'open'", case=case)
        _seat(papers, seat, _person(papers, f"innehavare-{element}"))
    return case


def _holding(papers: Papers, role: Role, cases: dict[str, str]) -> str:
    """Return a person who holds the role everywhere: in the organisation, each unit, each process, and of a role of cases each case."""
    key = f"provar-{role.key}"
    person = _person(papers, key)
    papers.sql(
        "INSERT INTO seat (id, organisation_id, role, scope_kind, scope_id)"
        " SELECT gen_random_uuid(), o.id, :role, s.kind, s.id FROM organisation o, LATERAL ("
        "   SELECT 'organisation' AS kind, o.id UNION ALL SELECT 'forvaltning', o.id"
        "   UNION ALL SELECT kind, id FROM unit WHERE organisation_id = o.id"
        "   UNION ALL SELECT 'processnod', id FROM process_node WHERE organisation_id = o.id"
        "   UNION ALL SELECT 'arende', unnest(CAST(:cases AS uuid[]))) s"
        " WHERE NOT EXISTS (SELECT FROM seat t WHERE t.organisation_id = o.id AND t.role = :role AND t.scope_id = s.id"
        "                      AND t.scope_kind = s.kind)",
        role=role.key,
        cases=list(cases.values()),
    )
    papers.sql(
        "INSERT INTO role_assignment (id, seat_id, person_id, valid_from, recorded_at, decides)"
        " SELECT gen_random_uuid(), id, :person, CURRENT_DATE - 1, now(), true FROM seat"
        " WHERE role = :role AND (scope_kind <> 'arende' OR :of_cases)",
        person=person,
        role=role.key,
        of_cases=role.scope == "arende",
    )
    return key


def _person(papers: Papers, key: str) -> UUID:
    papers.sql(
        "INSERT INTO person (id, organisation_id, key, name) SELECT gen_random_uuid(), id, :key, :key FROM organisation",
        key=key,
    )
    papers.robot.people = {
        **papers.robot.people,
        key: {"Authorization": f"Bearer {papers.engine.do(IssueToken(key), RALS)}"},
    }
    found: UUID = papers.one("SELECT id FROM person WHERE key = :key", key=key)
    return found


def _seat(papers: Papers, seat: UUID, person: UUID) -> None:
    papers.sql(
        "INSERT INTO role_assignment (id, seat_id, person_id, valid_from, recorded_at, decides)"
        " VALUES (gen_random_uuid(), :seat, :person, :today, now(), true)",
        seat=seat,
        person=person,
        today=clock.day(papers.engine.now()),
    )


def _approves(papers: Papers, who: str, case: str, element: str) -> bool:
    """Try to approve as somebody: whoever may is refused for the answers alone, and nobody else gets that far."""
    task = papers.one("SELECT id FROM task WHERE case_id = :case AND state = 'open'", case=case)
    answer = papers.robot.client.post(
        f"/api/v1/tasks/{task}/complete",
        json={"answers": {"utfall": "avslagen"}},  # without reasons
        headers=papers.robot.people[who],
    )
    assert answer.status_code in (403, 404, 422), (element, who, answer.get_data(as_text=True))
    return bool(answer.status_code == 422)
