"""Settings of a system that a mapping needs, and how a person is asked for them."""

from batuta.text import Text
from tools.systems.detection.words import words


def setting(name: str) -> str:
    """What the setting is called that a slot or field is filled from."""
    return "_".join(words(name)) or "value"


def setting_asked(name: str) -> Text:
    return Text(
        en=f"put {setting(name)} into the system's settings in systems.yaml (for “{name}”)",
        es=f"pon {setting(name)} en los settings del sistema en systems.yaml (para «{name}»)",
    )
