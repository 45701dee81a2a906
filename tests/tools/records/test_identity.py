"""How people prove who they are."""

import secrets
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from batuta.errors import BadInput, NotAllowed, NotFound
from tools.clock import FixedClock
from tools.records.database import INSTALLATION, connection_pool
from tools.records.identity import Identity


@pytest.fixture
async def identity(postgres: str, clock: FixedClock) -> AsyncIterator[Identity]:
    async with connection_pool(postgres, INSTALLATION) as pool:
        yield Identity(pool, clock)


@pytest.fixture
async def marta(identity: Identity) -> str:
    name = f"marta-{secrets.token_hex(4)}"
    await identity.add(name, "acme", frozenset({"marketer"}))
    return name


async def test_a_link_signs_in_once(identity: Identity, marta: str) -> None:
    link = await identity.sign_in_link(marta)
    assert await identity.use_link(link) == marta
    with pytest.raises(NotAllowed):
        await identity.use_link(link)


async def test_a_link_expires(identity: Identity, marta: str, clock: FixedClock) -> None:
    link = await identity.sign_in_link(marta)
    clock.set(clock.now() + timedelta(days=2))
    with pytest.raises(NotAllowed):
        await identity.use_link(link)


async def test_roles_hold_in_one_company_only(identity: Identity, marta: str) -> None:
    assert (await identity.account(marta)).roles == {"acme": frozenset({"marketer"})}
    with pytest.raises(BadInput, match="no role"):
        await identity.add(marta, "acme", frozenset({"jefa"}))  # type: ignore[arg-type]


async def test_a_password_is_kept_as_argon2_and_checked(identity: Identity, marta: str, postgres: str) -> None:
    await identity.set_password(marta, "una frase bastante larga")
    await identity.check_password(marta, "una frase bastante larga")
    with pytest.raises(NotAllowed):
        await identity.check_password(marta, "otra frase bastante larga")
    with pytest.raises(BadInput, match="at least 12"):
        await identity.set_password(marta, "corta")


async def test_names_cannot_be_guessed_and_tries_run_out(identity: Identity, marta: str) -> None:
    await identity.set_password(marta, "una frase bastante larga")
    with pytest.raises(NotAllowed) as unknown:
        await identity.check_password("nadie", "una frase bastante larga")
    for _ in range(5):
        with pytest.raises(NotAllowed) as wrong:
            await identity.check_password(marta, "equivocada del todo")
    assert str(wrong.value) == str(unknown.value)
    with pytest.raises(NotAllowed, match="Too many"):
        await identity.check_password(marta, "una frase bastante larga")


async def test_sessions_and_tokens_name_their_owner_and_end(identity: Identity, marta: str, clock: FixedClock) -> None:
    cookie, session = await identity.open_session(marta)
    assert await identity.session(cookie) == session
    token = await identity.make_token(marta, expires_at=clock.now() + timedelta(hours=1))
    assert await identity.token_owner(token) == marta
    assert await identity.token_owner(token + "x") is None
    clock.set(clock.now() + timedelta(hours=13))
    assert await identity.session(cookie) is None
    assert await identity.token_owner(token) is None
    with pytest.raises(NotFound):
        await identity.make_token("nadie")
