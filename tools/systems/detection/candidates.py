"""How well an operation does what a capability asks of a resource, as a score in 0..1 with reasons."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from batuta.text import Text
from tools.systems.detection.anchors import last_segment, strange
from tools.systems.detection.bodies import of_entry
from tools.systems.detection.fields import BARE_TIMES, STARTS, Match, audience_field, matches
from tools.systems.detection.figures import told_in
from tools.systems.detection.lexicon import ACTIONS, IDS, PEOPLE, STATES, STATUS_FIELDS, Action, Thing, listed
from tools.systems.detection.naming import phrase_of, things_of
from tools.systems.detection.paths import by_manner
from tools.systems.detection.reasons import DELETED, SENT_AT_ONCE, TRASHED, by_field, by_status, by_time, why
from tools.systems.detection.references import slot_noun
from tools.systems.detection.sizes import size_field, size_of_one, total_field
from tools.systems.detection.understood import Reading
from tools.systems.detection.words import first_sentence, was_plural, words
from tools.systems.detection.wrapping import last_of, near
from tools.systems.openapi.document import Field, Operation


class Candidate(NamedTuple):
    score: float
    reading: Reading
    reasons: tuple[Text, ...]
    status: tuple[str, str] | None = None
    field: str = ""


def beside(thing: Thing, action: Action, anchor: str, readings: Sequence[Reading]) -> Iterator[Candidate]:
    """The same thing at another address: `/item/media/search` beside `/media/{id}`.

    What is done with it once it is on its way may lie there as well: `/sent_campaigns/{id}/pause` beside `/campaigns`.
    """
    last = _without_stage(anchor.rpartition("/")[2])
    for one in readings:
        own = _without_stage(one.resource.rpartition("/")[2])
        alike = own == last or (action in _UNDER_WAY and last != "" and own.split()[-1:] == last.split()[-1:])
        if one.resource != anchor and alike and "{}" not in one.resource:
            for candidate in of_resource(thing, action, one, one.things.get(thing, 0.0)):
                yield candidate._replace(score=candidate.score - _ELSEWHERE)


def _without_stage(name: str) -> str:
    """`draft post` and `post` are one thing in two stages."""
    return " ".join(word for word in name.split() if word not in _STAGES) or name


_STAGES = frozenset("draft published live saved borrador publicado".split())


def said_plainly(thing: Thing, action: Action, anchor: str, readings: Sequence[Reading]) -> Iterator[Candidate]:
    """What an address does not say and the summary says in so many words: `PUT …/fire/PUBLISH`, “Publish an article”.

    Only of one thing that the query names, or that is made.
    """
    for one in readings:
        operation = one.operation
        if one.resource == anchor or one.named or operation.method in ("GET", "DELETE") or "{" in operation.path:
            continue
        phrase = phrase_of(first_sentence(operation.summary))
        if phrase.actions.get(action) != 1.0 or (one.things and thing not in one.things):
            continue
        if things_of(phrase.noun).get(thing, 0.0) < _PLAINLY:
            continue
        told = any(words(asked.name)[-1:] in _NAMES for asked in operation.parameters if asked.required)
        if told or action == "create":
            yield Candidate(_SAID, one, why(one, thing, action))


_PLAINLY = 0.9
_SAID = 0.64
_NAMES = tuple((name,) for name in IDS)
_ELSEWHERE = 0.12
_UNDER_WAY: frozenset[Action] = frozenset({"schedule", "pause", "resume", "stop", "publish", "unpublish", "submit"})


def of_resource(thing: Thing, action: Action, one: Reading, weight: float) -> Iterator[Candidate]:
    operation = one.operation
    score = 0.5 * weight + 0.5 * one.actions.get(action, 0.0) - 0.1 * one.nested - strange(one, thing) / 2
    score -= 0.03 * (one.named and action == "get" and told_in(operation.answer) > 0)
    score -= 0.3 * one.elsewhere + 0.3 * operation.deprecated + _BY_MANNER * by_manner(operation.path)
    if action in ("search", "get") and not one.named:
        score -= _ASKED_BY_BODY * (operation.method != "GET")
        one_thing = bool(operation.answer) and not any("[]" in field.path for field in operation.answer)
        score -= _NO_LIST * (action == "search" and one_thing)
        # `/campaigns/{id}/actions` tells something of one, `/campaigns/{id}` is it.
        score -= _BEHIND_IT * (action == "get" and one.item and operation.path.rfind("}/") > operation.path.rfind("{"))
    score -= 0.3 * (action == "update" and one.sets_status)
    # Estimating a condition counts no audience that is there.
    score -= 0.2 * (action == "size" and not one.item and not one.named and not _names_one(operation))
    # What is told nothing counts how many audiences there are.
    told = operation.body or any(asked.place == "query" for asked in operation.parameters)
    score -= 0.3 * (action == "size" and not one.named and "{" not in operation.path and not told)
    wants_item = action not in ("search", "create")
    if one.named and wants_item and not one.item:
        # A tool that is told no reference reads or changes one thing of its own.
        score -= 0.2
    one_inside = action == "search" and one.nested and not was_plural(last_segment(operation))
    if not one.named and (one.item != wants_item or one_inside) and action != "size":
        score -= 0.25
    if one.actions.get(action, 0.0) > _HARDLY:
        yield Candidate(score, one, why(one, thing, action))
    if thing == "campaign" and action == "create" and _is_made_sent(one):
        yield Candidate(0.24 * weight + 0.5, one, (*why(one, thing, action), SENT_AT_ONCE))
    stop_by_deleting = action == "stop" and "delete" in one.actions and one.item
    if stop_by_deleting:
        yield Candidate(0.64, one, (*why(one, thing, "delete"), DELETED))
    if thing == "content" and action == "unpublish" and "delete" in one.actions and one.item and _into_trash(operation):
        yield Candidate(0.64, one, (*why(one, thing, "delete"), TRASHED))
    if action in STATES and ("update" in one.actions or one.sets_status) and (one.item or _saves(one)):
        state = _state(operation, action)
        if state:
            # What is true or false may be about something else: a person says so.
            switch = state[1] in SWITCHES.values()
            published = thing == "content" and bool({"published", "publicado"} & set(words(state[0])))
            score = 0.5 * weight + (0.2 if switch and not published else 0.36) - 0.1 * one.nested
            yield Candidate(min(score, _A_SWITCH) if switch else score, one, (by_status(state),), status=state)
    if action == "schedule" and one.item and operation.method not in ("GET", "DELETE"):
        goes_out = {"send", "publish"} & set(one.actions)
        when = matches(operation.body, (("$arguments.start", STARTS),), thing)
        later = 0.5 if goes_out else 0.47 if {"update", "resume"} & set(one.actions) else 0.0
        # Of what lets a campaign go, a bare date or time says when.
        if when and later and (goes_out or _says_when(when[0])):
            yield Candidate(0.3 * weight + later, one, (by_time(when[0].field.path),))
    if action == "size" and "get" in one.actions and one.item:
        field = size_of_one(operation.answer)
        if field:
            yield Candidate(0.5 * weight + 0.35, one, (by_field(field),), field=field)


def _names_one(operation: Operation) -> bool:
    """One that is there is named in the body, though nothing is marked as required: `data[].id`."""
    return any(last_of(one.path) in IDS and near(of_entry(one.path, operation.body), None) for one in operation.body)


def _saves(one: Reading) -> bool:
    """One address that makes and changes, by whether it is told a reference: `POST /item` with an `id`."""
    told = any(last_of(field.path) in IDS for field in one.operation.body)
    return told and {"create", "update"} <= set(one.actions)


def _says_when(match: Match) -> bool:
    """Not a bare `time`, but one of something: `push_time`, `scheduling.date`."""
    named = STARTS[match.how] if match.how < len(STARTS) else ""
    return last_of(match.field.path) not in BARE_TIMES or named not in BARE_TIMES


def _into_trash(operation: Operation) -> bool:
    """Deleting takes it off, and somebody can take it back."""
    return bool({"trash", "papelera", "bin"} & set(words(operation.summary)))


def _is_made_sent(one: Reading) -> bool:
    """`POST /campaigns/send` with a name and whom it is for: made and let go by one call."""
    fields = one.operation.body
    named = any(last_of(field.path) in ("name", "title", "nombre") for field in fields)
    return "send" in one.actions and not one.item and named and audience_field(fields) is not None


_A_SWITCH = 0.74
"""A switch is never sure."""
_ASKED_BY_BODY = 0.06
_BY_MANNER = 0.05
"""What naming a thing by its slug says against it, where its reference does as well."""
_BEHIND_IT = 0.02
_NO_LIST = 0.1
"""What an answer without a list says against its being a listing."""
_HARDLY = 0.42
"""What a list by its name does of reading one thing."""


def counted_inside(anchor: str, readings: Sequence[Reading]) -> Iterator[Candidate]:
    """`/lists/{id}/contacts/count`, `/lists/{id}/stats`: the people inside are what an audience's size is."""
    for one in readings:
        inside_path = anchor and one.resource.startswith(f"{anchor}/{{}}/") and one.operation.method == "GET"
        if inside_path or (one.named and one.item and "audience" in one.context):
            field = size_field(one.operation.answer) if "results" in one.things else ""
            if field:
                yield Candidate(0.78, one, why(one, "audience", "size"), field=field)
        inside = one.resource.removeprefix(f"{anchor}/{{}}/") if anchor else one.resource
        if inside != one.resource and inside in (*PEOPLE, "email", "correo") and "size" in one.actions:
            yield Candidate(0.82, one, why(one, "audience", "size"))
        elif (
            one.operation.method == "GET" and (inside_path or _asks_for_audience(one.operation)) and _lists_people(one)
        ):
            field = total_field(one.operation.answer)
            if field:
                yield Candidate(_TOTAL_OF_A_LIST, one, (by_field(field),), field=field)


