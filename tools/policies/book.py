"""The `Policies` port: everything a company executes as a rule, from its files and ours."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from batuta.approval import ApprovalPolicy
from batuta.checks.review import review
from batuta.claims.lexicon import Lexicon
from batuta.compliance import Review, Subject
from batuta.contact import ContactPolicy
from batuta.digest import Digest
from batuta.errors import Problem, WorkspaceInvalid
from batuta.policy import Pack
from batuta.text import Text
from tools.policies.files import Rules, read_rules
from tools.policies.prepared import Shelf
from tools.policies.samples import failing_samples
from tools.workspaces.checked import checked
from tools.workspaces.folder import version_of
from tools.workspaces.yaml_file import read_yaml

BUILT_IN = Path(__file__).resolve().parent.parent.parent / "policies"
"""The packs that come with Batuta."""
PREPARED = "rules"
"""The folder for rules that were read before, in the state folder."""
NOBODY = ApprovalPolicy(version="none", chains=())
"""Where a company wrote no approvals.yaml nobody can approve anything."""


class PolicyBook:
    """Policies of one company: legal packs, its own packs, whom it may contact, who must approve."""

    def __init__(
        self,
        rules: Rules,
        contact: ContactPolicy,
        approval: ApprovalPolicy,
        files: tuple[Path, ...],
        shelf: Shelf,
    ) -> None:
        self._rules = rules
        self._shelf = shelf
        self._contact = contact
        self._approval = approval
        self._version = version_of([*rules.files, *files])

    @property
    def version(self) -> Digest:
        return self._version

    @property
    def approval(self) -> ApprovalPolicy:
        return self._approval

    @property
    def contact(self) -> ContactPolicy:
        return self._contact

    @property
    def packs(self) -> tuple[Pack, ...]:
        return self._rules.packs

    @property
    def lexicon(self) -> Lexicon:
        return self._rules.lexicon

    def review(self, subject: Subject, locale: str | None) -> Review:
        """Apply every pack in force; what none of them covers is a finding."""
        return review(subject, self._rules.packs, self._rules.lexicon, locale)

    def proven(self) -> tuple[Problem, ...]:
        """Problems of the rules' own samples; empty when each rule does what it says."""
        if self._shelf.proved(self._rules.key):
            return ()
        problems = tuple(
            problem
            for pack in self._rules.packs
            for problem in failing_samples(pack, self._rules.lexicon, f"packs/{pack.id}.yaml")
        )
        if not problems:
            self._shelf.mark_proved(self._rules.key)
        return problems

    def out_of_force(self, today: date) -> tuple[Pack, ...]:
        """Packs that are not applied that day: not yet, or no longer."""
        return tuple(pack for pack in self._rules.packs if not pack.in_force(today))

    def uncovered(self, jurisdictions: Sequence[str]) -> tuple[Problem, ...]:
        """A problem where a company works under a law that no pack knows."""
        covered = sorted({place for pack in self._rules.packs for place in pack.jurisdictions})
        unknown = [place for place in jurisdictions if place not in covered]
        return (_uncovered(unknown, covered),) if unknown else ()


def open_policies(folder: Path | None, *, built_in: Path = BUILT_IN, kept: Path | None = None) -> PolicyBook:
    """The policies of a company whose `policies` folder this is; None: the legal packs alone.

    kept: a folder for what was read and proved before; without one all is done anew.
    Raises: WorkspaceInvalid, with every problem of every file.
    """
    shelf = Shelf(kept)
    if folder is None:
        return PolicyBook(read_rules(built_in, shelf=shelf), ContactPolicy(), NOBODY, (), shelf)
    problems: list[Problem] = []
    contact_file, approvals_file = folder / "contact.yaml", folder / "approvals.yaml"
    contact, approval = ContactPolicy(), NOBODY
    try:
        rules = read_rules(built_in, folder, shelf=shelf)
    except WorkspaceInvalid as invalid:
        problems.extend(invalid.problems)
    for path in (contact_file, approvals_file):
        if not path.exists():
            continue
        try:
            document = read_yaml(path, f"policies/{path.name}")
            if path is contact_file:
                contact = checked(ContactPolicy, document)
            else:
                approval = checked(ApprovalPolicy, document)
        except WorkspaceInvalid as invalid:
            problems.extend(invalid.problems)
    if problems:
        raise WorkspaceInvalid(tuple(problems))
    return PolicyBook(rules, contact, approval, (contact_file, approvals_file), shelf)


def _uncovered(unknown: Sequence[str], covered: Sequence[str]) -> Problem:
    named, known = ", ".join(unknown), ", ".join(covered)
    return Problem(
        "workspace.yaml",
        None,
        Text(en=f"No policy pack covers {named}.", es=f"Ningún paquete de políticas cubre {named}."),
        Text(
            en=f"Use some of {known}, or add a pack to policies/packs.",
            es=f"Usa alguna de {known} o añade un paquete en policies/packs.",
        ),
    )
