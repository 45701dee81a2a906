"""Prompts: Markdown files with declared inputs, rendered so that no input can pass for an instruction.

A file is front matter, then a `# System` and a `# User` part. Inputs reach the text only through one of
two filters, and a bare one is an error, so that nobody can forget:

    {{ text | data("brief") }}     between marks that the content cannot close, verbatim
    {{ currency | quoted }}        a short value as a JSON string, on one line
"""

import re
from pathlib import Path
from typing import NamedTuple

from jinja2 import TemplateError, meta
from pydantic import Field

from batuta.digest import Digest, digest
from batuta.errors import Misconfigured, WorkspaceInvalid
from batuta.noun import Noun
from batuta.task import In, Out, Task
from batuta.text import Text
from tools.language.template import environment
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import parse_yaml

PROMPTS = Path(__file__).resolve().parents[2] / "prompts"
_FORM = re.compile(
    r"\A---\n(?P<front>.*?\n)---\n\s*^# System\n(?P<system>.*?)^# User\n(?P<user>.*)\Z", re.DOTALL | re.MULTILINE
)


class FrontMatter(Noun):
    """What a prompt file says about itself."""

    task: str
    version: str = Field(pattern=r"^\d+(\.\d+)*$")
    description: str
    """What it is for, for the people who edit it."""
    inputs: tuple[str, ...]
    """The fields of the task's input, each."""
    output: str
    """The name of the type that must come out."""


class Rendered(NamedTuple):
    system: str
    user: str


class Prompts:
    """The prompt files of a folder, each read once."""

    def __init__(self, folder: Path = PROMPTS) -> None:
        self._folder = folder
        self._read: dict[str, Prompt] = {}

    def __getitem__(self, task: str) -> "Prompt":
        """Raises: Misconfigured, where the task has no prompt or a broken one."""
        if task not in self._read:
            self._read[task] = self._load(f"{task}.md")
        return self._read[task]

    def _load(self, file: str) -> "Prompt":
        try:
            text = (self._folder / file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as unreadable:
            raise _wrong(file, en=f"cannot be read ({unreadable})", es=f"no se puede leer ({unreadable})") from None
        prompt = Prompt(text, file)
        if prompt.about.task != Path(file).stem:
            said = prompt.about.task
            raise _wrong(file, en=f"says it is for the task {said}", es=f"dice que es para la tarea {said}")
        return prompt


class Prompt:
    """One prompt file. Raises: Misconfigured, naming the file and what is wrong with it."""

    def __init__(self, text: str, file: str) -> None:
        parts = _FORM.match(text.replace("\r\n", "\n"))
        if parts is None:
            raise _wrong(
                file,
                en="needs front matter between `---` lines, then `# System`, then `# User`",
                es="necesita una cabecera entre líneas `---`, después `# System` y después `# User`",
            )
        self.file = file
        self.about = _front_matter(parts["front"], file)
        self.digest: Digest = digest(parts.groupdict())
        self._check_names(parts["system"] + parts["user"])
        self._system = environment().from_string(parts["system"].strip())
        self._user = environment().from_string(parts["user"].strip())

    def render(self, inputs: Noun) -> Rendered:
        """The prompt with its inputs in place.

        Raises: Misconfigured, for an input that is not declared, a declared one that is not there, or one
        that reaches the text without a filter.
        """
        given = {name: getattr(inputs, name) for name in type(inputs).model_fields}
        missing, extra = _difference(set(self.about.inputs), set(given))
        if missing or extra:
            raise _wrong(
                self.file,
                en=f"was given other inputs than it declares; missing: {missing or 'none'}; extra: {extra or 'none'}",
                es=f"ha recibido otras entradas que las que declara; faltan: {missing or '–'}; sobran: {extra or '–'}",
            )
        try:
            return Rendered(self._system.render(given), self._user.render(given))
        except TemplateError as broken:
            raise self._cannot_fill(broken) from None

    def suits(self, task: Task[In, Out]) -> None:
        """Raises: Misconfigured, where the file declares other inputs or another output than the task has."""
        missing, extra = _difference(set(task.inputs.model_fields), set(self.about.inputs))
        if missing or extra:
            raise _wrong(
                self.file,
                en=f"does not declare the inputs of its task; missing: {missing or 'none'}; extra: {extra or 'none'}",
                es=f"no declara las entradas de su tarea; faltan: {missing or '–'}; sobran: {extra or '–'}",
            )
        if self.about.output != task.output.__name__:
            expected = task.output.__name__
            raise _wrong(
                self.file,
                en=f"promises {self.about.output}; the task makes {expected}",
                es=f"promete {self.about.output}; la tarea produce {expected}",
            )

    def _check_names(self, text: str) -> None:
        try:
            used = meta.find_undeclared_variables(environment().parse(text))
        except TemplateError as broken:
            raise self._cannot_fill(broken) from None
        unused, undeclared = _difference(set(self.about.inputs), used)
        if unused or undeclared:
            raise _wrong(
                self.file,
                en=f"must use each declared input and no other; unused: {unused or 'none'}; "
                f"undeclared: {undeclared or 'none'}",
                es=f"debe usar cada entrada declarada y ninguna más; sin usar: {unused or '–'}; "
                f"sin declarar: {undeclared or '–'}",
            )

    def _cannot_fill(self, broken: TemplateError) -> Misconfigured:
        why = broken.message or type(broken).__name__
        return _wrong(self.file, en=f"cannot be filled in: {why}", es=f"no se puede rellenar: {why}")


def _front_matter(text: str, file: str) -> FrontMatter:
    try:
        return checked(FrontMatter, parse_yaml(text, f"prompts/{file}"))
    except WorkspaceInvalid as invalid:
        raise Misconfigured(invalid.message, subject=file) from None


def _difference(expected: set[str], found: set[str]) -> tuple[str, str]:
    """What is expected and not found, and the other way round, as words."""
    return ", ".join(sorted(expected - found)), ", ".join(sorted(found - expected))


def _wrong(file: str, *, en: str, es: str) -> Misconfigured:
    return Misconfigured(
        Text(en=f"The prompt prompts/{file} {en}.", es=f"El prompt prompts/{file} {es}."),
        remedy=Text(en="prompts/README.md shows the form.", es="prompts/README.md muestra la forma."),
        subject=file,
    )
