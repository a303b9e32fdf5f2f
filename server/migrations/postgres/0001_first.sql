-- Times are microseconds since the epoch, truth values 0 or 1, structures JSON: both engines
-- hold the same, so that one text of SQL serves both.
-- Here `change` is the id of the transaction that changed the row last.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE tenants (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE applications (
    id              TEXT PRIMARY KEY,
    tenant_id       TEXT NOT NULL REFERENCES tenants (id),
    environment     TEXT NOT NULL,
    name            TEXT NOT NULL,
    allowed_origins TEXT NOT NULL,
    origin          TEXT,
    record_template TEXT NOT NULL,
    branding        TEXT NOT NULL,
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL,
    change          BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX applications_of_tenant ON applications (tenant_id, environment, id);

CREATE TABLE api_keys (
    id             TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    name           TEXT NOT NULL,
    scopes         TEXT NOT NULL,
    secret_hash    TEXT NOT NULL UNIQUE,
    last4          TEXT NOT NULL,
    created_at     BIGINT NOT NULL,
    revoked_at     BIGINT,
    last_used_at   BIGINT
);
CREATE INDEX api_keys_of_application ON api_keys (application_id, id);

CREATE TABLE tokens (
    jti            TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES applications (id),
    claims         TEXT NOT NULL,
    created_at     BIGINT NOT NULL,
    expires_at     BIGINT NOT NULL,
    revoked_at     BIGINT
);
CREATE INDEX tokens_by_end ON tokens (expires_at);

CREATE TABLE sessions (
    hash            TEXT PRIMARY KEY,
    minted_jti      TEXT NOT NULL REFERENCES tokens (jti),
    jti             TEXT NOT NULL REFERENCES tokens (jti),
    created_at      BIGINT NOT NULL,
    first_opened_at BIGINT,
    revoked_at      BIGINT
);
CREATE INDEX sessions_minted ON sessions (minted_jti);
CREATE INDEX sessions_standing ON sessions (jti);

CREATE TABLE connections (
    id               TEXT PRIMARY KEY,
    application_id   TEXT NOT NULL REFERENCES applications (id),
    tenant_id        TEXT NOT NULL REFERENCES tenants (id),
    environment      TEXT NOT NULL,
    hostname         TEXT NOT NULL,
    display_hostname TEXT NOT NULL,
    setup_type       TEXT NOT NULL,
    reference        TEXT,
    metadata         TEXT NOT NULL,
    batch_id         TEXT,
    desired          TEXT NOT NULL,
    zone_apex        TEXT,
    provider         TEXT,
    progress         TEXT NOT NULL,
    state            TEXT NOT NULL,
    claim_held       BIGINT NOT NULL DEFAULT 0,
    observed         TEXT NOT NULL DEFAULT '[]',
    findings         TEXT NOT NULL DEFAULT '[]',
    certificate      TEXT NOT NULL,
    refused          BIGINT NOT NULL DEFAULT 0,
    attempts_count   BIGINT NOT NULL DEFAULT 0,
    attempts_last_at BIGINT,
    observed_at      BIGINT,
    last_checked_at  BIGINT,
    next_check_at    BIGINT,
    lease_until      BIGINT,
    lease_number     BIGINT NOT NULL DEFAULT 0,
    version          BIGINT NOT NULL DEFAULT 1,
    sequence         BIGINT NOT NULL DEFAULT 0,
    created_at       BIGINT NOT NULL,
    updated_at       BIGINT NOT NULL,
    change           BIGINT NOT NULL,
    -- When it may be claimed: not before the lease is over that somebody holds.
    due_at           BIGINT GENERATED ALWAYS AS (
        CASE WHEN lease_until > next_check_at THEN lease_until ELSE next_check_at END
    ) STORED
);
CREATE UNIQUE INDEX connections_claim ON connections (environment, hostname)
    WHERE claim_held = 1;
CREATE UNIQUE INDEX connections_unproven
    ON connections (application_id, COALESCE(reference, ''), hostname)
    WHERE claim_held = 0 AND state NOT IN ('failed', 'archived');
CREATE INDEX connections_of_tenant ON connections (tenant_id, environment, id);
CREATE INDEX connections_of_reference ON connections (application_id, reference, id);
CREATE INDEX connections_by_hostname ON connections (hostname, id);
CREATE INDEX connections_due ON connections (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX connections_changed ON connections (change);

CREATE TABLE history (
    id            TEXT PRIMARY KEY,
    connection_id TEXT NOT NULL REFERENCES connections (id),
    at            BIGINT NOT NULL,
    kind          TEXT NOT NULL,
    payload       TEXT NOT NULL
);
CREATE INDEX history_of_connection ON history (connection_id, id);

CREATE TABLE outbox (
    id             TEXT PRIMARY KEY,
    connection_id  TEXT NOT NULL REFERENCES connections (id),
    application_id TEXT NOT NULL REFERENCES applications (id),
    event_type     TEXT NOT NULL,
    sequence       BIGINT NOT NULL,
    data           TEXT NOT NULL,
    created_at     BIGINT NOT NULL,
    delivered_at   BIGINT,
    UNIQUE (connection_id, sequence)
);
CREATE INDEX outbox_pending ON outbox (id) WHERE delivered_at IS NULL;

CREATE TABLE idempotency (
    caller     TEXT NOT NULL,
    key        TEXT NOT NULL,
    body_hash  TEXT NOT NULL,
    status     BIGINT,
    response   TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_at);
