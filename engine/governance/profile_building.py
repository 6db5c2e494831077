"""From the data of a checked profile to frozen values."""

from collections.abc import Mapping
from typing import Any

from engine.governance.escalation import Rung
from engine.governance.governing_texts import governing_text
from engine.governance.profile import (
    Appointer,
    Cardinality,
    Eligibility,
    Forum,
    Incompatible,
    Mandate,
    Profile,
    Role,
    Rule,
    Said,
    Superior,
)
from forms.text import Text

Raw = Mapping[str, Any]


def build(raw: Raw, named: str) -> Profile:
    """Return the profile; `named` is the hash of its sources."""
    return Profile(
        key=raw["key"],
        name=_words(raw["name"]),
        hash=named,
        roles={key: _role(key, one) for key, one in _section(raw, "roles")},
        mandates={key: _mandate(key, one) for key, one in _section(raw, "mandates")},
        incompatible=tuple(_incompatible(one) for _, one in _section(raw, "incompatible")),
        nobody_themselves=frozenset(
            act for act, one in _section(raw, "separation") if one["self"] == "forbidden"
        ),
        rules={key: _rule(key, one) for key, one in _section(raw, "eligibility_rules")},
        line=tuple(raw["line"]),
        texts=tuple(governing_text(one) for one in raw.get("source", ())),
        forums={key: _forum(key, one) for key, one in _section(raw, "forums")},
        words={key: _words(one) for key, one in _section(raw, "words")},
        escalation={key: tuple(map(_rung, one["chain"])) for key, one in _section(raw, "escalation")},
        structure=raw.get("structure", {}),
        cadences=raw.get("cadences", {}),
        documents=raw.get("documents", {}),
        switches={key: one["value"] for key, one in _section(raw, "switches")},
    )


def _rung(raw: Raw) -> Rung:
    return Rung(tuple(raw.get("roles", ())), raw.get("every_node", False), raw.get("appointer_of"))


def _section(raw: Raw, name: str) -> Any:
    return raw.get(name, {}).items()


def _role(key: str, raw: Raw) -> Role:
    superior = raw.get("superior")
    return Role(
        key=key,
        name=_words(raw["name"]),
        kind=raw["kind"],
        level=_levels(raw),
        scope=raw["scope"],
        scope_of=tuple(raw.get("scope_of", ())),
        archetype=raw.get("archetype"),
        aliases=tuple(raw.get("aliases", ())),
        aliases_krav=tuple(raw.get("aliases_krav", ())),
        cardinality=_cardinality(raw.get("cardinality", {})),
        superior=Superior(superior["role"], superior["scope"]) if superior else None,
        appointed_by=tuple(_appointer(one) for one in raw.get("appointed_by", ())),
        resolves_to=raw.get("resolves_to"),
        optional=raw.get("optional", False),
        plays=tuple(raw.get("plays", ())),
        in_case=raw.get("in_case", False),
        superior_in_case=raw.get("superior_in_case", False),
        decider=raw.get("decider", {}).get("member"),
        forced_members=tuple(raw.get("members", {}).get("forced", ())),
        never_decides=_krav(raw["never_decides"]) if "never_decides" in raw else None,
        eligibility=tuple(_eligibility(one) for one in raw.get("eligibility", ())),
        responsibilities=tuple(_said(one) for one in raw.get("responsibilities", ())),
        praxis=raw.get("praxis", False),
    )


def _levels(raw: Raw) -> tuple[str, ...]:
    level = raw.get("level", ())
    return (level,) if isinstance(level, str) else tuple(level)


def _cardinality(raw: Raw) -> Cardinality:
    exactly = raw.get("exactly")
    return Cardinality(raw.get("min", exactly or 0), raw.get("max", exactly))


def _appointer(raw: Raw) -> Appointer:
    return Appointer(
        roles=(raw["role"],) if "role" in raw else tuple(raw["roles"]),
        scope=raw.get("scope", "organisation"),
        table=raw.get("table"),
        delegable=raw.get("delegable", False),
        praxis=raw.get("praxis", False),
        krav=_krav(raw),
        overseen_by=raw.get("overseen_by"),
    )


def _eligibility(raw: Raw) -> Eligibility:
    return Eligibility(raw["rule"], raw["hard"], _krav(raw), raw.get("dispens", False))


def _mandate(key: str, raw: Raw) -> Mandate:
    lists = ("decides", "proposes", "consults", "denied", "denied_krav", "krav", "includes", "delegable_to")
    return Mandate(
        key=key,
        name=_words(raw["name"]),
        home=raw["home"],
        level=_levels(raw),
        praxis=raw.get("praxis", False),
        note=raw.get("source_note", ""),
        **{name: tuple(raw.get(name, ())) for name in lists},
    )


def _incompatible(raw: Raw) -> Incompatible:
    return Incompatible(
        frozenset(raw["roles"]), raw["within"], raw["rule"], _words(raw["reason"]), _krav(raw)
    )


def _rule(key: str, raw: Raw) -> Rule:
    return Rule(
        key=key,
        name=_words(raw["name"]),
        member_of=raw.get("member_of"),
        positions=tuple(raw.get("position_in", ())),
        attested=raw.get("attested", False),
        competence_level=raw.get("competence_level"),
    )


def _forum(key: str, raw: Raw) -> Forum:
    return Forum(
        key=key,
        name=_words(raw["name"]),
        kind=raw["type"],
        owned_by=raw["owned_by"],
        scope=raw["scope"],
        convener=raw["convener"],
        chair=raw.get("chair"),
        members=tuple(raw["members"]),
        min_per_year=raw.get("min_per_year"),
        every=raw.get("every"),
        krav=_krav(raw),
        praxis=raw.get("praxis", False),
        support=tuple(raw.get("support", ())),
        purpose=_said(raw["purpose"]) if "purpose" in raw else None,
        result=_said(raw["result"]) if "result" in raw else None,
    )


def _said(raw: Raw) -> Said:
    return Said(_words(raw), _krav(raw))


def _krav(raw: Raw) -> tuple[str, ...]:
    return tuple(raw.get("krav", ()))


def _words(raw: Raw) -> Text:
    return Text(raw["sv"], raw["en"])
