"""From what a person did to a playbook: values become variables, a save is marked, and what is missing is said."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import yaml

from batuta.capabilities import CAPABILITIES
from batuta.errors import WorkspaceInvalid
from batuta.publishing import Capability
from tools.systems.browser.checking import problems_of
from tools.systems.browser.playbook import Playbook, Selector
from tools.systems.browser.recording.watching import Seen
from tools.systems.browser.shapes import required
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import parse_yaml

_DATE_FORMS = ("%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d")
_NUMBER = re.compile(r"(?<=/)\d+(?=/|$)")
_SHORTEST = 2
"""Characters; a shorter sample is found in too many places."""

Drawn = dict[str, object]


class Draft(NamedTuple):
    sign_in: str
    """YAML; empty, where nobody signed in."""
    playbook: str
    """YAML, with what is still to be written in comments at its end."""
    open_points: tuple[str, ...]


def draft(
    seen: Sequence[Seen],
    capability: Capability,
    samples: Mapping[str, str],
    *,
    credentials: Collection[str] = ("user", "password"),
    locale: str | None = None,
) -> Draft:
    """samples: the arguments as they were typed, by their path: `name` → `Prueba`, `start` → `2026-12-01`."""
    signing, doing = _parted(list(_tidied(seen)))
    sign_in = list(_Writing({}, changes=False, entering=True).steps(signing)) if signing else []
    steps = list(_Writing(samples, changes=CAPABILITIES[capability].changes, entering=False).steps(doing))
    body: Drawn = {"steps": steps}
    if "id" in required(CAPABILITIES[capability].result):
        if "id" in samples:
            body["gives"] = {"id": "{argument.id}"}
        else:
            steps += _new_number(doing)
    text = _yaml(body)
    points = tuple(_open_points(text, capability, credentials, locale))
    told = "".join(f"# {point}\n" for point in points)
    return Draft(_yaml({"steps": sign_in}) if sign_in else "", text + told, points)


def _tidied(seen: Sequence[Seen]) -> Iterator[Seen]:
    """Only what counts: the last of several values of a field, one note that something was sent."""
    for at, one in enumerate(seen):
        after = seen[at + 1] if at + 1 < len(seen) else None
        again = after is not None and after.kind == one.kind and after.selector == one.selector
        if again and one.kind in ("fill", "choose", "check"):
            continue
        if after is not None and one.kind == after.kind == "sent":
            continue
        yield one


def _parted(seen: list[Seen]) -> tuple[list[Seen], list[Seen]]:
    """Signing in – until the page after the password was sent – and the rest."""
    typed = next((at for at, one in enumerate(seen) if one.secret), None)
    if typed is None:
        return [], seen
    after = next((at for at, one in enumerate(seen) if at > typed and one.kind == "page"), len(seen) - 1)
    return seen[: after + 1], seen[after:]


@dataclass
class _Writing:
    samples: Mapping[str, str]
    changes: bool
    entering: bool
    """Signing in: the system's own secrets are typed, nothing of a call."""
    _names: set[str] = field(default_factory=set)

    def steps(self, seen: Sequence[Seen]) -> Iterator[Drawn]:
        secrets = {one.form for one in seen if one.secret}
        pending: Seen | None = None
        for at, one in enumerate(seen):
            follows = seen[at + 1 :]
            match one.kind:
                case "page" if at == 0:
                    yield {"name": self._name("open"), "go": self._with_variables(one.path)}
                case "page" if pending is not None or (self.entering and not follows):
                    yield from self._arrival(one)
                    pending = None
                case "click" if _is_by_place(one) and follows and follows[0].kind == "page":
                    yield {"name": self._name(one.name), "go": self._with_variables(follows[0].path)}
                case "click":
                    sends = next((later.kind for later in follows if later.kind != "page"), "") == "sent"
                    step: Drawn = {"name": self._name(one.name), "click": self._selector(one)}
                    if sends and not self.entering:
                        step["changes" if self.changes else "sends"] = True
                        pending = one if self.changes else None
                    yield step
                case "fill" | "choose" | "check" | "upload" | "expect":
                    yield self._entry(one, secrets)

    def _entry(self, one: Seen, secrets: Collection[str | None]) -> Drawn:
        step: Drawn = {"name": self._name(one.name), one.kind: self._selector(one)}
        if one.secret:
            step["with"] = "{secret:password}"
        elif one.kind == "fill" and self.entering and one.form in secrets:
            step["with"] = "{secret:user}"
        elif one.kind in ("fill", "choose"):
            step["with"] = self._value(one.value)
        elif one.kind == "upload":
            step |= {"file": one.value or "file.txt", "with": ""}
        elif one.kind == "check" and not one.on:
            step["on"] = False
        return step

    def _arrival(self, page: Seen) -> Iterator[Drawn]:
        """What shows that it worked: the page's own notice, else its heading."""
        if page.notice and not self.entering:
            words = self._with_variables(page.notice)
            yield {"name": self._name("done"), "expect": {"text": words, "exact": False}}
        elif page.heading is not None:
            yield {"name": self._name("arrived"), "expect": page.heading.model_dump(exclude_defaults=True)}

    def _selector(self, one: Seen) -> Drawn:
        selector = one.selector or Selector(css="body")
        drawn = selector.model_dump(exclude_defaults=True)
        return {key: self._with_variables(value) if key != "css" else value for key, value in drawn.items()}

    def _value(self, typed: str) -> str:
        """A value that is one of the samples, as its variable; also a date in another form."""
        for path, sample in self.samples.items():
            if typed == sample:
                return f"{{argument.{path}}}"
            for form in _DATE_FORMS:
                if typed == _as_date(sample, form):
                    return f"{{argument.{path}:{form}}}"
        return self._with_variables(typed)

    def _with_variables(self, words: str) -> str:
        """Words that hold a sample, with its variable in its place. `{mark}` and `{key}` stay what they are."""
        pieces = re.split(r"(\{(?:mark|key)\})", words)
        return "".join(piece if at % 2 else self._piece(piece) for at, piece in enumerate(pieces))

    def _piece(self, words: str) -> str:
        held = {sample: path for path, sample in self.samples.items() if len(sample) >= _SHORTEST or path == "id"}
        if not held:
            return _literal(words)
        either = "|".join(re.escape(sample) for sample in sorted(held, key=len, reverse=True))
        parts = re.split(rf"(?<!\w)({either})(?!\w)", words)
        return "".join(f"{{argument.{held[part]}}}" if at % 2 else _literal(part) for at, part in enumerate(parts))

    def _name(self, wanted: str) -> str:
        """A name that no other step has."""
        plain = " ".join(wanted.strip(" :*").lower().split())[:40] or "step"
        name, count = plain, 1
        while name in self._names:
            count += 1
            name = f"{plain} {count}"
        self._names.add(name)
        return name


