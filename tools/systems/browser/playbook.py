"""A playbook: named steps in a browser, written down once and followed to the letter.

    go        open an address of the system
    fill      type into a field              choose   pick an option of a list
    check     tick a box, or untick it       upload   give a file
    click     press something                expect   go on only if this is there
    read      take a value from the page

Nothing in it decides: where the page is not as the playbook says, it stops. Things on a page are named as people name
them – by role and name, label, placeholder or text; by CSS only where nothing else tells them apart.
"""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from batuta.noun import Noun
from batuta.publishing import Capability
from batuta.text import Language, Text, quoted, say

SECONDS = 10.0
"""What a step may take where it does not say."""

Role = Literal[
    "alert",
    "alertdialog",
    "article",
    "banner",
    "button",
    "cell",
    "checkbox",
    "columnheader",
    "combobox",
    "contentinfo",
    "dialog",
    "form",
    "grid",
    "gridcell",
    "group",
    "heading",
    "img",
    "link",
    "list",
    "listbox",
    "listitem",
    "main",
    "menu",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "navigation",
    "option",
    "paragraph",
    "progressbar",
    "radio",
    "radiogroup",
    "region",
    "row",
    "rowgroup",
    "rowheader",
    "search",
    "searchbox",
    "spinbutton",
    "status",
    "switch",
    "tab",
    "table",
    "tablist",
    "tabpanel",
    "textbox",
    "toolbar",
    "tooltip",
    "tree",
    "treeitem",
]
WAYS = ("role", "label", "placeholder", "text", "test_id", "css")
"""How a thing on a page is named, the best first."""


_KINDS = {
    "alert": "aviso",
    "alertdialog": "aviso",
    "button": "botón",
    "cell": "celda",
    "checkbox": "casilla",
    "columnheader": "cabecera de columna",
    "combobox": "lista",
    "css": "elemento",
    "dialog": "diálogo",
    "form": "formulario",
    "heading": "título",
    "img": "imagen",
    "label": "campo",
    "link": "enlace",
    "list": "lista",
    "listbox": "lista",
    "listitem": "elemento de lista",
    "menu": "menú",
    "menuitem": "opción de menú",
    "option": "opción",
    "placeholder": "campo",
    "radio": "opción",
    "role": "elemento",
    "row": "fila",
    "rowheader": "cabecera de fila",
    "searchbox": "buscador",
    "spinbutton": "campo numérico",
    "status": "mensaje de estado",
    "switch": "interruptor",
    "tab": "pestaña",
    "table": "tabla",
    "test_id": "elemento",
    "text": "texto",
    "textbox": "campo",
}
"""In Spanish, what a selector names a thing by; others keep their name."""


class Selector(Noun):
    """One thing on a page. Exactly one must answer to it: none, or two, and the playbook stops."""

    role: Role | None = None
    name: str | None = None
    """What a screen reader calls it; with `role`."""
    label: str | None = None
    placeholder: str | None = None
    text: str | None = None
    test_id: str | None = None
    css: str | None = None
    exact: bool = True
    """The whole name in the same case; otherwise a part of it in any case."""
    within: "Selector | None" = None
    frame: str | None = None
    """The name or title of the frame it lies in."""

    @model_validator(mode="after")
    def _one_way(self) -> "Selector":
        used = [way for way in WAYS if getattr(self, way) is not None]
        if len(used) != 1:
            raise ValueError(f"name it in one way ({', '.join(WAYS)}), not {' and '.join(used) or 'none'}")
        if self.name is not None and self.role is None:
            raise ValueError("a name goes with a role")
        return self

    def in_words(self, language: Language = "en") -> str:
        """As a message shows it: `button “Grabar”`, `botón «Grabar»`."""
        way = next(way for way in WAYS if getattr(self, way) is not None)
        by_name = way == "role" and self.name
        kind = str(self.role) if by_name else way
        called = quoted(str(self.name if by_name else getattr(self, way)), language)
        shown = f"{_KINDS.get(kind, kind) if language == 'es' else kind} {called}"
        return f"{shown} {say(language, en='in', es='en')} {self.within.in_words(language)}" if self.within else shown


class _Step(Noun):
    name: str
    """What it is for, in a few words; unique in the playbook."""
    only_with: str | None = None
    """An argument (`argument.end`): without a value for it the step is left out."""
    seconds: float | None = Field(default=None, gt=0, le=120)


