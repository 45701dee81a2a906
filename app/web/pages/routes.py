"""The addresses of the pages, under `/s/{seat}`."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from app.web.pages import acting, campaigns, filing, helping, records
from app.web.templates import page
from app.web.visitors import Signed, installation
from app.web.words import Words

router = APIRouter()
router.include_router(campaigns.router)
router.include_router(acting.router)
router.include_router(helping.router)
router.include_router(records.router)
router.include_router(filing.router)


@router.get("/", response_model=None)
async def first_company(request: Request, who: Signed) -> RedirectResponse | HTMLResponse:
    """The company this person belongs to; the first of several."""
    for name in installation(request).companies:
        if who.account.roles.get(name):
            return RedirectResponse(f"/s/{who.seat}/at/{name}/", status_code=303)
    return page(request, "nowhere.html", words=Words(who.language), who=who)
