"""Where webhooks may lead: out of the house over https, and inside only where the installation allows it."""

import socket
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import SplitResult, urlsplit

from forms.text import Text

Address = IPv4Address | IPv6Address
Networks = Iterable[IPv4Network | IPv6Network]
MOST: Final = 2_000
PORTS: Final = {"https": 443, "http": 80}

_FORM: Final = Text(
    "Ange en adress som börjar med https://, utan användarnamn.",
    "Give an address that begins with https://, without a user name.",
)
INSIDE: Final = Text(
    "Adressen ligger inom det egna nätet. Lägg nätet i RALS_WEBHOOK_NETWORKS om den ska få anropas.",
    "The address lies inside the own network. Add the network to RALS_WEBHOOK_NETWORKS if it may be called.",
)
_OPEN: Final = Text("Utanför det egna nätet krävs https.", "Outside the own network https is required.")


class RefusedError(Exception):
    """An address that must not be called; `text` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def refusal(url: str, networks: Networks) -> Text | None:
    """Return why an address cannot be registered, as far as can be told without asking for its name; None if it can."""
    try:
        parts = _parts(url)
        literal = _literal(parts.hostname or "")
        if literal is not None:
            _judge(literal, parts.scheme, networks)
    except RefusedError as error:
        return error.text
    return None


def resolve(url: str, networks: Networks) -> tuple[SplitResult, Address]:
    """Return the parts of an address and the one place to call; raise RefusedError if any it leads to is forbidden.

    Whoever calls connects to this very place: asked again, the name could lead elsewhere.
    """
    parts = _parts(url)
    port = parts.port or PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise RefusedError(_FORM) from None
    places = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    for place in places:
        _judge(place, parts.scheme, networks)
    return parts, min(places, key=lambda place: place.version)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        good = parts.scheme in PORTS and parts.hostname and not parts.username and (parts.port or 1)
    except ValueError:
        raise RefusedError(_FORM) from None
    if not good or len(url) > MOST or not url.isprintable() or " " in url:
        raise RefusedError(_FORM)
    return parts


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _judge(place: Address, scheme: str, networks: Networks) -> None:
    # ::ffff:10.0.0.1 is 10.0.0.1 in other clothes.
    bare = getattr(place, "ipv4_mapped", None) or place
    if any(bare in network for network in networks):
        return
    if not bare.is_global or bare.is_multicast:
        raise RefusedError(INSIDE)
    if scheme != "https":
        raise RefusedError(_OPEN)
