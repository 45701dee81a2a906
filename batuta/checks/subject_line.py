"""A subject that promises or pretends something else than the message says.

Source: CAN-SPAM, 15 USC 7704(a)(2); Ley 34/2002 art. 20.4; Ley 3/1991 art. 5.
"""

import re
from collections.abc import Iterator

from batuta.checks.case import Case, Hit, at
from batuta.claims.reading import Message, PartRead

OPENERS = ("subject", "title", "preheader")
_OPEN_ADVERTISING = ("promotion", "discount_rate", "discount_offered", "free", "gift", "bonus_offered")
"""What says at once that a message sells something."""
AT_ONCE = 100
"""Characters into a text within which it may take its opening back."""
_THREAD = re.compile(r"^\s*(?:re|rv|fw|fwd|tr)\s?:")


def deceives(case: Case) -> Iterator[Hit]:
    """A reply that is none, a notice that is an advertisement, a figure that the text takes back."""
    message = case.message
    if message is None:
        return
    for index, part in enumerate(message.parts):
        if part.name not in OPENERS:
            continue
        thread = _THREAD.search(part.text.text)
        if thread:
            yield at(message, index, thread.start(), thread.end())
            return
        if _sells(message) or message.makes("jest", "taken_back"):
            for claim in message.made("false_notice", "prize_won", part=index):
                yield at(message, index, claim.start, claim.end)
                return
        if part.text.text.strip() and _retracted(message) and not message.made(*_OPEN_ADVERTISING, part=index):
            yield at(message, index, 0, len(part.text.text))
            return
        yield from _outbid(message, index, part)


def _retracted(message: Message) -> bool:
    """The text begins by saying that the opening was not true."""
    return any(
        claim.start <= AT_ONCE and message.parts[claim.part].name not in OPENERS
        for claim in message.made("taken_back", "jest")
    )


def _sells(message: Message) -> bool:
    # A sum in the opening alone is that of a payment; one in the text is a price.
    priced = any(message.parts[claim.part].name not in OPENERS for claim in message.made("money"))
    return priced or message.makes(
        "promotion",
        "free",
        "discount_rate",
        "about_credit",
        "about_investment",
        "gift",
        "annual_rate",
        "offers",
        "bonus_offered",
        "about_account",
        "about_device",
    )


def _outbid(message: Message, index: int, part: PartRead) -> Iterator[Hit]:
    """A discount or a free thing in the subject that the message does not repeat, and replaces by less."""
    rest = [other for other in message.parts if other.name not in OPENERS]
    for cut in part.percents:
        if cut.role not in ("discount", "cashback"):
            continue
        said = [rate.figure.value for other in rest for rate in other.percents if rate.role == cut.role]
        if said and cut.figure.value > max(said):
            yield at(message, index, cut.start, cut.end)
    for claim in message.made("free", part=index):
        paid = message.made("must_pay")
        if paid and not any(
            c.part != claim.part and message.parts[c.part].name not in OPENERS for c in message.made("free")
        ):
            yield at(message, index, claim.start, claim.end)
            return
