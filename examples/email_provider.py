"""An e-mail service provider that knows nothing of Batuta: lists, templates, campaigns, e-mail and push.

python -m examples.email_provider 8097          # its description: http://127.0.0.1:8097/openapi.json
client id "shop", client secret "s3cret"; how Batuta uses it: examples/email_provider.mapping.yaml

Everything is kept in memory. `POST /admin/faults {"next": ["act then 500", "429"]}` plans what goes wrong next;
`GET /admin/seen` says how many things of a kind there are. Neither is described, and neither needs a token.
"""

import asyncio
import secrets
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import uvicorn
from fastapi import Depends, FastAPI, Form, Header, HTTPException, Query, Request, Response
from fastapi.openapi.models import OAuthFlowClientCredentials, OAuthFlows
from fastapi.security import HTTPBasic, HTTPBasicCredentials, OAuth2
from starlette.responses import JSONResponse

from examples.email_provider_memory import Provider
from examples.email_provider_models import (
    BatchIn,
    BatchOut,
    CampaignIn,
    CampaignOut,
    Campaigns,
    ConsentIn,
    ConsentOut,
    ListIn,
    ListOut,
    Lists,
    MessageOut,
    Schedule,
    Size,
    Statistics,
    TemplateIn,
    TemplateOut,
    Templates,
    Token,
)

Key = Annotated[str | None, Header(alias="Idempotency-Key", description="Two requests with one key are one.")]
Cursor = Annotated[str | None, Query(description="Where the last page ended.")]
Limit = Annotated[int, Query(ge=1, le=200)]
External = Annotated[str | None, Query(description="Only those with this external id.")]


