"""The `MarketingSystem` port on a WordPress site.

    draft → pending (`content.submit`) → publish (`content.publish`) → trash (`content.unpublish`)

A post's slug carries the key of the call that made it, so the site itself can be asked what became of a call. The
channel is a category, locale and product are tags: people find and change them there.
"""

from collections.abc import Mapping, Sequence

import httpx

from batuta.capabilities import ContentArguments, SearchArguments, Which, result_of
from batuta.compared import as_read
from batuta.content import PARTS, TITLES, ContentItem, InventoryItem
from batuta.errors import NotFound, SystemUnavailable
from batuta.ports import Done
from batuta.publishing import Capability, SystemDescription
from batuta.text import Text
from tools.outgoing.allowed import AllowedHosts
from tools.secrets import Secrets
from tools.systems.credentials import credentials
from tools.systems.http import SystemHttp
from tools.systems.objects import absent, unable
from tools.systems.wordpress.blocks import as_blocks, beside_of, links_of, parts_of
from tools.systems.wordpress.rest import Entry, Media, Terms, all_pages

STATUS = {"draft": "draft", "auto-draft": "draft", "pending": "pending", "future": "approved", "publish": "published"}
"""Ours by WordPress's; anything else – private, trash – is retired."""
GOES_TO: Mapping[Capability, str] = {"content.submit": "pending", "content.publish": "publish"}
POSTS = "wp-json/wp/v2/posts"
MEDIA = "wp-json/wp/v2/media"
ALIVE = "publish,future,draft,pending,private"


