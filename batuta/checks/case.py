"""What a rule gets to see: one message of a campaign, or the campaign as a whole."""

from datetime import date
from typing import NamedTuple, get_args

from batuta.claims.lexicon import Lexicon
from batuta.claims.normal import normal
from batuta.claims.reading import Message
from batuta.compliance import Severity, Subject
from batuta.policy import Jurisdiction
from batuta.product import ProductKind
from batuta.text import Text

ABOUT: dict[str, ProductKind] = {
    "about_credit": "credit",
    "about_deposit": "deposit",
    "about_investment": "investment",
    "about_insurance": "insurance",
    "about_account": "account",
    "about_mobile": "mobile",
    "about_fibre": "fibre",
    "about_tv": "tv",
    "about_device": "device",
}
"""Claims that tell which product a text speaks of."""
NAMED: dict[str, ProductKind] = {
    "kind_credit": "credit",
    "kind_deposit": "deposit",
    "kind_investment": "investment",
    "kind_insurance": "insurance",
    "kind_mobile": "mobile",
    "kind_fibre": "fibre",
    "kind_tv": "tv",
    "kind_device": "device",
}
"""Claims that tell it only where a kind of product is asked for: in a text the words are too common."""
FINANCIAL: frozenset[ProductKind] = frozenset({"credit", "deposit", "investment", "account"})
TELECOM: frozenset[ProductKind] = frozenset({"mobile", "fibre", "tv"})
_SECTORS: dict[str, tuple[str, ...]] = {
    "bank": ("bank", "banc", "financ", "fintech", "credit", "lend", "caja"),
    "telco": ("tel", "operador", "carrier"),
    "insurance": ("insur", "segur", "mutua"),
    "retail": ("retail", "comercio", "tienda", "shop", "fashion", "moda", "ecommerce", "e-commerce"),
    "utility": ("utilit", "energ", "electric", "luz"),
}
_NOT_FINANCIAL = ("retail", "tel", "tienda", "comercio", "moda", "energ", "utilit")


class Case(NamedTuple):
    """Everything a rule may look at."""

    subject: Subject
    message: Message | None
    """None when the campaign as a whole is looked at."""
    note: Message | None
    """What is said of the audience in words, read like a message."""
    facts: tuple[Message, ...]
    """The product's facts, each read like a message."""
    offers: tuple[Message, ...]
    """What the brief offers, each read like a message."""
    kinds: frozenset[ProductKind]
    sector: str
    lexicon: Lexicon
    jurisdiction: Jurisdiction
    """The one whose rule is being applied."""
    messages: tuple[Message, ...] = ()
    """All of the campaign, in the order given."""
    briefed: tuple[Message, ...] = ()
    """What is sold and in which sector, as the task puts it, each read like a message."""

    @property
    def today(self) -> date:
        return self.subject.today


class Hit(NamedTuple):
    """A breach, before it is worded."""

    part: str
    start: int = 0
    end: int = 0
    quote: str = ""
    details: dict[str, Text] = {}  # noqa: RUF012 - never changed; a tuple of pairs would read worse
    """What the rule's message shows in braces."""
    severity: Severity | None = None
    """Milder than the rule's, where the breach is."""


def at(message: Message, part: int, start: int, end: int, **details: Text) -> Hit:
    """A breach at a place of a message, in offsets of the original."""
    read = message.parts[part]
    first, last = read.text.place(start, end)
    return Hit(read.name, first, last, read.text.raw[first:last], details)


def whole(message: Message, **details: Text) -> Hit:
    """A breach of the message as such: something is lacking."""
    return Hit(message.parts[-1].name if message.parts else "", details=details)


def kinds_of(subject: Subject, messages: tuple[Message, ...], lexicon: Lexicon) -> frozenset[ProductKind]:
    """The products spoken of: what is declared, and what the copy itself is about."""
    declared: set[ProductKind] = set()
    if subject.product and subject.product.kind != "other":
        declared.add(subject.product.kind)
    if subject.product_kind:
        text = normal(subject.product_kind.replace("_", " "), lexicon.known)
        declared |= {kind for kind in get_args(ProductKind) if kind in text.words() and kind != "other"}
        said = {claim.kind for claim in lexicon.find(text, ("es", "en"))}
        declared |= {kind for name, kind in (ABOUT | NAMED).items() if name in said}
    spoken = {ABOUT[claim.kind] for message in messages for claim in message.claims if claim.kind in ABOUT}
    if declared:
        # Copy for one product may mention another; only being sold on credit brings further duties with it.
        return frozenset(declared | (spoken & {"credit"} if _credit_offered(messages) else set()))
    if any(name in subject.sector.casefold() for name in _NOT_FINANCIAL):
        spoken -= {"investment", "deposit", "account"}
    return frozenset(spoken)


def _credit_offered(messages: tuple[Message, ...]) -> bool:
    """Whether credit is spoken of as something to have, rather than only as what can be done without."""
    return any(message.makes("about_credit") for message in messages)


def sector_of(subject: Subject, kinds: frozenset[ProductKind]) -> str:
    """The company's sector in one word; from the product where nobody says it."""
    said = subject.sector.casefold()
    for sector, beginnings in _SECTORS.items():
        if any(beginning in said for beginning in beginnings):
            return sector
    if said and said != "other":
        return said
    if kinds & TELECOM:
        return "telco"
    if kinds & FINANCIAL:
        return "bank"
    return "insurance" if "insurance" in kinds else "other"


def money(value: float, locale: str) -> str:
    """A figure for a message to people."""
    plain = f"{value:,.2f}"
    return plain.translate(str.maketrans(",.", ".,")) if locale == "es" else plain


def figure_text(value: float, unit: str = "") -> Text:
    return Text(en=f"{money(value, 'en')}{unit}", es=f"{money(value, 'es')}{unit}")
