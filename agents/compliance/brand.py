"""Words the brand does not use, as warnings with the brand's own word."""

from collections.abc import Iterator, Mapping

from batuta.brand import Term
from batuta.claims.normal import Normal, fold, normal
from batuta.compliance import Finding, Fix, Source
from batuta.content import PARTS, ContentItem, Part
from batuta.ports import Library
from batuta.text import say
from batuta.words.untouchable import digits, untouchable


def off_brand(items: tuple[ContentItem, ...], library: Library, locale: str | None) -> tuple[Finding, ...]:
    """Every use of a word that the brand's terminology avoids."""
    return tuple(finding for item in items for finding in _avoided(item, library, locale))


def _avoided(item: ContentItem, library: Library, locale: str | None) -> Iterator[Finding]:
    texts = {part: normal(item.parts[part]) for part in PARTS[item.channel] if item.parts.get(part)}
    for term in library.rules(item.channel, item.locale).terms:
        for word in term.avoid:
            yield from _uses(item, texts, term, word, locale)


def _uses(
    item: ContentItem, texts: Mapping[Part, Normal], term: Term, word: str, locale: str | None
) -> Iterator[Finding]:
    wanted = fold(word)
    for part, text in texts.items():
        places = tuple(_places(text, wanted))
        kept = untouchable(text.raw) if places else ()
        for start, end in places:
            first, last = text.place(start, end)
            quote = text.raw[first:last]
            if any(begin < last and first < stop for begin, stop in kept):
                continue
            yield Finding(
                rule_id=f"brand-term-{'-'.join(wanted.split())}",
                topic="brand_term",
                severity="warn",
                message=say(
                    locale,
                    en=f"The brand does not say “{quote}”. {term.note}".strip(),
                    es=f"La marca no dice «{quote}». {term.note}".strip(),
                ),
                suggestion=_instead(term, locale),
                quote=quote,
                start=first,
                end=last,
                part=part,
                source=Source(title=term.file or say(locale, en="brand terminology", es="terminología de la marca")),
                item=item.id,
                fix=_fix(term, part, quote),
                waivable_by=("brand",),
            )


def _fix(term: Term, part: Part, quote: str) -> Fix | None:
    """The brand's word in the case of the one it replaces, where that changes no figure."""
    if not term.preferred or digits(term.preferred) != digits(quote):
        return None
    preferred = term.preferred
    return Fix(
        kind="replace", part=part, text=preferred[:1].upper() + preferred[1:] if quote[:1].isupper() else preferred
    )


def _instead(term: Term, locale: str | None) -> str:
    if term.preferred:
        return say(locale, en=f"Say “{term.preferred}”.", es=f"Di «{term.preferred}».")
    return say(locale, en="Say it in other words.", es="Dilo de otra manera.")


def _places(text: Normal, wanted: str) -> Iterator[tuple[int, int]]:
    """Whole-word occurrences in folded text."""
    start = text.text.find(wanted) if wanted else -1
    while start >= 0:
        end = start + len(wanted)
        if not text.text[start - 1 : start].isalnum() and not text.text[end : end + 1].isalnum():
            yield start, end
        start = text.text.find(wanted, end)
