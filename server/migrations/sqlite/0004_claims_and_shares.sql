-- What is remembered of a connection that may meet another holder of its name.
ALTER TABLE connections ADD COLUMN contest TEXT NOT NULL DEFAULT '{}';
CREATE INDEX connections_ended ON connections (id) WHERE state IN ('failed', 'archived');

-- Addresses that open one connection for whoever has them; only their digests are kept.
CREATE TABLE shares (
    id            TEXT PRIMARY KEY,
    hash          TEXT NOT NULL UNIQUE,
    connection_id TEXT NOT NULL REFERENCES connections (id),
    created_at    BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL,
    revoked_at    BIGINT
);
CREATE INDEX shares_of_connection ON shares (connection_id);
CREATE INDEX shares_by_end ON shares (expires_at);

-- What each tenant has asked certificate authorities for lately.
CREATE TABLE submissions (
    tenant_id TEXT PRIMARY KEY REFERENCES tenants (id),
    lately    TEXT NOT NULL
);

CREATE INDEX outbox_delivered ON outbox (delivered_at) WHERE delivered_at IS NOT NULL;
