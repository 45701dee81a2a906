"""What a message wants. Deterministic: an open gate is looked at first, then these rules, the first that fits.

    always          halt · skip_review · what_if · approvals · source · cost · show · reach · help · results · status
    a question      what a product sheet answers, where none of these knows better
    one campaign    another brief is refused: it gets a conversation of its own
    at a gate       yes, no and free text answer it; approving in words shows it
    otherwise       change · verdict · brief

Whatever may do harm when misread only offers a button.
"""

from collections.abc import Callable
from typing import Literal, get_args

from agents.conversation.hearing import Heard
from agents.conversation.showing import part_asked
from agents.conversation.situation import Situation
from agents.conversation.weekdays import refused_days

Intent = Literal[
    "halt",
    "skip_review",
    "what_if",
    "source",
    "reach",
    "cost",
    "approvals",
    "results",
    "status",
    "show",
    "facts",
    "help",
    "refuse_new_brief",
    "answer",
    "verdict",
    "change",
    "brief",
]
INTENTS: tuple[Intent, ...] = get_args(Intent)

SHORT = 14
"""Words up to which a message is a remark; a longer one may be a brief that happens to use a remark's words."""
LONG = 25


UNANSWERED: frozenset[Intent] = frozenset({"help", "answer", "verdict", "change", "status"})
"""Where questions go that no rule knows, or that begin like one about the campaign: how long, when."""


def intent_of(
    heard: Heard, situation: Situation, products_named: frozenset[str] = frozenset(), sheet_knows: bool | None = None
) -> Intent:
    """Where a message goes.

    products_named: ids of products that it names. sheet_knows: whether a product sheet answers it; None where it asks
    nothing about a product.
    """
    intent = _intent_of(heard, situation, products_named)
    if sheet_knows is None or not heard.question:
        return intent
    if not sheet_knows:
        return "facts" if intent == "help" and not heard.says_any("greeting", "thanks", "help") else intent
    asks_price = intent == "cost" and not heard.says("campaign")
    asks_figure = intent == "reach" and heard.says("how_many") and not heard.says_any("reach", "people", "few", "why")
    brief = intent == "brief" and bool(products_named) and len(heard.words) < SHORT
    return "facts" if intent in UNANSWERED or asks_price or asks_figure or brief else intent


def _intent_of(heard: Heard, situation: Situation, products_named: frozenset[str]) -> Intent:
    if begins_another(heard, situation):
        return "refuse_new_brief"
    if not situation.has_campaign and reads_as_brief(heard, products_named):
        return "brief"
    for intent, fits in _RULES:
        if fits(heard, situation):
            return intent
    if not situation.has_campaign:
        return "help" if heard.says_any("greeting", "thanks") or not heard.words else "brief"
    if situation.gate and situation.gate.kind != "approve":
        return "answer"
    if heard.says_any(*_MOVES, "reword") or refused_days(heard):
        return "change"
    if heard.says_any("approve", "reject", "launch") and (situation.gate or not heard.says("thanks")):
        return "verdict"
    return "help"


def begins_another(heard: Heard, situation: Situation) -> bool:
    """A new campaign while this conversation has one: said so, or plainly a whole brief of its own."""
    if not situation.has_campaign or heard.question:
        return False
    if heard.says("another") and not heard.says_any("result", "status"):
        return True
    if not heard.says("want", "campaign") or "wish" not in heard.opening:
        return False
    # Elsewhere a short message with these words is a remark on the campaign there is.
    at_questions = situation.gate is not None and situation.gate.kind == "clarify"
    return at_questions or heard.says("some") or len(heard.words) >= SHORT


def reads_as_brief(heard: Heard, products_named: frozenset[str] = frozenset()) -> bool:
    """Long, or it wishes for something to be sold: not a question about something that exists."""
    if len(heard.words) >= LONG:
        return True
    if heard.question or heard.says_any("help", "result") or len(heard.words) < 4:
        return False
    return heard.says("want") and (heard.says_any("campaign", "people") or bool(products_named))


