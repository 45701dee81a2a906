"""What can be seen of a message by reading it: figures, limits, words, address, way out. No code of the writer's."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field

from batuta.material import Variant
from batuta.noun import Noun

_TOKEN = re.compile(r"\{\{\s*\w+\s*\}\}")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")
_USTED = re.compile(r"\b(?:usted|ustedes)\b", re.IGNORECASE)
_TU = re.compile(r"\b(?:tú|tu|tus|te|ti|contigo|tuyo|tuya|eres|tienes|puedes|quieres)\b", re.IGNORECASE)
_POLITE = re.compile(
    r"\b(?:contrate|solicite|descubra|consulte|active|aproveche|reserve|llame|pida|entre|infórmese|conozca)\b",
    re.IGNORECASE,
)
_MARKETS = {
    "es-MX": re.compile(r"\b(?:móvil|ordenador|vosotros|vuestr\w+|coche|zumo|aparcar|coger)\b", re.IGNORECASE),
    "es-ES": re.compile(r"\b(?:celular|computadora|laptop|platicar|ustedes)\b", re.IGNORECASE),
    "en-GB": re.compile(r"\b(?:color|favorite|program|fiber|center|zip code|cell phone)\b", re.IGNORECASE),
    "en-US": re.compile(r"\b(?:colour|favourite|programme|fibre|centre|postcode)\b", re.IGNORECASE),
}
_SPEAKING = ("email", "letter", "web", "in_app")
_ROOM = 5
"""Words by which a sentence may pass the longest that is wished, where a condition must stay with its figure."""


class Sheet(Noun):
    """A fact sheet with a voice, and which words have to stand together."""

    channel: str
    locale: str
    need: str
    voice: dict[str, Any]
    facts: tuple[str, ...] = Field(min_length=1)
    limits: dict[str, int] = Field(default_factory=dict)
    together: tuple[tuple[str, str], ...] = ()
    """Where a piece says the first, it has to say the second."""

    @property
    def line(self) -> dict[str, object]:
        """As `content write --jsonl` takes it."""
        facts = [{"id": f"f{number}", "text": text} for number, text in enumerate(self.facts, start=1)]
        return {
            "brand_voice": self.voice, "product_facts": facts, "channel": self.channel, "locale": self.locale,
            "need": self.need, "limits": self.limits,
        }  # fmt: skip


def faults(sheet: Sheet, variant: Variant) -> dict[str, str]:
    """What is wrong with a piece, by the kind of check; empty where nothing is."""
    found: dict[str, str] = {}
    for kind, told in _faults(sheet, {str(part): text for part, text in variant.parts.items()}):
        found.setdefault(kind, told)
    known = {f"f{number}" for number in range(1, len(sheet.facts) + 1)} | {"brief", "sender"}
    for sentence in variant.sentences:
        sources = {citation.source for citation in sentence.citations}
        if not sources or not all(source in known or source.startswith("rule:") for source in sources):
            found.setdefault("cited", f"“{sentence.text}” cites {sorted(sources)}")
    return found


def _faults(sheet: Sheet, parts: dict[str, str]) -> Iterator[tuple[str, str]]:
    whole = "\n".join(parts.values())
    spoken = _TOKEN.sub(" ", whole)
    known = {_value(number) for text in (*sheet.facts, sheet.need) for number in _NUMBER.findall(text)}
    for number in _NUMBER.findall(spoken):
        if _value(number) not in known:
            yield "figures", f"no fact says {number}"
    for text in parts.values():
        for first, second in sheet.together:
            if first in text and second not in text:
                yield "together", f"“{first}” without “{second}”"
    for name, most in sheet.limits.items():
        length = len(parts.get(name.removesuffix("_chars"), ""))
        if length > most:
            yield "limits", f"{name} {length} > {most}"
    yield from _words(sheet, spoken)
    yield from _address(sheet, spoken)
    out = set(_TOKEN.findall(sheet.need))
    if sheet.channel in ("email", "sms") and not all(token in whole for token in out):
        yield "way_out", f"without {sorted(out)}"
    if sheet.channel in ("email", "web", "in_app") and not parts.get("cta", "").strip():
        yield "action", "nothing to do"
    yield from _style(sheet, parts)


def _words(sheet: Sheet, spoken: str) -> Iterator[tuple[str, str]]:
    for word in (*sheet.voice.get("banned", ()), *sheet.voice.get("preferred", {})):
        if re.search(rf"\b{re.escape(word)}\b", spoken, re.IGNORECASE):
            yield "banned", f"says “{word}”"
    strange = _MARKETS.get(sheet.locale)
    facts = " ".join((*sheet.facts, sheet.need)).lower()
    for match in strange.finditer(spoken) if strange else ():
        if match.group().lower() not in facts:
            yield "market", f"says “{match.group()}”"


def _address(sheet: Sheet, spoken: str) -> Iterator[tuple[str, str]]:
    if not sheet.locale.startswith("es"):
        return
    wanted: Literal["tu", "usted"] | str = sheet.voice.get("formality", "neutral")
    facts = " ".join(sheet.facts)
    wrong = {"tu": (_USTED, _POLITE), "usted": (_TU,)}.get(wanted, ())
    for pattern in wrong:
        for match in pattern.finditer(spoken):
            if match.group() not in facts:
                yield "formality", f"says “{match.group()}” to somebody addressed as {wanted}"


def _style(sheet: Sheet, parts: dict[str, str]) -> Iterator[tuple[str, str]]:
    whole = "\n".join(parts.values())
    if not sheet.voice.get("emoji", True) and _EMOJI.search(whole):
        yield "style", "an emoji"
    allowed = sheet.voice.get("exclamation")
    if allowed is not None and allowed is not True and whole.count("!") > int(allowed):
        yield "style", "exclamation marks"
    longest = sheet.voice.get("max_sentence_words")
    if longest and sheet.channel in _SPEAKING:
        for sentence in re.split(r"(?<=[.?!])\s+|\n+", _TOKEN.sub("x", parts.get("body", ""))):
            if len(sentence.split()) > longest + _ROOM:
                yield "style", f"a sentence of {len(sentence.split())} words: {sentence}"
    for part, text in parts.items():
        if re.search(r"\s{2,}(?!\n)[^\n]|\s[.,;]|\.\.(?!\.)|(?<!\{)\{(?!\{)[a-z]", text.replace("\n", "¶")):
            yield "style", f"[{part}] is not clean: {text}"
        first = next((letter for letter in text if letter.isalpha()), "")
        if part in ("subject", "headline", "title", "cta") and first.islower() and text[:1] == first:
            yield "style", f"[{part}] begins small: {text}"


def _value(number: str) -> str:
    """`1.299`, `1,299` and `1299` are one value; so are `39,90` and `39.9`."""
    plain = unicodedata.normalize("NFKC", number)
    whole, _, rest = plain.replace(",", ".").rpartition(".")
    if not whole or len(rest) == 3:
        return plain.replace(".", "").replace(",", "").lstrip("0") or "0"
    return f"{whole.replace('.', '')}.{rest}".rstrip("0").rstrip(".").lstrip("0") or "0"
