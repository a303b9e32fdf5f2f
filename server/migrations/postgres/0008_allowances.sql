-- Names that an application may connect although a person must look at them first: one has.
CREATE TABLE allowances (
    application_id TEXT NOT NULL REFERENCES applications (id),
    hostname       TEXT NOT NULL,
    allowed_at     BIGINT NOT NULL,
    PRIMARY KEY (application_id, hostname)
);
