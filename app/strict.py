"""LangGraph must not run code found in a checkpoint: strict msgpack, set before its first import, and asserted.

Source: CVE-2026-28277.
"""

import os

from batuta.errors import Misconfigured
from batuta.text import Text

VARIABLE = "LANGGRAPH_STRICT_MSGPACK"


def require_strict_msgpack() -> None:
    """Turn it on; call before anything of LangGraph is imported.

    Raises: Misconfigured, where LangGraph was imported without it.
    """
    os.environ[VARIABLE] = "true"
    # Deferred: the import reads the variable.
    from langgraph.checkpoint.serde import _msgpack

    if not _msgpack.STRICT_MSGPACK_ENABLED:
        raise Misconfigured(
            Text(
                en=f"LangGraph was imported before {VARIABLE}=true was set; checkpoints could execute code.",
                es=f"LangGraph se importó antes de fijar {VARIABLE}=true; un checkpoint podría ejecutar código.",
            ),
            remedy=Text(en=f"Set {VARIABLE}=true in the environment.", es=f"Define {VARIABLE}=true en el entorno."),
            subject=VARIABLE,
        )
