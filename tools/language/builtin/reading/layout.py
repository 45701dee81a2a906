"""A brief as sentences, each with the section it stands in.

Sections come from headings, from the first cell of a table row, and from words before a colon. A heading
that no language knows ends the section before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tools.language.builtin.reading.lexicon_parts import Lexicon
from tools.language.builtin.reading.message import Line, Message
from tools.language.builtin.reading.tokens import fold, tokenise

_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s+([^\d:.;]{3,40}?)\s*:?\s*$")
_BULLET = re.compile(r"^\s*(?:[-*•·–—▪‣✓✔]|\d{1,2}[.)]|[a-z]\))\s+")
_HEADING = re.compile(r"#{1,6}\s++")
_BOLD = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__)\s*+:?$")
_NAMED = re.compile(
    r"(?:\*\*|__|\*)?\s{0,3}([^:|\n.]{2,60}?)\s{0,3}(?:\*\*|__|\*)?\s{0,3}(:|\s[-–—]\s|=)\s{0,3}(?:\*\*|__|\*)?"
)
_BOLDLY_NAMED = re.compile(r"(?:\*\*|__)\s{0,3}([^:|\n.*_]{2,60}?)\s{0,3}(\.)\s{0,3}(?:\*\*|__)\s{0,3}")
_RULE = re.compile(r"^[\s|:\-=_+]+$")
# Each alternative begins where its run begins, and no run is gone over twice: time grows with the length alone.
_END = re.compile(r"(?<![.!?…])[.!?…]+(?=[\s\"»”)]|$)|[;\u2029]|(?<!\s)\s++(?:[|/]|//)\s++|(?<=\s)[·•](?=\s)")
_SHOWN = re.compile(r"\S")
_LONGEST = 1200
"""Code points of a sentence."""
_LONGEST_NAME = 8
"""Words of the longest name of a campaign."""
_LONGEST_TITLE = 200
_LONGEST_SHORT_FORM = 12
_OPENING = 3
"""Words of a body that say what its label means."""
_QUOTES = ('"', "“", "«", "'", "‘")
_SHORT_FORMS = re.compile(
    r"(?:\b(?:approx|aprox|etc|e\.g|i\.e|p\.ej|ej|sr|sra|vs|no|min|max|mín|máx|núm|num|art|ud|uds|incl|excl|dto|st|jr|aprox"
    r"|tel|ene|feb|mar|abr|jun|jul|ago|sept|sep|oct|nov|dic|jan|apr|aug|dec)|\b[A-Za-z]|\b\d{1,2})\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Code points `start` up to `end`; `label` where its section's name stands just before it."""

    start: int
    end: int
    section: str | None
    depth: int = 0
    label: tuple[int, int] | None = None
    continues: bool = False
    """It goes on where the sentence before left off: after a semicolon."""
    first: bool = True
    """It opens its line."""


@dataclass(frozen=True, slots=True)
class _Open:
    """The section that is open, and whether a line of its own opened it."""

    section: str | None = None
    lasting: bool = False


def sentences(text: str, brief: Message, languages: Sequence[Lexicon]) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    opened = _Open()
    header: list[tuple[int, int]] = []
    for line in _joined(text, brief.lines):
        said = text[line.start : line.end]
        if not said.strip():
            if not opened.lasting:
                opened = _Open()
            header = []
            continue
        if line.subject:
            found.append(Sentence(line.start, line.end, "subject", line.depth))
        elif said.count("|") >= 2 or (header and "|" in said):
            rows, header, opened = _row(text, line, header, languages, opened)
            found.extend(_going_on(text, rows, found, languages))
        elif (title := _title(said)) and not (title.isupper() and section_named(title, languages) is None):
            opened = _Open(section_named(title, languages), lasting=True)
            if opened.section is None and not _names_nothing(title):
                found.append(Sentence(line.start, line.end, "title", line.depth))
        elif (named := _numbered(said, languages)) is not None:
            opened = _Open(named, lasting=True)
        else:
            made, opened = _prose(text, line, opened, languages)
            found.extend(made)
    return tuple(one for one in found if text[one.start : one.end].strip())


def section_named(title: str, languages: Sequence[Lexicon]) -> str | None:
    words = [token for token in tokenise(title) if token.kind != "sign" or token.norm in ("'", "-", "/")]
    for known in languages:
        role = known.campaign.labels.whole(words)
        if role:
            return role
        if words and known.logic.exclusions.whole(words):
            return "exclusion"  # `Quedan excluidos:`, with a list below
    parts = re.split(r"\s*[/&,]\s*|\s+(?:y|e|and)\s+", fold(title))
    return section_named(parts[0], languages) if parts[0] != fold(title) else None