def provider_app(provider: Provider) -> FastAPI:
    app = FastAPI(title="Paloma Mail", version="2.4.0", docs_url=None, redoc_url=None)
    flows = OAuthFlows(clientCredentials=OAuthFlowClientCredentials(tokenUrl="/oauth/token", scopes={}))
    signed = [Depends(OAuth2(flows=flows, auto_error=False))]

    @app.middleware("http")
    async def trouble(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        if request.url.path.startswith(("/admin", "/openapi.json", "/oauth")):
            return await go_on(request)
        if not provider.signed_in(request.headers.get("authorization", "").removeprefix("Bearer ")):
            return JSONResponse({"error": "invalid_token"}, 401)
        fault = provider.faults.popleft() if provider.faults else ""
        if provider.busy() or fault == "429":
            return JSONResponse({"error": "slow down"}, 429, {"Retry-After": "0" if fault else "1"})
        if fault == "500":
            return JSONResponse({"error": "internal"}, 500)
        if fault == "slow":
            await asyncio.sleep(2)
        response = await go_on(request)
        match fault:
            case "act then 500":
                return JSONResponse({"error": "internal"}, 500)
            case "act then silence":
                await asyncio.sleep(60)
            case "act then nonsense":
                return Response(b"<html>busy</html>", 200)
        return response

    @app.post("/oauth/token", tags=["Access"], summary="Get a token")
    async def get_token(
        who: Annotated[HTTPBasicCredentials, Depends(HTTPBasic())], grant_type: Annotated[str, Form()]
    ) -> Token:
        if (who.username, who.password) != (provider.client_id, provider.client_secret):
            raise HTTPException(401, "unknown client")
        if grant_type != "client_credentials":
            raise HTTPException(400, "unsupported_grant_type")
        token = secrets.token_urlsafe(24)
        provider.tokens[token] = time.monotonic() + provider.token_seconds
        return Token(access_token=token, expires_in=int(provider.token_seconds))

    def page(things: dict[str, Any], external_id: str | None, cursor: str | None, limit: int) -> dict[str, Any]:
        found = [one for one in things.values() if external_id is None or one.external_id == external_id]
        start = int(cursor or 0)
        more = start + limit < len(found)
        return {"data": found[start : start + limit], "next_cursor": str(start + limit) if more else None}

    def one_of(things: dict[str, Any], id_: str) -> Any:
        if id_ not in things:
            raise HTTPException(404, "not found")
        return things[id_]

    def changed(things: dict[str, Any], id_: str, **new: object) -> Any:
        things[id_] = one_of(things, id_).model_copy(update=new)
        return things[id_]

    @app.get("/v2/lists", tags=["Lists"], summary="List lists", dependencies=signed)
    async def list_lists(external_id: External = None, cursor: Cursor = None, limit: Limit = 50) -> Lists:
        return Lists(**page(provider.lists, external_id, cursor, limit))

    @app.post("/v2/lists", tags=["Lists"], summary="Create a list", status_code=201, dependencies=signed)
    async def create_list(new: ListIn, key: Key = None) -> ListOut:
        def make() -> ListOut:
            made = ListOut(**new.model_dump(), list_id=f"l{next(provider.numbers)}", subscriber_count=new.expected_size)
            provider.lists[made.list_id] = made
            return made

        return provider.once("lists", key, make)

    @app.get("/v2/lists/{list_id}", tags=["Lists"], summary="Get a list", dependencies=signed)
    async def get_list(list_id: str) -> ListOut:
        return one_of(provider.lists, list_id)

    @app.patch("/v2/lists/{list_id}", tags=["Lists"], summary="Update a list", dependencies=signed)
    async def update_list(list_id: str, new: ListIn) -> ListOut:
        size = {"subscriber_count": new.expected_size} if new.expected_size else {}
        return changed(provider.lists, list_id, **new.model_dump(exclude_unset=True), **size)

    @app.delete("/v2/lists/{list_id}", tags=["Lists"], summary="Delete a list", dependencies=signed)
    async def delete_list(list_id: str) -> ListOut:
        return changed(provider.lists, list_id, state="DELETED")

    @app.get("/v2/lists/{list_id}/size", tags=["Lists"], summary="Count the subscribers", dependencies=signed)
    async def get_list_size(list_id: str) -> Size:
        return Size(subscriber_count=one_of(provider.lists, list_id).subscriber_count)

    @app.get("/v2/templates", tags=["Templates"], summary="List templates", dependencies=signed)
    async def list_templates(external_id: External = None, cursor: Cursor = None, limit: Limit = 50) -> Templates:
        return Templates(**page(provider.templates, external_id, cursor, limit))

    @app.post("/v2/templates", tags=["Templates"], summary="Create a template", status_code=201, dependencies=signed)
    async def create_template(new: TemplateIn) -> TemplateOut:
        made = TemplateOut(**new.model_dump(), template_id=f"t{next(provider.numbers)}")
        provider.templates[made.template_id] = made
        return made

    @app.get("/v2/templates/{template_id}", tags=["Templates"], summary="Get a template", dependencies=signed)
    async def get_template(template_id: str) -> TemplateOut:
        return one_of(provider.templates, template_id)

    @app.put("/v2/templates/{template_id}", tags=["Templates"], summary="Replace a template", dependencies=signed)
    async def update_template(template_id: str, new: TemplateIn) -> TemplateOut:
        revision = one_of(provider.templates, template_id).revision + 1
        return changed(provider.templates, template_id, **new.model_dump(), revision=revision)

    @app.post("/v2/templates/{template_id}/activate", tags=["Templates"], summary="Go live", dependencies=signed)
    async def activate_template(template_id: str) -> TemplateOut:
        return changed(provider.templates, template_id, state="LIVE")

    @app.post("/v2/templates/{template_id}/deactivate", tags=["Templates"], summary="Take off", dependencies=signed)
    async def deactivate_template(template_id: str) -> TemplateOut:
        return changed(provider.templates, template_id, state="OFF")

    @app.get("/v2/campaigns", tags=["Campaigns"], summary="List campaigns", dependencies=signed)
    async def list_campaigns(external_id: External = None, cursor: Cursor = None, limit: Limit = 50) -> Campaigns:
        return Campaigns(**page(provider.campaigns, external_id, cursor, limit))

    @app.post("/v2/campaigns", tags=["Campaigns"], summary="Create a campaign", status_code=201, dependencies=signed)
    async def create_campaign(new: CampaignIn, key: Key = None) -> CampaignOut:
        def make() -> CampaignOut:
            made = CampaignOut(**new.model_dump(), campaign_id=f"c{next(provider.numbers)}")
            provider.campaigns[made.campaign_id] = made
            return made

        return provider.once("campaigns", key, make)

    @app.get("/v2/campaigns/{campaign_id}", tags=["Campaigns"], summary="Get a campaign", dependencies=signed)
    async def get_campaign(campaign_id: str) -> CampaignOut:
        return one_of(provider.campaigns, campaign_id)

    @app.post("/v2/campaigns/{campaign_id}/schedule", tags=["Campaigns"], summary="Schedule", dependencies=signed)
    async def schedule_campaign(campaign_id: str, when: Schedule) -> CampaignOut:
        return changed(provider.campaigns, campaign_id, state="SCHEDULED", **when.model_dump())

    @app.post("/v2/campaigns/{campaign_id}/pause", tags=["Campaigns"], summary="Pause", dependencies=signed)
    async def pause_campaign(campaign_id: str) -> CampaignOut:
        return changed(provider.campaigns, campaign_id, state="PAUSED")

    @app.post("/v2/campaigns/{campaign_id}/resume", tags=["Campaigns"], summary="Go on", dependencies=signed)
    async def resume_campaign(campaign_id: str) -> CampaignOut:
        return changed(provider.campaigns, campaign_id, state="SCHEDULED")

    @app.post("/v2/campaigns/{campaign_id}/cancel", tags=["Campaigns"], summary="Cancel", dependencies=signed)
    async def cancel_campaign(campaign_id: str) -> CampaignOut:
        return changed(provider.campaigns, campaign_id, state="CANCELLED")

    @app.get("/v2/campaigns/{campaign_id}/statistics", tags=["Statistics"], summary="Results", dependencies=signed)
    async def get_statistics(campaign_id: str) -> Statistics:
        one_of(provider.campaigns, campaign_id)
        sent = sum(message.status == "DELIVERED" and not message.test for message in provider.messages.values())
        return Statistics(delivered=sent, unique_opens=sent // 3, unique_clicks=sent // 20)

    @app.post("/v2/messages/batch", tags=["Messages"], summary="Send messages", status_code=202, dependencies=signed)
    async def send_batch(batch: BatchIn, key: Key = None) -> BatchOut:
        return provider.once("batch", key, lambda: provider.accept(batch, test=False))

    @app.post("/v2/messages/test", tags=["Messages"], summary="Send a test", status_code=202, dependencies=signed)
    async def send_test(batch: BatchIn, key: Key = None) -> BatchOut:
        return provider.once("test", key, lambda: provider.accept(batch, test=True))

    @app.get("/v2/messages/{message_id}", tags=["Messages"], summary="Status of a message", dependencies=signed)
    async def get_message(message_id: str) -> MessageOut:
        return one_of(provider.messages, message_id)

    @app.post("/v2/consents/check", tags=["Consents"], summary="Who may be contacted", dependencies=signed)
    async def check_consents(asked: ConsentIn) -> ConsentOut:
        return ConsentOut(may_contact=[one for one in asked.recipients if one not in provider.suppressed])

    @app.post("/admin/faults", include_in_schema=False)
    async def plan_faults(given: dict[str, list[str]]) -> None:
        provider.faults.extend(given["next"])

    @app.get("/admin/seen", include_in_schema=False)
    async def seen() -> dict[str, int]:
        return {
            "lists": sum(one.state == "ACTIVE" for one in provider.lists.values()),
            "templates": len(provider.templates),
            "campaigns": len(provider.campaigns),
            "messages": len(provider.messages),
        }

    return app


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8097
    uvicorn.run(provider_app(Provider()), host="127.0.0.1", port=port, log_level="warning")