class WordPress:
    """One site. `settings.user` is who writes there; `credentials.password` refers to their application password."""

    def __init__(
        self,
        description: SystemDescription,
        allowed: AllowedHosts,
        secrets: Secrets,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        seconds: float = 20.0,
    ) -> None:
        """Raises: Misconfigured, OffLimits."""
        known = credentials(description, secrets)
        self.description = description
        self._http = SystemHttp(
            description.id,
            description.url,
            allowed,
            auth=known.auth,
            secrets=known.secrets,
            transport=transport,
            seconds=seconds,
        )
        self._terms = Terms(self._http)

    async def aclose(self) -> None:
        await self._http.aclose()

    async def perform(self, capability: Capability, arguments: Mapping[str, object], key: str) -> Done:
        match capability:
            case "content.create":
                entry = await self._create(ContentArguments.model_validate(arguments), key)
            case "content.update":
                entry = await self._update(ContentArguments.model_validate(arguments))
            case "content.submit" | "content.publish":
                entry = await self._move(await self._id_of(arguments), GOES_TO[capability])
            case "content.unpublish":
                entry = await self._withdraw(await self._id_of(arguments))
            case _:
                raise unable(self.description.id, capability)
        return self._done(capability, entry)

    async def find(self, capability: Capability, key: str) -> Done | None:
        """What a call with this key made. The other calls set a state: repeating them changes nothing."""
        if capability != "content.create":
            return None
        made = await self._made_by(key)
        return self._done(capability, made[0]) if made else None

    async def read(self, capability: Capability, arguments: Mapping[str, object]) -> Mapping[str, object]:
        match capability:
            case "content.get":
                entry = await self._entry(self._own(Which.model_validate(arguments).id))
                return result_of(self.description.id, capability, await self._seen(entry))
            case "content.search":
                return {"items": await self._search(SearchArguments.model_validate(arguments))}
            case "asset.search":
                return {"items": await self._images()}
            case "asset.get":
                number = self._own(Which.model_validate(arguments).id)
                media = Media.model_validate((await self._http.look(f"{MEDIA}/{number}", {"context": "edit"})).body)
                return self._image(media).model_dump(mode="json")
            case _:
                raise unable(self.description.id, capability)

    async def _create(self, wanted: ContentArguments, key: str) -> Entry:
        known = await self._made_by(key)
        if known:
            return known[0]
        item = wanted.item
        await self._http.change("POST", POSTS, body={**await self._fields(item), "slug": slug(key), "status": "draft"})
        # A reply that was lost may have been followed by a second try: the first post stands, a later one goes.
        made = await self._made_by(key)
        if not made:
            raise absent(self.description.id, slug(key))
        for later in made[1:]:
            await self._trash(later.id)
        return made[0]

    async def _update(self, wanted: ContentArguments) -> Entry:
        fields = await self._fields(wanted.item)
        answered = await self._http.change("POST", f"{POSTS}/{self._own(wanted.id)}", body=fields, params=_EDIT)
        return Entry.model_validate(answered.body)

    async def _move(self, id_: int, status: str) -> Entry:
        answered = await self._http.change("POST", f"{POSTS}/{id_}", body={"status": status}, params=_EDIT)
        return Entry.model_validate(answered.body)

    async def _withdraw(self, id_: int) -> Entry:
        """Into the trash, from where a person can take it back."""
        entry = await self._entry(id_)
        if entry.status != "trash":
            await self._trash(id_)
            entry = await self._entry(id_)
        return entry

    async def _trash(self, id_: int) -> None:
        """Another call may be faster: its creation and its publication are taken back side by side."""
        try:
            await self._http.change("DELETE", f"{POSTS}/{id_}")
        except NotFound:
            if (await self._entry(id_)).status != "trash":
                raise

    async def _fields(self, item: ContentItem) -> dict[str, object]:
        tags = [item.locale, *([item.product_id] if item.product_id else [])]
        parts: dict[str, str] = {part: item.parts[part] for part in PARTS[item.channel] if part in item.parts}
        return {
            "title": item.called,
            "content": as_blocks(parts),
            "categories": [await self._terms.id_of("categories", item.channel)],
            "tags": [await self._terms.id_of("tags", tag) for tag in tags],
        }

    async def _made_by(self, key: str) -> tuple[Entry, ...]:
        """The posts that calls with this key made, oldest first."""
        found = await self._http.look(POSTS, {"slug": slug(key), "status": ALIVE, **_EDIT})
        if not isinstance(found.body, list):
            raise self._nonsense()
        return tuple(sorted((Entry.model_validate(one) for one in found.body), key=lambda entry: entry.id))

    async def _id_of(self, arguments: Mapping[str, object]) -> int:
        which = Which.model_validate(arguments)
        if which.undoes:
            made = await self._made_by(which.undoes)
            if made:
                return made[0].id
        if not which.id:
            raise absent(self.description.id, which.undoes)
        return self._own(which.id)

    async def _entry(self, id_: int) -> Entry:
        return Entry.model_validate((await self._http.look(f"{POSTS}/{id_}", _EDIT)).body)

    async def _search(self, wanted: SearchArguments) -> list[dict[str, object]]:
        params = {"status": ALIVE, **_EDIT}
        if wanted.channel:
            category = await self._terms.known("categories", wanted.channel)
            if category is None:
                return []
            params["categories"] = str(category)
        entries = [Entry.model_validate(one) async for one in all_pages(self._http, POSTS, params)]
        items = [await self._inventory(entry) for entry in entries]
        fits = [item for item in items if wanted.product_id is None or item.product_id in (None, wanted.product_id)]
        return [item.model_dump(mode="json") for item in fits]

    async def _images(self) -> list[dict[str, object]]:
        params = {"media_type": "image", **_EDIT}
        return [
            self._image(Media.model_validate(one)).model_dump(mode="json")
            async for one in all_pages(self._http, MEDIA, params)
        ]

    async def _inventory(self, entry: Entry) -> InventoryItem:
        seen = await self._seen(entry)
        return InventoryItem.model_validate(
            {
                **{
                    name: seen[name]
                    for name in ("id", "status", "locale", "channel", "product_id", "title", "parts", "links")
                },
                "updated": entry.modified.date(),
            }
        )

    def _image(self, media: Media) -> InventoryItem:
        return InventoryItem(
            id=self._called(media.id),
            type="image",
            status="published",
            title=media.title.raw,
            alt=Text(en=media.alt_text, es=media.alt_text) if media.alt_text else None,
            url=media.source_url,
            updated=media.modified.date(),
        )

    async def _seen(self, entry: Entry) -> dict[str, object]:
        """A post in our words: where the tags do not say what it is for, nothing is guessed."""
        channels = await self._terms.names("categories", entry.categories)
        tags = await self._terms.names("tags", entry.tags)
        channel = next((name for name in channels if name in PARTS), None)
        locale = next((tag for tag in tags if _is_locale(tag)), None)
        known: Sequence[str] = (
            PARTS[channel] if channel else tuple({part for parts in PARTS.values() for part in parts})
        )
        return {
            "id": self._called(entry.id),
            "status": STATUS.get(entry.status, "retired"),
            "channel": channel,
            "locale": locale,
            "product_id": next((tag for tag in tags if tag != locale), None),
            "title": entry.title.raw,
            "parts": {part: words for part, words in parts_of(entry.content.raw).items() if part in known},
            "links": links_of(entry.content.raw),
            "beside": _beside(entry),
        }

    def _done(self, capability: Capability, entry: Entry) -> Done:
        reference = self._called(entry.id)
        result = result_of(
            self.description.id, capability, {"id": reference, "status": STATUS.get(entry.status, "retired")}
        )
        return Done(reference, result)

    def _called(self, id_: int) -> str:
        return f"{self.description.id}:{id_}"

    def _own(self, reference: str) -> int:
        """The number of a post here. Raises: NotFound, for another system's reference."""
        system, _, number = reference.rpartition(":")
        if system not in ("", self.description.id) or not number.isdecimal():
            raise absent(self.description.id, reference)
        return int(number)

    def _nonsense(self) -> SystemUnavailable:
        return SystemUnavailable(
            Text(
                en=f"{self.description.id} did not answer with a list of posts.",
                es=f"{self.description.id} no ha respondido con una lista de entradas.",
            ),
            subject=self.description.id,
        )


_EDIT = {"context": "edit"}
"""Raw content and statuses, as only who may edit sees them."""


def _beside(entry: Entry) -> str:
    """What a post says besides its parts: also what it is called, where that is none of them any more."""
    said = beside_of(entry.content.raw)
    parts = parts_of(entry.content.raw)
    named = {as_read(words) for part in TITLES if (words := parts.get(part))}
    title = as_read(entry.title.raw)
    return " ".join(words for words in (title if named and title not in named else "", said) if words)


def slug(key: str) -> str:
    return f"batuta-{key[:32].lower()}"


def _is_locale(tag: str) -> bool:
    language, _, region = tag.partition("-")
    return language in ("es", "en") and (not region or (len(region) == 2 and region.isupper()))
