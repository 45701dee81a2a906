"""`batuta content write --jsonl`: a message from facts and voice rules alone."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import Field, field_validator, model_validator

from app.outside.ground import Piece
from app.settings import read_settings
from batuta.brand import Formality, Term, WritingRules
from batuta.brief import Channel
from batuta.content import PARTS, Need, Part, part_named
from batuta.errors import BadInput
from batuta.material import NEEDED, OPT_OUT, FactWords, Material, ProductWords, Strategy, Variant
from batuta.noun import Noun, Received
from batuta.placeholders import MERGE_FIELD
from batuta.ports import Language
from batuta.task import Refusal
from batuta.text import Text, language_of
from batuta.words.sentences import sentences
from batuta.workspace import Merge, Sender
from batuta.writing import WRITE_MESSAGE
from tools.language.builtin.writing.roles import named_thing, roles_of
from tools.language.builtin.writing.wording import worded
from tools.language.engine import language
from tools.language.records import CallsInFile

VARIANTS: tuple[Strategy, ...] = ("benefit", "price", "question")


_CALLED = {
    "informal": "tu", "formal": "usted", "tuteo": "tu", "voseo": "vos", "friendly": "tu", "casual": "tu",
    "cercano": "tu", "familiar": "tu", "polite": "usted", "respetuoso": "usted", "none": "neutral",
}  # fmt: skip
"""What people call a form of address, and which one it is."""
_FAMILIAR = frozenset(word for word, address in _CALLED.items() if address == "tu") - {"tuteo"}
"""What people call a familiar voice without its pronoun, which the market decides."""
_OF_VOSEO = frozenset(["es-AR", "es-PY", "es-UY"])


class Voice(Received):
    formality: Formality = "neutral"
    banned: tuple[str, ...] = ()
    preferred: dict[str, str] = Field(default_factory=dict)
    max_sentence_words: int | None = None
    emoji: bool = False
    exclamation: int | bool | None = 0

    @field_validator("formality", mode="before")
    @classmethod
    def _as_people_write_it(cls, given: object) -> object:
        word = str(given or "neutral").strip().lower().replace("ú", "u")
        return _CALLED.get(word, word)


class WriteLine(Received):
    brand_voice: Voice = Voice()
    product_facts: tuple[Piece, ...] = ()
    channel: Channel
    locale: str
    need: str | dict[str, Any] = ""
    limits: dict[str, int | None] = Field(default_factory=dict)
    sender: str = ""
    variants: int = Field(default=3, ge=1, le=5)

    @model_validator(mode="before")
    @classmethod
    def _familiar_as_its_market_is(cls, given: object) -> object:
        """A familiar voice speaks with vos where nobody says tú."""
        if not isinstance(given, Mapping) or given.get("locale") not in _OF_VOSEO:
            return given
        voice = given.get("brand_voice")
        if not isinstance(voice, Mapping) or str(voice.get("formality")).strip().lower() not in _FAMILIAR:
            return given
        return {**given, "brand_voice": {**voice, "formality": "vos"}}


class WrittenLine(Noun):
    variants: tuple[Variant, ...]


def engine() -> Language:
    """The language engine of this installation; no company is needed for it."""
    settings = read_settings()
    return language(settings, CallsInFile(settings.state_dir / "language-calls.jsonl"))


async def write(line: dict[str, object], writer: Language) -> WrittenLine:
    """A message from facts and voice rules alone. Raises: BadInput, where no fact may be said."""
    material = material_of(WriteLine.model_validate(line))
    done = await writer.perform(WRITE_MESSAGE, material)
    if isinstance(done, Refusal):
        raise BadInput(
            Text(en=f"Nothing can be written: {done.reason}.", es=f"No se puede escribir nada: {done.reason}.")
        )
    return WrittenLine(variants=done.variants)


def material_of(asked: WriteLine) -> Material:
    """The line as the writer's material."""
    about = asked.need if isinstance(asked.need, str) else ". ".join(str(value) for value in asked.need.values())
    texts = [about, *(fact.text for fact in asked.product_facts)]
    fields = list(dict.fromkeys(name for text in texts for name in MERGE_FIELD.findall(text)))
    out = next((name for name in fields if any(mark in name for mark in ("unsub", "baja", "opt", "desuscri"))), None)
    parted = [(fact.id, *_parted(fact.text)) for fact in asked.product_facts]
    ways_out = [out for _, _, out in parted if out]
    facts = tuple(FactWords(source=key, key=key, text=_bare(told)) for key, told, _ in parted if _bare(told))
    roles = roles_of(facts, language_of(asked.locale))
    named = named_thing(facts, roles, about, language_of(asked.locale))
    own_out = next((text.strip().rstrip(".") for text in ways_out if not MERGE_FIELD.search(text)), OPT_OUT)
    return Material(
        need=Need(
            key=f"{asked.channel}.{asked.locale}",
            channel=asked.channel,
            locale=asked.locale,
            purpose="promote",
            variants=asked.variants,
            product_id=None,
        ),
        opt_out=f"{{{{{out}}}}}" if out else own_out,
        about=about,
        product=ProductWords(source=named.source or "brief", name=_in_terms(named.name, asked)) if named else None,
        sender=Sender(name=asked.sender or roles.brand),
        facts=facts,
        rules=rules_of(asked.brand_voice, asked.channel, asked.locale, asked.limits),
        merge_fields={name: Merge(attribute=name, fallback={}) for name in fields if name != out},
        strategies=VARIANTS[: asked.variants],
    )


