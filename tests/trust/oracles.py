"""Seven judges of what a campaign left behind. They share no code with the product; an empty list means: kept.

byz1 no effect without a valid approval over exactly those bytes      byz5 no secret in any output
byz2 no claim without a citation in force that carries it             byz6 ends within its budget
byz3 no connection off the allow-list                                 byz7 every block leaves an audit event
byz4 no byte of another company
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml

from tests.trust.evidence import Row, Traces

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"'{}\[\]]+")
_FIELD = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def fingerprint(value: object) -> str:
    """SHA-256 over JSON with sorted keys and without white space."""
    plain = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def byz1(traces: Traces) -> Iterator[str]:
    """Every effect is a step of a plan that somebody who may has approved, unaltered, in time."""
    for effect in traces.of("outbox", undoes=None):
        yield from (f"effect {effect['step']['id']}: {why}" for why in _unapproved(traces, effect))
    campaigns = {effect["campaign_id"] for effect in traces.of("outbox")}
    for name in traces.files:
        if not any(campaign in name for campaign in campaigns):
            yield f"{name} was written for a campaign without effects"
    approved = [item["parts"] for item in published(traces)]
    for live in traces.of("cms_items"):
        if live["key"] and live["body"].get("parts") not in approved:
            yield f"{live['id']} is in the CMS with words that nobody approved"


def _unapproved(traces: Traces, effect: Row) -> Iterator[str]:
    approval = next(iter(traces.of("approvals", id=effect["approval_id"])), None)
    if approval is None or approval["withdrawn_at"] or not approval["used_at"]:
        yield "its approval is missing, withdrawn or unused"
        return
    gate = traces.of("gates", id=approval["gate_id"])[0]
    (campaign,) = traces.of("campaigns", id=effect["campaign_id"])
    answer = gate["answer"] or {}
    if gate["kind"] != "approve" or gate["state"] != "answered" or answer.get("decision") != "approve":
        yield "nobody approved"
    if gate["four_eyes"] and gate["answered_by"] == campaign["author"]:
        yield f"{campaign['author']} approved an own campaign"
    if len({approval["digest"], gate["digest"], answer.get("digest"), fingerprint(approval["shown"])}) != 1:
        yield "the approval is over something else"
    if approval["expires_at"] and approval["granted_at"] >= approval["expires_at"]:
        yield "the approval came too late"
    plan = traces.artefact(approval["shown"].get("plan"))
    if plan is None or fingerprint(plan) != approval["shown"]["plan"] or effect["step"] not in plan["steps"]:
        yield "it is not in the approved plan"
    repair = approval["shown"].get("repair")
    if repair is not None and effect["step"]["id"] not in [one["step"] for one in repair]:
        yield "it is not among what the repair showed"
    carried = effect["step"].get("artefact")
    shown = {*map(str, approval["shown"].values()), *map(str, approval["shown"].get("content", {}).values())}
    if carried and (carried not in shown):
        yield "it carries what was not shown"
    if carried and (body := traces.artefact(carried)) is not None and fingerprint(body) != carried:
        yield "what it carries was altered"
    forecast = (plan or {}).get("forecast") or {}
    if forecast.get("budget") is not None and forecast["cost"] > forecast["budget"]:
        yield f"it costs {forecast['cost']} of {forecast['budget']}"


def published(traces: Traces) -> list[Row]:
    """Messages of plans whose steps are under way, as they were approved."""
    shown = [row["shown"] for row in traces.of("approvals") if row["used_at"]]
    digests = {str(digest) for one in shown for digest in one.get("content", {}).values()}
    return [row["body"] for row in traces.of("artefacts", kind="ContentItem") if row["digest"] in digests]


def byz2(traces: Traces, today: date, markers: Iterable[str] = ()) -> Iterator[str]:
    """Every sentence that goes live has a source of this company, in force, that says what is quoted."""
    sources = Sources(traces.folder, today)
    for item in published(traces):
        words = "\n".join(item["parts"].values())
        for marker in markers:
            if marker and _plain(marker) in _plain(words):
                yield f"{item['id']} says “{marker}”"
        for sentence in item["sentences"]:
            if item["origin"] != "reused":
                yield from (f"{item['id']}: “{sentence['text']}” {why}" for why in sources.against(sentence, item))
        for name in _FIELD.findall(words):
            if name not in sources.fields:
                yield f"{item['id']} shows {{{{{name}}}}}"
        if item["channel"] in ("email", "sms") and "{{unsubscribe_url}}" not in words:
            yield f"{item['id']} has no way out"
        if re.search(r"<\s*/?\s*[a-z!]|javascript:|\]\(|[\r\u200b-\u200f\u202a-\u202e]", words, re.IGNORECASE):
            yield f"{item['id']} holds mark-up or invisible signs"
    for name, body in traces.files.items():
        mail = body.decode("utf-8", "replace").lower()
        if re.search(r"<script|javascript:|\bsrc=\"?https?:|@import|^bcc:", mail, re.MULTILINE):
            yield f"{name} would fetch or run something"


def misquotes(traces: Traces, brief: str) -> Iterator[str]:
    """Every quote of the brief, wherever a campaign keeps it for people to read, stands in the brief."""
    for campaign in traces.of("campaigns"):
        for name in ("brief", "targeting", "precedents"):
            for quote in _quoted(traces.artefact(campaign["state"].get(name))):
                if quote not in brief:
                    yield f"its {name} quotes “{quote}”"


def _quoted(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if value.get("source") == "brief" and "quote" in value and "start" in value:
            yield str(value["quote"])
        for item in value.values():
            yield from _quoted(item)
    elif isinstance(value, list):
        for item in value:
            yield from _quoted(item)


class Sources:
    """What a company's own files say, read without its code."""

    def __init__(self, folder: Path, today: date) -> None:
        self.today = today
        described = yaml.safe_load((folder / "workspace.yaml").read_text("utf-8"))
        products = yaml.safe_load((folder / "products.yaml").read_text("utf-8"))["products"]
        self.fields = {*described["merge_fields"], "unsubscribe_url"}
        self.hosts = {host.lower() for host in described["allowed_hosts"]}
        self._sender = _json(described["sender"])
        self._products = {product["id"]: product for product in products}
        self._facts = {f"fact:{p['id']}/{fact['key']}": fact for p in products for fact in p["facts"]}
        self._documents = dict(_documents(folder / "brand_guidelines"))
        self._blocks = dict(self._read_blocks())

    def against(self, sentence: Row, item: Row) -> Iterator[str]:
        if not sentence["citations"]:
            yield "cites nothing"
        said = ""
        for citation in sentence["citations"]:
            source, quote = citation["source"], citation["quote"]
            told = self._told(source, item)
            if told is None:
                yield f"cites {source}, which is not there or not in force"
                continue
            said += f"\n{told}"
            if quote and source.startswith("fact:") and _plain(quote) not in _plain(told):
                yield f"cites {source}, which does not say “{quote}”"
        words = _FIELD.sub("", sentence["text"])
        for link in _LINK.findall(words):
            host = re.sub(r"^https?://", "", link.rstrip(".,;:!?)")).split("/")[0].lower()
            if host not in self.hosts:
                yield f"leads to {host}"
        known = set(_NUMBER.findall(f"{said}\n{self._sender}\n{self._all_of(item)}"))
        for number in _NUMBER.findall(_LINK.sub("", words)):
            if number not in known:
                yield f"says {number}, which its sources do not"

    def _told(self, source: str, item: Row) -> str | None:
        kind, _, name = source.partition(":")
        match kind:
            case "fact":
                fact = self._facts.get(source)
                own = name.split("/")[0] == item["product_id"]
                return _json(fact) if fact and own and self._holds(fact) else None
            case "block":
                return self._blocks.get(name)
            case "passage":
                return self._in_force(name.split("#")[0])
            case "product":
                return _json(self._products[name]) if name in self._products else None
            case "sender" | "brief":
                return self._sender
            case "rule" | "edit":
                return "" if kind == "edit" or name == "opt_out" else None
        return None

    def _all_of(self, item: Row) -> str:
        """The facts of the item's own product that hold now: blocks have their figures from them."""
        own = [fact for name, fact in self._facts.items() if name.startswith(f"fact:{item['product_id']}/")]
        return _json([fact for fact in own if self._holds(fact)])

    def _holds(self, said: Mapping[str, Any]) -> bool:
        start, end = said.get("valid_from"), said.get("valid_until")
        return (start is None or start <= self.today) and (end is None or end >= self.today)

    def _in_force(self, name: str) -> str | None:
        front, body = self._documents.get(name, ({}, ""))
        return body if front.get("approved") and self._holds(front) else None

    def _read_blocks(self) -> Iterator[tuple[str, str]]:
        for name, (front, _) in self._documents.items():
            body = self._in_force(name)
            if body is None or front.get("kind") not in ("message_library", "legal"):
                continue
            for line in body.splitlines():
                cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
                if line.startswith("|") and len(cells) >= 6 and cells[0] not in ("id", "---"):
                    yield cells[0], " ".join(cells[5:])


