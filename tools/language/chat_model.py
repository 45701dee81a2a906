"""Which chat model the settings name, made ready; none, where they name none."""

from typing import NamedTuple
from urllib.parse import urlsplit

import genai_prices
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from batuta.errors import Misconfigured
from batuta.settings import Settings
from batuta.text import Text
from tools.language.budget import Budget
from tools.language.wire import bounded_client

OPENAI = "https://api.openai.com/v1"
SHORTEST_SECRET = 16


class ChatModel(NamedTuple):
    model: BaseChatModel
    name: str
    """As records and people call it: the model, and the host where that is not the provider's own."""
    extras: dict[str, object]
    """What is asked beyond the messages, as far as the service takes it."""
    structured: bool
    """It can be held to a JSON Schema while it writes."""
    secret: str = ""
    """What must appear in nothing that is kept or shown."""
    priced_as: tuple[str, str, str] = ("", "", "")
    """Model, provider and address in the price list."""

    def cost(self, input_tokens: int, output_tokens: int) -> float:
        """USD; 0 where no price is known."""
        model, provider, address = self.priced_as
        usage = genai_prices.Usage(input_tokens=input_tokens, output_tokens=output_tokens)
        try:
            if address:
                return float(genai_prices.calc_price(usage, model, provider_api_url=address).total_price)
            return float(genai_prices.calc_price(usage, model, provider_id=provider or None).total_price)
        except LookupError:
            return 0.0


def chat_model(settings: Settings, budget: Budget) -> ChatModel:
    """The model that `BATUTA_MODEL` names, else the OpenAI-compatible one.

    Raises: Misconfigured, naming the variable.
    """
    named = settings.model or ""
    provider, _, name = named.partition(":") if ":" in named else ("", "", named)
    if provider == "openai" or (not provider and (not name or settings.openai_base_url)):
        return _openai(settings, budget, name or settings.openai_model)
    try:
        model = init_chat_model(named)
    except Exception as unusable:
        # Each provider's package has its own way to say that it is absent or lacks a key.
        why = " ".join(str(unusable).split())[:300]
        raise _wrong(
            "BATUTA_MODEL",
            en=f"{named} cannot be used: {why}",
            es=f"no se puede usar {named}: {why}",
        ) from unusable
    if isinstance(model, ChatOpenAI):
        return _openai(settings, budget, model.model_name)
    structured = bool((model.profile or {}).get("structured_output"))
    return ChatModel(model, named, {}, structured, priced_as=(name, provider, ""))


def _openai(settings: Settings, budget: Budget, name: str) -> ChatModel:
    address = settings.openai_base_url or OPENAI
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise _wrong(
            "OPENAI_BASE_URL",
            en="it must be an address such as http://127.0.0.1:8000/v1",
            es="debe ser una dirección como http://127.0.0.1:8000/v1",
        )
    key = settings.openai_api_key
    if key is None and address == OPENAI:
        raise _wrong("OPENAI_API_KEY", en="it is needed for this model", es="hace falta para este modelo")
    model = ChatOpenAI(
        model=name,
        # A server of one's own needs no key, and the client insists on one.
        api_key=key or SecretStr("none"),
        base_url=address,
        timeout=budget.seconds,
        max_retries=0,
        stream_chunk_timeout=None,
        http_async_client=bounded_client(budget.wire_bytes, budget.seconds),
    )
    secret = key.get_secret_value() if key else ""
    known_as = name if address == OPENAI else f"{name} @ {parts.hostname}{f':{parts.port}' if parts.port else ''}"
    extras: dict[str, object] = {"temperature": 0, "max_tokens": budget.output_tokens, "stream_usage": True}
    return ChatModel(
        model,
        known_as,
        extras,
        structured=True,
        # Servers of one's own are given words such as "ollama" for a key; those are no secret.
        secret=secret if len(secret) >= SHORTEST_SECRET else "",
        priced_as=(name, "", address),
    )


def _wrong(variable: str, *, en: str, es: str) -> Misconfigured:
    return Misconfigured(Text(en=f"{variable}: {en}.", es=f"{variable}: {es}."), subject=variable)
