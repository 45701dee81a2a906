import re
from pathlib import Path

import pytest

from batuta.errors import Misconfigured
from batuta.noun import Noun
from batuta.task import Task
from batuta.tasks import TASKS
from tests.tools.language.find_city import FIND_CITY, PROMPT, City, Sentence
from tools.language.builtin.implementations import implementations
from tools.language.prompts import PROMPTS, Prompt, Prompts


def test_every_task_has_a_prompt_that_declares_its_inputs_and_output() -> None:
    prompts = Prompts()
    for task in TASKS:
        prompts[task.name].suits(task)


def test_every_prompt_belongs_to_a_task() -> None:
    files = {path.stem for path in PROMPTS.glob("*.md")} - {"README"}
    assert files == {task.name for task in TASKS}


def test_every_task_has_a_built_in_implementation_and_no_implementation_lacks_a_task() -> None:
    assert set(implementations()) == {task.name for task in TASKS}


def test_renders_system_and_user_apart(prompts: Path) -> None:
    rendered = Prompts(prompts)["find_city"].render(Sentence(text="Vamos a Cuenca"))
    assert rendered.system == "You find the city."
    assert re.fullmatch(r"<sentence-(\w{6})>\nVamos a Cuenca\n</sentence-\1>", rendered.user)


def test_the_digest_changes_with_a_word_and_not_with_line_endings() -> None:
    same = Prompt(PROMPT.replace("\n", "\r\n"), "find_city.md")
    other = Prompt(PROMPT.replace("the city.", "the town."), "find_city.md")
    assert same.digest == Prompt(PROMPT, "find_city.md").digest != other.digest


class More(Sentence):
    today: str = ""


class Fewer(Noun):
    pass


@pytest.mark.parametrize(("given", "named"), [(More(text="x"), "today"), (Fewer(), "text")])
def test_a_missing_or_extra_input_raises(given: Noun, named: str) -> None:
    with pytest.raises(Misconfigured, match=named):
        Prompt(PROMPT, "find_city.md").render(given)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (("inputs: [text]", "inputs: [text, today]"), "unused: today"),
        (('{{ text | data("sentence") }}', "{{ text | quoted }} {{ other | quoted }}"), "undeclared: other"),
        (("# User", "# Person"), "then `# User`"),
        (("---\ntask", "task"), "front matter"),
        (("version:", "verison:"), "verison"),
        (('version: "2"', 'version: "latest"'), "version"),
        (("{{ text", "{{ text |"), "cannot be filled in"),
        (("{{ text", "{% for x in text %}{{ text"), "cannot be filled in"),
    ],
)
def test_a_broken_file_is_refused_and_named(change: tuple[str, str], complaint: str) -> None:
    with pytest.raises(Misconfigured, match=re.escape(complaint)) as refused:
        Prompt(PROMPT.replace(*change), "find_city.md")
    assert "find_city.md" in refused.value.in_("en")
    assert "find_city.md" in refused.value.in_("es")


def test_a_task_without_prompt_is_refused(prompts: Path) -> None:
    with pytest.raises(Misconfigured, match=r"nowhere\.md"):
        Prompts(prompts)["nowhere"]


def test_a_prompt_under_another_name_is_refused(prompts: Path) -> None:
    (prompts / "find_town.md").write_text(PROMPT)
    with pytest.raises(Misconfigured, match="find_city"):
        Prompts(prompts)["find_town"]


def test_suits_only_its_own_task() -> None:
    prompt = Prompt(PROMPT, "find_city.md")
    prompt.suits(FIND_CITY)
    with pytest.raises(Misconfigured, match="today"):
        prompt.suits(Task("find_city", More, City))
    with pytest.raises(Misconfigured, match="Sentence"):
        prompt.suits(Task("find_city", Sentence, Sentence))
