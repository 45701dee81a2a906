"""The database chains what is written to the audit: nobody has to read where the trail ends before writing."""

from alembic import op

revision = "tenant_0003"
down_revision = "tenant_0002"
branch_labels = None
depends_on = None

CHANGE = """
CREATE FUNCTION append_to_audit(written_at timestamptz, entries jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    entry jsonb;
    number bigint;
    last text;
    next text;
BEGIN
    SELECT h.seq, h.hash INTO STRICT number, last FROM audit_head h FOR UPDATE;
    FOR entry IN SELECT e.value FROM jsonb_array_elements(entries) WITH ORDINALITY e ORDER BY e.ordinality LOOP
        number := number + 1;
        next := encode(sha256(convert_to(
            '{"body":' || (entry->>'before') || number || (entry->>'after') || ',"previous":"' || last || '"}', 'UTF8'
        )), 'hex');
        INSERT INTO audit (seq, at, kind, actor, campaign_id, subject, detail, previous, hash)
        VALUES (number, written_at, entry->>'kind', entry->>'actor', entry->>'campaign_id', entry->>'subject',
            entry->'detail', last, next);
        last := next;
    END LOOP;
    UPDATE audit_head SET seq = number, hash = last;
END $$;
"""


def upgrade() -> None:
    op.get_bind().exec_driver_sql(CHANGE)


def downgrade() -> None:
    raise NotImplementedError("restore a backup instead: `batuta db restore`")
