"""The chat-model engine: prompt, answer, checks, one repair, and an end in time whatever the model does."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from batuta.digest import digest, short
from batuta.errors import BatutaError
from batuta.noun import Noun
from batuta.task import CallKey, CallRecord, Complaint, In, Out, Performed, Task
from tools.language.asking import Answer, Asking, Spent
from tools.language.budget import Budget
from tools.language.chat_model import ChatModel
from tools.language.input_digest import input_digest
from tools.language.parsing import parsed
from tools.language.prompts import Prompts
from tools.language.rest import Rest
from tools.language.schema import OutputSchema, output_schema
from tools.language.trouble import NotAnswered


class Form(Noun):
    """What `prompts/engine/form.md` is filled with."""

    form: str


class Complaints(Noun):
    """What `prompts/engine/repair.md` is filled with."""

    complaints: tuple[str, ...]


class Chat:
    """Does a task by asking a chat model; what it answers is data, checked like anybody's."""

    name = "chat"

    def __init__(
        self,
        chat: ChatModel,
        prompts: Prompts,
        budget: Budget,
        *,
        timer: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._chat = chat
        self._prompts = prompts
        self._budget = budget
        self._timer = timer
        self._asking = Asking(chat, budget, timer, sleep)
        self._rest = Rest(timer)
        self._versions: dict[str, str] = {}

    def key(self, task: Task[In, Out], inputs: In) -> CallKey:
        return CallKey(task.name, self.name, self._chat.name, self._version(task), input_digest(inputs))

    async def perform(self, task: Task[In, Out], inputs: In) -> Performed[Out] | CallRecord:
        """The checked output; else the record of a call that gave none, with its problem."""
        started, spent = self._timer(), Spent()
        output: Out | None = None
        problem = ""
        try:
            self._rest.check()
            async with asyncio.timeout(self._budget.seconds):
                output = await self._checked(task, inputs, spent, deadline=started + self._budget.seconds)
        except TimeoutError:
            problem = f"timeout: no whole answer in {self._budget.seconds:g} s"
        except NotAnswered as trouble:
            problem = str(trouble)
        self._rest.after(problem)
        record = CallRecord(
            **self.key(task, inputs)._asdict(),
            output_digest=digest(output) if output is not None else "",
            input_tokens=spent.input_tokens,
            output_tokens=spent.output_tokens,
            cost=self._chat.cost(spent.input_tokens, spent.output_tokens),
            latency_ms=round((self._timer() - started) * 1000, 3),
            problem=problem,
        )
        return record if output is None else Performed(output, record)

    async def _checked(self, task: Task[In, Out], inputs: In, spent: Spent, *, deadline: float) -> Out:
        schema = output_schema(task.name, task.output)
        conversation = self._opening(task, inputs, schema)
        for last_chance in (False, True):
            answer = await self._asking.ask(conversation, schema, spent, deadline=deadline)
            # In a thread: checks that take long must not stop the clock that ends them.
            output, complaints = await asyncio.to_thread(accepted, task, inputs, answer)
            if output is not None:
                return output
            if not last_chance:
                conversation = [*conversation, AIMessage(answer.text), self._complaint(complaints)]
        raise NotAnswered("invalid", "; ".join(f"{path or '.'}: {message}" for path, message in complaints[:3]))

    def _opening(self, task: Task[In, Out], inputs: In, schema: OutputSchema) -> list[BaseMessage]:
        prompt = self._prompts[task.name].render(inputs)
        form = self._prompts["engine/form"].render(Form(form=json.dumps(schema.schema, ensure_ascii=False)))
        length = len(prompt.system) + len(prompt.user)
        if length > self._budget.input_chars:
            raise NotAnswered("too_long", f"{length} characters, at most {self._budget.input_chars}")
        return [SystemMessage(f"{prompt.system}\n\n{form.system}"), HumanMessage(prompt.user)]

    def _complaint(self, complaints: tuple[Complaint, ...]) -> HumanMessage:
        lines = tuple(f"{path or '(whole answer)'}: {message[:300]}" for path, message in complaints)
        return HumanMessage(self._prompts["engine/repair"].render(Complaints(complaints=lines)).user)

    def _version(self, task: Task[In, Out]) -> str:
        """The prompt's own version, and a digest over everything else that words the question."""
        if task.name not in self._versions:
            prompt = self._prompts[task.name]
            wording = [self._prompts[name].digest for name in (task.name, "engine/form", "engine/repair")]
            form = output_schema(task.name, task.output).schema
            self._versions[task.name] = f"{prompt.about.version}+{short(digest([wording, form]))}"
        return self._versions[task.name]


def accepted(task: Task[In, Out], inputs: In, answer: Answer) -> tuple[Out | None, tuple[Complaint, ...]]:
    """The output that an answer stands for, settled and validated; or everything that is wrong with it."""
    read = parsed(answer.text, task.output)
    if isinstance(read, tuple):
        cut = Complaint("", "The answer was cut off at the limit of length; be briefer.")
        return None, (cut, *read) if answer.cut else read
    try:
        output = task.settle(inputs, read)
        complaints = task.validate(inputs, output)
    except (BatutaError, ValueError, ArithmeticError, LookupError, TypeError) as tripped:
        # A check that trips over an output has not passed it.
        complaints = (Complaint("", f"{type(tripped).__name__}: {tripped}"[:300]),)
    return (None, complaints) if complaints else (output, ())
