"""Every language task there is; each needs a prompt in `prompts/` and a built-in implementation."""

from typing import Any

from batuta.reading import CLARIFY_INTENT, EXTRACT_ELIGIBILITY, IDENTIFY_CONTENT
from batuta.suggesting import SUGGEST_PART
from batuta.suspicion import SUSPECT_COPY
from batuta.task import Task
from batuta.writing import WRITE_MESSAGE

TASKS: tuple[Task[Any, Any], ...] = (
    CLARIFY_INTENT,
    EXTRACT_ELIGIBILITY,
    IDENTIFY_CONTENT,
    WRITE_MESSAGE,
    SUSPECT_COPY,
    SUGGEST_PART,
)
"""Their inputs and outputs differ, and no type says that of a tuple."""
