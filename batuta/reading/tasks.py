"""The three tasks, in the order in which they are done.

Each decides who is contacted or what is promised, so every engine reads.
"""

from typing import TypeVar

from batuta.noun import Noun
from batuta.quoting import placed
from batuta.reading.checks import check_content, check_eligibility, check_intent
from batuta.reading.inputs import BriefText
from batuta.reading.outputs import ContentWanted, Eligibility, Intent
from batuta.task import Task

Read = TypeVar("Read", bound=Noun)


def _quotes_in_place(given: BriefText, made: Read) -> Read:
    return placed(given.text, made)


CLARIFY_INTENT: Task[BriefText, Intent] = Task(
    name="clarify_intent",
    inputs=BriefText,
    output=Intent,
    validate=check_intent,
    both_read=True,
    settle=_quotes_in_place,
)
EXTRACT_ELIGIBILITY: Task[BriefText, Eligibility] = Task(
    name="extract_eligibility",
    inputs=BriefText,
    output=Eligibility,
    validate=check_eligibility,
    both_read=True,
    settle=_quotes_in_place,
)
IDENTIFY_CONTENT: Task[BriefText, ContentWanted] = Task(
    name="identify_content",
    inputs=BriefText,
    output=ContentWanted,
    validate=check_content,
    both_read=True,
    settle=_quotes_in_place,
)
