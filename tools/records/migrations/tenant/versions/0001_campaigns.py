"""Everything one company's campaigns leave behind."""

from alembic import op

revision = "tenant_0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE artefacts (
    digest text PRIMARY KEY,
    kind text NOT NULL,
    body jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE campaigns (
    id text PRIMARY KEY,
    name text NOT NULL,
    author text NOT NULL,
    status text NOT NULL,
    step text NOT NULL DEFAULT '',
    hold text,
    problem text NOT NULL DEFAULT '',
    request text NOT NULL REFERENCES artefacts,
    state jsonb NOT NULL DEFAULT '{}',
    spent numeric NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX campaigns_recent ON campaigns (created_at DESC);
CREATE INDEX campaigns_unfinished ON campaigns (status) WHERE status IN ('working', 'waiting', 'executing');

CREATE TABLE gates (
    id text PRIMARY KEY,
    campaign_id text NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    interrupt_id text NOT NULL,
    kind text NOT NULL,
    gate jsonb NOT NULL,
    digest text NOT NULL,
    chain jsonb NOT NULL DEFAULT '[]',
    four_eyes boolean NOT NULL DEFAULT false,
    state text NOT NULL DEFAULT 'open',
    answer jsonb,
    answered_by text,
    answered_at timestamptz,
    opened_at timestamptz NOT NULL,
    expires_at timestamptz,
    position bigint GENERATED ALWAYS AS IDENTITY,
    UNIQUE (campaign_id, interrupt_id)
);
CREATE UNIQUE INDEX gates_one_open ON gates (campaign_id) WHERE state = 'open';

CREATE TABLE signatures (
    gate_id text NOT NULL REFERENCES gates ON DELETE CASCADE,
    step integer NOT NULL,
    role text NOT NULL,
    signed_by text NOT NULL,
    digest text NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (gate_id, step)
);

CREATE TABLE approvals (
    id text PRIMARY KEY,
    gate_id text NOT NULL UNIQUE REFERENCES gates,
    campaign_id text NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    digest text NOT NULL,
    shown jsonb NOT NULL,
    granted_at timestamptz NOT NULL,
    expires_at timestamptz,
    used_at timestamptz,
    withdrawn_at timestamptz
);

CREATE TABLE resumes (
    gate_id text PRIMARY KEY REFERENCES gates ON DELETE CASCADE,
    campaign_id text NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    answer jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    taken_at timestamptz
);
CREATE INDEX resumes_pending ON resumes (campaign_id) WHERE taken_at IS NULL;

CREATE TABLE outbox (
    key text PRIMARY KEY,
    semantic_key text NOT NULL,
    campaign_id text NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    approval_id text NOT NULL REFERENCES approvals,
    step jsonb NOT NULL,
    depends_on text[] NOT NULL DEFAULT '{}',
    undoes text,
    state text NOT NULL DEFAULT 'pending',
    attempts integer NOT NULL DEFAULT 0,
    not_before timestamptz,
    retry_at timestamptz,
    leased_by text,
    reference text NOT NULL DEFAULT '',
    result jsonb NOT NULL DEFAULT '{}',
    detail text NOT NULL DEFAULT '',
    position bigint GENERATED ALWAYS AS IDENTITY,
    requested_at timestamptz NOT NULL,
    settled_at timestamptz
);
CREATE INDEX outbox_campaign ON outbox (campaign_id, position);
CREATE INDEX outbox_open ON outbox (state) WHERE state IN ('pending', 'sending', 'scheduled');
CREATE INDEX outbox_semantic ON outbox (semantic_key);

CREATE TABLE deliveries (
    campaign_id text NOT NULL REFERENCES campaigns ON DELETE CASCADE,
    channel text NOT NULL,
    customer_id text NOT NULL,
    state text NOT NULL,
    variant text NOT NULL DEFAULT '',
    reference text NOT NULL DEFAULT '',
    at timestamptz NOT NULL,
    PRIMARY KEY (campaign_id, channel, customer_id)
);
CREATE INDEX deliveries_recent ON deliveries (channel, at);
CREATE INDEX deliveries_person ON deliveries (customer_id);

CREATE TABLE frozen_members (
    digest text NOT NULL,
    part integer NOT NULL,
    data bytea NOT NULL,
    PRIMARY KEY (digest, part)
);

CREATE TABLE suppressions (
    channel text NOT NULL,
    customer_id text NOT NULL,
    reason text NOT NULL DEFAULT '',
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (channel, customer_id)
);

CREATE TABLE language_calls (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    input_digest text NOT NULL,
    engine text NOT NULL,
    model text NOT NULL DEFAULT '',
    record jsonb NOT NULL,
    output jsonb,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX language_calls_input ON language_calls (input_digest, engine, model);

CREATE TABLE cms_items (
    id text NOT NULL,
    version integer NOT NULL,
    status text NOT NULL,
    body jsonb NOT NULL,
    key text UNIQUE,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, version)
);

CREATE TABLE system_objects (
    system text NOT NULL,
    id text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    body jsonb NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (system, id)
);

CREATE TABLE system_calls (
    system text NOT NULL,
    key text NOT NULL,
    capability text NOT NULL,
    reference text NOT NULL,
    result jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (system, key)
);

CREATE TABLE audit (
    seq bigint PRIMARY KEY,
    at timestamptz NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    campaign_id text NOT NULL DEFAULT '',
    subject text NOT NULL DEFAULT '',
    detail jsonb NOT NULL,
    previous text NOT NULL,
    hash text NOT NULL
);
CREATE INDEX audit_campaign ON audit (campaign_id, seq);
CREATE TABLE audit_head (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    seq bigint NOT NULL,
    hash text NOT NULL
);
INSERT INTO audit_head (seq, hash) VALUES (0, repeat('0', 64));
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail is append-only';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

CREATE TABLE conversations (
    id text PRIMARY KEY,
    owner text NOT NULL,
    campaign_id text REFERENCES campaigns ON DELETE SET NULL,
    locale text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE feed (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation_id text,
    campaign_id text,
    type text NOT NULL,
    data jsonb NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX feed_conversation ON feed (conversation_id, id);
CREATE INDEX feed_campaign ON feed (campaign_id, id);
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(TABLES)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead: `batuta db restore`")
