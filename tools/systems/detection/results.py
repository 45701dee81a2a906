"""Which operations tell what came of a campaign."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from tools.systems.detection.candidates import Candidate
from tools.systems.detection.figures import told, told_in
from tools.systems.detection.lexicon import PEOPLE, RESULTS_OF_OTHERS, THINGS
from tools.systems.detection.naming import things_of
from tools.systems.detection.reasons import why
from tools.systems.detection.understood import Reading
from tools.systems.detection.words import words
from tools.systems.openapi.document import Operation


def results(readings: Sequence[Reading], campaigns: str) -> Iterator[Candidate]:
    for one in readings:
        operation = one.operation
        if _tells_of_itself(one):
            yield Candidate(_GUESSED, one, why(one, "results", "get"))
        about = max(one.things.get("results", 0.0), one.context.get("results", 0.0), told_in(operation.answer))
        if "results" in one.things and len(told(operation.answer) & _ASKED) >= _SEVERAL:
            about = max(about, 0.9)
        if not about or operation.method in ("DELETE", "PUT", "PATCH") or _of_other_results(one):
            continue
        campaign = max(one.things.get("campaign", 0.0), one.context.get("campaign", 0.0))
        if campaigns and one.resource.startswith((f"{campaigns}/{{}}/", f"{campaigns}/")):
            campaign = max(campaign, 0.8)
        if not campaign and _campaign_named(operation):
            campaign = 0.9
        if not campaign and _tells_by_campaign(operation):
            campaign = _BY_CAMPAIGN
        if one.named and not campaign and "audience" in one.context:
            continue
        if not {"results", "campaign", "message"} & set(one.things):
            about -= 0.4
        looks = max((one.actions.get(action, 0.0) for action in ("get", "search", "create", "size")), default=0.0)
        if operation.method == "GET":
            looks = max(looks, 0.92)
        # `/reports/{id}/stats` tells of one report.
        inside = "results" in one.context or (one.nested > 0 and not _of_people(one))
        item = one.item or (inside and bool(told(operation.answer)))
        score = 0.35 * about + 0.3 * campaign + 0.25 * looks + 0.1 * item - 0.2 * one.elsewhere
        score -= 0.3 * operation.deprecated + 0.12 * max(0, one.nested - 1) + 0.2 * _of_people(one)
        score -= 0.03 * len([word for word in words(operation.path.rpartition("/")[2]) if word in _DETAILS])
        if operation.answer:
            figures = len(told(operation.answer) & _ASKED)
            score += _FIGURE * figures - (0.0 if figures else _NO_FIGURE)
        if campaign or (about >= 0.9 and item):
            yield Candidate(score, one, why(one, "results", "get"))


def _tells_of_itself(one: Reading) -> bool:
    """Where no campaign does, what is written and sent tells what came of it."""
    written = one.item and "content" in one.things and not one.elsewhere
    return written and one.operation.method == "GET" and len(told(one.operation.answer) & _ASKED) >= _SEVERAL


_ASKED = frozenset({"sent", "opened", "clicked"})
_SEVERAL = 2
_GUESSED = 0.7
_FIGURE = 0.04
"""What each figure that an answer is known to have says for it."""
_NO_FIGURE = 0.06


def _of_other_results(one: Reading) -> bool:
    """`/job-results/{id}`: what came of a job."""
    words_of_it = one.resource.rpartition("/")[2].split()
    return len(words_of_it) > 1 and bool(set(words_of_it[:-1]) & RESULTS_OF_OTHERS)


def _of_people(one: Reading) -> bool:
    """What one person did, not what a campaign did."""
    segments = one.operation.path.strip("/").split("/")
    return any("{" in slot and set(words(name)) & PEOPLE for name, slot in pairwise(segments))


_DETAILS = frozenset(
    "abuse advice click open domain location device unsubscribe detail bounce link hour day time browser client "
    "targeting demographic breakdown placement geo country region keyword aggregate comparison benchmark".split()
)


_BY_CAMPAIGN = 0.6


def _tells_by_campaign(operation: Operation) -> bool:
    """Each line of the answer says of which campaign it is, and how many clicked or opened."""
    named = any("campaign" in things_of(words(one.path.rpartition(".")[2])[:-1]) for one in operation.answer)
    return named and len(told(operation.answer) & _ASKED) >= _SEVERAL


def _campaign_named(operation: Operation) -> bool:
    names = [one.name for one in operation.parameters] + [one.path for one in operation.body] + [operation.path]
    known = THINGS["campaign"]
    return any(word in known and known[word] > 0.8 for name in names for word in words(name))
