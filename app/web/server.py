"""The web application of an installation: pages, API and chat behind the same guards."""

import base64
import hashlib
import re
from importlib.metadata import version

from fastapi import FastAPI, Request, Security
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.security import HTTPBearer
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.staticfiles import StaticFiles

from app.web import sign_in, unsubscribe
from app.web.api import campaigns, company, gates, live
from app.web.chat import routes as chat
from app.web.guards import Guards, content_security
from app.web.heads import Heads
from app.web.limits import LIMIT
from app.web.pages import routes as pages
from app.web.problems import Problem, answer_errors
from app.web.served import Served
from app.web.templates import HERE
from app.web.trouble import show_errors

SEAT = "/s/{seat}"
API = "/api"
BY_TOKEN = (Security(HTTPBearer(auto_error=False, description="`batuta user token NAME` makes one.")),)
"""For the description of the API; `visitors.py` is what looks at the token."""


def web_app(installation: Served) -> FastAPI:
    """Everything people and programs reach by HTTP. The installation stays the caller's: it opens and closes it."""
    app = FastAPI(
        title="Batuta",
        description="A marketer’s brief becomes an approved, published and verified campaign.",
        version=version("batuta"),
        docs_url=None,
        redoc_url=None,
        responses={"default": {"model": Problem, "description": "A problem document (RFC 9457)"}},
    )
    app.state.installation = installation
    answer_errors(app)
    show_errors(app)
    app.include_router(sign_in.router)
    app.include_router(unsubscribe.router)
    for router in (campaigns.router, live.router, gates.router, company.router, chat.router):
        app.include_router(router, prefix=API, dependencies=BY_TOKEN)
        app.include_router(router, prefix=f"{SEAT}{API}", include_in_schema=False)
    app.include_router(chat.door, dependencies=BY_TOKEN)
    app.include_router(chat.door, prefix=API, dependencies=BY_TOKEN)
    app.include_router(chat.door, prefix=SEAT, include_in_schema=False)
    app.include_router(pages.router, prefix=SEAT, include_in_schema=False)
    app.add_api_route("/docs", _docs, include_in_schema=False)
    app.add_api_route("/health", _health, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=LIMIT)
    app.add_middleware(Heads)
    app.add_middleware(Guards, settings=installation.settings)
    return app


async def _docs(request: Request) -> HTMLResponse:
    """Swagger UI from our own files; it styles itself as it goes, and starts from an inline script."""
    shown = get_swagger_ui_html(
        openapi_url="/openapi.json",
        title=f"{request.app.title} · API",
        swagger_js_url="/static/vendor/swagger/swagger-ui-bundle.js",
        swagger_css_url="/static/vendor/swagger/swagger-ui.css",
        swagger_ui_parameters={"validatorUrl": None},
        swagger_favicon_url="/static/vendor/swagger/favicon-32x32.png",
    )
    shown.headers["Content-Security-Policy"] = content_security(
        {"script-src": f"'self' {_hashes(bytes(shown.body).decode())}", "style-src": "'self' 'unsafe-inline'"}
    )
    return shown


def _hashes(html: str) -> str:
    """What the policy calls the inline scripts of a page of ours."""
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    return " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts
    )


async def _health() -> dict[str, str]:
    return {"status": "ok"}
