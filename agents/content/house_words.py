"""A wording that a brief asks for, in the brand's own words and address; nothing where the brand cannot say it."""

from batuta.brand import WritingRules
from batuta.brand_check import violations, word_pattern
from batuta.brief import Channel
from batuta.material import MAIN
from batuta.text import language_of, say
from batuta.words.address import readdressed
from batuta.words.untouchable import digits, rewritten


def in_the_brands_words(
    words: str, channel: Channel, locale: str, rules: WritingRules, reader: str | None
) -> tuple[str | None, str | None]:
    """What of it is printed, and what is said about it in the reader's language."""
    alone = rules.model_copy(update={"limits": {}, "required_parts": ()})
    if not violations({MAIN[channel]: words}, channel, locale, alone):
        return words, None
    told = rewritten(words, lambda rest: _preferred(rest, locale, rules))
    wrong = violations({MAIN[channel]: told}, channel, locale, alone, reader)
    if wrong:
        return None, say(
            reader,
            en=f"“{words}” is not in the messages in {locale}: {wrong[0].message}",
            es=f"«{words}» no aparece en los mensajes de {locale}: {wrong[0].message}",
        )
    return told, say(
        reader,
        en=f"“{words}” is said here ({locale}) as the brand says it: “{told}”.",
        es=f"«{words}» se dice aquí ({locale}) como lo dice la marca: «{told}».",
    )


def _preferred(text: str, locale: str, rules: WritingRules) -> str:
    for term in rules.terms:
        for word in term.avoid:
            if term.preferred and digits(term.preferred) == digits(word):
                text = word_pattern(word).sub(term.preferred, text)
    if language_of(locale) == "es" and rules.formality != "neutral":
        text = readdressed(text, rules.formality)
    return text
