"""Policy packs and vocabularies as files: read, checked, with file and line for every problem."""

from pathlib import Path
from typing import NamedTuple

from batuta.checks.registry import CHECKS
from batuta.claims.lexicon import Lexicon, Vocabulary, classes_of, read_phrases
from batuta.claims.phrases import BadPhrase, Phrase, Phrasebook
from batuta.claims.reading import READ_FROM_FIGURES
from batuta.errors import Problem, WorkspaceInvalid
from batuta.policy import Check, Pack, Rule
from batuta.text import LANGUAGES, Language, Text
from tools.policies.agreement import disagreements
from tools.policies.prepared import Prepared, Shelf, key_of
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import Document, KeyPath, read_yaml


class Rules(NamedTuple):
    """Packs, the words they look for, and the files both were read from."""

    packs: tuple[Pack, ...]
    lexicon: Lexicon
    files: tuple[Path, ...]
    key: str
    """What all of it follows from: the files and the code that reads them."""


def read_rules(*folders: Path, shelf: Shelf | None = None) -> Rules:
    """Read `packs/*.yaml` and `claims/*.yaml` of each folder; a pack of the same id in a later folder takes its place.

    Raises: WorkspaceInvalid, with every problem of every file.
    """
    files = [
        (f"{kind}/{path.name}", path)
        for folder in folders
        for kind in ("claims", "packs")
        for path in sorted((folder / kind).glob("*.yaml"))
    ]
    shelf, key = shelf or Shelf(None), key_of(files)
    known = _READ.get(key)
    if known is None:
        prepared = shelf.find(key)
        if prepared is None:
            prepared = _prepared(files)
            shelf.keep(key, prepared)
        known = prepared.packs, Lexicon(prepared.vocabularies, prepared.phrases)
        if len(_READ) >= MOST_READ:
            del _READ[next(iter(_READ))]
        _READ[key] = known
    return Rules(*known, tuple(path for _, path in files), key)


def forget() -> None:
    """Read everything anew, as another process would."""
    _READ.clear()


MOST_READ = 8
_READ: dict[str, tuple[tuple[Pack, ...], Lexicon]] = {}
"""What this process has read, by key: companies with the same packs share them, and what they compile on first use."""


def _prepared(files: list[tuple[str, Path]]) -> Prepared:
    problems: list[Problem] = []
    vocabularies: list[tuple[Document, Vocabulary]] = []
    packs: dict[str, tuple[Document, Pack]] = {}
    homes: dict[str, Path] = {}
    for name, path in files:
        try:
            document = read_yaml(path, name)
            if name.startswith("claims/"):
                vocabularies.append((document, checked(Vocabulary, document)))
            else:
                pack = checked(Pack, document)
                if pack.id in packs and homes[pack.id] == path.parent:
                    problems.append(_problem(document, ("id",), pack.id, _TWICE))
                packs[pack.id], homes[pack.id] = (document, pack), path.parent
        except WorkspaceInvalid as invalid:
            problems.extend(invalid.problems)
    read = tuple(vocabulary for _, vocabulary in vocabularies)
    phrases: dict[Language, dict[str, Phrase]] = {}
    try:
        phrases = read_phrases(read)
    except BadPhrase:
        problems += _bad_phrases(vocabularies)
    of_texts = (vocabulary for vocabulary in read if vocabulary.of == "texts")
    known = {kind.id for vocabulary in of_texts for kind in vocabulary.claims} | READ_FROM_FIGURES
    problems += [problem for document, pack in packs.values() for problem in _bad_rules(document, pack, known)]
    for pack, index, why in disagreements(tuple(pack for _, pack in packs.values())):
        problems.append(_problem(packs[pack.id][0], ("rules", index, "id"), pack.rules[index].id, why))
    if problems:
        raise WorkspaceInvalid(tuple(problems))
    return Prepared(packs=tuple(pack for _, pack in packs.values()), vocabularies=read, phrases=phrases)


def _bad_phrases(vocabularies: list[tuple[Document, Vocabulary]]) -> list[Problem]:
    problems: list[Problem] = []
    for language in LANGUAGES:
        book = Phrasebook(classes_of((vocabulary for _, vocabulary in vocabularies), language))
        for document, vocabulary in vocabularies:
            for index, kind in enumerate(vocabulary.claims):
                for source in (*kind.said(language), *kind.spared(language)):
                    try:
                        book.read(source)
                    except BadPhrase as bad:
                        problems.append(_problem(document, ("claims", index, language), kind.id, bad.why))
    return problems


def _bad_rules(document: Document, pack: Pack, known: set[str]) -> list[Problem]:
    problems: list[Problem] = []
    if pack.effective_from and pack.effective_until and pack.effective_until < pack.effective_from:
        problems.append(_problem(document, ("effective_until",), pack.id, _ENDS_FIRST))
    for index, rule in enumerate(pack.rules):
        wrong = (*_unknown(rule, known), *_impossible(rule))
        problems += [_problem(document, ("rules", index, "check"), rule.id, why) for why in wrong]
    return problems


def _unknown(rule: Rule, known: set[str]) -> list[Text]:
    named = [*_claims(rule.check), *rule.when.says, *rule.when.silent]
    strange = [
        Text(
            en=f"no vocabulary defines the claim “{name}”",
            es=f"ningún vocabulario define la afirmación «{name}»",
        )
        for name in dict.fromkeys(named)
        if name not in known
    ]
    runs, there_are = rule.check.runs, ", ".join(sorted(CHECKS))
    if runs and runs not in CHECKS:
        strange.append(
            Text(
                en=f"there is no check “{runs}”; there are {there_are}",
                es=f"no existe la comprobación «{runs}»; existen {there_are}",
            )
        )
    return strange


def _impossible(rule: Rule) -> list[Text]:
    """Conditions that exclude each other, so that the rule can never apply."""
    when = rule.when
    clashes = [
        (when.channels, when.except_channels),
        (when.kinds, when.except_kinds),
        (when.sectors, when.except_sectors),
        (when.says, when.silent),
    ]
    if any(wanted and set(wanted) <= set(unwanted) for wanted, unwanted in clashes):
        return [_NEVER_APPLIES]
    return []


def _claims(check: Check) -> tuple[str, ...]:
    return (*check.finds, *check.lacks, *check.beside, *check.unless, *check.known)


def _problem(document: Document, path: KeyPath, what: str, why: Text) -> Problem:
    return Problem(
        document.file,
        document.line_of(path),
        Text(en=f"{what}: {why.en}.", es=f"{what}: {why.es}."),
        Text(en="Correct the rule or the phrase.", es="Corrige la regla o la expresión."),
    )


_TWICE = Text(
    en="another file of this folder has a pack of this id",
    es="otro fichero de esta carpeta tiene un paquete con este id",
)
_ENDS_FIRST = Text(en="it ends before it begins", es="termina antes de empezar")
_NEVER_APPLIES = Text(
    en="it can never apply: what it needs is also excluded",
    es="nunca puede aplicarse: lo que necesita también está excluido",
)
