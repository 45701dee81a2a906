"""Which ways of persuading the variants of a message take."""

from collections.abc import Sequence

from batuta.brief import Brief
from batuta.content import Need
from batuta.material import MAIN, STRATEGIES, FactWords, Line, Strategy
from batuta.words.tokens import fold

_CALM = ("cercan", "agobi", "tranquil", "calm", "confian", "friendly", "warm", "reassur", "gentle", "pressure", "serio")
_PLAYFUL = ("divert", "fresc", "joven", "fun", "playful", "curio", "descar", "young")


def strategies(need: Need, brief: Brief, lines: Sequence[Line], facts: Sequence[FactWords]) -> tuple[Strategy, ...]:
    """As many as variants are wanted: those the brand has copy for, the ones that suit the brief first."""
    written = {line.strategy for line in lines if line.part == MAIN[need.channel] and not line.legal}
    priced = any(fact.figure for fact in facts)
    tone = fold(" ".join(brief.tone))
    promised = any(promise.value is not None for promise in brief.offer)

    def rank(strategy: Strategy) -> tuple[bool, float, int]:
        suits = {"price": 2.0 if promised else 0.0, "benefit": 1.0}.get(strategy, 0.0)
        suits += 1.5 if strategy == "reassurance" and any(word in tone for word in _CALM) else 0.0
        suits += 1.5 if strategy == "question" and any(word in tone for word in _PLAYFUL) else 0.0
        suits -= 2.0 if strategy == "price" and not priced else 0.0
        suits += 2.0 if strategy == "service" and need.purpose in ("remind", "inform", "welcome") else 0.0
        suits -= 0.5 if strategy in ("novelty", "service") else 0.0
        return (bool(written) and strategy not in written, -suits, STRATEGIES.index(strategy))

    return tuple(sorted(STRATEGIES, key=rank)[: max(1, need.variants)])
