"""How large what people send may be, in bytes."""

LIMIT = 1_000_000
UPLOAD_LIMIT = 12_000_000
"""Where a brief may come as a document."""


def limit_of(path: str) -> int:
    return UPLOAD_LIMIT if path.endswith(("/chat", "/campaigns")) else LIMIT
