"""One message, read: its parts folded, its figures and claims found, in the languages it is written in."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, get_args

from batuta.claims.distance import distanced
from batuta.claims.example import Example, examples
from batuta.claims.figures import Day, Figure, FigureKind, days, figures
from batuta.claims.lexicon import Lexicon, Said, longest
from batuta.claims.markup import Link
from batuta.claims.normal import Normal, normal
from batuta.claims.roles import Percent, PercentRole, percents
from batuta.claims.tongues import own_languages, spoken_in, tongues
from batuta.content import PARTS, ContentItem
from batuta.text import LANGUAGES, Language

READ_FROM_FIGURES: frozenset[str] = frozenset(
    {*(f"{role}_rate" for role in get_args(PercentRole)), *get_args(FigureKind), "day"}
)
"""Claims that come from figures and dates; packs may name them like those of a vocabulary."""
SMALL_PRINT = ("legal", "footer")
_WORDS = re.compile(r"[a-z]+")
_NOTE = re.compile(r"(?:^|\n)\s*(?:\(?\*+|\(?[1-9]\)(?=\s[a-z]))")
_QUOTED = re.compile(r"[«“\"][^«»“”\"\n]+(?:\n[^«»“”\"\n]+){0,4}[»”\"]")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'()]+|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:com|es|org|net|eu|mx|uk|us|io|ly|me|gl|co|example|info|shop|app|link|to)(?:\.[a-z]{2})?(?:/[^\s<>\"'()]*)?(?![\w@])",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?:mailto:)?[a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)
_FIELD = re.compile(
    r"\{\{\s*([\w.]+)[^{}]*\}\}|%%([\w.]+)%%|\*\|([\w.:]+)\|\*|\$\{([\w.]+)\}|(?<!\{)\{([\w.]+)\}(?!\})"
    r"|\[\[?(?!(?i:publi\w*|ads?|advert\w*|anuncio|patrocinad[oa]|sponsored)\])([A-Za-z_ áéíóúñ]+)\]?\](?!\()"
)


class Claim(NamedTuple):
    """Something the message says, and where."""

    kind: str
    part: int
    start: int
    end: int
    denied: bool
    small: bool
    """In the legal text, the footer or a starred note."""


class PartRead(NamedTuple):
    name: str
    text: Normal
    figures: list[Figure]
    percents: list[Percent]
    days: list[Day]
    examples: list[Example]
    links: list[Link]
    """Addresses, mail addresses and merge fields that hold one, besides marked links."""


def small_print_of(part: PartRead) -> str:
    """The folded text of a part that is small print: all of it, or what follows its first starred note."""
    if part.name in SMALL_PRINT:
        return part.text.text
    note = _NOTE.search(part.text.text)
    return part.text.text[note.start() :] if note else ""


class Message(NamedTuple):
    """A content item as policies see it."""

    item: ContentItem
    languages: tuple[Language, ...]
    unread: str
    parts: tuple[PartRead, ...]
    claims: tuple[Claim, ...]

    def made(self, *kinds: str, part: int | None = None) -> list[Claim]:
        """The claims of these kinds that are not denied."""
        return [
            claim
            for claim in self.claims
            if claim.kind in kinds and not claim.denied and (part is None or claim.part == part)
        ]

    def makes(self, *kinds: str) -> bool:
        return any(claim.kind in kinds and not claim.denied for claim in self.claims)

    def sentence(self, claim: Claim) -> tuple[int, int]:
        return self.parts[claim.part].text.sentence(claim.start)

    def words(self, claim: Claim) -> str:
        return self.parts[claim.part].text.quote(claim.start, claim.end)

    @property
    def folded(self) -> str:
        """All of it, part after part."""
        return "\n".join(part.text.text for part in self.parts)


def read(
    item: ContentItem, lexicon: Lexicon, today: date, *, dollars: str = "USD", names: tuple[str, ...] = ()
) -> Message:
    """Read a message part by part, in the order its channel shows them.

    names: what things are called, folded; a name claims nothing, whatever words it is made of.
    """
    named = [(name, item.parts[name]) for name in PARTS[item.channel] if item.parts.get(name)]
    folded = [(name, normal(raw, lexicon.known)) for name, raw in named]
    spoken = tongues((word for _, text in folded for word in text.words()), item.locale)
    main: Language = spoken.languages[0]
    parts: list[PartRead] = []
    claims: list[Claim] = []
    for index, (name, text) in enumerate(folded):
        found = figures(text.text, main, dollars=dollars)
        rates = percents(text.text, found)
        part = PartRead(
            name, text, found, rates, days(text.text, today), examples(text.text, found, rates), list(_links(text))
        )
        parts.append(part)
        noted = [match.start() for match in _NOTE.finditer(text.text)]
        named_at = [match.span() for name in names for match in re.finditer(re.escape(name), text.text)]
        addresses = [(link.start, link.end) for link in part.links if not link.words]
        spoken_of = _said(lexicon, text, own_languages(main, item.locale))
        away = distanced(text, spoken_of)
        quoted = [match.span() for match in _QUOTED.finditer(text.text)]
        said = [
            (
                s.kind,
                s.start,
                s.end,
                s.denied
                or _of_nothing(lexicon, s, found)
                or _kept_away(lexicon, s, away)
                or (lexicon.kinds[s.kind].own_voice and _within((s.start, s.end), quoted)),
            )
            for s in spoken_of
            if not _within(text.place(s.start, s.end), addresses)
            and (s.kind.startswith("about_") or not _within((s.start, s.end), named_at))
        ]
        said += [(f"{rate.role}_rate", rate.start, rate.end, False) for rate in rates]
        said += [(figure.kind, figure.start, figure.end, False) for figure in found]
        said += [("day", day.start, day.end, False) for day in part.days]
        claims += [
            # With notes at the end, all that follows the first is small print.
            Claim(kind, index, start, end, denied, name in SMALL_PRINT or any(note <= start for note in noted))
            for kind, start, end, denied in said
        ]
    return Message(item, spoken.languages, spoken.unread, tuple(parts), tuple(claims))


def _said(lexicon: Lexicon, text: Normal, own: tuple[Language, ...]) -> list[Said]:
    """Claims sentence by sentence in the languages of each; the longest where one kind is said twice at a place."""
    spoken: dict[int, tuple[Language, ...]] = {}
    found: list[Said] = []
    for language in LANGUAGES:
        for said in lexicon.find(text, (language,)):
            start, end = text.sentence(said.start)
            if start not in spoken:
                spoken[start] = spoken_in(_WORDS.findall(text.text[start:end]), own)
            if language in spoken[start]:
                found.append(said)
    return longest(found)


def _of_nothing(lexicon: Lexicon, said: Said, found: list[Figure]) -> bool:
    """Whether a charge is one of nothing: `comisión de 0 €`."""
    if not lexicon.kinds[said.kind].above_zero:
        return False
    inside = [figure for figure in found if said.start <= figure.start < said.end]
    return bool(inside) and all(figure.value == 0 for figure in inside)


def _kept_away(lexicon: Lexicon, said: Said, away: list[tuple[int, int]]) -> bool:
    return not lexicon.kinds[said.kind].denied and _within((said.start, said.end), away)


def _within(place: tuple[int, int], stretches: list[tuple[int, int]]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in stretches)


def _links(text: Normal) -> Iterator[Link]:
    yield from text.links
    marked = [(link.start, link.end) for link in text.links]
    for pattern in (_MAIL, _ADDRESS, _FIELD):
        for match in pattern.finditer(text.raw):
            if any(start <= match.start() < end for start, end in marked):
                continue
            marked.append(match.span())
            yield Link(match.group().rstrip(".,;:!?"), "", match.start(), match.end())
