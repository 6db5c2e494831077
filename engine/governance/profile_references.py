"""What must hold between the parts of a profile: keys that exist, chains that end, mandates that somebody has."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from engine.governance.profile_source import Fault, Path
from forms.text import Text

Raw = Mapping[str, Any]


def dangling(profile: Raw, statements: Collection[str] | None) -> Iterator[Fault]:
    """Yield each reference to a role, rule, mandate or statement that does not exist (None: statements pass)."""
    yield from _unknown(_role_references(profile), Text("Rollen", "role"), profile.get("roles", {}))
    yield from _unknown(
        _rule_references(profile), Text("Regeln", "rule"), profile.get("eligibility_rules", {})
    )
    yield from _unknown(_includes(profile), Text("Mandatet", "mandate"), profile.get("mandates", {}))
    if statements is not None:
        for path, krav in _statements(profile, ()):
            if krav not in statements:
                yield Fault.of(
                    path,
                    f"Kravet {krav} finns inte i kravkatalogen.",
                    f"There is no statement {krav} in the catalogue.",
                )


def _unknown(references: Iterator[tuple[Path, str]], what: Text, known: Raw) -> Iterator[Fault]:
    for path, key in references:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            sv, en = (f" Menar du {near[0]}?", f" Did you mean {near[0]}?") if near else ("", "")
            yield Fault.of(
                path,
                f"{what.sv} {key} finns inte i profilen.{sv}",
                f"There is no {what.en} {key} in the profile.{en}",
            )


def _role_references(profile: Raw) -> Iterator[tuple[Path, str]]:
    yield from _each(("line",), profile.get("line", ()))
    for number, text in enumerate(profile.get("source", ())):
        for place, one in enumerate(text.get("relations", ())):
            yield from _each(("source", str(number), "relations", str(place), "roles"), one.get("roles", ()))
    for key, role in profile.get("roles", {}).items():
        yield from _of_role(("roles", key), role)
    for key, mandate in profile.get("mandates", {}).items():
        for name in ("decides", "proposes", "consults", "denied", "delegable_to"):
            yield from _each(("mandates", key, name), mandate.get(name, ()))
    for key, pair in profile.get("incompatible", {}).items():
        yield from _each(("incompatible", key, "roles"), pair["roles"])
    for key, forum in profile.get("forums", {}).items():
        named = [forum.get("convener"), forum.get("chair"), *forum["members"], *forum.get("support", ())]
        yield from _each(("forums", key), filter(None, named))
    yield from _of_escalation(profile)


def _of_escalation(profile: Raw) -> Iterator[tuple[Path, str]]:
    for key, whole in profile.get("escalation", {}).items():
        for place, rung in enumerate(whole["chain"]):
            named = [*rung.get("roles", ()), rung.get("appointer_of")]
            yield from _each(("escalation", key, "chain", str(place)), filter(None, named))


def _of_role(at: Path, role: Raw) -> Iterator[tuple[Path, str]]:
    if "superior" in role:
        yield (*at, "superior", "role"), role["superior"]["role"]
    if "resolves_to" in role:
        yield (*at, "resolves_to"), role["resolves_to"]
    yield from _each((*at, "members", "forced"), role.get("members", {}).get("forced", ()))
    for number, one in enumerate(role.get("appointed_by", ())):
        yield from _each(
            (*at, "appointed_by", str(number)), [*appointers(one), *filter(None, [one.get("overseen_by")])]
        )


def _rule_references(profile: Raw) -> Iterator[tuple[Path, str]]:
    for key, role in profile.get("roles", {}).items():
        for number, demand in enumerate(role.get("eligibility", ())):
            yield ("roles", key, "eligibility", str(number)), demand["rule"]


def _includes(profile: Raw) -> Iterator[tuple[Path, str]]:
    for key, mandate in profile.get("mandates", {}).items():
        yield from _each(("mandates", key, "includes"), mandate.get("includes", ()))


def _each(path: Path, named: Iterable[str]) -> Iterator[tuple[Path, str]]:
    return ((path, key) for key in named)


def appointers(one: Raw) -> list[str]:
    """Return the roles that one way of appointing can name."""
    return [one["role"]] if "role" in one else list(one["roles"])


def _statements(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, Mapping):
        for key, below in value.items():
            if (key == "krav" or key.endswith("_krav")) and isinstance(below, list):
                yield from _each((*path, key), below)
            else:
                yield from _statements(below, (*path, str(key)))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from _statements(below, (*path, str(number)))


def circles(profile: Raw) -> Iterator[Fault]:
    """Yield each chain of superiors or of appointers that comes back to where it began."""
    roles = profile.get("roles", {})
    upward = {key: _above(role) for key, role in roles.items()}
    appointed = {
        key: [by for one in role.get("appointed_by", ()) for by in appointers(one) if not _upward(key, one)]
        for key, role in roles.items()
    }
    for name, word, chain in (
        ("superior", Text("överordnade", "superiors"), upward),
        ("appointed_by", Text("de som utser", "those who appoint"), appointed),
    ):
        for key in chain:
            circle = _back_to(key, chain)
            if circle and key == min(circle):
                way = " → ".join([*circle, key])
                yield Fault.of(
                    ("roles", key, name),
                    f"Kedjan av {word.sv} går i ring: {way}.",
                    f"The chain of {word.en} goes in a circle: {way}.",
                )


def _above(role: Raw) -> list[str]:
    superior = role.get("superior", {}).get("role")
    return [one for one in (role.get("resolves_to"), superior) if one]


def _upward(key: str, one: Raw) -> bool:
    # The holder in the unit or process above appoints the one below: no circle, since there is a top.
    return one.get("role") == key and one.get("scope") == "parent"


def _back_to(start: str, chain: Mapping[str, list[str]]) -> list[str]:
    """Return a way from a role back to itself, empty when there is none."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for step in chain.get(way[-1], ()):
            if step == start:
                return way
            if step not in seen:
                seen.add(step)
                ways.append([*way, step])
    return []


