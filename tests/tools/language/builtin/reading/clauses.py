"""A text marked for a rule to be tried on."""

from tests.tools.language.builtin.reading.companies import brief, compiled
from tools.language.builtin.reading.analysis import Analysis, Clause, analyse


def analysed(text: str, company: str = "lince") -> Analysis:
    return analyse(brief(text, company, addendum=True), compiled(company))


def clause(text: str, company: str = "lince") -> Clause:
    """The one sentence of a text."""
    (only,) = analysed(text, company).clauses
    return only
