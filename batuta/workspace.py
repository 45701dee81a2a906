"""One company's configuration, as loaded from its folder."""

from pydantic import Field

from batuta.catalogue import Catalogue
from batuta.contact import ContactPolicy
from batuta.digest import Digest
from batuta.noun import Noun
from batuta.product import Products


class Sender(Noun):
    """Who messages come from; law wants it named in them."""

    name: str
    """The registered company name."""
    brand: str = ""
    """What customers call the company."""
    email: str = ""
    phone: str = ""
    postal_address: str = ""


class Merge(Noun):
    """A merge field: which attribute it shows, and what it says where that is empty."""

    attribute: str
    fallback: dict[str, str]
    """By language."""


class Workspace(Noun):
    id: str
    name: str
    brand: str
    sector: str = "other"
    """bank, telco, retail, insurance …"""
    sender: Sender
    locales: tuple[str, ...] = Field(min_length=1)
    """The first is the company's own."""
    currency: str
    time_zone: str
    jurisdictions: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    """Where links in messages may lead."""
    merge_fields: dict[str, Merge] = Field(default_factory=dict)
    """By the token's name, as in `{{first_name}}`."""
    test_recipients: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """By channel, for test sends."""
    locale_attribute: str | None = None
    """The attribute that says a customer's language or language and market; without it all get the first locale."""
    addresses: dict[str, str] = Field(default_factory=dict)
    """Channel to the attribute with the address; where none is named, the customer's key is the address."""
    unsubscribe_url: str = ""
    """Where `{{unsubscribe_url}}` leads; `{token}` in it is replaced by what identifies person and channel."""
    unsubscribe_one_click: bool = False
    """Whether that address also takes the one click of mail programs (RFC 8058), as Batuta's own `/u/{token}` does."""
    variants: int = Field(default=2, ge=1, le=5)
    """Message versions a need, where the brief says nothing."""
    catalogue: Catalogue
    products: Products
    contact: ContactPolicy = ContactPolicy()
    workflows: dict[str, str] = Field(default_factory=dict)
    """Workflow name to the dotted path of the company's own."""
    version: Digest
    """Over every file that was read."""

    @property
    def tenant(self) -> str:
        """Names the PostgreSQL schema and the vector collection."""
        return f"{self.id}-{self.brand}"
