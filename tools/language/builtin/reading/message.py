"""What of a message is the brief: without headers, greetings, signatures, disclaimers and hidden text.

Nothing is cut out, so that offsets stay true: what is not the brief is only marked as silent.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tools.language.builtin.reading.hidden import hidden_text, silent_marks
from tools.language.builtin.reading.lexicon_parts import Mail
from tools.language.builtin.reading.phrases import Found, Phrases
from tools.language.builtin.reading.tokens import Token, tokenise

_HEADER = re.compile(r"^[\s>*_]*([^\W\d_][\w \-]{0,20}?)[*_]*\s*:[*_]*\s*(.*)$")
_QUOTED = re.compile(r"^\s*(?:>\s?)+")
_DASHES = re.compile(r"[-–—_=*]{2,}+\s*+(.*?)\s*[-–—_=*]*$")
_POSTSCRIPT = re.compile(r"^\s*(?:p\.?\s?[sd]\.?)\s*[:.]?\s", re.IGNORECASE)
_ADDRESS = re.compile(
    r"[^\s@]{1,64}@[^\s@]{1,250}|https?://\S+|www\.\S+|\+\d[\d ]{7,}\d|\b[6789]\d\d[ .]?\d{3}[ .]?\d{3}\b(?! ?[€$%k])"
)
_TIMED = re.compile(r"\d{4}.*\d{1,2}:\d{2}|\d{1,2}:\d{2}")
_NUMBER = re.compile(
    r"\(\d{2,4}\)\s?\d{3}[ -]?\d{3,4}|\b\d{3}[ -]\d{3}[ -]\d{3,4}\b|\b\d{2}(?: \d{4}){2}\b|\bext\.? ?\d+"
)
"""Of a telephone, as cards have it."""
_CARD, _NAMES = 5, 4
_BLOCK = 6
"""Lines of headers."""
_FEW_LINES, _WIDE = 8, 90
"""Of a signature: a name, a title, a telephone number."""
_WIDEST = 200
"""Code points that are looked at of a line that may be a header or a rule."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the brief: code points `start` up to `end`, and how many messages lie on top of it."""

    start: int
    end: int
    depth: int
    subject: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    lines: tuple[Line, ...]
    silent: tuple[tuple[int, int], ...]
    """Code points inside of those lines that are not to be read: addresses, mark-up, hidden text."""
    hidden: tuple[tuple[int, int], ...]
    """Text that a person would not have seen."""


def message(text: str, mail: Sequence[Mail]) -> Message:
    """Find the brief in a message; `mail` of every language we read, as people forward across them."""
    hidden = tuple(hidden_text(text))
    silent = [*hidden, *silent_marks(text), *(match.span() for match in _ADDRESS.finditer(text))]
    lines: list[Line] = []
    depth, signed, headed = 0, False, False
    start = 0
    written = text.split("\n")
    for number, raw in enumerate(written):
        end = start + len(raw)
        said = raw.strip()
        quote = _QUOTED.match(raw)
        own_depth = max(depth, 1 if quote else 0)
        words = tokenise(raw[quote.end() if quote else 0 :][:_WIDEST])
        if _begins_older(said, words, mail):
            depth, signed, headed = depth + 1, False, True
        elif header := _header(raw, mail, headed or _one_of_a_block(written, number, mail)):
            if header.subject:
                lines.append(Line(start + header.at, end, own_depth, subject=True))
            depth, signed, headed = depth + (0 if headed or not lines else header.older), False, True
        elif signed and not _POSTSCRIPT.match(said):
            if quote and not _starts(words, [one.farewells for one in mail]):
                lines.append(Line(start + quote.end(), end, own_depth))
        elif _POSTSCRIPT.match(said):
            signed = False
            lines.append(Line(start, end, own_depth))
        elif (_signs_off(said, words, mail) and _rest_is_short(text, end, mail)) or (
            not said and _is_a_card(text, end)
        ):
            signed = True
        elif not _starts(words, [one.disclaimers for one in mail]):
            headed = headed and not said
            lines.append(Line(start + (quote.end() if quote else 0), end, own_depth))
        start = end + 1
    kept = tuple(_without_greeting(text, line, mail) for line in lines)
    return Message(kept, tuple(sorted(silent)), hidden)


@dataclass(frozen=True, slots=True)
class _Header:
    at: int
    subject: bool
    older: int


