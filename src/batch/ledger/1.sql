-- Times are RFC 3339 in UTC and sort as text. Digests are 64 lower-case hexadecimal digits.

CREATE TABLE submission (
    id     INTEGER PRIMARY KEY,
    vendor TEXT NOT NULL,
    name   TEXT NOT NULL,
    UNIQUE (vendor, name)
) STRICT;

-- What reports say is kept once a report, however often it came out.
CREATE TABLE report (
    id       INTEGER PRIMARY KEY,
    digest   TEXT NOT NULL UNIQUE,
    verdict  TEXT NOT NULL,
    files    INTEGER NOT NULL,
    bytes    INTEGER NOT NULL,
    findings INTEGER NOT NULL,
    metadata INTEGER NOT NULL
) STRICT;

CREATE TABLE run (
    id          INTEGER PRIMARY KEY,
    submission  INTEGER NOT NULL REFERENCES submission (id),
    state       TEXT NOT NULL CHECK (state IN ('started', 'done', 'failed', 'interrupted')),
    started     TEXT NOT NULL,
    finished    TEXT,
    -- The folder that the batch writes into, as it was named.
    output      TEXT NOT NULL,
    -- What was received (`submission_id`), and by what it was reviewed and signed.
    received    TEXT,
    reviewer    TEXT NOT NULL,
    report      INTEGER REFERENCES report (id),
    attestation TEXT,
    error       TEXT,
    CHECK ((state = 'done') = (report IS NOT NULL))
) STRICT;
CREATE INDEX run_of_submission ON run (submission, id);
CREATE INDEX run_of_report ON run (report);

CREATE TABLE finding (
    report      INTEGER NOT NULL REFERENCES report (id),
    number      TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    class       TEXT NOT NULL,
    confidence  TEXT NOT NULL,
    rank        INTEGER NOT NULL,
    metadata    INTEGER NOT NULL,
    title       TEXT NOT NULL,
    source      TEXT NOT NULL,
    sink        TEXT NOT NULL,
    endpoint    TEXT,
    PRIMARY KEY (report, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_by_class ON finding (class);
CREATE INDEX finding_by_fingerprint ON finding (fingerprint);

CREATE TABLE endpoint (
    report INTEGER NOT NULL REFERENCES report (id),
    value  TEXT NOT NULL,
    -- Null where the value is no address.
    host   TEXT,
    how    TEXT NOT NULL,
    place  TEXT NOT NULL
) STRICT;
CREATE INDEX endpoint_of_report ON endpoint (report);
CREATE INDEX endpoint_by_host ON endpoint (host);

CREATE TABLE capability (
    report     INTEGER NOT NULL REFERENCES report (id),
    component  TEXT NOT NULL,
    capability TEXT NOT NULL,
    function   TEXT NOT NULL,
    place      TEXT NOT NULL
) STRICT;
CREATE INDEX capability_of_report ON capability (report);
CREATE INDEX capability_by_name ON capability (capability);

CREATE TABLE blob (
    report INTEGER NOT NULL REFERENCES report (id),
    digest TEXT NOT NULL,
    path   TEXT NOT NULL,
    bytes  INTEGER NOT NULL,
    PRIMARY KEY (report, path)
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_by_digest ON blob (digest);
