"""Facts told to an English reader."""

import re
from collections.abc import Iterator

from batuta.words.tokens import fold
from tools.language.builtin.writing.names import THINGS
from tools.language.builtin.writing.topics import has_a_verb
from tools.language.builtin.writing.voice import Telling, Voice, is_named
from tools.language.builtin.writing.weaving import shape_of
from tools.language.builtin.writing.wording import continued

ADJECTIVE_EN = re.compile(
    r"(?:\w+(?:proof|able|ible)|waterproof|fixed (?:at|for|in|until)|refundable|free for|open (?:from|until|on|to|mon"
    r"|every|seven)|protected|covered|made"
    r"|suitable|compatible|approved|certified|based|designed|returnable)\b",
    re.IGNORECASE,
)
DONE_EN = re.compile(
    r"(?:added|activated|ordered|booked|opened|set up|managed|cancelled|canceled|paused) (?=in|on|online|from"
    r"|at|by|any)",
    re.IGNORECASE,
)
_BASE_EN = {"added": "add", "activated": "activate", "ordered": "order", "booked": "book", "opened": "open",
            "set up": "set up", "managed": "manage", "cancelled": "cancel", "canceled": "cancel",
            "paused": "pause"}  # fmt: skip
_MASS_EN = frozenset(
    """delivery access cover insurance support data installation parking entry shipping money cash calls texts
    service breakfast assistance protection membership coverage free up over all any unlimited one two three four five
    six first no the a an your our their every each more""".split()
)


def in_english(phrase: str, voice: Voice) -> Iterator[Telling]:
    said = continued(phrase)
    words = fold(phrase).split()
    if is_named(phrase, voice) or is_named(re.sub(r"^the ", "", phrase, flags=re.IGNORECASE), voice):
        yield from _of_the_name_en(phrase, voice)
        return
    if words[0] == "no":
        singular = not re.search(
            r"^no (?:[\w-]+ ){0,3}?\w+s\b(?<!less)",
            fold(re.split(r"\b(?:when|for|on|in|if|before|or|and)\b|,", phrase)[0]).rstrip(),
        )
        yield Telling("", f"there {'is' if singular else 'are'} {said}")
        return
    if re.match(r"(?:offer|deal) for ", said, re.IGNORECASE):
        yield Telling("", f"the offer is {said.split(' ', 1)[1]}")
        return
    if re.match(r"(?:available|subject to) ", said, re.IGNORECASE):
        yield Telling("", f"{voice.the or 'it'} is {said}")
        yield Telling("", f"it is {said}")
        return
    done = DONE_EN.match(phrase)
    if done:
        yield Telling("", f"you can {_BASE_EN[done.group().strip().lower()]} it {phrase[done.end() :]}")
        return
    included = re.match(r"(.{3,50}?) included$", phrase, re.IGNORECASE)
    if included and shape_of(included.group(1), "en") in ("thing", "figure"):
        yield Telling("You get", f"{_a(continued(included.group(1)))}")
        return
    if re.match(r"(?:variable|representative|purchase) (?:apr|aer)\b", fold(phrase)):
        yield Telling("", f"there is a {phrase[:1].lower()}{phrase[1:]}")
        return
    priced = re.match(r"([A-Z][^€$£,;]{6,70}?) (from [€$£]\d.*)$", phrase)
    if priced and not has_a_verb(f"x {phrase}", "en"):
        many = re.search(r"[^s]s$", priced.group(1))
        yield Telling("", f"{priced.group(1)} {'cost' if many else 'costs'} {priced.group(2)}")
        return
    if re.match(r"[\d.,]+p (?:per|a|an)\b", said):
        yield Telling("", f"you pay {said}")
        return
    if _PLACES_EN.match(said):
        return
    if ADJECTIVE_EN.match(phrase) or re.match(r"not (?:available|valid|included|combinable|refundable)\b", said):
        yield Telling("", f"it is {said}")
        return
    if re.match(r"(?:from )?[€$£][\d.,]+ (?!down\b)(?:[a-z]+ )?(?:[a-z]+ )?(?:fee|excess|deductible|penalty)\b", said):
        yield Telling("", f"there is a {said}")
        return
    if re.match(
        r"[\d.,]+% (?:\+|plus|per)|[€$£][\d.,]+ (?:down|per)|(?:from )?[€$£][\d.,]+ (?:a|an|per|for|each|when"
        r"|if|with)\b",
        said,
    ):
        yield Telling(
            "",
            f"it costs {said}"
            if " down " not in said and not said.startswith(("0", "$0")) and "%" not in said
            else f"you pay {said}",
        )
        return
    visit = re.match(r"first ([a-z ]{3,30}) ([€$£]\d.*)$", said)
    if visit:
        yield Telling("", f"your first {visit.group(1)} costs {visit.group(2)}")
        return
    if said.startswith("first "):
        yield Telling("You get", f"your {said}")
        return
    costs = _COSTS.match(phrase)
    if costs and not has_a_verb(f"x {costs['thing']}", "en") and costs["last"].lower() not in _BEFORE_A_SUM:
        verb = "cost" if re.search(r"[^s]s$", costs["thing"]) else "costs"
        yield Telling("", f"{costs['thing']} {verb} {costs['sum']}")
        return
    shape = shape_of(phrase, "en")
    if shape in ("thing", "figure") and not re.search(
        r"^\S+(?: \S+){0,5} (?:is|are|was|can|will|has|have|does|do|must)\b", said
    ):
        if (shape == "thing" and _may_be_a_verb_en(words)) or not _is_had(said):
            return
        told = _a(said)
        if told:
            yield Telling("You get", told)
    elif said.startswith(("up to ", "over ", "more than ", "free ")):
        yield Telling("You get", said)


