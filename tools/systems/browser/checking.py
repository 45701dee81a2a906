"""What is wrong with a playbook, found before anything is run: each with its line and what to do."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from batuta.capabilities import CAPABILITIES, Spec
from batuta.errors import Problem
from batuta.publishing import Capability
from batuta.text import Text
from tools.systems.browser.playbook import (
    Check,
    Choose,
    Click,
    Expect,
    Fill,
    Find,
    Go,
    Playbook,
    Read,
    Selector,
    SignIn,
    Step,
    Upload,
)
from tools.systems.browser.shapes import led_to, required
from tools.systems.browser.variables import NotAVariable, Variable, variable, variables
from tools.workspaces.yaml_file import Document, KeyPath


def problems_of(
    playbook: Playbook, capability: Capability, document: Document, secrets: Collection[str]
) -> tuple[Problem, ...]:
    """All that is wrong with it. `secrets` are the names of the system's credentials."""
    return tuple(_Checking(document, secrets, CAPABILITIES[capability], capability).playbook(playbook))


def problems_of_sign_in(sign_in: SignIn, document: Document, secrets: Collection[str]) -> tuple[Problem, ...]:
    return tuple(_Checking(document, secrets).sign_in(sign_in))


@dataclass
class _Checking:
    document: Document
    secrets: Collection[str]
    spec: Spec | None = None
    capability: str = ""
    read: dict[str, KeyPath] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def sign_in(self, sign_in: SignIn) -> Iterator[Problem]:
        yield from self._steps(sign_in.steps, ("steps",))

    def playbook(self, playbook: Playbook) -> Iterator[Problem]:
        spec = self.spec
        if spec is None:
            return
        if playbook.find:
            yield from self._find(playbook.find)
        self.read, self.used = {}, set()
        yield from self._steps(playbook.steps, ("steps",))
        yield from self._result(playbook.gives, ("gives",))
        yield from self._effects(playbook, spec)

    def _find(self, find: Find) -> Iterator[Problem]:
        yield from self._steps(find.steps, ("find", "steps"))
        yield from self._selector(find.found, ("find", "found"))
        yield from self._selector(find.absent, ("find", "absent"))
        yield from self._steps(find.reads, ("find", "reads"))
        yield from self._result(find.gives, ("find", "gives"))
        for at, step in enumerate(find.steps):
            if isinstance(step, Go | Click) and step.changes:
                yield self._problem(
                    ("find", "steps", at, "changes"),
                    Text(en="Looking changes nothing.", es="Mirar no cambia nada."),
                    Text(
                        en="Take `changes` away; for a search that is posted write `sends: true`.",
                        es="Quita `changes`; para una búsqueda por POST escribe `sends: true`.",
                    ),
                )

    def _steps(self, steps: Sequence[Step], place: KeyPath) -> Iterator[Problem]:
        names: set[str] = set()
        for at, step in enumerate(steps):
            here = (*place, at)
            if step.name in names:
                yield self._problem(
                    (*here, "name"),
                    Text(en=f"Two steps are called “{step.name}”.", es=f"Hay dos pasos llamados «{step.name}»."),
                    Text(en="Give each its own name.", es="Ponle a cada uno su nombre."),
                )
            names.add(step.name)
            yield from self._step(step, here)

    def _step(self, step: Step, here: KeyPath) -> Iterator[Problem]:
        sure = {step.only_with} if step.only_with else set()
        if step.only_with:
            yield from self._path(step.only_with, (*here, "only_with"))
        match step:
            case Go():
                yield from self._template(step.go, (*here, "go"), sure)
            case Fill():
                yield from self._selector(step.fill, (*here, "fill"))
                yield from self._template(step.value, (*here, "with"), sure, secret=True)
                yield from self._template(step.shown_as or "", (*here, "shown_as"), sure)
            case Choose():
                yield from self._selector(step.choose, (*here, "choose"))
                yield from self._template(step.value, (*here, "with"), sure)
            case Check():
                yield from self._selector(step.check, (*here, "check"), item=step.for_each is not None)
                if step.for_each:
                    yield from self._path(step.for_each, (*here, "for_each"), listed=True)
            case Upload():
                yield from self._selector(step.upload, (*here, "upload"))
                yield from self._template(step.file, (*here, "file"), sure)
                yield from self._template(step.value, (*here, "with"), sure)
            case Click():
                yield from self._selector(step.click, (*here, "click"))
                yield from self._template(step.accepts or "", (*here, "accepts"), sure)
            case Expect():
                yield from self._selector(step.expect, (*here, "expect"))
                yield from self._template(step.says or "", (*here, "says"), sure)
                for name in ("refused", "absent"):
                    yield from self._selector(getattr(step, name), (*here, name))
            case Read():
                yield from self._reading(step, here)

    def _reading(self, step: Read, here: KeyPath) -> Iterator[Problem]:
        self.read.setdefault(step.read, (*here, "read"))
        yield from self._selector(step.place, (*here, "from"))
        if step.place is None and step.pattern is None:
            yield self._problem(
                (*here, "read"),
                Text(en="It does not say where to read.", es="No dice dónde leerlo."),
                Text(
                    en="Give `from`, or `pattern` for a part of the page's address.",
                    es="Indica `from`, o `pattern` para una parte de la dirección de la página.",
                ),
            )
        if step.pattern is None:
            return
        try:
            groups = re.compile(step.pattern).groups
        except re.error as broken:
            yield self._problem(
                (*here, "pattern"),
                Text(
                    en=f"This is no regular expression: {broken}.",
                    es=f"Esto no es una expresión regular: {broken}.",
                ),
                Text(en="Correct it.", es="Corrígela."),
            )
            return
        if groups > 1:
            yield self._problem(
                (*here, "pattern"),
                Text(en=f"It has {groups} groups.", es=f"Tiene {groups} grupos."),
                Text(en="Keep one: what is read.", es="Deja uno: lo que se lee."),
            )

    def _selector(self, selector: Selector | None, here: KeyPath, *, item: bool = False) -> Iterator[Problem]:
        if selector is None:
            return
        for way in ("name", "label", "placeholder", "text", "test_id", "frame"):
            # Values that may be missing are told when it runs: an empty one would find anything.
            yield from self._template(getattr(selector, way) or "", (*here, way), item=item, optional=True)
        if selector.css and "{" in selector.css:
            yield self._problem(
                (*here, "css"),
                Text(en="CSS takes no variables.", es="El CSS no admite variables."),
                Text(
                    en="Name it by role, label or text, or put the CSS around it in `within`.",
                    es="Nómbralo por rol, etiqueta o texto, o pon en `within` el CSS que lo rodea.",
                ),
            )
        yield from self._selector(selector.within, (*here, "within"), item=item)

    def _template(
        self,
        template: str,
        here: KeyPath,
        sure: Collection[str] = (),
        *,
        secret: bool = False,
        item: bool = False,
        optional: bool = False,
    ) -> Iterator[Problem]:
        try:
            used = variables(template)
        except NotAVariable as unknown:
            yield self._unknown(str(unknown), here)
            return
        for one in used:
            match one.source:
                case "secret" if not secret:
                    yield self._problem(
                        here,
                        Text(
                            en=f"The secret “{one.path[0]}” would be shown.", es=f"Se vería el secreto «{one.path[0]}»."
                        ),
                        Text(
                            en="Secrets are only typed: in `with` of a `fill`.",
                            es="Los secretos solo se escriben: en `with` de un `fill`.",
                        ),
                    )
                case "secret" if one.path[0] not in self.secrets:
                    yield self._problem(
                        here,
                        Text(
                            en=f"The system has no credential “{one.path[0]}”.",
                            es=f"El sistema no tiene la credencial «{one.path[0]}».",
                        ),
                        Text(
                            en=f"Add it to systems.yaml: credentials: {{{one.path[0]}: env:NAME}}.",
                            es=f"Añádela a systems.yaml: credentials: {{{one.path[0]}: env:NOMBRE}}.",
                        ),
                    )
                case "read":
                    yield from self._use_of_read(one, here)
                case "argument":
                    yield from self._argument(one, here, sure, optional=optional)
                case "item" if not item:
                    yield self._unknown("{item}", here)
                case "key" | "mark" if self.spec is None or not self.spec.changes:
                    yield self._unknown("{" + one.source + "}", here)

    def _use_of_read(self, one: Variable, here: KeyPath) -> Iterator[Problem]:
        name = ".".join(one.path)
        self.used.add(name)
        if name not in self.read:
            yield self._problem(
                here,
                Text(
                    en=f"“{name}” has not been read when this step comes.",
                    es=f"«{name}» no se ha leído cuando llega este paso.",
                ),
                Text(en=f"Put a step `read: {name}` before it.", es=f"Pon antes un paso `read: {name}`."),
            )

    def _argument(self, one: Variable, here: KeyPath, sure: Collection[str], *, optional: bool) -> Iterator[Problem]:
        led = led_to(self.spec.arguments, one.path) if self.spec else None
        if led is None:
            yield self._unknown("{" + str(one) + "}", here)
        elif led.optional and not (optional or one.optional) and str(one) not in sure and one.path != ("id",):
            yield self._problem(
                here,
                Text(
                    en=f"{self.capability} may come without {one}.",
                    es=f"{self.capability} puede venir sin {one}.",
                ),
                Text(
                    en=f"Add `only_with: {one}` to the step: without a value it is left out; or write {{{one}?}}.",
                    es=f"Añade `only_with: {one}` al paso: sin valor se omite; o escribe {{{one}?}}.",
                ),
            )

    def _path(self, path: str, here: KeyPath, *, listed: bool = False) -> Iterator[Problem]:
        try:
            one = variable(path)
        except NotAVariable:
            yield self._unknown(path, here)
            return
        led = led_to(self.spec.arguments, one.path) if self.spec and one.source == "argument" else None
        if led is None:
            yield self._unknown(path, here)
        elif listed and not led.listed:
            yield self._problem(
                here,
                Text(en=f"{path} is not a list.", es=f"{path} no es una lista."),
                Text(en="Use it in braces, without for_each.", es="Úsalo entre llaves, sin for_each."),
            )

    def _result(self, gives: dict[str, str], here: KeyPath) -> Iterator[Problem]:
        if self.spec is None:
            return
        result = self.spec.result
        for name, template in gives.items():
            yield from self._template(template, (*here, name), optional=True)
            if led_to(result, tuple(name.split("."))) is None:
                yield self._unknown_field(name, (*here, name))
        for name, place in self.read.items():
            if name not in self.used and led_to(result, tuple(name.split("."))) is None:
                yield self._unknown_field(name, place)
        told = {name.split(".")[0] for name in (*gives, *self.read)}
        for name in required(result):
            if name not in told:
                yield self._problem(
                    here[:-1] or ("steps",),
                    Text(
                        en=f"{self.capability} has to tell “{name}”, and no step reads it.",
                        es=f"{self.capability} tiene que decir «{name}» y ningún paso lo lee.",
                    ),
                    Text(
                        en=f"Add a step `read: {name}`, or `gives: {{{name}: …}}` where it is always the same.",
                        es=f"Añade un paso `read: {name}`, o `gives: {{{name}: …}}` si siempre es lo mismo.",
                    ),
                )

    def _effects(self, playbook: Playbook, spec: Spec) -> Iterator[Problem]:
        changing = [at for at, step in enumerate(playbook.steps) if isinstance(step, Go | Click) and step.changes]
        if not spec.changes:
            for at in changing:
                yield self._problem(
                    ("steps", at, "changes"),
                    Text(en=f"{self.capability} only looks.", es=f"{self.capability} solo mira."),
                    Text(
                        en="Take `changes` away; for a search that is posted write `sends: true`.",
                        es="Quita `changes`; para una búsqueda por POST escribe `sends: true`.",
                    ),
                )
            return
        if not changing:
            yield self._problem(
                ("steps",),
                Text(
                    en=f"{self.capability} changes the system, and no step says that it does.",
                    es=f"{self.capability} cambia el sistema y ningún paso dice que lo haga.",
                ),
                Text(
                    en="Write `changes: true` at the click that saves.",
                    es="Escribe `changes: true` en el clic que guarda.",
                ),
            )
        elif not any(isinstance(step, Expect) for step in playbook.steps[changing[-1] + 1 :]):
            yield self._problem(
                ("steps", changing[-1]),
                Text(
                    en="Nothing is expected after this: nobody would know whether it worked.",
                    es="Después de esto no se espera nada: nadie sabría si ha funcionado.",
                ),
                Text(
                    en="Add an `expect` with what the page shows when it worked.",
                    es="Añade un `expect` con lo que muestra la página cuando ha ido bien.",
                ),
            )
        if playbook.find is None:
            yield self._problem(
                ("steps",),
                Text(
                    en=f"{self.capability} has no `find`: after an interruption it might be done twice.",
                    es=f"{self.capability} no tiene `find`: tras una interrupción podría hacerse dos veces.",
                ),
                Text(
                    en="Add `find`: how to see on a page that it was done already, for instance by its {mark}.",
                    es="Añade `find`: cómo se ve en una página que ya está hecho, por ejemplo por su {mark}.",
                ),
            )

    def _unknown(self, shown: str, here: KeyPath) -> Problem:
        known = [f"argument.{name}" for name in self.spec.arguments.model_fields] if self.spec else []
        near = get_close_matches(shown.strip("{}"), [*known, "key", "mark"], n=1)
        remedy = (
            Text(en=f"Did you mean {near[0]}?", es=f"¿Querías decir {near[0]}?")
            if near
            else Text(
                en=f"Known are {', '.join(known)}." if known else "Signing in knows secrets only.",
                es=f"Se conocen {', '.join(known)}." if known else "El inicio de sesión solo conoce secretos.",
            )
        )
        return self._problem(
            here, Text(en=f"{shown} stands for nothing here.", es=f"{shown} aquí no significa nada."), remedy
        )

    def _unknown_field(self, name: str, here: KeyPath) -> Problem:
        fields = list(self.spec.result.model_fields) if self.spec else []
        near = get_close_matches(name, fields, n=1)
        return self._problem(
            here,
            Text(
                en=f"“{name}” is no part of what {self.capability} tells, and no later step uses it.",
                es=f"«{name}» no es parte de lo que dice {self.capability} y ningún paso posterior lo usa.",
            ),
            Text(
                en=f"Did you mean “{near[0]}”?" if near else f"It tells {', '.join(fields)}.",
                es=f"¿Querías decir «{near[0]}»?" if near else f"Dice {', '.join(fields)}.",
            ),
        )

    def _problem(self, here: KeyPath, message: Text, remedy: Text) -> Problem:
        return Problem(self.document.file, self.document.line_of(here), message, remedy)