def _joined(text: str, lines: Sequence[Line]) -> list[Line]:
    """Lines that a mail program or a PDF has wrapped are one line again."""
    joined: list[Line] = []
    for line in lines:
        said = text[line.start : line.end]
        before = joined[-1] if joined else None
        if before and before.depth == line.depth and before.end + 1 == line.start and not before.subject:
            above = text[max(before.start, before.end - _LONGEST_TITLE) : before.end].rstrip()
            goes_on = said.strip()[:1].islower() or said.strip()[:1].isdigit() or above.endswith(",")
            closed = not above or above.endswith((".", ":", ";", "!", "?", "|")) or len(above) < 45
            if goes_on and not closed and not _BULLET.match(said) and "|" not in said and not _title(above):
                joined[-1] = Line(before.start, line.end, line.depth)
                continue
        joined.append(line)
    return joined


def _title(said: str) -> str | None:
    bare = said.strip()
    if len(bare) > _LONGEST_TITLE:
        return None
    if heading := _HEADING.match(bare):
        return bare[heading.end() :].rstrip("# ").strip("*_: ")
    if bold := _BOLD.match(bare):
        return bold[1].strip("*_: ")
    if bare.isupper() and 3 <= len(bare) <= 40 and not re.search(r"\d", bare):
        return bare.strip(": ")
    return None


def _numbered(said: str, languages: Sequence[Lexicon]) -> str | None:
    """`5. Canales`: a section by its number and its name, with nothing else on the line."""
    heading = _NUMBERED.match(said)
    return section_named(heading[1], languages) if heading else None


def _names_nothing(title: str) -> bool:
    return len(title.split()) < 2


def _prose(text: str, line: Line, opened: _Open, languages: Sequence[Lexicon]) -> tuple[list[Sentence], _Open]:
    """The sentences of a line. `Público: …` gives the line its section; an empty one opens a section below it."""
    start = line.start
    bullet = _BULLET.match(text[start : line.end])
    if bullet:
        start += bullet.end()
    elif not opened.lasting and not text[start : line.end].strip().endswith(":"):
        opened = _Open()
    found: list[Sentence] = []
    section, first, continues, inside = opened.section, True, False, False
    asked: str | None = None
    for begin, end, soft in _split(text, start, line.end):
        if (named := _asked(text[begin:end], languages)) is not None:
            asked, first, continues = named, False, False
            if not text[end : line.end].strip():
                return found, _Open(named, lasting=True)
            continue
        label = _label(text, begin, end, languages)
        if label:
            section, body = label
            rest = text[body:end].strip(" *_.")
            if not rest:
                return found, _Open(section, lasting=True) if section != "ignore" else opened
            found.append(Sentence(body, end, section, line.depth, (begin, body), first=first))
            inside = not first
        else:
            if asked:
                section, inside, asked = asked, False, None
            elif not continues and not first:
                section = opened.section or (section if _stays(section) and not _turned(inside, section) else None)
            found.append(Sentence(begin, end, section, line.depth, None, continues, first))
        first, continues = False, soft
    if text[start : line.end].rstrip().endswith(":") and not bullet and found and section is None:
        return found, opened
    return found, opened


def _asked(said: str, languages: Sequence[Lexicon]) -> str | None:
    """`¿A quién?`, `When?`: a section named by the question that it answers."""
    bare = said.strip(" *_\t")
    named = bare.strip("¿?").strip() if bare.endswith("?") else ""
    return section_named(named, languages) if named else None


def _turned(inside: bool, section: str | None) -> bool:
    """`… We are hiring. Target: owners. We have $9,000.`: a label amid a line names its own sentence."""
    return inside and section in ("audience", "offer")


def _stays(section: str | None) -> bool:
    """Sections whose second sentence on the same line still belongs to them."""
    return section in ("background", "must_not_say", "must_say", "tone", "exclusion", "audience", "offer", "ignore")


def _label(text: str, begin: int, end: int, languages: Sequence[Lexicon]) -> tuple[str | None, int] | None:
    """`**Público objetivo:** …`, `Budget – 10k`: the section, and where its content begins."""
    shown = _SHOWN.search(text, begin, end)
    begin = shown.start() if shown else end
    said = text[begin:end]
    match = _NAMED.match(said) or _BOLDLY_NAMED.match(said)
    if not match:
        return None
    name = re.sub(r"\s*\([^)]*\)", "", match[1])
    section = section_named(name, languages)
    if section is None or (match[2] not in (":", ".") and len(name.split()) > 3):
        return None
    return _by_content(section, name, said[match.end() :], languages), begin + match.end()