_PLACES_EN = re.compile(
    r"(?:\d+|over \d+|more than \d+|two|three|four|five|six|ten) (?:\S+ ){0,2}?(?:hotels?|stores|shops|branches"
    r"|cent(?:re|er)s|locations"
    r"|clinics|gyms|restaurants|adults|people|children|offices|schools|countries|cities|sites|studios|depots|garages|salons)\b",
    re.IGNORECASE,
)
"""Where a company is: nobody gets that."""
_COSTS = re.compile(
    r"(?P<thing>(?:[A-Za-z][\w’'-]* ){0,4}(?P<last>[a-z][a-z-]+)) (?P<sum>[€$£]\d[\d.,]* (?:a|an|per|with|for"
    r"|each)\b.*|[€$£]\d[\d.,]*$)"
)
"""`Family rooms £54 a night`: a thing and what is paid for it."""
_NOTED = re.compile(
    r"\bmax\b|\bmin\b|^as |[:=;*/]|\s[–—-]\s|\bw/|\bonly\b|^(?:same|next|each|every|another|both|most|any)\b"
    r"|[a-z]s \w+ed\b"
)
"""Notes, lists and what is said of things: nothing that somebody gets."""
_OWED = re.compile(
    r"\b(?:payments?|fees?|charges?|deposit|deductible|excess|penalty|surcharge|aprc?|contract|commitment"
    r"|instal?lments?"
    r"|stations|addresses|homes|dealers|minimum|maximum)\b"
)
_GIVEN = re.compile(r"\b(?:off|back|bonus|free|discount|credit|no|half|without|lower|reduced)\b|[€$£]0\b")


def _is_had(said: str) -> bool:
    """The reader gets it, and owes nothing by it."""
    if re.match(r"[a-z]{3,}[^s\W\d]s (?!for|on|at|in|of|to|with|from|per|every|when|if|or|and|\W)\w", said):
        # `files federal taxes`: no English ending tells a verb from a noun.
        return False
    return not (_NOTED.search(said) or has_a_verb(said, "en") or (_OWED.search(said) and not _GIVEN.search(said)))


