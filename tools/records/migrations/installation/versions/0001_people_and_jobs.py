"""People who sign in, and the job queue."""

from alembic import op
from procrastinate.schema import SchemaManager

revision = "installation_0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE users (
    name text PRIMARY KEY,
    password_hash text,
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE memberships (
    user_name text NOT NULL REFERENCES users ON DELETE CASCADE,
    workspace text NOT NULL,
    roles text[] NOT NULL,
    PRIMARY KEY (user_name, workspace)
);
CREATE TABLE sign_in_links (
    token_hash text PRIMARY KEY,
    user_name text NOT NULL REFERENCES users ON DELETE CASCADE,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE TABLE sessions (
    token_hash text PRIMARY KEY,
    user_name text NOT NULL REFERENCES users ON DELETE CASCADE,
    csrf text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    last_seen_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
CREATE TABLE api_tokens (
    token_hash text PRIMARY KEY,
    user_name text NOT NULL REFERENCES users ON DELETE CASCADE,
    label text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    revoked_at timestamptz
);
CREATE TABLE secrets (
    purpose text PRIMARY KEY,
    value bytea NOT NULL
);
CREATE TABLE sign_in_failures (
    user_name text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX sign_in_failures_recent ON sign_in_failures (user_name, at);
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(TABLES)
    # The queue's own schema has percent signs in it; without parameters they are left alone.
    cursor = op.get_bind().connection.cursor()
    cursor.execute(SchemaManager.get_schema())


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead: `batuta db restore`")
