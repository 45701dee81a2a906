"""What one task may cost before the built-in engine does it instead. Every call ends."""

from pydantic import Field

from batuta.noun import Noun


class Budget(Noun):
    """Limits for one task: its questions, repetitions and repair together, unless said otherwise."""

    seconds: float = Field(default=60, gt=0)
    attempts: int = Field(default=3, ge=1)
    """Requests a question, where the service is down or busy."""
    input_chars: int = 240_000
    """Of the rendered prompt."""
    output_tokens: int = 16_000
    """Of one answer, its reasoning included; what an honest service keeps to."""
    output_chars: int = 100_000
    """Of one answer, counted here; what a dishonest one is held to."""
    wire_bytes: int = 6_000_000
    """Of one response as it comes over the network; a streamed token takes about 250."""
