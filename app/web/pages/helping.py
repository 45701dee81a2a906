"""Help while a person edits a text: the brand's rules, looked at again, and other ways to say one part."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse

from app.web.pages.content_view import brand_view, part_path
from app.web.pages.offered_view import OfferedView, offered_views
from app.web.pages.shell import words_of
from app.web.templates import page
from app.web.visitors import Joined
from app.wording import alternatives, message_of, with_texts
from batuta.content import PARTS, ContentItem, Part
from batuta.errors import BadInput

router = APIRouter(prefix="/at/{company}/campaigns/{campaign_id}/messages/{version}")


@router.post("/brand")
async def check_again(request: Request, who: Joined, campaign_id: str, version: str) -> HTMLResponse:
    """The brand's rules over the texts as they stand in the form."""
    t = words_of(who)
    item = await _as_edited(request, who, campaign_id, version)
    brand = brand_view(item, who.company.deps, t)
    return page(request, "parts/brand_check.html", words=t, brand=brand, editing=True)


@router.post("/alternatives")
async def other_words(
    request: Request,
    who: Joined,
    campaign_id: str,
    version: str,
    part: Annotated[str, Form()],
    how: Annotated[Literal["shorten", "rephrase", "warmer", "translate"], Form()],
    locale: Annotated[str | None, Form()] = None,
) -> HTMLResponse:
    """Wordings to pick from; where there is none, why, as the answer and not as a failure."""
    t = words_of(who)
    item = await _as_edited(request, who, campaign_id, version)
    offered: tuple[OfferedView, ...] = ()
    problem = ""
    try:
        made = await alternatives(who.company, campaign_id, item, part, how, locale=locale)
        named = next(one for one in PARTS[item.channel] if one == part)
        offered = offered_views(made, item.parts.get(named, ""), who.company.deps, t)
    except BadInput as none:
        problem = none.in_(who.visitor.language)
    return page(
        request,
        "parts/alternatives.html",
        words=t,
        offered=offered,
        problem=problem,
        field=part_path(item, part),
        locale=locale or item.locale,
    )


async def _as_edited(request: Request, who: Joined, campaign_id: str, version: str) -> ContentItem:
    item = await message_of(who.company, campaign_id, version)
    form = await request.form()
    texts: dict[Part, str] = {}
    for part in PARTS[item.channel]:
        text = form.get(f"edit:{part_path(item, part)}")
        if isinstance(text, str):
            texts[part] = text.replace("\r\n", "\n").strip()
    return with_texts(item, texts)
