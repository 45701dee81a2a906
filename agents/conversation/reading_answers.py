"""Whether an answer in words says anything about the campaign: read as it will be read, before it is taken."""

from batuta.deps import Deps
from batuta.reading import CLARIFY_INTENT, EXTRACT_ELIGIBILITY, IDENTIFY_CONTENT, BriefText, vocabulary_of
from batuta.task import Out, Task
from batuta.text import Language

_ABOUT_THE_TEXT = frozenset({"language", "locale", "is_brief"})


async def says_something(text: str, language: Language, deps: Deps) -> bool:
    """Whether any engine reads a value or a doubt in it. What nobody reads would only use up a round of questions."""
    given = BriefText(
        text=text,
        today=deps.clock.now().date(),
        vocabulary=vocabulary_of(deps.workspace),
        addendum=True,
        language=language,
    )
    return (
        await _reads(CLARIFY_INTENT, given, deps)
        or await _reads(EXTRACT_ELIGIBILITY, given, deps)
        or await _reads(IDENTIFY_CONTENT, given, deps)
    )


async def _reads(task: Task[BriefText, Out], given: BriefText, deps: Deps) -> bool:
    read = [reading.output.model_dump(exclude_defaults=True) for reading in await deps.language.readings(task, given)]
    return any(set(found) - _ABOUT_THE_TEXT for found in read)
