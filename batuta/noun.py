"""What every noun of the vocabulary has in common: it never changes, and unknown fields are refused."""

from pydantic import BaseModel, ConfigDict


class Noun(BaseModel):
    """A frozen model. Change one with `model_copy(update=…)`; the old one stays what it was."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, use_attribute_docstrings=True)


class Received(BaseModel):
    """A frozen model of what comes from outside: unknown fields are ignored, known ones are checked."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True, use_attribute_docstrings=True)
