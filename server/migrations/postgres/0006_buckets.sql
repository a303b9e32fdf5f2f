-- Who looks at what. A connection's bucket is the last byte of its id, which is random. A node
-- holds buckets for as long as it is seen; taking one raises its lease number.
CREATE TABLE nodes (
    id      TEXT PRIMARY KEY,
    seen_at BIGINT NOT NULL
);

CREATE TABLE buckets (
    number       BIGINT PRIMARY KEY,
    node         TEXT,
    lease_number BIGINT NOT NULL DEFAULT 0,
    -- When it was given back.
    tended_at    BIGINT
);
INSERT INTO buckets (number) SELECT generate_series(0, 255);

-- Due times are kept in the nodes' memory. Without an index on what each look writes, Postgres
-- rewrites the row in its page and touches no index at all.
DROP INDEX connections_due;
CREATE INDEX connections_of_bucket ON connections (substr(id, 35, 2))
    WHERE state NOT IN ('failed', 'archived');
ALTER TABLE connections SET (fillfactor = 80);
