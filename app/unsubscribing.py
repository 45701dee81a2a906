"""Links by which customers say that they want no more messages: who and which channel, signed."""

import hmac
from typing import NamedTuple, cast, get_args

from batuta.brief import Channel

SIGNATURE = 32
"""Hexadecimal digits: 128 bits, in a link that must fit into an SMS."""


class Leaving(NamedTuple):
    """A customer who wants no more messages of a company on a channel."""

    workspace: str
    channel: Channel
    person: str


def unsubscribe_token(secret: bytes, leaving: Leaving) -> str:
    """What stands for person and channel in a link; without the secret nobody can make one for another.

    >>> token = unsubscribe_token(b"s", Leaving("acme", "sms", "17"))
    >>> who_leaves(b"s", token), who_leaves(b"other", token)
    (Leaving(workspace='acme', channel='sms', person='17'), None)
    """
    said = f"{leaving.workspace}/{leaving.channel}/{leaving.person}"
    return f"{said.encode().hex()}.{_signature(secret, said)}"


def who_leaves(secret: bytes, token: str) -> Leaving | None:
    """None for whatever was not signed here."""
    written, _, signature = token.partition(".")
    try:
        said = bytes.fromhex(written).decode()
    except ValueError:
        return None
    if not hmac.compare_digest(_signature(secret, said).encode(), signature.encode()):
        return None
    workspace, channel, person = said.split("/", 2)
    return Leaving(workspace, cast("Channel", channel), person) if channel in get_args(Channel) else None


def _signature(secret: bytes, said: str) -> str:
    return hmac.digest(secret, said.encode(), "sha256").hex()[:SIGNATURE]