class _Sending(_Step):
    changes: bool = False
    """It may change something in the system. Only such a step may send more than questions."""
    sends: bool = False
    """It sends a form, and changes nothing: a search by POST."""


class Go(_Sending):
    go: str = Field(pattern=r"^/")
    """A path of the system, with variables."""


class Fill(_Step):
    fill: Selector
    value: str = Field(alias="with")
    words: dict[str, str] = Field(default_factory=dict)
    """What the system calls our values."""
    shown_as: str | None = None
    """What the field must hold afterwards, where it writes it otherwise."""


class Choose(_Step):
    choose: Selector
    value: str = Field(alias="with")
    """The words of the option."""
    words: dict[str, str] = Field(default_factory=dict)


class Check(_Step):
    check: Selector
    on: bool = True
    for_each: str | None = None
    """An argument that is a list: once for each `{item}`."""
    words: dict[str, str] = Field(default_factory=dict)


class Upload(_Step):
    upload: Selector
    file: str
    """How the file is called."""
    value: str = Field(alias="with")
    """What it holds."""


class Click(_Sending):
    click: Selector
    accepts: str | None = None
    """The question of the dialog that this click may be asked, word for word; any other is answered with no."""


class Expect(_Step):
    expect: Selector
    says: str | None = None
    """Words that it must contain, or its field hold; "" for a field that must be empty."""
    gone: bool = False
    """It must not be there."""
    refused: Selector | None = None
    """Where this is there instead, the system will not do it, and nothing happened."""
    absent: Selector | None = None
    """Where this is there instead, there is no such thing."""


class Read(_Step):
    read: str = Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$")
    """The field of the result, or a name that later steps use as `{read.name}`."""
    place: Selector | None = Field(default=None, alias="from")
    """Where; without it, from the page's address."""
    attribute: str | None = None
    pattern: str | None = None
    """A regular expression; its group, or all of it, is what counts."""
    form: Literal["text", "integer", "date"] = Field(default="text", alias="as")
    date_form: str = "%d/%m/%Y"
    may_be_empty: bool = False
    """Where nothing stands there, or there is no such place, nothing is read."""
    words: dict[str, str] = Field(default_factory=dict)
    """What we call the system's values; one that is not listed stops the playbook."""


ACTIONS = ("go", "fill", "choose", "check", "upload", "click", "expect", "read")


def _action(given: object) -> str | None:
    if isinstance(given, dict):
        found = [action for action in ACTIONS if action in given]
        return f"{found[0]} step" if len(found) == 1 else None
    return f"{type(given).__name__.lower()} step"


# The labels hold a space: messages leave such parts of a place out.
Step = Annotated[
    Annotated[Go, Tag("go step")]
    | Annotated[Fill, Tag("fill step")]
    | Annotated[Choose, Tag("choose step")]
    | Annotated[Check, Tag("check step")]
    | Annotated[Upload, Tag("upload step")]
    | Annotated[Click, Tag("click step")]
    | Annotated[Expect, Tag("expect step")]
    | Annotated[Read, Tag("read step")],
    Discriminator(
        _action,
        custom_error_type="action",
        custom_error_message=f"a step does one of {', '.join(ACTIONS)}",
    ),
]


class Find(Noun):
    """How to see whether it was done already: by what the page shows, never by what it does not."""

    steps: tuple[Step, ...] = Field(min_length=1)
    found: Selector
    """Is there when it was done."""
    absent: Selector
    """Is there when it was not."""
    reads: tuple[Read, ...] = ()
    """From the page that shows it."""
    gives: dict[str, str] = Field(default_factory=dict)


class SignIn(Noun):
    """How a job begins: `sign_in.yaml`, for all playbooks of its system."""

    steps: tuple[Step, ...] = Field(min_length=1)


class Playbook(Noun):
    """How one capability is done in one system."""

    what: Text | None = None
    steps: tuple[Step, ...] = Field(min_length=1)
    gives: dict[str, str] = Field(default_factory=dict)
    """Fields of the result that are known without reading."""
    find: Find | None = None


class Playbooks(Noun):
    """All that is known about driving one system."""

    sign_in: SignIn | None = None
    by_capability: dict[Capability, Playbook] = Field(default_factory=dict)
