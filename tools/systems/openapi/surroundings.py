"""What a description says around its operations: where it is served, and how one signs in. Hints, for a person."""

from collections.abc import Iterator, Mapping, Sequence

from tools.systems.openapi.parsing import Json


def base_of(root: Json) -> str:
    if isinstance(root.get("basePath"), str):
        return str(root["basePath"]).rstrip("/")
    servers = _listed(root.get("servers"))
    first = servers[0] if servers and isinstance(servers[0], Mapping) else {}
    address = str(first.get("url", ""))
    path = address.partition("://")[2].partition("/")[2] if "://" in address else address.lstrip("/")
    return f"/{path}".rstrip("/") if path and "{" not in path else ""


def signs_in(root: Json) -> Iterator[str]:
    components = root.get("components")
    schemes = components.get("securitySchemes") if isinstance(components, Mapping) else root.get("securityDefinitions")
    for scheme in (schemes if isinstance(schemes, Mapping) else {}).values():
        if not isinstance(scheme, Mapping):
            continue
        match scheme.get("type"), str(scheme.get("scheme", "")).lower():
            case ("basic", _) | ("http", "basic"):
                yield "basic"
            case "http", "bearer":
                yield "bearer"
            case "apiKey", _:
                yield f"api_key:{scheme.get('name', '')}"
            case "oauth2", _:
                flows = scheme.get("flows")
                flow = flows.get("clientCredentials") if isinstance(flows, Mapping) else scheme
                if isinstance(flow, Mapping) and flow.get("tokenUrl"):
                    yield f"oauth2:{flow['tokenUrl']}"
            case _:
                pass


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()
