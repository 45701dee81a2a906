"""Reading a brief: three language tasks, with what goes in, what comes out and what is checked. See `tasks.py`."""

from batuta.reading.doubt import Doubt, DoubtKind
from batuta.reading.inputs import BriefText, Vocabulary, vocabulary_of
from batuta.reading.kept import ContentReadings, EligibilityReadings, IntentReadings, addendum_key
from batuta.reading.outputs import ChannelSaid, ContentWanted, Eligibility, Intent, Phrase, ProductSaid
from batuta.reading.tasks import CLARIFY_INTENT, EXTRACT_ELIGIBILITY, IDENTIFY_CONTENT

__all__ = [
    "CLARIFY_INTENT",
    "EXTRACT_ELIGIBILITY",
    "IDENTIFY_CONTENT",
    "BriefText",
    "ChannelSaid",
    "ContentReadings",
    "ContentWanted",
    "Doubt",
    "DoubtKind",
    "Eligibility",
    "EligibilityReadings",
    "Intent",
    "IntentReadings",
    "Phrase",
    "ProductSaid",
    "Vocabulary",
    "addendum_key",
    "vocabulary_of",
]
