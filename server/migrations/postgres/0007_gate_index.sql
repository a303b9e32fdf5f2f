-- What the gate's memory is filled from, in one index: a start with a million names must not read
-- a million whole rows. When a connection was looked at last is not in it, so that looks that
-- change nothing move no index; it is read by id where it matters.
ALTER TABLE connections ADD COLUMN valid_until TEXT
    GENERATED ALWAYS AS (certificate::json ->> 'not_after') STORED;
DROP INDEX connections_changed;
CREATE INDEX connections_changed ON connections (change, id) INCLUDE (application_id, environment,
    hostname, state, claim_held, valid_until, refused, attempts_count, attempts_last_at);
