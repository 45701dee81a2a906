"""Requests that change something and tell all of it in the query: read as if it were a body, and written back there."""

from tools.systems.openapi.document import Field, Operation

_CHANGES = ("POST", "PUT", "PATCH")


def as_body(operation: Operation) -> Operation:
    """The operation with what its query takes as a body, where it has no other."""
    if operation.body or operation.method not in _CHANGES:
        return operation
    told = (one for one in operation.parameters if one.place == "query")
    return operation._replace(body=tuple(Field(one.name, one.type, one.required, one.options) for one in told))


def told_in_query(operation: Operation) -> bool:
    """Whether what looks like a body is the query."""
    asked = {one.name for one in operation.parameters if one.place == "query"}
    return operation.method in _CHANGES and asked != set() and asked == {one.path for one in operation.body}