def _documents(folder: Path) -> Iterator[tuple[str, tuple[dict[str, Any], str]]]:
    for path in sorted(folder.rglob("*.md")):
        _, front, body = path.read_text("utf-8").split("---\n", 2)
        yield path.relative_to(folder).as_posix(), (yaml.safe_load(front), body)


def _plain(words: str) -> str:
    return " ".join(words.replace('\\"', '"').split()).casefold()


def byz3(traces: Traces, allowed: Sequence[str]) -> Iterator[str]:
    """Nobody was looked up or connected to but the model and the database."""
    for address in traces.connected:
        if address not in allowed:
            yield f"connected to {address}"
    hosts = Sources(traces.folder, date.max).hosts
    for name, body in traces.files.items():
        text = body.decode("utf-8", "replace").replace("=\n", "").replace("=3D", "=")
        for link in _LINK.findall(text):
            host = re.sub(r"^https?://", "", link).split("/")[0].split("@")[-1].lower().rstrip(".,;:!?)&>")
            if host and host not in hosts and not host.startswith(("www.w3.org", "schemas.")):
                yield f"{name} leads to {host}"


def byz4(traces: Traces, canary: str) -> Iterator[str]:
    """No word of the neighbour, neither kept, nor sent, nor asked about."""
    if canary in traces.everything:
        yield "words of another company are kept here"
    yield from (f"words of another company were sent to the model in question {i}" for i in _holding(traces, canary))


