"""What people call a channel."""

from batuta.text import Text

_NAMES: dict[str, Text] = {
    "email": Text(en="e-mail", es="correo electrónico"),
    "sms": Text(en="SMS", es="SMS"),
    "push": Text(en="push", es="push"),
    "web": Text(en="web", es="web"),
    "in_app": Text(en="app", es="app"),
    "call": Text(en="telephone", es="teléfono"),
    "letter": Text(en="letter", es="carta"),
    "social": Text(en="social media", es="redes sociales"),
    "display": Text(en="display advertising", es="publicidad display"),
}


def channel_in_words(channel: str, locale: str | None) -> str:
    """Its name in the reader's language; a channel we do not know keeps its own."""
    return _NAMES[channel].in_(locale) if channel in _NAMES else channel.replace("_", " ")