def _header(raw: str, mail: Sequence[Mail], among_headers: bool) -> _Header | None:
    """`De: …`, `Sent: …`; a lone `Para:` or `From:` in a brief is no header, an address or neighbour makes it one."""
    match = _HEADER.match(raw)
    if not match:
        return None
    name = tokenise(match[1])
    if not any(one.headers.whole(name) for one in mail):
        return None
    subject = bool(name) and any(name[0].norm in one.subject for one in mail)
    looks = "@" in match[2] or _TIMED.search(match[2][:_WIDEST])
    if not (subject or looks or among_headers):
        return None
    begins = any(name[0].norm in one.sender for one in mail)
    return _Header(match.start(2), subject, 1 if begins and not among_headers else 0)


def _one_of_a_block(written: Sequence[str], number: int, mail: Sequence[Mail]) -> bool:
    """`De: …`, `Para: …`, `Asunto: …` one above the other: a sender and a subject make headers of all of them."""
    block: list[str] = []
    for raw in written[number : number + _BLOCK]:
        match = _HEADER.match(raw[:_WIDEST])
        words = tokenise(match[1]) if match else ()
        if not words or not any(one.headers.whole(words) for one in mail):
            break
        block.append(words[0].norm)
    sent = block and any(block[0] in one.sender for one in mail)
    return bool(sent) and any(name in one.subject for name in block for one in mail)


def _begins_older(said: str, words: Sequence[Token], mail: Sequence[Mail]) -> bool:
    dashes = _DASHES.match(said[:_WIDEST])
    if dashes and dashes[1]:
        inside = tokenise(dashes[1])
        if any(_anywhere(one.forwarded, inside) for one in mail):
            return True
    ends_so = said.endswith(":") and any(_anywhere(one.wrote, words) for one in mail)
    return ends_so and bool(re.search(r"\d|@", said))


def _signs_off(said: str, words: Sequence[Token], mail: Sequence[Mail]) -> bool:
    if re.fullmatch(r"--+\s*", said):
        return True
    spoken = sum(token.kind == "word" for token in words)
    return 0 < spoken <= 7 and _starts(words, [one.farewells for one in mail])


def _rest_is_short(text: str, end: int, mail: Sequence[Mail]) -> bool:
    """Only a name, a title and a telephone number follow before the next message begins."""
    own = 0
    for line in text[end : end + 4 * _FEW_LINES * _WIDE].split("\n"):
        said = line.strip()
        if not said:
            continue
        words = tokenise(said[:_WIDE])
        sender = bool(words) and any(words[0].norm in one.sender for one in mail)
        if (
            said.startswith((">", "---", "___"))
            or (sender and re.search(r"[:@]", said))
            or _begins_older(said, words, mail)
        ):
            return True
        own += 1
        if own > _FEW_LINES or (len(said) > _WIDE and "@" not in said and not _legal(said, mail)):
            return False
    return True


def _is_a_card(text: str, end: int) -> bool:
    """Nothing follows but who wrote it: a name, and few short lines with a telephone number or an address in one."""
    if len(text) - end > (_CARD + 1) * _WIDE:
        return False
    lines = [line.strip() for line in text[end:].split("\n") if line.strip()]
    if not 1 < len(lines) <= _CARD or any(len(line) > _WIDE for line in lines):
        return False
    name = lines[0].split()
    named = 1 < len(name) <= _NAMES and all(word[:1].isupper() and word.isalpha() for word in name)
    reached = any(_ADDRESS.search(line) or _NUMBER.search(line) for line in lines[1:])
    return named and reached and not any(":" in line.removesuffix(":") for line in lines)


def _legal(said: str, mail: Sequence[Mail]) -> bool:
    return any(token.norm in one.legal for token in tokenise(said) for one in mail)


def _without_greeting(text: str, line: Line, mail: Sequence[Mail]) -> Line:
    """`Hola equipo, queremos …` begins after the comma; a line that only greets is empty."""
    said = text[line.start : line.end]
    words = tokenise(said[:120])
    found = next((one.greetings.at(words, 0) for one in mail if words and one.greetings.at(words, 0)), None)
    if found is None:
        return line
    spoken = sum(token.kind == "word" for token in words)
    if spoken <= 4 and said.rstrip().endswith((":", ",", "!", ".")):
        return Line(line.end, line.end, line.depth)
    if words[found.end - 1].kind == "sign":
        return Line(line.start + words[found.end - 1].end, line.end, line.depth, line.subject)
    stop = re.search(r"[,:!.]", said[words[found.end - 1].end :][:40])
    if stop:
        return Line(line.start + words[found.end - 1].end + stop.end(), line.end, line.depth, line.subject)
    return Line(line.end, line.end, line.depth) if spoken <= 4 else line


def _starts(words: Sequence[Token], choices: Sequence[Phrases[bool]]) -> bool:
    return bool(words) and any(phrases.at(words, 0) for phrases in choices)


def _anywhere(phrases: Phrases[bool], words: Sequence[Token]) -> Found[bool] | None:
    return next(iter(phrases.all(words).values()), None)
