"""How one condition follows another: by which joint, with which words between."""

from dataclasses import dataclass
from typing import Literal

BOTH_OR_EACH = "exclude_both_or_each"
"""What a doubt is about: whether one of two conditions is enough to be left out."""
Joint = Literal["or", "nor", "and", "comma", "none", "unclear"]


@dataclass(frozen=True, slots=True)
class Link:
    joint: Joint
    words: tuple[str, ...]
