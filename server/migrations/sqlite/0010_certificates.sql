-- Certificates that this server gets by itself: how far each is; its key and chain, sealed.
CREATE TABLE certificates (
    connection_id TEXT PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
    hostname      TEXT NOT NULL,
    issuance      TEXT NOT NULL,
    paper         TEXT NOT NULL,
    next_key      TEXT,
    bundle        TEXT,
    due_at        BIGINT,
    waits         BIGINT NOT NULL DEFAULT 0,
    hurried       BIGINT NOT NULL DEFAULT 0,
    lease_until   BIGINT,
    lease_number  BIGINT NOT NULL DEFAULT 0,
    change        BIGINT NOT NULL
);
CREATE INDEX certificates_due ON certificates (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX certificates_change ON certificates (change, connection_id);

-- One account at each CA, for all nodes.
CREATE TABLE acme_accounts (
    directory   TEXT PRIMARY KEY,
    credentials TEXT NOT NULL
);

-- What CAs were asked lately: by this their limits are kept.
CREATE TABLE acme_orders (
    id         TEXT PRIMARY KEY,
    directory  TEXT NOT NULL,
    hostname   TEXT NOT NULL,
    ordered_at BIGINT NOT NULL,
    failed_at  BIGINT,
    issued_at  BIGINT
);
CREATE INDEX acme_orders_name ON acme_orders (directory, hostname, ordered_at);
CREATE INDEX acme_orders_time ON acme_orders (ordered_at);
