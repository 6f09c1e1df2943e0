-- Plain SQL that SQLite and PostgreSQL both take. Times are ISO-8601 texts in UTC, durations seconds, shares 0 to 1.
-- Keys are made by the program, so that no dialect of sequences or identity columns is needed.

CREATE TABLE runs (
    id         TEXT PRIMARY KEY,
    mode       TEXT NOT NULL,
    version    INTEGER,
    status     TEXT NOT NULL,
    started    TEXT NOT NULL,
    ended      TEXT,
    error      TEXT,
    state      TEXT NOT NULL,
    owner      TEXT NOT NULL
);

CREATE TABLE stages (
    run_id          TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    id              TEXT NOT NULL,
    name            TEXT NOT NULL,
    status          TEXT NOT NULL,
    reason          TEXT,
    started         TEXT NOT NULL,
    ended           TEXT,
    seconds         DOUBLE PRECISION,
    input_hash      TEXT,
    stage_version   TEXT NOT NULL,
    config_hash     TEXT NOT NULL,
    attempt         INTEGER NOT NULL,
    error_category  TEXT,
    error_message   TEXT,
    next_attempt_at TEXT,
    output          TEXT,
    owner           TEXT NOT NULL,
    PRIMARY KEY (run_id, id)
);
CREATE INDEX stages_by_input ON stages (id, input_hash, stage_version, config_hash, status);

CREATE TABLE artifacts (
    kind     TEXT NOT NULL,
    path     TEXT NOT NULL,
    sha256   TEXT NOT NULL,
    bytes    BIGINT NOT NULL,
    run_id   TEXT REFERENCES runs (id) ON DELETE SET NULL,
    stage_id TEXT,
    created  TEXT NOT NULL,
    PRIMARY KEY (kind, path)
);

CREATE TABLE metrics (
    run_id   TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
    stage_id TEXT NOT NULL,
    step     BIGINT NOT NULL,
    name     TEXT NOT NULL,
    value    DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (run_id, stage_id, name, step)
);

CREATE TABLE exams (
    id          TEXT PRIMARY KEY,
    run_id      TEXT REFERENCES runs (id) ON DELETE SET NULL,
    model       TEXT NOT NULL,
    version     INTEGER,
    lesson      TEXT NOT NULL,
    role        TEXT NOT NULL,
    started     TEXT NOT NULL,
    ended       TEXT,
    prompts     INTEGER NOT NULL,
    valid_share DOUBLE PRECISION,
    graph_f1    DOUBLE PRECISION,
    line_recall DOUBLE PRECISION
);

CREATE TABLE answers (
    exam_id     TEXT NOT NULL REFERENCES exams (id) ON DELETE CASCADE,
    prompt_id   TEXT NOT NULL,
    category    TEXT NOT NULL,
    instruction TEXT NOT NULL,
    expected    TEXT NOT NULL,
    actual      TEXT NOT NULL,
    status      TEXT NOT NULL,
    valid       INTEGER NOT NULL,
    graph_f1    DOUBLE PRECISION NOT NULL,
    line_recall DOUBLE PRECISION NOT NULL,
    tokens      INTEGER NOT NULL,
    seconds     DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (exam_id, prompt_id)
);

CREATE TABLE intake (
    id            BIGINT PRIMARY KEY,
    kind          TEXT NOT NULL,
    name          TEXT NOT NULL,
    sha256        TEXT NOT NULL,
    bytes         BIGINT NOT NULL,
    reader        TEXT NOT NULL,
    outcome       TEXT NOT NULL,
    category      TEXT,
    reason        TEXT,
    output        TEXT,
    output_sha256 TEXT,
    report        TEXT,
    moved_to      TEXT NOT NULL,
    moved         INTEGER NOT NULL,
    taken         TEXT NOT NULL
);
CREATE INDEX intake_by_bytes ON intake (kind, sha256);
CREATE INDEX intake_by_moved ON intake (moved);

CREATE TABLE events (
    seq      BIGINT PRIMARY KEY,
    time     TEXT NOT NULL,
    run_id   TEXT,
    stage_id TEXT,
    kind     TEXT NOT NULL,
    message  TEXT NOT NULL
);
