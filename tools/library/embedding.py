"""What turns texts into vectors: our own words and letters, or a model that is asked over the network."""

from collections.abc import Sequence
from typing import Protocol

from batuta.errors import Misconfigured
from batuta.settings import Settings
from batuta.text import Language, Text
from tools.library.embedder import NAME, Vectors, embedded, fingerprint


class Embedder(Protocol):
    @property
    def name(self) -> str:
        """What all its versions have in common; the fingerprint begins with it."""
        ...

    @property
    def fingerprint(self) -> str:
        """What must agree for two vectors to be comparable."""
        ...

    @property
    def remote(self) -> bool:
        """It asks somebody else, so that it may take long or fail."""
        ...

    def embedded(self, texts: Sequence[str], language: Language | None = None) -> Vectors:
        """(texts, dimensions), each of length 1 or zero. Raises: LanguageUnavailable; Misconfigured."""
        ...


class Words:
    """The built-in embedder: needs nothing, and gives the same bytes everywhere."""

    name = NAME
    remote = False

    @property
    def fingerprint(self) -> str:
        return fingerprint()

    def embedded(self, texts: Sequence[str], language: Language | None = None) -> Vectors:
        return embedded(texts, language)


WORDS = Words()
_TIMEOUT_SECONDS = 20.0
"""A question waits no longer for its vector; then it is answered by words alone."""


def embedder_of(settings: Settings) -> Embedder:
    """The one that is set. Raises: Misconfigured, for a model without an address."""
    if not settings.embedder:
        return WORDS
    # Deferred: most installations ask nobody.
    from tools.library.openai_embedder import OpenAIEmbedder

    url = settings.embedder_url or settings.openai_base_url
    if not url:
        raise Misconfigured(
            Text(
                en=f"BATUTA_EMBEDDER names “{settings.embedder}”, and nothing says where it is served.",
                es=f"BATUTA_EMBEDDER indica «{settings.embedder}», pero nada dice dónde se sirve.",
            ),
            remedy=Text(
                en="Set BATUTA_EMBEDDER_URL or OPENAI_BASE_URL.", es="Indica BATUTA_EMBEDDER_URL u OPENAI_BASE_URL."
            ),
            subject="BATUTA_EMBEDDER_URL",
        )
    key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else None
    return OpenAIEmbedder(settings.embedder, url, key, min(settings.model_timeout_seconds, _TIMEOUT_SECONDS))
