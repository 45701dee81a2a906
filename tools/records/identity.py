"""People, what they may do in which company, and how they prove who they are.

Secrets leave this module once, when they are made; what is kept is a hash: argon2 for passwords, SHA-256 for
random tokens of 256 bits.
"""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from batuta.approval import ROLES, Role
from batuta.errors import BadInput, NotAllowed, NotFound
from batuta.ports import Clock
from batuta.text import Text
from tools.records.database import Pool, one, reading, transaction

LINK_LIVES = timedelta(hours=24)
SESSION_LIVES = timedelta(hours=12)
FAILURES = 5
"""Wrong passwords within `FAILURE_WINDOW` before a name has to wait."""
FAILURE_WINDOW = timedelta(minutes=15)
SHORTEST_PASSWORD = 12


class Account(NamedTuple):
    name: str
    has_password: bool
    roles: dict[str, frozenset[Role]]
    """By company."""


class Session(NamedTuple):
    user: str
    csrf: str


class Identity:
    def __init__(self, pool: Pool, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock
        self._hasher = PasswordHasher()

    async def add(self, name: str, workspace: str, roles: frozenset[Role]) -> None:
        """Make a person known, or give them these roles in a company. Raises: BadInput, for an unknown role."""
        unknown = roles.difference(ROLES)
        if unknown or not roles:
            options = ", ".join(ROLES)
            raise BadInput(
                Text(en=f"There is no role {', '.join(unknown)}.", es=f"No existe el rol {', '.join(unknown)}."),
                remedy=Text(en=f"Roles are: {options}.", es=f"Los roles son: {options}."),
                subject=name,
            )
        if not name.strip() or len(name) > 120:
            raise BadInput(Text(en="A person needs a name.", es="La persona necesita un nombre."), subject=name)
        async with transaction(self._pool) as connection:
            await connection.execute("INSERT INTO users (name) VALUES (%s) ON CONFLICT DO NOTHING", [name])
            await connection.execute(
                "INSERT INTO memberships (user_name, workspace, roles) VALUES (%s, %s, %s)"
                " ON CONFLICT (user_name, workspace) DO UPDATE SET roles = excluded.roles",
                [name, workspace, sorted(roles)],
            )

    async def account(self, name: str) -> Account:
        """Raises: NotFound."""
        async with reading(self._pool) as connection:
            rows = await connection.execute("SELECT password_hash FROM users WHERE name = %s AND active", [name])
            user = await rows.fetchone()
            if user is None:
                raise NotFound(
                    Text(en=f"There is no account {name}.", es=f"No existe la cuenta {name}."),
                    remedy=Text(en="`batuta user add` makes one.", es="Créala con `batuta user add`."),
                    subject=name,
                )
            rows = await connection.execute("SELECT workspace, roles FROM memberships WHERE user_name = %s", [name])
            roles = {row["workspace"]: frozenset(row["roles"]) for row in await rows.fetchall()}
        return Account(name, user["password_hash"] is not None, roles)

    async def anybody(self) -> bool:
        """Whether any account exists."""
        async with reading(self._pool) as connection:
            return bool((await one(await connection.execute("SELECT EXISTS (SELECT FROM users) AS any")))["any"])

    async def sign_in_link(self, name: str) -> str:
        """A secret that signs this person in once. Raises: NotFound."""
        await self.account(name)
        token = secrets.token_urlsafe(32)
        async with reading(self._pool) as connection:
            await connection.execute(
                "INSERT INTO sign_in_links (token_hash, user_name, expires_at) VALUES (%s, %s, %s)",
                [hashed(token), name, self._clock.now() + LINK_LIVES],
            )
        return token

    async def use_link(self, token: str) -> str:
        """Who a one-time link belongs to; it is used up. Raises: NotAllowed."""
        now = self._clock.now()
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "UPDATE sign_in_links SET used_at = %s WHERE token_hash = %s AND used_at IS NULL AND expires_at > %s"
                " RETURNING user_name",
                [now, hashed(token), now],
            )
            row = await rows.fetchone()
        if row is None:
            raise NotAllowed(
                Text(
                    en="This sign-in link was used or has expired.", es="Este enlace de acceso ya se usó o ha caducado."
                ),
                remedy=Text(
                    en="Sign in with your password, or ask for a new link: `batuta user token NAME`.",
                    es="Entra con tu contraseña o pide otro enlace: `batuta user token NOMBRE`.",
                ),
            )
        return str(row["user_name"])

    async def set_password(self, name: str, password: str) -> None:
        """Raises: BadInput, for one that is too short; NotFound."""
        if len(password) < SHORTEST_PASSWORD:
            raise BadInput(
                Text(
                    en=f"A password needs at least {SHORTEST_PASSWORD} characters.",
                    es=f"La contraseña necesita al menos {SHORTEST_PASSWORD} caracteres.",
                )
            )
        await self.account(name)
        async with transaction(self._pool) as connection:
            await connection.execute(
                "UPDATE users SET password_hash = %s WHERE name = %s", [self._hasher.hash(password), name]
            )

    async def check_password(self, name: str, password: str) -> None:
        """Raises: NotAllowed, with the same words whatever is wrong, and after too many tries for a while."""
        now = self._clock.now()
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT count(*) AS n FROM sign_in_failures WHERE user_name = %s AND at > %s",
                [name, now - FAILURE_WINDOW],
            )
            if (await rows.fetchall())[0]["n"] >= FAILURES:
                raise _wrong(
                    Text(
                        en="Too many attempts; wait a quarter of an hour.",
                        es="Demasiados intentos; espera un cuarto de hora.",
                    )
                )
            rows = await connection.execute("SELECT password_hash FROM users WHERE name = %s AND active", [name])
            row = await rows.fetchone()
            kept = row["password_hash"] if row and row["password_hash"] else None
            try:
                # Hashing for unknown names too: how long it takes must not tell which names exist.
                self._hasher.verify(kept or _NOBODY, password)
            except (Argon2Error, InvalidHashError):
                kept = None
            if kept is None:
                await connection.execute("INSERT INTO sign_in_failures (user_name, at) VALUES (%s, %s)", [name, now])
                raise _wrong(Text(en="Name or password is wrong.", es="El nombre o la contraseña no son correctos."))

    async def secret(self, purpose: str) -> bytes:
        """A random secret of this installation, made on first use; the same for every process."""
        async with reading(self._pool) as connection:
            await connection.execute(
                "INSERT INTO secrets (purpose, value) VALUES (%s, %s) ON CONFLICT DO NOTHING",
                [purpose, secrets.token_bytes(32)],
            )
            rows = await connection.execute("SELECT value FROM secrets WHERE purpose = %s", [purpose])
            return bytes((await one(rows))["value"])

    async def open_session(self, name: str) -> tuple[str, Session]:
        """A new session: the secret for the cookie, and what belongs to it."""
        token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(24)
        now = self._clock.now()
        async with reading(self._pool) as connection:
            await connection.execute(
                "INSERT INTO sessions (token_hash, user_name, csrf, created_at, last_seen_at, expires_at)"
                " VALUES (%s, %s, %s, %s, %s, %s)",
                [hashed(token), name, csrf, now, now, now + SESSION_LIVES],
            )
        return token, Session(name, csrf)

    async def session(self, token: str) -> Session | None:
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT user_name, csrf FROM sessions JOIN users ON name = user_name"
                " WHERE token_hash = %s AND expires_at > %s AND active",
                [hashed(token), self._clock.now()],
            )
            row = await rows.fetchone()
        return Session(row["user_name"], row["csrf"]) if row else None

    async def close_session(self, token: str) -> None:
        async with reading(self._pool) as connection:
            await connection.execute("DELETE FROM sessions WHERE token_hash = %s", [hashed(token)])

    async def make_token(self, name: str, label: str = "", expires_at: datetime | None = None) -> str:
        """A secret for programs that act as this person. Raises: NotFound."""
        await self.account(name)
        token = f"batuta_{secrets.token_urlsafe(32)}"
        async with reading(self._pool) as connection:
            await connection.execute(
                "INSERT INTO api_tokens (token_hash, user_name, label, expires_at) VALUES (%s, %s, %s, %s)",
                [hashed(token), name, label, expires_at],
            )
        return token

    async def token_owner(self, token: str) -> str | None:
        async with reading(self._pool) as connection:
            rows = await connection.execute(
                "SELECT user_name FROM api_tokens JOIN users ON name = user_name WHERE token_hash = %s AND active"
                " AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > %s)",
                [hashed(token), self._clock.now()],
            )
            row = await rows.fetchone()
        return str(row["user_name"]) if row else None


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$ZpXtYZzAVDZLcXzC5LvdLzYR1XhWcyWkVYRUFtMGQXs"


def _wrong(message: Text) -> NotAllowed:
    return NotAllowed(message)
