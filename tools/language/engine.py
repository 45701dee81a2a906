"""The `Language` port: a chat model where one is configured, the built-in engine always.

perform   recorded answer → chat model → built-in engine, the first that gives a valid output
readings  the built-in engine and the chat model side by side
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from batuta.errors import LanguageUnavailable
from batuta.ports import CallRecords
from batuta.settings import Settings
from batuta.task import CallRecord, In, Out, Performed, Refusal, Task
from batuta.tasks import TASKS
from batuta.text import Text
from tools.language.budget import Budget
from tools.language.builtin.engine import BuiltIn
from tools.language.builtin.implementations import Implementation, implementations
from tools.language.prompts import PROMPTS, Prompts
from tools.language.recorded import replayed

if TYPE_CHECKING:
    from tools.language.provider import Chat

BUILTIN_ONLY = "builtin"
"""What `BATUTA_MODEL` says where no chat model may be used, whatever else is set."""


def language(
    settings: Settings,
    records: CallRecords,
    *,
    cache: bool = True,
    tasks: Sequence[Task[Any, Any]] = TASKS,
    by_rules: Mapping[str, Implementation] | None = None,
    prompts: Path = PROMPTS,
) -> "Engines":
    """The engines that the settings ask for. `cache=False` asks the model again for what is on record.

    Raises: Misconfigured, for a task without built-in implementation or, where a model is configured,
    without a sound prompt; and for a model that cannot be used.
    """
    builtin = BuiltIn(implementations() if by_rules is None else by_rules)
    builtin.require(task.name for task in tasks)
    return Engines(builtin, records, _chat(settings, tasks, Prompts(prompts)), cache=cache)


def uses_a_model(settings: Settings) -> bool:
    if settings.model == BUILTIN_ONLY:
        return False
    return bool(settings.model or settings.openai_api_key or settings.openai_base_url)


def _chat(settings: Settings, tasks: Sequence[Task[Any, Any]], prompts: Prompts) -> "Chat | None":
    if not uses_a_model(settings):
        return None
    # Imported here because it takes seconds, and who has no model should not wait for it.
    from tools.language.chat_model import chat_model
    from tools.language.provider import Chat

    for task in tasks:
        prompts[task.name].suits(task)
    budget = Budget(seconds=settings.model_timeout_seconds)
    return Chat(chat_model(settings, budget), prompts, budget)


class Engines:
    """`Language` over the built-in engine and, where there is one, a chat model."""

    def __init__(
        self, builtin: BuiltIn, records: CallRecords, chat: "Chat | None" = None, *, cache: bool = True
    ) -> None:
        self._builtin = builtin
        self._records = records
        self._chat = chat
        self._cache = cache

    async def perform(self, task: Task[In, Out], inputs: In) -> Out | Refusal:
        done = await self.performed(task, inputs)
        return done if isinstance(done, Refusal) else done.output

    async def performed(self, task: Task[In, Out], inputs: In) -> Performed[Out] | Refusal:
        asked = await self._by_chat(self._chat, task, inputs) if self._chat else None
        return asked if isinstance(asked, Performed) else await self._by_rules(task, inputs, asked)

    async def readings(self, task: Task[In, Out], inputs: In) -> tuple[Performed[Out], ...]:
        """Of a task that is not `both_read`, the best engine's alone; a refusal is no reading.

        Raises: LanguageUnavailable, where no engine gave any.
        """
        found: tuple[Performed[Out], ...]
        if self._chat and task.both_read:
            found = await self._side_by_side(self._chat, task, inputs)
        else:
            done = await self.performed(task, inputs)
            found = () if isinstance(done, Refusal) else (done,)
        if not found:
            raise _nobody(task.name)
        return found

    async def _side_by_side(self, chat: "Chat", task: Task[In, Out], inputs: In) -> tuple[Performed[Out], ...]:
        asked = await self._by_chat(chat, task, inputs)
        try:
            ruled = await self._by_rules(task, inputs, None if isinstance(asked, Performed) else asked)
        except LanguageUnavailable:
            if not isinstance(asked, Performed):
                raise
            return (asked,)
        return tuple(one for one in (ruled, asked) if isinstance(one, Performed))

    async def _by_chat(self, chat: "Chat", task: Task[In, Out], inputs: In) -> Performed[Out] | CallRecord:
        if self._cache and (known := await replayed(self._records, chat.key(task, inputs), task, inputs)):
            await self._records.keep(known.record)
            return known
        asked = await chat.perform(task, inputs)
        if isinstance(asked, Performed):
            await self._records.keep(asked.record, asked.output)
        else:
            await self._records.keep(asked)
        return asked

    async def _by_rules(self, task: Task[In, Out], inputs: In, asked: CallRecord | None) -> Performed[Out] | Refusal:
        done = await self._builtin.perform(task, inputs, instead=asked.problem if asked else "")
        if isinstance(done, Performed):
            await self._records.keep(done.record)
        elif asked is not None:
            # Nobody answered: that the model failed is kept all the same.
            await self._records.keep(asked.model_copy(update={"engine": "builtin", "model": "", "degraded": True}))
        return done


def _nobody(task: str) -> LanguageUnavailable:
    return LanguageUnavailable(
        Text(en=f"No language engine could do {task}.", es=f"Ningún motor de lenguaje ha podido hacer {task}."),
        remedy=Text(en="Rephrase the text and try again.", es="Escribe el texto de otra forma e inténtalo de nuevo."),
        subject=task,
    )