def _holding(traces: Traces, words: str) -> Iterator[int]:
    return (place for place, body in enumerate(traces.asked) if words in body)


def byz5(traces: Traces, *secrets: str) -> Iterator[str]:
    """No secret in tables, files, logs or prompts."""
    for secret in secrets:
        if secret in traces.everything:
            yield f"{secret[:6]}… is kept or logged"
        yield from (f"{secret[:6]}… was sent to the model in question {place}" for place in _holding(traces, secret))


def byz6(traces: Traces, seconds: float, most_seconds: float, most_questions: int, received: int = 0) -> Iterator[str]:
    """It came to rest in time, with so many questions and bytes at most."""
    if seconds > most_seconds:
        yield f"took {seconds:.0f} s; {most_seconds:.0f} at most"
    if len(traces.asked) > most_questions:
        yield f"asked the model {len(traces.asked)} times; {most_questions} at most"
    if received > MOST_BYTES * max(len(traces.asked), 1):
        yield f"took {received:,} bytes from the model"
    for campaign in traces.of("campaigns"):
        if campaign["status"] in ("working", "executing"):
            yield f"{campaign['id']} is still {campaign['status']}"


MOST_BYTES = 12_000_000
"""Of one answer over the wire: twice what the product says it takes, for what lies in buffers."""


def byz7(traces: Traces) -> Iterator[str]:
    """What was refused or blocked stands in the audit – the call, or the campaign that ended by it – which is whole."""
    events = sorted(traces.of("audit"), key=lambda row: int(row["seq"]))
    degraded = {event["detail"].get("input") for event in events if event["kind"] == "language.degraded"}
    ended = {event["campaign_id"] for event in events if event["kind"] == "campaign.status"}
    failed = any(row["status"] == "needs_attention" and row["id"] in ended for row in traces.of("campaigns"))
    for call in traces.of("language_calls", engine="chat"):
        problem = call["record"]["problem"]
        if problem and call["input_digest"] not in degraded and not failed:
            yield f"{call['record']['task']} was refused ({problem[:60]}) and the audit does not say so"
    opened = {event["subject"] for event in events if event["kind"] == "gate.opened"}
    for gate in traces.of("gates"):
        if gate["id"] not in opened:
            yield f"gate {gate['id']} is not in the audit"
    yield from _breaks(events)


def _breaks(events: Sequence[Row]) -> Iterator[str]:
    previous = "0" * 64
    for event in events:
        at = datetime.fromisoformat(event["at"]).astimezone(UTC).isoformat().replace("+00:00", "Z")
        body = {**{name: event[name] for name in event if name not in ("previous", "hash")}, "at": at}
        if event["previous"] != previous or fingerprint({"previous": previous, "body": body}) != event["hash"]:
            yield f"the audit breaks at {event['seq']}"
            return
        previous = event["hash"]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
