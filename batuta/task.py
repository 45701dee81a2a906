"""A language task: what goes in, what must come out, and the code that checks it.

A task is done by an engine – the built-in one, or a chat model – and neither is trusted: the output is
parsed into its type, settled and handed to the validator before anybody sees it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

from batuta.digest import Digest
from batuta.noun import Noun

In = TypeVar("In", bound=Noun)
Out = TypeVar("Out", bound=Noun)


class Complaint(NamedTuple):
    """What a validator found wrong: where, and what would be right. Told to the model once."""

    path: str
    message: str


class Refusal(Noun):
    """The engine would not, or could not, do it; not an error."""

    reason: str


class CallKey(NamedTuple):
    """What makes two calls of an engine the same call."""

    task: str
    engine: str
    model: str
    prompt_version: str
    input_digest: Digest


class CallRecord(Noun):
    """What is kept of one call of an engine."""

    task: str
    engine: str
    """`builtin`, or `chat`."""
    model: str = ""
    prompt_version: str = ""
    """The prompt's own version, and a digest over its wording and the form of the answer."""
    input_digest: Digest
    output_digest: Digest = ""
    """Empty where no usable answer came."""
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0
    """USD, where the price of the model is known."""
    latency_ms: float = 0.0
    degraded: bool = False
    """The chat model was asked and failed; the built-in engine answered."""
    replayed: bool = False
    problem: str = ""
    """Why no usable answer came from the chat model: a kind of `batuta/degraded.py`, a colon, the detail."""

    @property
    def key(self) -> CallKey:
        return CallKey(self.task, self.engine, self.model, self.prompt_version, self.input_digest)


class RecordedCall(NamedTuple):
    """A call that was made before, with its output as canonical JSON; parse and validate it like a new one."""

    record: CallRecord
    output: str


@dataclass(frozen=True)
class Task(Generic[In, Out]):
    """One thing language engines can do."""

    name: str
    """Also the prompt file's name, and what implementations register under."""
    inputs: type[In]
    output: type[Out]
    validate: Callable[[In, Out], tuple[Complaint, ...]] = field(default=lambda _given, _made: ())
    both_read: bool = False
    """It decides who is contacted or what is promised: every engine reads, and disagreement is a question."""
    settle: Callable[[In, Out], Out] = field(default=lambda _given, made: made)
    """Puts right what code knows better than an engine, such as where a quote stands; runs before `validate`."""


class Performed(NamedTuple, Generic[Out]):
    """An output, with how it came about."""

    output: Out
    record: CallRecord
