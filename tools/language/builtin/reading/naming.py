"""By which names a company's things go: as its files call them, by what a description leaves when its verb is gone."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from batuta.catalogue import Attribute, Category, Synonyms
from batuta.product import Family, Product
from batuta.reading import Vocabulary
from batuta.text import Text
from tools.language.builtin.reading.columns import column_words
from tools.language.builtin.reading.entries import in_languages, keys_of
from tools.language.builtin.reading.lexicon import READ, lexicon
from tools.language.builtin.reading.meaning import spaced
from tools.language.builtin.reading.tokens import tokenise

Name: TypeAlias = tuple[str, str]
"""A language, `""` for any, and the name."""

_CODE = re.compile(r"[A-Z]{1,2}|[A-Z]{1,3}(?:[-_][A-Za-z0-9]{1,4})+|[A-Z]?\d+")
"""A value that nobody says, such as `ES-AN`, where it has words of its own; `DSL` is one that people do say."""
_SPOKEN_CODE = re.compile(r"[A-Z]{2,3}")
_SHORT_VERB = 4
_NO_VERBS = frozenset(("plan", "gran", "bien", "tan", "when", "open", "even", "then", "ten", "can", "men", "an", "en"))
_MOODS = {"an": "en", "en": "an"}
_SPELT = re.compile(r"[gcz]$")
_RATES = ("share", "percent")


def attribute_names(attribute: Attribute) -> list[Name]:
    columns, plain = column_words(), spaced(attribute.name)
    named = [("", plain), *_texts(attribute.description), *_synonyms(attribute.synonyms)]
    tailless = " ".join(word for word in plain.split() if word.lower() not in columns.tails)
    named += [("", tailless)] if tailless and tailless != plain else []
    for language, name in list(named):
        for spoken in (language,) if language else READ:
            rest = _without_lead(name, spoken)
            # `Owns their home` does not make everybody with a home an owner.
            possessed = rest.split(" ")[0].lower() in columns.possessives or _plainly_the(rest, spoken)
            if rest and (len(keys_of(rest, spoken)) > 1 or not possessed):
                named.append((spoken, rest))
    named += [(language, singular) for language, name in named if (singular := _of_one(name))]
    named += [(language, wished) for language, name in named if language == "es" and (wished := _wished(name))]
    return [*named, *unit_names(attribute)]


def unit_names(attribute: Attribute) -> list[Name]:
    """What it counts: `purchases`, `nights`."""
    return [("", attribute.unit)] if attribute.unit and _counted_thing(attribute.unit) else []


def value_names(category: Category) -> list[Name]:
    value = str(category.value)
    told = [*_texts(category.description), *_synonyms(category.synonyms)]
    coded = told and (_CODE.fullmatch(value) or _a_word(value))
    silent = coded or is_letter(value) or value.lower() in column_words().bare_values
    return told if silent else [("", spaced(value)), *told]


def _a_word(value: str) -> bool:
    """`AND`, `SUP`: a code that is a word of a language when it is not in capitals."""
    return bool(_SPOKEN_CODE.fullmatch(value)) and any(value.lower() in lexicon(code).known for code in READ)


def is_letter(value: str) -> bool:
    """`A`: nobody says it without the name of what it is a kind of."""
    return len(value) == 1 and value.isalpha()


def value_code(category: Category) -> str:
    """A value such as `US` that is said as it is written, in capitals, beside the words it has; else nothing."""
    value = str(category.value)
    if is_letter(value):
        return value.upper()
    return value if _SPOKEN_CODE.fullmatch(value) and value_names(category) else ""


def product_names(product: Product) -> list[Name]:
    return [("", spaced(product.id)), *called(product)]


def family_names(family: Family) -> list[Name]:
    return [("", spaced(family.id)), *called(family)]


def called(thing: Product | Family) -> list[Name]:
    return [*proper_names(thing), *_synonyms(thing.synonyms)]


def proper_names(thing: Product | Family) -> list[Name]:
    return _texts(thing.name)


def all_names(vocabulary: Vocabulary) -> Iterator[Name]:
    """Every name in each of its languages: what is no typing error."""
    for attribute in vocabulary.catalogue.attributes:
        yield from in_languages(attribute_names(attribute))
        for category in attribute.values:
            named = [("", str(category.value)), *_texts(category.description), *_synonyms(category.synonyms)]
            yield from in_languages(named)
    for product in vocabulary.products.products:
        yield from in_languages(product_names(product))
    for family in vocabulary.products.families:
        yield from in_languages(called(family))


def _without_lead(name: str, language: str) -> str:
    """`Has a credit card` is said `credit card`."""
    words = tokenise(name)
    lead = lexicon(language).leads.at(words, 0) if words else None
    return name[words[lead.end].start :] if lead and lead.end < len(words) else ""


def _plainly_the(rest: str, language: str) -> bool:
    """`the home` of `Owns the home`: a word of every brief."""
    words, known = tokenise(rest), lexicon(language)
    pair = [token.norm for token in words]
    return len(pair) > 1 and pair[0] in known.words["definite"] and set(pair[1:]) <= known.people.plain


def _of_one(name: str) -> str:
    """`ven en la tele` is `ve en la tele` of one person, where no stem joins the two."""
    first, _, rest = name.partition(" ")
    plural = len(first) <= _SHORT_VERB and first.lower().endswith(("an", "en")) and first.lower() not in _NO_VERBS
    return f"{first[:-1]} {rest}" if plural and rest and first.isalpha() else ""


def _wished(name: str) -> str:
    """`usan la app` is `que usen la app` of those we look for, where no stem joins the two; and conversely."""
    first, _, rest = name.partition(" ")
    short = rest and first.isalpha() and len(first) <= _SHORT_VERB + 1 and first.lower() not in _NO_VERBS
    ending = _MOODS.get(first[-2:].lower()) if short else None
    return f"{_SPELT.sub(_respelt, first[:-2]) if ending == 'en' else first[:-2]}{ending} {rest}" if ending else ""


def _respelt(match: re.Match[str]) -> str:
    return {"g": "gu", "c": "qu", "z": "c"}[match[0]]


def _counted_thing(unit: str) -> bool:
    """`purchases`, and no unit of measure."""
    measure = lexicon("en").numbers.units.whole(tokenise(unit))
    return not measure and unit.islower() and unit not in _RATES


def _texts(text: Text | None) -> list[Name]:
    if text is None:
        return []
    if text.en == text.es:
        return [("", text.en)]
    return [(language, name) for language, name in (("en", text.en), ("es", text.es)) if name]


def _synonyms(synonyms: Synonyms) -> list[Name]:
    return [(language, name) for language, names in synonyms.items() for name in names]
