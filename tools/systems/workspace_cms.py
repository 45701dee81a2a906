"""The content system that comes with Batuta: items with versions and states, in our PostgreSQL."""

from collections.abc import Mapping, Sequence

from psycopg.rows import DictRow
from psycopg.types.json import Jsonb

from batuta.content import ContentItem, InventoryItem
from batuta.errors import BadInput
from batuta.ports import Done
from batuta.publishing import Capability, SystemDescription
from batuta.text import Text
from tools.records.database import Connection, Pool, reading, transaction
from tools.systems.calls import made_by, once, remembered
from tools.systems.objects import absent, unable


class WorkspaceCms:
    def __init__(self, description: SystemDescription, pool: Pool) -> None:
        self.description = description
        self._pool = pool

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        async def act(connection: Connection) -> Done:
            match capability:
                case "content.create":
                    return await _create(connection, arguments, key)
                case "content.update":
                    return await _update(connection, self.description.id, arguments)
                case "content.publish":
                    return await _set_status(connection, self.description.id, str(arguments["id"]), "published")
                case "content.unpublish":
                    made = await made_by(connection, self.description.id, arguments)
                    return await _set_status(connection, self.description.id, made, "retired")
                case _:
                    raise unable(self.description.id, capability)

        return await once(self._pool, self.description.id, capability, key, act)

    async def find(self, capability: Capability, key: str) -> Done | None:
        return await remembered(self._pool, self.description.id, key)

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        match capability:
            case "content.get":
                return await self._get(str(arguments["id"]))
            case "content.search" | "asset.search":
                return {"items": [item.model_dump(mode="json") for item in await self._search(arguments)]}
            case _:
                raise unable(self.description.id, capability)

    async def _get(self, reference: str) -> Mapping[str, object]:
        id_, version = split_reference(reference)
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT version, status, body FROM cms_items WHERE id = %s AND (%s = 0 OR version = %s)"
                " ORDER BY version DESC LIMIT 1",
                [id_, version, version],
            )
            row = await rows.fetchone()
        if row is None:
            raise absent(self.description.id, reference)
        return {**row["body"], "status": row["status"], "version": row["version"]}

    async def _search(self, arguments: Mapping[str, object]) -> Sequence[InventoryItem]:
        wanted = {name: arguments.get(name) for name in ("product_id", "channel")}
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT version, status, body FROM cms_items"
                " WHERE coalesce(body->>'product_id' = %(product_id)s, true)"
                " AND coalesce(body->>'channel' = %(channel)s, true)"
                " ORDER BY id, version",
                wanted,
            )
            found = await rows.fetchall()
        return [_as_inventory(row) for row in found]


async def stock(pool: Pool, items: Sequence[InventoryItem]) -> int:
    """Put a company's inventory into the content system; what is there already stays. Returns how many are new."""
    async with transaction(pool) as connection:
        before = await connection.execute("SELECT count(*) AS n FROM cms_items")
        known = int((await before.fetchall())[0]["n"])
        async with connection.cursor() as cursor:
            await cursor.executemany(
                "INSERT INTO cms_items (id, version, status, body) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
                [(item.id, item.version, item.status, Jsonb(item.model_dump(mode="json"))) for item in items],
            )
        after = await connection.execute("SELECT count(*) AS n FROM cms_items")
        return int((await after.fetchall())[0]["n"]) - known


def split_reference(reference: str) -> tuple[str, int]:
    """`gold-mail@2` is version 2 of gold-mail; without a version, the newest.

    >>> split_reference("gold-mail@2"), split_reference("gold-mail")
    (('gold-mail', 2), ('gold-mail', 0))
    """
    id_, _, version = reference.rpartition("@")
    return (id_, int(version)) if id_ and version.isdigit() else (reference, 0)


def _as_inventory(row: DictRow) -> InventoryItem:
    described = {name: value for name, value in row["body"].items() if name in InventoryItem.model_fields}
    return InventoryItem.model_validate({**described, "status": row["status"], "version": row["version"]})


async def _create(connection: Connection, arguments: Mapping[str, object], key: str) -> Done:
    item = ContentItem.model_validate(arguments["item"])
    body = {
        "id": item.id,
        "type": "copy",
        "purpose": arguments.get("purpose"),
        "audience": arguments.get("audience"),
        "title": item.label,
        **_said_by(item, arguments),
    }
    # Two that make the same item at once make two versions, one after the other.
    await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"cms_items:{item.id}"])
    rows = await connection.execute(
        "INSERT INTO cms_items (id, version, status, body, key)"
        " SELECT %(id)s, coalesce(max(version), 0) + 1, 'approved', %(body)s, %(key)s FROM cms_items WHERE id = %(id)s"
        " RETURNING version",
        {"id": item.id, "body": Jsonb(body), "key": key},
    )
    version = (await rows.fetchall())[0]["version"]
    return Done(f"{item.id}@{version}", {"id": f"{item.id}@{version}", "status": "approved"})


def _said_by(item: ContentItem, arguments: Mapping[str, object]) -> dict[str, object]:
    """What an item says, and for whom."""
    return {
        "channel": item.channel,
        "locale": item.locale,
        "product_id": item.product_id,
        "parts": dict(item.parts),
        "digest": arguments.get("digest"),
        "ai_generated": bool(item.provenance and item.provenance.ai_generated),
    }


async def _update(connection: Connection, system: str, arguments: Mapping[str, object]) -> Done:
    """The same version says something else from now on; its status stays."""
    reference, item = str(arguments["id"]), ContentItem.model_validate(arguments["item"])
    return await _changed(connection, system, reference, None, _said_by(item, arguments))


async def _set_status(connection: Connection, system: str, reference: str, status: str) -> Done:
    return await _changed(connection, system, reference, status, {})


async def _changed(
    connection: Connection, system: str, reference: str, status: str | None, body: Mapping[str, object]
) -> Done:
    """Raises: BadInput, for an item that is not there."""
    id_, version = split_reference(reference)
    rows = await connection.execute(
        "UPDATE cms_items SET status = coalesce(%(status)s, status), body = body || %(body)s, updated_at = now()"
        " WHERE id = %(id)s AND version ="
        " (SELECT max(version) FROM cms_items WHERE id = %(id)s AND (%(version)s = 0 OR version = %(version)s))"
        " RETURNING version, status",
        {"id": id_, "version": version, "status": status, "body": Jsonb(dict(body))},
    )
    row = await rows.fetchone()
    if row is None:
        raise BadInput(
            Text(en=f"{system} has no item {reference}.", es=f"{system} no tiene la pieza {reference}."),
            subject=reference,
        )
    return Done(f"{id_}@{row['version']}", {"id": f"{id_}@{row['version']}", "status": row["status"]})
