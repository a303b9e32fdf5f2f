-- What has ended is looked at for a while, too, if it may have left records behind. Whether
-- anybody still looks stands in a column of its own: an index on due times would move with
-- each look.
ALTER TABLE connections ADD COLUMN attended BIGINT NOT NULL DEFAULT 1;
UPDATE connections SET attended = 0 WHERE state IN ('failed', 'archived');
DROP INDEX connections_of_bucket;
CREATE INDEX connections_of_bucket ON connections (substr(id, 35, 2)) WHERE attended = 1;
