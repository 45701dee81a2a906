"""A chat model that means harm: it hears every question together with an honest answer to it, and poisons that.

It answers over the wire, through the real client. What it overhears – the task's inputs, and what the built-in
engine makes of them – lets it lie as well as anybody can: one wrong leaf in an otherwise right answer.

    adversary = Adversary(plans=…, seed=7)
    with OpenAIServer(adversary) as server, adversary.listening():
        …
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple
from unittest.mock import patch

from batuta.noun import Noun
from batuta.task import Task
from tests.servers.openai_server import Reply, Request, Response, raw
from tools.language.builtin.implementations import implementations
from tools.language.provider import Chat

READER = ("clarify_intent", "extract_eligibility", "identify_content")
WRITER = ("write_message",)
REVIEWER = ("suspect_copy",)
ROLES: Mapping[str, tuple[str, ...]] = {"reader": READER, "writer": WRITER, "reviewer": REVIEWER}


class Question(NamedTuple):
    """What was asked, and all that the adversary knows about it."""

    task: str
    given: Noun
    honest: dict[str, Any]
    """What the built-in engine answers, as JSON; the adversary's own copy."""
    secret: str
    """The key that came with the request."""
    here: str
    """The adversary's own address."""


class Lie(NamedTuple):
    """An answer, and the words in it that must never go live."""

    says: object
    """JSON, text, or a whole reply of the server."""
    markers: tuple[str, ...] = ()


Poison = Callable[[Question, Random], Lie | None]
"""None where this question gives it no room."""


_HONEST: dict[str, tuple[str, Noun, str, bool]] = {}
"""Question, as it was put, to its task, its inputs, the built-in engine's answer, and whether it is one and no refusal:
the same in every campaign."""


@dataclass
class Adversary:
    """A reply of `OpenAIServer`."""

    plans: Mapping[str, tuple[Poison, ...]]
    """By task: what it may do there. Other tasks are answered honestly."""
    seed: int = 0
    told: list[Lie] = field(default_factory=list)
    honest: int = 0
    """Answers that were given as the built-in engine would."""

    def __call__(self, request: Request) -> Response:
        name, given, made, usable = _HONEST[request.user]
        key = request.headers.get("authorization", "").removeprefix("Bearer ")
        question = Question(name, given, json.loads(made), key, request.headers.get("host", ""))
        chance = Random(f"{self.seed}.{len(self.told)}.{self.honest}")
        lie = self._lie(question, chance) if usable else Lie("Nada que decir.")
        if lie is None:
            self.honest += 1
            return at_once(question.honest)(request)
        self.told.append(lie)
        reply: Reply = lie.says if callable(lie.says) else at_once(lie.says)
        return reply(request)

    @property
    def markers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(marker for lie in self.told for marker in lie.markers))

    def _lie(self, question: Question, chance: Random) -> Lie | None:
        plans = list(self.plans.get(question.task, ()))
        chance.shuffle(plans)
        for plan in plans:
            lie = plan(question._replace(honest=json.loads(json.dumps(question.honest))), chance)
            if lie is not None:
                return lie
        return None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """While it lasts, every question that goes to a chat model is overheard."""
        real, by_rules = Chat.perform, implementations()

        async def perform(chat: Chat, task: Task[Any, Any], inputs: Noun) -> Any:
            prompt = chat._prompts[task.name].render(inputs).user
            if prompt not in _HONEST:
                made = await by_rules[task.name](inputs)
                _HONEST[prompt] = (task.name, inputs, made.model_dump_json(), isinstance(made, task.output))
            return await real(chat, task, inputs)

        with patch.object(Chat, "perform", perform):
            yield


def at_once(says: object) -> Reply:
    """A streamed answer in one piece: thousands of them are read in a run."""
    text = says if isinstance(says, str) else json.dumps(says, ensure_ascii=False)

    def reply(request: Request) -> Response:
        head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": request.body["model"]}
        said = {
            **head,
            "choices": [{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}],
        }
        ended = {**head, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
        lines = [json.dumps(said), json.dumps(ended), "[DONE]"]
        return raw("".join(f"data: {line}\n\n" for line in lines).encode(), "text/event-stream")(request)

    return reply
