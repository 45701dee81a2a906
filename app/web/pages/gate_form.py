"""What a person filled in, as an answer: field names of the forms in `templates/gate/`.

decision, digest                  of every form
answer:<field>, other:<field>     clarify: the option that was picked, words of one's own
text                              clarify and change: an answer or a change in one's own words
value:<audience.attribute>        confirm: another figure than the usual one
proposal                          choose_audience
edit:content.<id>.parts.<part>    texts; only those that differ from `was:` count
item, reason, until               resolve
budget, start, end                change
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from agents.conversation.naming import channels_in
from batuta.errors import BadAnswer
from batuta.text import Text

LONGEST = 20_000


class Filled(NamedTuple):
    decision: str
    digest: str
    changes: dict[str, object]
    reason: str
    until: date | None


def filled(form: Mapping[str, str], picked: Mapping[str, Sequence[str]] | None = None) -> Filled:
    """picked: every option of fields that take several. Raises: BadAnswer, for a date or figure that is none."""
    decision = form.get("decision", "")
    changes: dict[str, object] = {}
    match decision:
        case "answer":
            changes = _answers(form, picked or {})
        case "add":
            changes = _values(form)
        case "apply":
            changes = {"proposal": form["proposal"]} if form.get("proposal") else {}
        case "edit":
            changes = edits(form)
        case "drop":
            changes = {"items": [form["item"]]} if form.get("item") else {}
        case "change":
            changes = edits(form) or _brief_changes(form)
    return Filled(
        decision=decision,
        digest=form.get("digest", ""),
        changes=changes,
        reason=form.get("reason", "").strip()[:LONGEST],
        until=_day(form.get("until", "")),
    )


def edits(form: Mapping[str, str]) -> dict[str, object]:
    """Texts that were changed."""
    found: dict[str, object] = {}
    for name, value in form.items():
        head, _, path = name.partition(":")
        text = value.replace("\r\n", "\n")
        if head == "edit" and text.strip() != form.get(f"was:{path}", "").replace("\r\n", "\n").strip():
            found[path] = text.strip()[:LONGEST]
    return found


def _answers(form: Mapping[str, str], picked: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """The option that was picked for a field; words of one's own take its place and are read like the brief."""
    changes: dict[str, object] = {}
    for name, value in form.items():
        head, _, field = name.partition(":")
        if head == "answer" and value:
            channels = channels_in(" ".join(picked.get(name, ()))) if field == "channels" else ()
            changes.setdefault(field, list(channels) or value)
        if head == "other" and value.strip():
            changes[field] = value.strip()[:LONGEST]
    if form.get("text", "").strip():
        changes["text"] = form["text"].strip()[:LONGEST]
    return changes


def _values(form: Mapping[str, str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in form.items():
        head, _, path = name.partition(":")
        if head == "value" and value.strip() and value.strip() != form.get(f"was:{path}", ""):
            found[path] = _number(value)
    return found


def _brief_changes(form: Mapping[str, str]) -> dict[str, object]:
    changes: dict[str, object] = {}
    if form.get("budget", "").strip() and form.get("budget") != form.get("was:budget"):
        changes["budget.amount"] = _number(form["budget"])
    for end in ("start", "end"):
        day = _day(form.get(end, ""))
        if day and form.get(end) != form.get(f"was:{end}"):
            changes[f"window.{end}"] = day.isoformat()
    if form.get("text", "").strip():
        changes["text"] = form["text"].strip()[:LONGEST]
    return changes


def _number(said: str) -> int | float:
    try:
        number = float(said.strip().replace(",", "."))
    except ValueError:
        raise BadAnswer(
            Text(en=f"“{said[:40]}” is not a number.", es=f"«{said[:40]}» no es un número."),
            remedy=Text(en="Use digits, such as 12000.", es="Usa cifras, por ejemplo 12000."),
        ) from None
    return int(number) if number.is_integer() else number


def _day(said: str) -> date | None:
    if not said.strip():
        return None
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        raise BadAnswer(
            Text(en=f"“{said[:40]}” is not a date.", es=f"«{said[:40]}» no es una fecha."),
            remedy=Text(en="Write it as 2027-04-30.", es="Escríbela así: 2027-04-30."),
        ) from None
