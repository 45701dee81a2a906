"""No library reports to its makers, whatever the surroundings say. Nobody but the company hears of a campaign."""

import os
import sys

OFF = {
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "ANONYMIZED_TELEMETRY": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}


def be_quiet() -> None:
    """Call before the libraries are imported; a tracer that was imported already is switched off all the same.

    A developer's shell often has tracing on for another project: it would send every brief away.
    """
    os.environ.update(OFF)
    if "langsmith" in sys.modules:
        import langsmith

        langsmith.configure(enabled=False)
