-- Who looks at what. A connection's bucket is the last byte of its id, which is random. A node
-- holds buckets for as long as it is seen; taking one raises its lease number.
CREATE TABLE nodes (
    id      TEXT PRIMARY KEY,
    seen_at INTEGER NOT NULL
);

CREATE TABLE buckets (
    number       INTEGER PRIMARY KEY,
    node         TEXT,
    lease_number INTEGER NOT NULL DEFAULT 0,
    -- When it was given back.
    tended_at    INTEGER
);
WITH RECURSIVE numbers (number) AS (
    SELECT 0 UNION ALL SELECT number + 1 FROM numbers WHERE number < 255
)
INSERT INTO buckets (number) SELECT number FROM numbers;

-- Due times are kept in the nodes' memory: no index moves with each look.
DROP INDEX connections_due;
CREATE INDEX connections_of_bucket ON connections (substr(id, 35, 2))
    WHERE state NOT IN ('failed', 'archived');