def _by_content(section: str, name: str, body: str, languages: Sequence[Lexicon]) -> str | None:
    """`Target: 500 sales`, `Target: a click rate of 9%` are no audience; `Never: say free` leaves out words.

    `Campaign: Gold Card for customers with a salary, in Valencia, aged 28 to 50` tells it all; a name is shorter.
    """
    if section == "ignore" and any(fold(name.strip()) in known.words["campaign_labels"] for known in languages):
        told = sum(token.kind != "sign" for token in tokenise(body))
        return None if told > _LONGEST_NAME else section
    if section == "audience" and fold(name.strip()) in ("target", "targets"):
        return "kpi" if re.match(r"\s*[\d€$£+]", body) or _measures(body, languages) else section
    words = tokenise(body)[:_OPENING]
    worded = any(token.norm in known.words["saying"] for token in words for known in languages)
    quoted = body.lstrip().startswith(_QUOTES)
    return "must_not_say" if section == "exclusion" and (worded or quoted) else section


def _measures(body: str, languages: Sequence[Lexicon]) -> bool:
    """A metric and a figure, and nobody."""
    words = tokenise(body)
    figures = any(token.kind == "number" for token in words)
    named = any(known.campaign.metrics.all(words) for known in languages)
    return figures and named and not any(known.people.heads.all(words) for known in languages)


def _split(text: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Sentence by sentence; the third says that it ended softly, at a semicolon."""
    parts: list[tuple[int, int, bool]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        head = text[max(begin, match.start() - _LONGEST_SHORT_FORM) : match.start() + 1]
        shown = _SHOWN.search(text, match.end(), end)
        follows = shown.group() if shown else ""
        if match.group().startswith(".") and len(match.group()) == 1 and follows:
            if follows.islower() and _SHORT_FORMS.search(head):
                continue
            if _SHORT_FORMS.search(head) and (follows.isdigit() or re.search(r"(?:^|\s)\w\.$", head)):
                continue
        parts.append((begin, match.end(), match.group() == ";"))
        begin = match.end()
    if text[begin:end].strip():
        parts.append((begin, end, False))
    return [piece for part in parts for piece in _of_bearable_length(text, *part)]


def _of_bearable_length(text: str, start: int, end: int, soft: bool) -> Iterator[tuple[int, int, bool]]:
    """A stretch without any full stop is cut between words: the rules compare everything in a sentence."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = start + _LONGEST if cut < 0 else cut
        yield start, cut, True
        start = cut
    yield start, end, soft


def _row(
    text: str, line: Line, header: list[tuple[int, int]], languages: Sequence[Lexicon], opened: _Open
) -> tuple[list[Sentence], list[tuple[int, int]], _Open]:
    """A row of a table: under a header each cell is named by its column, else by the row's first cell."""
    if _RULE.match(text[line.start : line.end]):
        return [], header or [(-1, -1)], opened
    cells = _cells(text, line)
    if not cells:
        return [], header, opened
    below_rule = header[:1] == [(-1, -1)]
    if not header and len(cells) > 2:
        return [], cells, opened
    if len(header) > 2 and len(cells) == len(header) and not below_rule:
        named = zip(header, cells, strict=True)
        return [one for name, body in named for one in _cell(text, line, name, body, languages)], header, opened
    if len(cells) >= 2:
        made = [
            replace(one, section=one.section or opened.section)
            for body in cells[1:]
            for one in _cell(text, line, cells[0], body, languages)
        ]
        return made, header, opened
    return [Sentence(*cells[0], opened.section, line.depth)], header, opened


def _going_on(
    text: str, rows: list[Sentence], before: Sequence[Sentence], languages: Sequence[Lexicon]
) -> list[Sentence]:
    """A row that is called `Plus` or `Además` says more of what the row above it is about."""
    if not before:
        return rows
    return [
        replace(row, section=before[-1].section)
        if row.section is None and row.label and _adds(text[slice(*row.label)], languages)
        else row
        for row in rows
    ]


def _adds(name: str, languages: Sequence[Lexicon]) -> bool:
    words = [token.norm for token in tokenise(name) if token.kind == "word"]
    return bool(words) and any(all(word in known.words["adding"] for word in words) for known in languages)


def _cell(
    text: str, line: Line, name: tuple[int, int], body: tuple[int, int], languages: Sequence[Lexicon]
) -> Iterator[Sentence]:
    """A sentence each for what a semicolon parts; the first has the name."""
    section = section_named(text[slice(*name)], languages)
    section = _by_content(section, text[slice(*name)], text[slice(*body)], languages) if section else None
    start = body[0]
    cuts = [at + 1 for at in range(*body) if text[at] == ";"]
    for end in (*cuts, body[1]):
        if text[start:end].strip():
            continues = start > body[0]
            yield Sentence(start, end, section, line.depth, None if continues else name, continues, not continues)
        start = end


def _cells(text: str, line: Line) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = line.start
    for piece in text[line.start : line.end].split("|"):
        inner = piece.strip(" *_\r\t")
        at = start + piece.index(inner)
        found.append((at, at + len(inner)))
        start += len(piece) + 1
    first = next((place for place, cell in enumerate(found) if cell[0] < cell[1]), len(found))
    return found[first:-1] if first < len(found) and found[-1][0] == found[-1][1] else found[first:]
