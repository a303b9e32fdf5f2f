-- What the looks at a connection have left for the next one.
ALTER TABLE connections ADD COLUMN earlier TEXT NOT NULL DEFAULT '{}';
