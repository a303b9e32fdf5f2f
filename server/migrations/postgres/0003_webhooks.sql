-- Whom an application's events are told to. The secrets are sealed.
CREATE TABLE webhook_endpoints (
    id              TEXT PRIMARY KEY,
    application_id  TEXT NOT NULL REFERENCES applications (id),
    url             TEXT NOT NULL,
    events          TEXT NOT NULL,
    secret          TEXT NOT NULL,
    old_secret      TEXT,
    old_until       BIGINT,
    disabled_at     BIGINT,
    disabled_reason TEXT,
    created_at      BIGINT NOT NULL,
    updated_at      BIGINT NOT NULL
);
CREATE INDEX webhook_endpoints_of_application ON webhook_endpoints (application_id, id);

-- One event for one endpoint, written together with the mark that the event is handed on.
CREATE TABLE webhook_deliveries (
    id              TEXT PRIMARY KEY,
    endpoint_id     TEXT NOT NULL REFERENCES webhook_endpoints (id) ON DELETE CASCADE,
    event_id        TEXT NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    application_id  TEXT NOT NULL REFERENCES applications (id),
    connection_id   TEXT NOT NULL,
    event_type      TEXT NOT NULL,
    body            TEXT NOT NULL,
    status          TEXT NOT NULL,
    attempts        BIGINT NOT NULL DEFAULT 0,
    next_at         BIGINT,
    lease_until     BIGINT,
    lease_number    BIGINT NOT NULL DEFAULT 0,
    last_attempt_at BIGINT,
    last_status     BIGINT,
    last_error      TEXT,
    last_answer     TEXT,
    delivered_at    BIGINT,
    created_at      BIGINT NOT NULL,
    -- When it may be claimed: not before the lease is over that somebody holds.
    due_at          BIGINT GENERATED ALWAYS AS (
        CASE WHEN lease_until > next_at THEN lease_until ELSE next_at END
    ) STORED,
    UNIQUE (event_id, endpoint_id)
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_deliveries_due_of_endpoint
    ON webhook_deliveries (endpoint_id, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_deliveries_of_application ON webhook_deliveries (application_id, id);
CREATE INDEX webhook_deliveries_of_endpoint ON webhook_deliveries (endpoint_id, id);
CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries (created_at);
