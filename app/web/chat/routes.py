"""The door of the chat: a message in, a stream out; and a stream taken up again."""

import asyncio
import json
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import StreamingResponse
from fastapi.sse import EventSourceResponse
from pydantic import Field, ValidationError
from starlette.datastructures import UploadFile

from app.web.chat.streams import STREAM, last_seen, streamed, watch_conversation
from app.web.chat.turns import Turn, conversations, take
from app.web.limits import UPLOAD_LIMIT
from app.web.visitors import Joined, Member, Signed, installation, membership
from batuta.errors import BadInput
from batuta.noun import Received
from batuta.text import Text, mended
from tools.documents import text_of
from tools.records.conversations import Conversation

door = APIRouter(tags=["chat"])
"""Also at the top, where chat clients look for it."""
router = APIRouter(tags=["chat"])


class Said(Received):
    """A message. With a document beside it (multipart, field `file`) the document is the brief."""

    text: str = ""
    conversation: str | None = Field(default=None, max_length=64, pattern=r"^\w+$")
    """Absent: a new one."""
    company: str | None = Field(default=None, max_length=64)


class Document(NamedTuple):
    name: str
    content: bytes


async def said(request: Request, who: Signed) -> tuple[Turn, Member]:
    """Take the message, whole, before anything is streamed: what is wrong with it is told as a problem."""
    given, document = await _read(request)
    member = membership(installation(request), who, given.company or request.path_params.get("company"))
    store = conversations(member.company)
    talk = await store.get(given.conversation, member.person.name) if given.conversation else None
    name = "chat"
    text = mended(given.text)
    if document is not None:
        name = document.name
        brief = await asyncio.to_thread(text_of, document.content, name)
        text = f"{text.strip()}\n\n{brief}".strip()
    if not text.strip():
        raise BadInput(
            Text(en="The message is empty.", es="El mensaje está vacío."),
            remedy=Text(en="Write something or add a document.", es="Escribe algo o añade un documento."),
        )
    return await take(member, text, talk=talk, name=name), member


Taken = Annotated[tuple[Turn, Member], Depends(said)]
_SAID = Said.model_json_schema()
_FORM = {**_SAID, "properties": {**_SAID["properties"], "file": {"type": "string", "format": "binary"}}}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": _SAID}, "multipart/form-data": {"schema": _FORM}},
    }
}


@door.post("/chat", response_class=StreamingResponse, responses=STREAM, max_body_size=UPLOAD_LIMIT, openapi_extra=_BODY)
async def chat(taken: Taken) -> EventSourceResponse:
    """Say something. Streams `message`, `step`, `gate`, `artifact`, `error` and, when the turn is over, `done`."""
    turn, member = taken
    return streamed(
        watch_conversation(member.company, turn.talk, after=turn.after), {"Batuta-Conversation": turn.talk.id}
    )


async def own(who: Joined, conversation: str) -> Conversation:
    return await conversations(who.company).get(conversation, who.person.name)


@router.get("/chat/{conversation}/events", response_class=StreamingResponse, responses=STREAM)
async def events(
    who: Joined,
    talk: Annotated[Conversation, Depends(own)],
    last_event_id: Annotated[str | None, Header()] = None,
    after: Annotated[int, Query(ge=0)] = 0,
    follow: bool = False,
) -> EventSourceResponse:
    """Go on where a stream was lost, after `Last-Event-ID` or `after`; with `follow`, stay when the turn is over."""
    seen = max(after, last_seen(last_event_id))
    return streamed(watch_conversation(who.company, talk, after=seen, follow=follow))


async def _read(request: Request) -> tuple[Said, Document | None]:
    """Raises: RequestValidationError, for a body that is neither of the two forms."""
    try:
        if request.headers.get("content-type", "").startswith(("multipart/", "application/x-www-form-urlencoded")):
            async with request.form(max_files=1, max_fields=12) as form:
                file = form.get("file")
                fields = {name: value for name, value in form.items() if isinstance(value, str) and value}
                document = None
                if isinstance(file, UploadFile) and file.filename:
                    document = Document(file.filename[:200], await file.read())
            return Said.model_validate(fields), document
        return Said.model_validate(json.loads(await request.body() or b"{}")), None
    except ValidationError as invalid:
        raise RequestValidationError(invalid.errors(include_url=False)) from None
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as broken:
        found = {"type": "json_invalid", "loc": ("body",), "msg": str(broken)[:200], "input": ""}
        raise RequestValidationError([found]) from None
