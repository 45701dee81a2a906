"""Everything that can go wrong, in one tree.

    BatutaError                 what happened, to what, what to do; in English and Spanish
    ├── BadInput                people or their files gave something that cannot be used   exit 2, HTTP 422
    │   ├── UnreadableFile      a brief, book or table that cannot be opened
    │   ├── UnusableBrief       empty, too large, binary
    │   ├── WorkspaceInvalid    one or more problems, each with file, line and remedy
    │   ├── UnknownAttribute    a criterion names what the catalogue lacks
    │   ├── UnknownProduct      a product id that products.yaml lacks
    │   ├── BadCriterion        operator or value does not fit the attribute
    │   ├── BadExpression       a derived attribute that is not a plain, safe expression
    │   ├── BadAnswer           an answer to a gate that the gate does not know
    │   ├── CyclicPlan          steps that wait for each other; names the path
    │   └── NotFound            no campaign, gate or item of that id               HTTP 404
    ├── Refused                 understood, and not done                           HTTP 409
    │   ├── NotAllowed          the person lacks the role, or wrote it themselves  HTTP 403
    │   ├── GateClosed          answered already, or withdrawn
    │   ├── GateExpired         the time to answer is over
    │   ├── StaleDigest         what was approved is not what is there
    │   ├── CampaignHeld        somebody paused or stopped the campaign
    │   ├── CampaignWaits       something outside has to happen first, such as a review in another system
    │   └── OverBudget          would cost more than was approved
    ├── Unavailable             something we need does not answer                  exit 1, HTTP 503
    │   ├── DatabaseUnavailable
    │   ├── SystemUnavailable   a marketing system is down, slow or refuses
    │   └── LanguageUnavailable no engine could do a language task
    ├── OutcomeUnknown          a system may or may not have acted: ask it, or a person; never retry blindly
    └── Misconfigured           a setting, file or version that cannot work; names the variable or line

Foreign errors are translated into these at the border where they appear.
"""

from typing import NamedTuple

from batuta.text import Text


class BatutaError(Exception):
    """What happened, to which thing, and what to do next."""

    exit_code = 1
    status = 500

    def __init__(self, message: Text, *, remedy: Text | None = None, subject: str = "") -> None:
        super().__init__(message.in_("en"))
        self.message = message
        self.remedy = remedy
        self.subject = subject

    def in_(self, locale: str | None) -> str:
        """The whole message for a reader: what happened, then what to do."""
        told = self.message.in_(locale)
        return f"{told} {self.remedy.in_(locale)}" if self.remedy else told


class BadInput(BatutaError):
    exit_code = 2
    status = 422


class UnreadableFile(BadInput):
    def __init__(self, name: str, why: Text, remedy: Text) -> None:
        super().__init__(
            Text(en=f"{name} cannot be read: {why.in_('en')}.", es=f"No se puede leer {name}: {why.in_('es')}."),
            remedy=remedy,
            subject=name,
        )


class UnusableBrief(BadInput):
    pass


class Problem(NamedTuple):
    """One thing wrong in a file of a workspace."""

    file: str
    line: int | None
    message: Text
    remedy: Text

    def in_(self, locale: str | None) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message.in_(locale)} {self.remedy.in_(locale)}"


class WorkspaceInvalid(BadInput):
    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(
            Text(
                en="\n".join(problem.in_("en") for problem in problems),
                es="\n".join(problem.in_("es") for problem in problems),
            ),
            subject=problems[0].file if problems else "",
        )


class UnknownAttribute(BadInput):
    def __init__(self, name: str, nearest: tuple[str, ...] = ()) -> None:
        near = ", ".join(nearest)
        super().__init__(
            Text(
                en=f"The catalogue has no attribute “{name}”.",
                es=f"El catálogo no tiene ningún atributo «{name}».",
            ),
            remedy=Text(
                en=f"Did you mean {near}?" if near else "Add it to catalogue.yaml or use another one.",
                es=f"¿Querías decir {near}?" if near else "Añádelo a catalogue.yaml o usa otro.",
            ),
            subject=name,
        )


class UnknownProduct(BadInput):
    def __init__(self, name: str, known: tuple[str, ...] = ()) -> None:
        some = ", ".join(known[:12])
        super().__init__(
            Text(en=f"There is no product “{name}”.", es=f"No hay ningún producto «{name}»."),
            remedy=Text(en=f"Known products: {some}.", es=f"Productos conocidos: {some}.") if some else None,
            subject=name,
        )


class BadCriterion(BadInput):
    pass


class BadExpression(BadInput):
    pass


class BadAnswer(BadInput):
    pass


class CyclicPlan(BadInput):
    def __init__(self, path: tuple[str, ...]) -> None:
        self.path = path
        drawn = " → ".join(path)
        super().__init__(
            Text(
                en=f"These steps wait for each other: {drawn}.",
                es=f"Estos pasos se esperan unos a otros: {drawn}.",
            ),
            remedy=Text(
                en="Remove one of the dependencies.",
                es="Quita una de las dependencias.",
            ),
            subject=path[0] if path else "",
        )


class NotFound(BadInput):
    status = 404


class Refused(BatutaError):
    status = 409


class NotAllowed(Refused):
    status = 403


class GateClosed(Refused):
    pass


class GateExpired(Refused):
    pass


class StaleDigest(Refused):
    pass


class CampaignHeld(Refused):
    def __init__(self) -> None:
        super().__init__(
            Text(
                en="The campaign was paused or stopped; nothing more leaves.",
                es="La campaña está en pausa o detenida; no sale nada más.",
            ),
            remedy=Text(en="A paused one goes on when it is resumed.", es="Si está en pausa, continúa al reanudarla."),
        )


class CampaignWaits(Refused):
    def __init__(self) -> None:
        super().__init__(
            Text(
                en="The campaign waits for something that people do in another system.",
                es="La campaña espera algo que hacen las personas en otro sistema.",
            )
        )


class OverBudget(Refused):
    pass


class Unavailable(BatutaError):
    status = 503


class DatabaseUnavailable(Unavailable):
    pass


class SystemUnavailable(Unavailable):
    pass


class LanguageUnavailable(Unavailable):
    pass


class OutcomeUnknown(BatutaError):
    status = 502


class Misconfigured(BatutaError):
    exit_code = 2
