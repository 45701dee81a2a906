"""One question to a chat model: streamed, counted, repeated where that helps, and ended in time."""

import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import NamedTuple, cast

import openai
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langsmith import tracing_context

from tools.language.budget import Budget
from tools.language.chat_model import ChatModel
from tools.language.schema import OutputSchema
from tools.language.trouble import NotAnswered, translated

_FIRST_PAUSE_SECONDS = 0.5
STREAM = "stream"
_ENDINGS = ("finish_reason", "stop_reason", "stopReason", "done_reason")
"""Where providers say why an answer ended."""
_CUT = ("length", "max_tokens", "model_length")
_REFUSED = ("content_filter", "refusal", "safety")


class Answer(NamedTuple):
    text: str
    cut: bool
    """It stopped at the limit of tokens."""


@dataclass
class Spent:
    """What a task has cost so far, failures included."""

    input_tokens: int = 0
    output_tokens: int = 0


@dataclass
class _Heard:
    """One stream as it comes in."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    ended: str = ""
    refusal: str = ""


class Asking:
    """Knows how one service likes to be asked, and learns what it does not take."""

    def __init__(
        self,
        chat: ChatModel,
        budget: Budget,
        timer: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]],
    ) -> None:
        self._chat = chat
        self._budget = budget
        self._timer = timer
        self._sleep = sleep
        self._declined: set[str] = set()

    async def ask(
        self, messages: Sequence[BaseMessage], schema: OutputSchema, spent: Spent, *, deadline: float
    ) -> Answer:
        """Raises: NotAnswered."""
        attempt = 0
        left_out = set(self._declined)
        while True:
            extras = self._extras(schema, left_out)
            try:
                answer = await self._once(messages, extras, spent)
            except NotAnswered as trouble:
                if trouble.request_is_wrong and extras:
                    left_out |= _blamed(str(trouble), extras)
                    continue
                attempt += 1
                pause = trouble.after if trouble.after is not None else _FIRST_PAUSE_SECONDS * 2 ** (attempt - 1)
                if not trouble.again or attempt >= self._budget.attempts:
                    raise
                if self._timer() + pause >= deadline:
                    raise NotAnswered(
                        trouble.problem, f"no time left to wait {pause:g} s after: {trouble}"
                    ) from trouble
                await self._sleep(pause)
            else:
                # Only now it is known that these were the trouble, and not the request as such.
                self._declined |= left_out
                return answer

    def _extras(self, schema: OutputSchema, left_out: set[str]) -> dict[str, object]:
        wanted = {STREAM: True, **self._chat.extras}
        if self._chat.structured:
            wanted["response_format"] = schema.response_format
        return {name: value for name, value in wanted.items() if name not in left_out}

    async def _once(self, messages: Sequence[BaseMessage], extras: dict[str, object], spent: Spent) -> Answer:
        heard = _Heard()
        try:
            # A tracer in the surroundings would send every brief to its maker.
            with tracing_context(enabled=False):
                await self._listen(list(messages), dict(extras), heard, spent)
        except openai.LengthFinishReasonError as long:
            heard.ended = "length"
            if usage := long.completion.usage:
                spent.input_tokens += usage.prompt_tokens
                spent.output_tokens += usage.completion_tokens
        except openai.ContentFilterFinishReasonError:
            heard.ended = "content_filter"
        except Exception as foreign:
            # A hostile answer can make a client library raise anything at all; this is the border.
            raise self._without_secret(translated(foreign)) from foreign
        text = "".join(heard.pieces)
        if heard.refusal or heard.ended in _REFUSED:
            raise NotAnswered("refused", heard.refusal or f"it stopped with {heard.ended}")
        if not heard.ended and _broken_off(text):
            raise NotAnswered("unavailable", "the answer broke off", again=True)
        if self._chat.secret and self._chat.secret in text:
            raise NotAnswered("invalid", "the answer holds a secret")
        return Answer(text, cut=heard.ended in _CUT)

    def _without_secret(self, trouble: NotAnswered) -> NotAnswered:
        """Services put the key they were given into their complaints about it."""
        if self._chat.secret and self._chat.secret in str(trouble):
            return NotAnswered(trouble.problem, "the service's words hold a secret", again=trouble.again)
        return trouble

    async def _listen(
        self, messages: list[BaseMessage], extras: dict[str, object], heard: _Heard, spent: Spent
    ) -> None:
        model = self._chat.model
        if not extras.pop(STREAM, False):
            extras.pop("stream_usage", None)
            self._hear(await model.ainvoke(messages, **extras), heard, spent)  # type: ignore[arg-type]
            return
        # The stream of a LangChain model is an asynchronous generator, though declared as an iterator.
        stream = cast("AsyncGenerator[AIMessageChunk, None]", model.astream(messages, **extras))  # type: ignore[arg-type]
        async with aclosing(stream) as chunks:
            async for chunk in chunks:
                self._hear(chunk, heard, spent)

    def _hear(self, chunk: AIMessage, heard: _Heard, spent: Spent) -> None:
        piece = str(chunk.text)
        heard.pieces.append(piece)
        heard.length += len(piece)
        if heard.length > self._budget.output_chars:
            raise NotAnswered("invalid", f"the answer is longer than {self._budget.output_chars} characters")
        facts = chunk.response_metadata
        ended = next((facts[name] for name in _ENDINGS if facts.get(name)), heard.ended)
        heard.ended = str(ended).lower()
        heard.refusal += _refusal(chunk)
        if chunk.usage_metadata:
            spent.input_tokens += chunk.usage_metadata["input_tokens"]
            spent.output_tokens += chunk.usage_metadata["output_tokens"]


def _blamed(said: str, extras: dict[str, object]) -> set[str]:
    """What a service that did not accept the request names; everything beyond the messages where it names nothing."""
    named = {name for name in extras if re.search(rf"\b({'|'.join((name, *_ALSO_CALLED.get(name, ())))})\b", said)}
    return named or set(extras)


def _broken_off(text: str) -> bool:
    """Nothing, or the beginning of an object; not every service says that it has ended."""
    return not text or ("{" in text and not text.rstrip().endswith(("}", "`")))


def _refusal(chunk: AIMessage) -> str:
    said = chunk.additional_kwargs.get("refusal") or ""
    for block in chunk.content:
        if isinstance(block, dict) and block.get("type") == "refusal":
            said = f"{said}{block.get('refusal', '')}"
    return str(said)[:300]


_ALSO_CALLED = {
    "max_tokens": ("max_completion_tokens", "max_output_tokens"),
    "stream_usage": ("stream_options", "include_usage"),
    "response_format": ("json_schema", "schema", "text.format", "output_config"),
}
