"""The test of the tests: with each guard of the review taken out in turn, the scene that it guards goes wrong."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

import agents.compliance.review as review_module
import batuta.claims.normal as normal_module
import batuta.claims.reading as reading_module
import batuta.suspicion as suspicion_module
import tools.compliance_answer as answer_module
from agents.compliance.review import standing
from batuta.compliance import Waiver, verdict_of
from batuta.suspicion import CopyToRead, Suspicion, Suspicions
from tests.scenes.compliance import TODAY, topics
from tests.scenes.review import finding
from tools.policies import PolicyBook

Scene = Callable[[PolicyBook], bool]


def waived(waiver: dict[str, Any], **found: Any) -> bool:
    """Whether a block stands in spite of a waiver."""
    block = finding("r", "block", "a", **found)
    told = Waiver(**({"rule_id": "r", "item": "a", "by": "x", "reason": "ok"} | waiver))
    return verdict_of((block,), standing((told,), (block,), TODAY)) == "blocked"


def contradiction_blocks(_: PolicyBook) -> bool:
    body = json.dumps({"verdict": "blocked", "findings": []}).encode()
    return verdict_of(answer_module.judged(body, "en")) == "blocked"


def invented_quote_is_refused(_: PolicyBook) -> bool:
    given = CopyToRead(channel="web", locale="es", parts={"body": "Abrimos el lunes."})
    lie = Suspicion(topic="vulnerable", part="body", quote="cerramos", why="inventado")
    return bool(suspicion_module.SUSPECT_COPY.validate(given, Suspicions(found=(lie,))))


def suspicion_only_warns(_: PolicyBook) -> bool:
    unseen = review_module._unseen((finding("s", "block", "a", topic="x"),), ())
    return verdict_of(unseen) == "needs_review"


def second_language_is_read(book: PolicyBook) -> bool:
    text = "Este aviso es una prueba de la casa y no cuenta para nadie.\n\nLoans without a credit check."
    found = topics(book, text, jurisdiction="UK", product_kind="loan", sector="bank", locale="")
    return found.get("no_credit_checks") == "block"


def disguise_is_undone(book: PolicyBook) -> bool:
    found = topics(book, "Préstamos sin m1r4r tu h1st0r14l.", product_kind="préstamo", sector="bank")
    return found.get("no_credit_checks") == "block"


def without(module: Any, name: str, instead: Any) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(module, name, instead)


def standing_without(line: str) -> Callable[[pytest.MonkeyPatch], None]:
    """`standing` with one of its conditions struck out."""

    def strike(patch: pytest.MonkeyPatch) -> None:
        def loose(granted: tuple[Waiver, ...], findings: Any, today: date) -> tuple[Waiver, ...]:
            held = {
                "closed": all(f.waivable_by for f in findings),
                "reason": all(w.reason.strip() for w in granted),
                "expiry": all(w.until is None or today <= w.until for w in granted),
                "words": all(not w.quotes or {f.quote for f in findings} <= set(w.quotes) for w in granted),
            }
            return granted if all(holds for name, holds in held.items() if name != line) else ()

        patch.setitem(globals(), "standing", loose)

    return strike


GUARDS: dict[str, tuple[Scene, Callable[[pytest.MonkeyPatch], None]]] = {
    "closed rule": (lambda _: waived({}, waivable_by=()), standing_without("closed")),
    "reason": (lambda _: waived({"reason": " "}), standing_without("reason")),
    "expiry": (lambda _: waived({"until": date(2020, 1, 1)}), standing_without("expiry")),
    "words": (lambda _: waived({"quotes": ("a",)}, quote="b"), standing_without("words")),
    "contradiction": (contradiction_blocks, without(answer_module, "verdict_of", lambda _f: "blocked")),
    "evidence quote": (
        invented_quote_is_refused,
        without(
            suspicion_module,
            "SUSPECT_COPY",
            suspicion_module.SUSPECT_COPY.__class__(name="suspect_copy", inputs=CopyToRead, output=Suspicions),
        ),
    ),
    "suspicion only warns": (suspicion_only_warns, without(review_module, "_unseen", lambda found, _settled: found)),
    "every sentence's language": (
        second_language_is_read,
        without(reading_module, "spoken_in", lambda _words, own: own[:1]),
    ),
    "disguises": (disguise_is_undone, without(normal_module, "undone", lambda _text, _known: [])),
}


@pytest.mark.parametrize("guard", GUARDS)
def test_a_scene_holds_with_its_guard_and_falls_without_it(
    guard: str, legal: PolicyBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene, take_out = GUARDS[guard]
    assert scene(legal)
    take_out(monkeypatch)
    assert not scene(legal)
