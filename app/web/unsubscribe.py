"""Where the way out of a message leads: a page with a button, and the one click of mail programs.

Whoever holds the link may use it; looking at it changes nothing, since mail programs look at links too.
Source: RFC 8058; Ley 34/2002 art. 22.1; GDPR art. 21.3.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse

from app.unsubscribing import Leaving, who_leaves
from app.web.languages import language_asked
from app.web.templates import page
from app.web.visitors import installation
from app.web.words import Words

router = APIRouter(prefix="/u", include_in_schema=False)


async def leaving(request: Request, token: str) -> Leaving | None:
    """None for a link that was cut or changed, or leads to a company that is not here."""
    served = installation(request)
    found = who_leaves(await served.identity.secret("unsubscribe"), token)
    return found if found and found.workspace in served.companies else None


Leaves = Annotated[Leaving | None, Depends(leaving)]


@router.get("/{token}")
async def ask(request: Request, who: Leaves) -> HTMLResponse:
    return _page(request, who)


@router.post("/{token}")
async def leave(
    request: Request, who: Leaves, scope: Annotated[Literal["channel", "everything"], Form()] = "channel"
) -> HTMLResponse:
    """Take the person off, at once and for good; a second time changes nothing."""
    if who is not None:
        company = installation(request).companies[who.workspace]
        channel = "*" if scope == "everything" else who.channel
        await company.deliveries.suppress(channel, who.person, "unsubscribe link")
    return _page(request, who, done=scope)


def _page(request: Request, who: Leaving | None, *, done: str = "") -> HTMLResponse:
    if who is None:
        return page(request, "unsubscribe_lost.html", status=404)
    workspace = installation(request).companies[who.workspace].workspace
    words = Words(language_asked(request, default=workspace.locales[0]))
    return page(request, "unsubscribe.html", words=words, sender=workspace.sender, channel=who.channel, done=done)
