"""Classes of words are found once in a text and serve every phrase that asks for them."""

from batuta.claims.anchors import Anchors
from batuta.claims.concepts import Concepts
from batuta.claims.matching import Matcher
from batuta.claims.normal import normal
from batuta.claims.phrases import Phrasebook

CLASSES = {"cash": ("dinero", "préstamo*", "<money>"), "fast": ("al instante", "en [solo] minutos")}
BOOK = Phrasebook(CLASSES)
SEEN = Concepts({name: [BOOK.wording(words) for words in group] for name, group in CLASSES.items()})


def test_a_frame_says_the_same_with_and_without_what_was_seen_before() -> None:
    frame = Matcher(BOOK.read("<cash> & <fast>"))
    for words in (
        "Al instante, tu dinero.",
        "Préstamos en minutos",
        "500 € en solo minutos",
        "Dinero. Al instante.",
        "",
    ):
        text = normal(words)
        seen = [(f.start, f.end) for f in frame.places(text, SEEN.seen_in(text))]
        assert bool(seen) == bool(list(frame.places(text)))


def test_a_class_that_is_figures_alone_is_found_too() -> None:
    text = normal("Solo 500 €")
    assert [text.quote(f.start, f.end) for f in SEEN.seen_in(text)("cash")] == ["500 €"]


def test_what_needs_no_word_is_a_candidate_everywhere() -> None:
    anchors: Anchors[str] = Anchors()
    anchors.file("always", ())
    anchors.file("word", ("dinero",))
    anchors.file("beginning", ("prest*",))
    anchors.file("sign", ("%",))
    assert anchors.of(normal("nada")) == ["always"]
    assert anchors.of(normal("Prestamos dinero al 5 %")) == ["always", "word", "beginning", "sign"]