_COUNTED = THINGS | frozenset(
    """discount exam voucher gift router visit trial session lesson guide tour ticket meal drink upgrade checkout call
    consultation appointment review report quote adviser advisor manager coach warranty guarantee certificate bag locker
    place seat room phone tablet laptop device repair check inspection test workshop class month week day night year
    bonus allowance helpdesk hotline subscription rebate refund credit chat charger meter installation rate tote speed
    clinic nurse doctor engineer technician dashboard calculator planner calendar""".split()
)
"""What takes `a` in the singular; where that is not known, a fact is said in its own words."""


_BEFORE_A_SUM = frozenset(
    "to of over at for from by under with your a an the and than worth about up extra first another in on or".split()
)
"""`cover of £50`; other words before a sum name what it is the price of: `family rooms £54 a night`."""


def _may_be_a_verb_en(words: list[str]) -> bool:
    """`savings earn …`, `data beyond 12 GB costs …`: it speaks for itself."""
    return any(
        re.fullmatch(
            r"(?:earns?|costs?|takes?|expires?|ends?|runs?|includes?|covers?|lasts?|starts?|opens?|applies"
            r"|apply|comes?|works?|pays?|moves?|stays?|arrives?|ships?|delivers?|rises?|needs?|gets?|gives?)",
            word,
        )
        for word in words[1:8]
    )


def _a(said: str) -> str:
    """With the article that a single thing needs: `a Wi-Fi 6 router`, `50,000 points`; empty where it is not known."""
    first = said.split()[0].lower()
    priced = re.search(r"([a-z]+) [€$£]\d", said)
    if priced and priced.group(1) not in _BEFORE_A_SUM:
        return ""
    head = re.split(
        r"\b(?:at|in|on|for|with|of|to|from|per|when|if|after|and|until|by|every)\b|,| (?=[\d.,]+(?:p|c|%|/)\b)", said
    )[0].split()
    last = head[-1].lower() if head else ""
    counted = re.match(
        r"[€$£][\d.,]+ (?!off|back|down|bonus points|a\b|an\b|per\b|for\b)[a-z]+"
        r"|[\d.]+% (?:intro|fixed(?! (?:for|until|at|to)\b)|discount)",
        said,
    )
    if first in _MASS_EN or (re.match(r"[\d€$£]", first) and not counted):
        return said
    if last.endswith(("s", "ing")) or last in _MASS_EN or last in ("wi-fi", "apr", "cashback", "back"):
        return said
    if last not in _COUNTED and not counted:
        return ""
    vowel = first[0] in "aeiou" and not first.startswith(("one", "uni", "use", "eu"))
    return f"{'an' if vowel or first.startswith(('8', '11', '18')) else 'a'} {said}"


def _of_the_name_en(phrase: str, voice: Voice) -> Iterator[Telling]:
    bare = re.sub(r"^the ", "", phrase, flags=re.IGNORECASE)
    rest = bare[len(voice.name) :].lstrip()
    with_it = f"With {voice.the},"
    if rest.startswith((":", ",", "–", "-")):
        inner = rest[1:].lstrip()
        if re.match(r"[\d.,]+p (?:per|a|an)\b", inner):
            yield Telling("", f"{with_it} you pay {inner}")
            return
        if re.match(r"[€$£]|from [€$£]", inner):
            paid = not re.match(
                r"(?:from )?[€$£][\d.,]+ (?:off|back|bonus|credit|cashback|gift|free|discount|reward|voucher)", inner
            )
            if paid and not re.search(r"\b[a-z]+[^s]s$", voice.name):
                yield Telling("", f"{voice.the} costs {inner}")
            if paid:
                return
        if not _PLACES_EN.match(inner) and _is_had(inner) and _a(inner):
            yield Telling(f"{with_it} you get", _a(inner))
        return
    earns = re.match(r"(earns|gives you|gets you|saves you) (?=\S)", rest)
    if earns:
        verb = {"earns": "earn", "saves you": "save"}.get(earns.group(1), "get")
        yield Telling("", f"{with_it[:1].lower()}{with_it[1:]} you {verb} {rest[earns.end() :]}")
        return
    if re.match(r"(?:for|from|at) [€$£\d]", rest):
        yield Telling("", f"get {voice.the} {rest}")
        return
    yield Telling("", f"{voice.the} {rest}")
