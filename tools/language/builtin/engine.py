"""The built-in engine: every task by rules, with no network and no chance."""

import time
from collections.abc import Callable, Iterable, Mapping

from batuta.digest import digest
from batuta.errors import LanguageUnavailable, Misconfigured
from batuta.task import CallRecord, Complaint, In, Out, Performed, Refusal, Task
from batuta.text import Text
from tools.language.builtin.implementations import Implementation
from tools.language.input_digest import input_digest


class BuiltIn:
    """Does a task by the implementation that is registered under its name."""

    name = "builtin"

    def __init__(
        self, implementations: Mapping[str, Implementation], timer: Callable[[], float] = time.perf_counter
    ) -> None:
        self._implementations = implementations
        self._timer = timer

    def require(self, tasks: Iterable[str]) -> None:
        """Raises: Misconfigured, naming the tasks nobody implements."""
        missing = ", ".join(sorted(set(tasks) - set(self._implementations)))
        if missing:
            raise Misconfigured(
                Text(
                    en=f"The built-in engine has no implementation of: {missing}.",
                    es=f"El motor propio no tiene implementación de: {missing}.",
                ),
                remedy=Text(
                    en="Register it in tools/language/builtin/implementations.py.",
                    es="Regístrala en tools/language/builtin/implementations.py.",
                ),
                subject=missing,
            )

    async def perform(self, task: Task[In, Out], inputs: In, *, instead: str = "") -> Performed[Out] | Refusal:
        """`instead`: why the chat model, asked first, gave nothing; empty where it was not asked.

        Raises: LanguageUnavailable, when what the rules made does not pass the task's own checks.
        """
        self.require([task.name])
        started = self._timer()
        made = await self._implementations[task.name](inputs)
        if isinstance(made, Refusal):
            return made
        if not isinstance(made, task.output):
            raise _unusable(task.name, (Complaint("", f"{type(made).__name__} instead of {task.output.__name__}"),))
        output = task.settle(inputs, made)
        complaints = task.validate(inputs, output)
        if complaints:
            raise _unusable(task.name, complaints)
        record = CallRecord(
            task=task.name,
            engine=self.name,
            input_digest=input_digest(inputs),
            output_digest=digest(output),
            latency_ms=round((self._timer() - started) * 1000, 3),
            degraded=bool(instead),
            problem=instead,
        )
        return Performed(output, record)


def _unusable(task: str, complaints: tuple[Complaint, ...]) -> LanguageUnavailable:
    said = "; ".join(f"{complaint.path or '.'}: {complaint.message}" for complaint in complaints[:5])
    return LanguageUnavailable(
        Text(
            en=f"The built-in engine's own answer to {task} did not pass its checks: {said}.",
            es=f"La respuesta del propio motor a {task} no ha pasado sus comprobaciones: {said}.",
        ),
        remedy=Text(
            en="Rephrase the text, or report it: this is a defect of Batuta.",
            es="Escribe el texto de otra forma o avísanos: es un fallo de Batuta.",
        ),
        subject=task,
    )