def _is_by_place(one: Seen) -> bool:
    """A link that only its place on the page tells from others: its address lasts longer."""
    return one.link and one.selector is not None and one.selector.css is not None


def _literal(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


def _as_date(sample: str, form: str) -> str | None:
    try:
        return date.fromisoformat(sample).strftime(form)
    except ValueError:
        return None


def _new_number(seen: Sequence[Seen]) -> list[Drawn]:
    """The number in the last page's address, where a save led to a page with one."""
    pages = [one.path.partition("?")[0] for one in seen if one.kind == "page"]
    if not pages:
        return []
    numbers = list(_NUMBER.finditer(pages[-1]))
    if not numbers or pages[-1] in pages[:-1]:
        return []
    last = numbers[-1]
    pattern = re.escape(pages[-1][: last.start()]) + r"(\d+)" + re.escape(pages[-1][last.end() :])
    return [{"name": "number", "read": "id", "pattern": pattern.replace(r"\-", "-")}]


def _open_points(body: str, capability: Capability, credentials: Collection[str], locale: str | None) -> Iterator[str]:
    document = parse_yaml(body, f"{capability}.yaml")
    try:
        playbook = checked(Playbook, document)
    except WorkspaceInvalid as invalid:
        problems = invalid.problems
    else:
        problems = problems_of(playbook, capability, document, credentials)
    for problem in problems:
        yield f"{problem.line}: {problem.message.in_(locale)} {problem.remedy.in_(locale)}"


def _yaml(value: Drawn) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)
