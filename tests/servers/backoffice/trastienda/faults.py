"""How the back office misbehaves when a test says so."""

import json
import re
import time

from django.conf import settings
from django.http import HttpResponse


class Faults:
    def __init__(self, get_response: object) -> None:
        self._get_response = get_response

    def __call__(self, request: object) -> HttpResponse:
        faults = _faults()
        if "status" in faults:
            return HttpResponse("Ahora no.", status=faults["status"])
        if faults.get("expired"):
            request.COOKIES.pop("sessionid", None)
        posted = request.method == "POST" and "login" not in request.path
        while posted and _faults().get("hold_posts"):
            time.sleep(0.05)
        response = self._get_response(request)
        while posted and _faults().get("hold_replies"):
            time.sleep(0.05)
        if posted and "after_post" in faults:
            return HttpResponse("Error interno.", status=faults["after_post"])
        if "text/html" in response.get("content-type", ""):
            words = response.content.decode()
            for old, new in faults.get("replace", ()):
                words = words.replace(old, new)
            response.content = (_DRESS.sub("", words) if faults.get("plain") else words).encode()
            response.headers.pop("content-length", None)
        return response


_DRESS = re.compile(r"<link[^>]*>|<script.*?</script>", re.DOTALL)


def _faults() -> dict[str, object]:
    try:
        return json.loads(settings.FAULTS.read_text("utf-8"))
    except FileNotFoundError:
        return {}
