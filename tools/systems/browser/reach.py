"""Where one system's pages may reach: its own address and the hosts it names, of those that the operator allows."""

from collections.abc import Iterable, Sequence

from tools.outgoing.allowed import AllowedHosts, Destination, off_limits


class Reach:
    """Narrower than the operator's list: a page of one system cannot reach another one's host."""

    def __init__(self, allowed: AllowedHosts, url: str, others: Iterable[str] = ()) -> None:
        """others: further addresses of the same system, such as where it signs people in.

        Raises: OffLimits, for an address that is not on the operator's list.
        """
        self._allowed = allowed
        self.home = allowed.destination(url)
        self._own = {(one.host, one.port) for one in (self.home, *map(allowed.destination, others))}

    def destination(self, url: str) -> Destination:
        """Raises: OffLimits."""
        found = self._allowed.destination(url)
        if (found.host, found.port) not in self._own:
            raise off_limits(
                url,
                en="it is no address of this system; name it in settings.hosts if it is one",
                es="no es una dirección de este sistema; si lo es, ponla en settings.hosts",
            )
        return found

    def address(self, destination: Destination, resolved: Sequence[str]) -> str:
        """Raises: OffLimits."""
        return self._allowed.address(destination, resolved)
