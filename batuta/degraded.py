"""Why a chat model could not be used, in a word for programs and in a sentence for people."""

from typing import Literal, get_args

from batuta.text import Text, say

Problem = Literal["timeout", "unavailable", "refused", "invalid", "too_long", "rejected", "resting"]

_SAID: dict[Problem, Text] = {
    "timeout": Text(
        en="The language model did not answer in time",
        es="El modelo de lenguaje no ha respondido a tiempo",
    ),
    "unavailable": Text(
        en="The language model is not available",
        es="El modelo de lenguaje no está disponible",
    ),
    "refused": Text(
        en="The language model declined this task",
        es="El modelo de lenguaje no ha querido hacer esta tarea",
    ),
    "invalid": Text(
        en="What the language model answered did not pass our checks",
        es="Lo que ha respondido el modelo de lenguaje no ha pasado nuestras comprobaciones",
    ),
    "too_long": Text(
        en="The text is too long for the language model",
        es="El texto es demasiado largo para el modelo de lenguaje",
    ),
    "rejected": Text(
        en="The language model's service did not accept the request",
        es="El servicio del modelo de lenguaje no ha aceptado la petición",
    ),
    "resting": Text(
        en="The language model has failed several times and is being left alone for a minute",
        es="El modelo de lenguaje ha fallado varias veces y lo dejamos descansar un minuto",
    ),
}


def problem_kind(problem: str) -> Problem | None:
    """The kind that a call record's `problem` names, or None where there was none.

    >>> problem_kind("timeout: no whole answer in 60 s"), problem_kind("")
    ('timeout', None)
    """
    named = problem.partition(":")[0]
    return next((kind for kind in get_args(Problem) if kind == named), None)


def degraded_in_words(problem: str, locale: str | None) -> str:
    """What happened and what was done about it, for whoever reads the result; empty where nothing happened."""
    kind = problem_kind(problem)
    if kind is None:
        return ""
    return say(
        locale,
        en=f"{_SAID[kind].in_('en')}; Batuta's built-in engine did it instead.",
        es=f"{_SAID[kind].in_('es')}; lo ha hecho el motor propio de Batuta.",
    )
