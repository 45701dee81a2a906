"""What is settled before the libraries are used: none of them reports to its makers, none runs code it finds."""

from app.quiet import be_quiet
from app.strict import require_strict_msgpack


def take_precautions() -> None:
    """Raises: Misconfigured, where LangGraph was imported before it was made strict."""
    be_quiet()
    require_strict_msgpack()