def _in_terms(name: str, asked: WriteLine) -> str:
    """The name as it is, unless it has a word that may not be said."""
    voice = asked.brand_voice
    given = rules_of(voice, asked.channel, asked.locale, {})
    said = any(re.search(rf"\b{re.escape(word)}\b", name, re.IGNORECASE) for word in (*voice.preferred, *voice.banned))
    return worded(name, asked.locale, given) if said else name


_WAY_OUT = re.compile(
    r"\b(?:unsubscribe|opt[ -]?out|stop (?:receiving|getting|these|our|all)|no longer (?:wish|want)|baja|"
    r"dejar de recibir|no (?:deseas?|quieres?|quer[eé]s|quiere|desea) (?:recibir|m[aá]s)|no recibir m[aá]s|"
    r"^\W*(?:STOP|BAJA|ALTO) (?:to|al?) \d+|"
    r"(?:reply|text|send|respond\w*|env[ií]\w+|contest\w+) (?:with )?(?:STOP|BAJA|ALTO|END|SALIR|QUIT)\b|"
    r"cancelar? (?:la |tu |su )?suscripci[oó]n|(?:no|leave|end) (?:more|further|these) (?:messages|e-?mails|texts))\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"\{\{[^}]+\}\}|\b(?:STOP|BAJA|ALTO|SALIR|NO|END|QUIT|UNSUBSCRIBE)\b|https?://|\S+@\S+")
_LONGEST_WAY_OUT = 120
"""Characters; a longer fact says something else as well."""


def _parted(text: str) -> tuple[str, str]:
    """What a fact tells, and how it says that the reader receives no more; either may be empty.

    >>> _parted("Reply STOP to opt out. Msg & data rates may apply.")
    ('Msg & data rates may apply.', 'Reply STOP to opt out.')
    """
    said = [span.text for span in sentences(text)]
    out = [sentence for sentence in said if _shows_the_way_out(sentence)]
    rest = [sentence for sentence in said if sentence not in out]
    if out and rest:
        return " ".join(rest), " ".join(out)
    return ("", text) if _shows_the_way_out(text) else (text, "")


def _shows_the_way_out(text: str) -> bool:
    """A fact that tells the reader how to receive no more: nothing to sell with."""
    return len(text) <= _LONGEST_WAY_OUT and bool(_WAY_OUT.search(text) and _HOW.search(text))


def _bare(text: str) -> str:
    """A fact without the merge fields that a line brings along as one."""
    return "" if MERGE_FIELD.fullmatch(text.strip()) else text.strip()


def rules_of(voice: Voice, channel: Channel, locale: str, given: Mapping[str, int | None]) -> WritingRules:
    """A voice and limits as a line gives them, as rules of writing. given: characters by name of the part."""
    limits: dict[Part, int] = {}
    for name, value in given.items():
        bare = name.removesuffix("_chars").removesuffix("_characters").removeprefix("max_")
        part = part_named(channel, bare)
        if part and value:
            limits[part] = value
    terms = [Term(locale=locale, preferred=instead, avoid=(word,)) for word, instead in voice.preferred.items()]
    terms += [Term(locale=locale, avoid=(word,)) for word in voice.banned if word not in voice.preferred]
    exclamation = voice.exclamation
    if isinstance(exclamation, bool):
        exclamation = None if exclamation else 0
    return WritingRules(
        formality=voice.formality,
        max_sentence_words=voice.max_sentence_words,
        emoji=voice.emoji,
        exclamation=exclamation,
        limits=limits,
        required_parts=tuple(part for part in PARTS[channel] if part in limits or part in NEEDED[channel]),
        terms=tuple(terms),
    )
