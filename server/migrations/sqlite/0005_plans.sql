-- The plan that a tenant chose, for each environment; whoever chose none has the default.
CREATE TABLE subscriptions (
    tenant_id   TEXT NOT NULL REFERENCES tenants (id),
    environment TEXT NOT NULL,
    plan        TEXT NOT NULL,
    changed_at  BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, environment)
);

-- What is counted: of a month like 2026-03, or of none.
CREATE TABLE usage (
    tenant_id   TEXT NOT NULL REFERENCES tenants (id),
    environment TEXT NOT NULL,
    period      TEXT NOT NULL,
    counter     TEXT NOT NULL,
    n           BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, environment, period, counter)
);

-- What was counted since. Whoever only adds adds a row, and nobody waits for anybody; the sum
-- of both tables is the truth.
CREATE TABLE usage_changes (
    tenant_id   TEXT NOT NULL,
    environment TEXT NOT NULL,
    id          TEXT NOT NULL,
    period      TEXT NOT NULL,
    counter     TEXT NOT NULL,
    n           BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, environment, id)
) WITHOUT ROWID;

INSERT INTO usage (tenant_id, environment, period, counter, n)
    SELECT tenant_id, environment, '', 'active', COUNT(*) FROM connections
    WHERE state NOT IN ('failed', 'archived') GROUP BY tenant_id, environment;
INSERT INTO usage (tenant_id, environment, period, counter, n)
    SELECT tenant_id, environment, strftime('%Y-%m', created_at / 1000000, 'unixepoch'),
        'connections_created', COUNT(*)
    FROM connections
    GROUP BY tenant_id, environment, strftime('%Y-%m', created_at / 1000000, 'unixepoch');
INSERT INTO usage (tenant_id, environment, period, counter, n)
    SELECT tenant_id, environment, strftime('%Y-%m', created_at / 1000000, 'unixepoch'),
        'connections_returned', COUNT(*)
    FROM connections
    WHERE state IN ('failed', 'archived')
        AND json_extract(progress, '$.proven_at') IS NULL
    GROUP BY tenant_id, environment, strftime('%Y-%m', created_at / 1000000, 'unixepoch');
