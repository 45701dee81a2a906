"""Vocabularies to read with: the retailer's, and those of companies that exist only as vocabularies."""

from datetime import date
from functools import cache
from pathlib import Path

import yaml

from batuta.reading import BriefText, Vocabulary, vocabulary_of
from tools.language.builtin.reading.vocabulary import Compiled, compile_vocabulary
from tools.workspaces.folder import read_workspace

COMPANIES = Path(__file__).resolve().parents[4] / "companies"
TODAY = date(2027, 3, 1)


@cache
def vocabulary(name: str) -> Vocabulary:
    if name == "lince":
        return vocabulary_of(read_workspace(COMPANIES / "lince"))
    return Vocabulary.model_validate(yaml.safe_load((COMPANIES / "vocabularies" / f"{name}.yaml").read_text()))


@cache
def compiled(name: str) -> Compiled:
    return compile_vocabulary(vocabulary(name))


def brief(text: str, company: str = "lince", *, today: date = TODAY, addendum: bool = False) -> BriefText:
    return BriefText(text=text, today=today, vocabulary=vocabulary(company), addendum=addendum)
