"""The hosts that connectors may reach, as the operator lists them; nothing else is reached.

    cms.example.com        this host, on its scheme's port
    cms.example.com:8443   on this port alone
    127.0.0.1:8080         an address instead of a name
    10.20.0.0/16           names on the list may resolve into this private network

A name is compared as it is written, so an address in another spelling (`0x7f.1`, `2130706433`) is none of the list.
"""

import ipaddress
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from batuta.errors import Misconfigured, Refused
from batuta.text import Text

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PORTS = {"http": 80, "https": 443}
_HOST_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-.:")


class OffLimits(Refused):
    """An address that is not on the list, or a name that leads where it must not. Nothing was sent."""


@dataclass(frozen=True)
class Destination:
    """Where one request goes: parsed once, so that nobody downstream reads the address differently."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{shown}:{self.port}"


class AllowedHosts:
    """The list, ready to be asked."""

    def __init__(self, entries: Iterable[str]) -> None:
        """Raises: Misconfigured, for an entry that is neither host, host:port nor network."""
        self._hosts: set[tuple[str, int | None]] = set()
        self._networks: list[Network] = []
        for entry in entries:
            if "/" in entry:
                self._networks.append(_network(entry))
            else:
                self._hosts.add(_host_and_port(entry))

    def destination(self, url: str) -> Destination:
        """Where this address leads. Raises: OffLimits, saying why not."""
        parts = _parsed(url)
        host = (parts.hostname or "").lower()
        if parts.scheme not in PORTS:
            raise off_limits(url, en="only http and https are reached", es="solo se llega a http y https")
        if parts.username is not None or parts.password is not None:
            raise off_limits(url, en="it carries a user name", es="lleva un nombre de usuario")
        if not host or not _HOST_CHARACTERS.issuperset(host):
            raise off_limits(url, en="its host is not a plain name", es="su servidor no es un nombre corriente")
        port = parts.port or PORTS[parts.scheme]
        named = {(host, port)} | ({(host, None)} if port == PORTS[parts.scheme] else set())
        if not named & self._hosts:
            raise off_limits(
                url,
                en="its host is not in BATUTA_ALLOWED_HOSTS",
                es="su servidor no está en BATUTA_ALLOWED_HOSTS",
            )
        return Destination(parts.scheme, host, port)

    def address(self, destination: Destination, resolved: Sequence[str]) -> str:
        """The address to connect to, of those that the name has at this moment.

        Every one of them must be allowed: a name that has one address outside and one inside is refused whole.
        Raises: OffLimits.
        """
        addresses = [ipaddress.ip_address(one.partition("%")[0]) for one in resolved]
        listed = _literal(destination.host)
        for address in addresses:
            if not (address == listed or self._may_be_reached(address, destination.host)):
                raise off_limits(
                    str(destination),
                    en=f"its name leads to {address}, inside a network that is not on the list",
                    es=f"su nombre lleva a {address}, dentro de una red que no está en la lista",
                )
        if not addresses:
            raise off_limits(str(destination), en="its name leads nowhere", es="su nombre no lleva a ninguna parte")
        if destination.scheme == "http" and any(_is_public(address) for address in addresses):
            raise off_limits(
                str(destination),
                en="outside your own network only https is used",
                es="fuera de la red propia solo se usa https",
            )
        return str(addresses[0])

    def _may_be_reached(self, address: Address, host: str) -> bool:
        if host == "localhost" and address.is_loopback:
            return True
        return _is_public(address) or any(address in network for network in self._networks)


def off_limits(url: str, *, en: str, es: str) -> OffLimits:
    shown = url[:200]
    return OffLimits(
        Text(en=f"{shown} is not connected to: {en}.", es=f"No se conecta con {shown}: {es}."),
        remedy=Text(
            en="If it belongs to you, the operator adds its host to BATUTA_ALLOWED_HOSTS.",
            es="Si es vuestro, quien opera el sistema añade su servidor a BATUTA_ALLOWED_HOSTS.",
        ),
        subject=shown,
    )


def _is_public(address: Address) -> bool:
    """Global unicast, also of what is packed inside (IPv4-mapped, 6to4, NAT64, ISATAP).

    Source: RFC 4291, 3056, 6052, 5214.
    """
    if isinstance(address, ipaddress.IPv6Address):
        packed = address.ipv4_mapped or address.sixtofour
        last = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if packed is None and address in _NAT64:
            packed = last
        if int(address) >> 32 & 0xFDFFFFFF == _ISATAP and not _is_public(last):
            return False
        if packed is not None:
            return _is_public(packed)
        if address.teredo is not None:
            return False
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_ISATAP = 0x5EFE
"""The word before the IPv4 address of a host that is reached through a tunnel, its universal bit aside."""
_SPECIAL = (
    ipaddress.IPv4Network("192.0.0.0/24"),
    ipaddress.IPv4Network("192.88.99.0/24"),
    ipaddress.IPv6Network("fec0::/10"),
    ipaddress.IPv6Network("3fff::/20"),
)
"""What the standard library takes for global: protocol assignments, relay anycast, site-local, documentation.

Source: RFC 6890, 7526, 3879, 9637.
"""


def _parsed(url: str) -> SplitResult:
    """Raises: OffLimits, for what two programs could read differently."""
    # Browsers take a backslash for a slash and drop tabs and line ends; who compares must not guess.
    if any(character in url for character in "\\\t\r\n") or url != url.strip():
        raise off_limits(url, en="it holds characters of no address", es="contiene caracteres que no son de dirección")
    try:
        parts = urlsplit(url)
        _ = parts.port, parts.hostname
    except ValueError:
        raise off_limits(url, en="it is no address", es="no es una dirección") from None
    return parts


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _host_and_port(entry: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(f"//{entry}" if not _is_bare_ipv6(entry) else f"//[{entry}]")
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise _not_an_entry(entry) from None
    if not host or not _HOST_CHARACTERS.issuperset(host) or parts.path or parts.query or parts.username is not None:
        raise _not_an_entry(entry)
    return host, port


def _is_bare_ipv6(entry: str) -> bool:
    return isinstance(_literal(entry), ipaddress.IPv6Address)


def _network(entry: str) -> Network:
    try:
        return ipaddress.ip_network(entry)
    except ValueError:
        raise _not_an_entry(entry) from None


def _not_an_entry(entry: str) -> Misconfigured:
    return Misconfigured(
        Text(
            en=f"BATUTA_ALLOWED_HOSTS: “{entry}” is neither a host, host:port nor a network.",
            es=f"BATUTA_ALLOWED_HOSTS: «{entry}» no es un servidor, servidor:puerto ni una red.",
        ),
        remedy=Text(
            en="Write cms.example.com, cms.example.com:8443 or 10.20.0.0/16, separated by commas.",
            es="Escribe cms.example.com, cms.example.com:8443 o 10.20.0.0/16, separados por comas.",
        ),
        subject="BATUTA_ALLOWED_HOSTS",
    )