def rights(profile: Raw) -> Iterator[Fault]:
    """Yield what is wrong with who decides: nobody, somebody who is denied, a group without a named decider."""
    roles = profile.get("roles", {})
    for key, mandate in profile.get("mandates", {}).items():
        at = ("mandates", key)
        if not mandate["decides"]:
            yield Fault.of(
                (*at, "decides"),
                "Ingen har mandatet. Ange minst en roll; det oreglerade är linjens.",
                "Nobody has the mandate. Give at least one role; what is not regulated belongs to the line.",
            )
        for role in mandate["decides"]:
            yield from _of_decider(key, mandate, role, roles.get(role, {}))
        if not mandate.get("krav") and not mandate.get("praxis"):
            yield Fault.of(
                at,
                "Ange krav, eller praxis: true när texten tiger.",
                "Give krav, or praxis: true where the text is silent.",
            )


def _of_decider(key: str, mandate: Raw, named: str, role: Raw) -> Iterator[Fault]:
    at = ("mandates", key)
    if named in mandate.get("denied", ()):
        yield Fault.of(
            (*at, "denied"),
            f"Rollen {named} både har mandatet och nekas det.",
            f"The role {named} both has the mandate and is denied it.",
        )
    if "never_decides" in role:
        yield Fault.of(
            (*at, "decides"),
            f"Rollen {named} beslutar aldrig (never_decides).",
            f"The role {named} never decides (never_decides).",
        )
    if role.get("kind") == "group" and "decider" not in role:
        yield Fault.of(
            ("roles", named),
            f"Gruppen {named} har mandatet {key} men ingen decider: vem beslutar?",
            f"The group {named} has the mandate {key} but no decider: who decides?",
        )


def played(profile: Raw) -> Iterator[Fault]:
    """Yield each role of the models that two roles play, or that the profile has itself."""
    roles, found = profile.get("roles", {}), dict[str, str]()
    for key, role in roles.items():
        for other in role.get("plays", ()):
            if other in roles:
                yield Fault.of(
                    ("roles", key, "plays"),
                    f"Rollen {other} finns i profilen och spelas inte.",
                    f"The role {other} is in the profile itself and is not played.",
                )
            if other in found:
                yield Fault.of(
                    ("roles", key, "plays"),
                    f"Rollen {other} spelas redan av {found[other]}.",
                    f"The role {other} is played by {found[other]} already.",
                )
            found[other] = key
