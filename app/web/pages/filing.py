"""What a compliance officer files, from the pages: the verdict on a campaign, and the register of campaigns."""

import asyncio
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from app.filing import register_of, verdict_of_campaign
from app.web.guards import content_security
from app.web.visitors import Joined
from tools.register import as_csv, as_json
from tools.rendering.verdict_html import verdict_html
from tools.rendering.verdict_pdf import verdict_pdf

router = APIRouter(prefix="/at/{company}")


@router.get("/campaigns/{campaign_id}/verdict.html")
async def verdict_page(who: Joined, campaign_id: str) -> HTMLResponse:
    """The verdict with its evidence; nothing in the copy it quotes is run or fetched."""
    file = await verdict_of_campaign(who.company, campaign_id)
    response = HTMLResponse(verdict_html(file, who.visitor.language))
    response.headers["Content-Security-Policy"] = "sandbox allow-popups; " + content_security(
        {
            "script-src": "'none'",
            "style-src": "'unsafe-inline'",
            "connect-src": "'none'",
            "frame-src": "'none'",
            "form-action": "'none'",
        }
    )
    return response


@router.get("/campaigns/{campaign_id}/verdict.pdf")
async def verdict_file(who: Joined, campaign_id: str) -> Response:
    file = await verdict_of_campaign(who.company, campaign_id)
    body = await asyncio.to_thread(verdict_pdf, file, who.visitor.language)
    return _saved(body, "application/pdf", f"verdict-{campaign_id}.pdf")


@router.get("/register.{form}")
async def register(
    who: Joined,
    form: Literal["csv", "json"],
    year: Annotated[int | None, Query(ge=2000, le=9999)] = None,
) -> Response:
    """The register of launched campaigns. Source: Circular 4/2020 del Banco de España, norma 7."""
    records = await register_of(who.company, year=year, locale=who.visitor.language)
    if form == "csv":
        return _saved(as_csv(records).encode(), "text/csv; charset=utf-8", "register.csv")
    return _saved(as_json(records).encode(), "application/json", "register.json")


def _saved(body: bytes, kind: str, name: str) -> Response:
    return Response(body, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
