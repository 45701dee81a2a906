"""The exact version of a thing: SHA-256 over its canonical JSON.

Canonical means: keys sorted, no white space, UTF-8, NFC-normalised text is left as written, numbers as
Python prints them, no NaN. Equal bytes, equal digest, on every machine.
Source: RFC 8785 (JCS) for the idea; keys here sort by code point.
"""

import hashlib
import json
from typing import Any

from pydantic import BaseModel

_SPELLING = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

Digest = str
"""64 hexadecimal digits."""


def canonical(value: object) -> bytes:
    """The one JSON spelling of a model, or of plain JSON data.

    >>> canonical({"b": 1, "a": "ñ"})
    b'{"a":"\\xc3\\xb1","b":1}'
    """
    return _SPELLING.encode(_plain(value)).encode()


def digest(value: object) -> Digest:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def short(value: Digest) -> str:
    """The first twelve digits, for people to compare."""
    return value[:12]


def _plain(value: object) -> Any:
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
