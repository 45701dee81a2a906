"""What waits for something outside is open as well; what is live is looked at again."""

from alembic import op

revision = "tenant_0002"
down_revision = "tenant_0001"
branch_labels = None
depends_on = None

CHANGE = """
DROP INDEX outbox_open;
CREATE INDEX outbox_open ON outbox (state) WHERE state IN ('pending', 'sending', 'scheduled', 'waiting');

CREATE TABLE drift (
    campaign_id text PRIMARY KEY REFERENCES campaigns ON DELETE CASCADE,
    looked_at timestamptz NOT NULL,
    verification text REFERENCES artefacts,
    accepted text REFERENCES artefacts,
    accepted_by text
);
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(CHANGE)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead: `batuta db restore`")