_TOTAL_OF_A_LIST = 0.66
"""Those who left may be counted too: a person is asked."""


def _lists_people(one: Reading) -> bool:
    listed_there = one.operation.method == "GET" and "size" not in one.actions
    return listed_there and bool(set(one.resource.rpartition("/")[2].split()[-1:]) & PEOPLE)


def _asks_for_audience(operation: Operation) -> bool:
    asked = [one.name for one in operation.parameters if one.required and one.place == "query"]
    return any("audience" in things_of(slot_noun(name)) for name in asked)


_COMMANDS = frozenset("action command operation accion orden".split())
"""Fields whose values say what is to be done."""


def _state(operation: Operation, action: Action) -> tuple[str, str] | None:
    """The status field of an update's body, and its value that means the action."""
    for field in operation.body:
        name = " ".join(words(field.path.rpartition(".")[2]))
        told = name in _COMMANDS
        if told or name in STATUS_FIELDS or name.rpartition(" ")[2] in STATUS_FIELDS:
            for wanted in (*ACTIONS[action], *STATES[action]) if told else STATES[action]:
                for meant, option in values_of(field):
                    if meant == wanted:
                        return field.path, option
        if field.type == "boolean" and action in SWITCHES:
            named = name.removeprefix("is ")
            if named in _SWITCHED[action]:
                return field.path, SWITCHES[action]
            if named in _RESTS and action in ("pause", "resume"):
                return field.path, "true" if action == "pause" else "false"
    return None


def values_of(field: Field) -> tuple[tuple[str, str], ...]:
    """What the values of a field mean, in words: those it lists, or numbers that it is said to know.

    >>> values_of(Field("state", "integer", False, (), "1 published; 0 unpublished"))
    (('published', '1'), ('unpublished', '0'))
    """
    if field.options:
        return tuple((" ".join(words(option)), option) for option in field.options)
    return tuple((" ".join(words(meant)), number) for number, meant in _NUMBERED.findall(field.about))


_NUMBERED = re.compile(r"(-?\b\d+)\s*(?:=|:|–|is|means|for|es|significa)?\s*([^\W\d_]+)")
SWITCHES: Mapping[Action, str] = {"publish": "true", "unpublish": "false", "resume": "true", "pause": "false"}
"""The value of a field that is true or false."""
_ON = frozenset(listed("published, live, public, publicado, publicada"))
_RUNS = frozenset(listed("enabled, active, live, running, activo, activa, habilitado, habilitada"))
_RESTS = frozenset(listed("paused, suspended, on hold, pausado, pausada, en pausa, suspendida"))
_SWITCHED: Mapping[Action, frozenset[str]] = {"publish": _ON, "unpublish": _ON, "resume": _RUNS, "pause": _RUNS}
