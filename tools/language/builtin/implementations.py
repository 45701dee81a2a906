"""Which function does which language task by rules alone."""

from collections.abc import Awaitable, Callable, Mapping

from batuta.noun import Noun

Implementation = Callable[..., Awaitable[Noun]]
"""Takes the task's inputs; returns its output or a `Refusal`."""


def implementations() -> Mapping[str, Implementation]:
    """Task name to implementation.

    Import inside this function: grammars and word lists are loaded when a language engine is made, not before.
    """
    from tools.language.builtin.reading.register import reading_tasks
    from tools.language.builtin.suspecting import suspect_copy
    from tools.language.builtin.writing.message import write_message
    from tools.language.builtin.writing.suggesting import suggest_part

    return {
        "write_message": write_message,
        "suggest_part": suggest_part,
        "suspect_copy": suspect_copy,
        **reading_tasks(),
    }