def _is_halt(heard: Heard, situation: Situation) -> bool:
    if not heard.says_any("stop", "pause", "resume") or len(heard.words) > SHORT:
        return False
    if situation.gate is not None and refused_days(heard):
        return False
    asks = heard.question and heard.says_any("why", "how_many", "status", "if", "who")
    return not asks and not heard.says("who", "decided")


def _is_skip(heard: Heard, situation: Situation) -> bool:
    """Only what is short: in a brief, such words are part of its text."""
    if not situation.has_campaign or len(heard.words) > LONG or heard.says("if"):
        return False
    if heard.says("without", "control") and not heard.question:
        return True
    if heard.says("skip", "control") or (heard.says("launch", "skip") and not heard.says_any(*_MOVES)):
        return True
    return heard.says("launch", "now") and not heard.question and situation.gate is not None


def _is_what_if(heard: Heard, situation: Situation) -> bool:
    if not situation.has_campaign:
        return False
    if heard.says("if"):
        return heard.question or heard.says_any(*_MOVES, "without")
    asks = heard.question and heard.says_any("reach", "people", "how_many", "cost") and not heard.says("why")
    return asks and (heard.says_any(*_MOVES) or heard.says("how_many", "without"))


def _is_source(heard: Heard, _situation: Situation) -> bool:
    asked = heard.question or heard.says("sentence")
    return asked and (heard.says("source") or heard.says("where", "from"))


def _is_show(heard: Heard, situation: Situation) -> bool:
    moves = heard.says_any("reword", "result", "if", "why", "few", "how_many")
    return not moves and part_asked(heard, situation) is not None


def _is_reach(heard: Heard, situation: Situation) -> bool:
    deciding = situation.gate is not None and situation.gate.kind == "choose_audience"
    about = deciding or heard.says_any("reach", "people", "how_many")
    if heard.says("culprit") or heard.says("why", "few"):
        return True
    return about and heard.question and heard.says_any("few", "why", "how_many")


def _is_cost(heard: Heard, _situation: Situation) -> bool:
    return heard.question and heard.says("cost") and not heard.says_any("past", *_MOVES)


def _is_approvals(heard: Heard, situation: Situation) -> bool:
    """Also why it was turned down, stopped or paused: the reason stands with the decision."""
    ended = situation.status in ("rejected", "stopped", "paused", "cancelled")
    if ended and heard.question and heard.says("why") and heard.says_any("decided", "reject", "stop", "pause"):
        return True
    return heard.says("who", "decided")


def _is_results(heard: Heard, situation: Situation) -> bool:
    if not heard.question and len(heard.words) >= SHORT:
        return False
    if heard.says("result"):
        return heard.question or heard.says_any("past", "show")
    looks_back = heard.says("past") and (heard.question or heard.says("show"))
    if not situation.has_campaign and looks_back and not heard.says("want"):
        return True
    return heard.says("improve") and situation.gate is None


def _is_status(heard: Heard, _situation: Situation) -> bool:
    return heard.says("status") and not heard.says("keep") and (heard.question or len(heard.words) < SHORT)


def _is_help(heard: Heard, _situation: Situation) -> bool:
    if heard.only("greeting", "thanks"):
        return True
    return heard.says("help") and not heard.says("past") and len(heard.words) < SHORT


_MOVES = ("drop", "lower", "raise", "add", "set")
_RULES: tuple[tuple[Intent, Callable[[Heard, Situation], bool]], ...] = (
    ("halt", _is_halt),
    ("skip_review", _is_skip),
    ("what_if", _is_what_if),
    ("approvals", _is_approvals),
    ("source", _is_source),
    ("cost", _is_cost),
    ("show", _is_show),
    ("reach", _is_reach),
    ("help", _is_help),
    ("results", _is_results),
    ("status", _is_status),
)
