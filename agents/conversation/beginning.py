"""A message that may be a brief: begin a campaign, or ask one friendly question."""

from langgraph.runtime import Runtime

from agents.conversation.asked import Asked, Told
from agents.conversation.reply import Reply, Start, Suggestions
from batuta.deps import Deps
from batuta.reading import CLARIFY_INTENT, BriefText, vocabulary_of
from batuta.task import Refusal
from batuta.text import Language, say

LONGEST_LOOK = 20_000
"""Code points up to which a text is looked at before a campaign is begun with it; longer ones are documents."""


async def begin(state: Asked, runtime: Runtime[Deps]) -> Told:
    heard, deps = state["heard"], runtime.context
    locale = heard.language
    if len(heard.text) <= LONGEST_LOOK:
        look = BriefText(text=heard.text, today=deps.today, vocabulary=vocabulary_of(deps.workspace))
        intent = await deps.language.perform(CLARIFY_INTENT, look)
        if not isinstance(intent, Refusal) and not intent.is_brief:
            return {"reply": _no_brief(locale)}
    text = say(
        locale,
        en="On it. I’ll read the brief, and ask if something isn’t clear.",
        es="Me pongo con ello. Leo el brief y, si algo no queda claro, te pregunto.",
    )
    return {"reply": Reply(text=text, act=Start(text=heard.text))}


def _no_brief(locale: Language) -> Reply:
    return Reply(
        text=say(
            locale,
            en="I don’t see a campaign in that yet. What would you like to offer, and to whom?",
            es="Aún no veo ahí una campaña. ¿Qué te gustaría ofrecer y a quién?",
        ),
        cards=(Suggestions(phrases=starters(locale)),),
    )


def starters(locale: Language) -> tuple[str, ...]:
    """What can be said to begin with."""
    return (
        say(locale, en="What can you do?", es="¿Qué puedes hacer?"),
        say(locale, en="How did our last campaign do?", es="¿Qué tal fue la última campaña?"),
    )
