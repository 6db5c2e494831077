"""A profile that is just large enough to be right, and a way to make it wrong."""

BASE = b"""key: grund
name: {sv: Grund, en: Base}
line: [chef]
roles:
  chef:
    name: {sv: Chef, en: Manager}
    kind: position
    scope: enhet
    superior: {role: ledning, scope: organisation}
  ledning:
    name: {sv: Ledning, en: Management}
    kind: group
    scope: organisation
    decider: {member: ordforande}
mandates:
  linje.personal:
    name: {sv: Personal, en: Staff}
    home: linje
    decides: [chef]
    praxis: true
switches:
  facklig: {value: true, name: {sv: Facklig, en: Unions}}
"""


def swapped(old: str, new: str) -> bytes:
    """Return the profile with the first `old` swapped for `new`."""
    assert old.encode() in BASE
    return BASE.replace(old.encode(), new.encode(), 1)
