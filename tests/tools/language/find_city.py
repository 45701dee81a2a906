"""A small task, its prompt and its rules, for tests of the seam itself."""

from batuta.noun import Noun
from batuta.task import Complaint, Refusal, Task

PROMPT = """---
task: find_city
version: "2"
description: Finds the city a sentence speaks of.
inputs: [text]
output: City
---

# System

You find the city.

# User

{{ text | data("sentence") }}
"""


class Sentence(Noun):
    text: str


class City(Noun):
    city: str
    districts: tuple[str, ...] = ()
    note: str | None = None


def named_in_text(given: Sentence, made: City) -> tuple[Complaint, ...]:
    wrong = [name for name in (made.city, *made.districts) if name not in given.text]
    return tuple(Complaint("city", f"{name} is not in the sentence") for name in wrong)


FIND_CITY: Task[Sentence, City] = Task("find_city", Sentence, City, validate=named_in_text, both_read=True)


async def last_word(given: Sentence) -> City | Refusal:
    """The rules: the last word is the city."""
    return City(city=given.text.split()[-1], note="by rules") if given.text.split() else Refusal(reason="no words")
