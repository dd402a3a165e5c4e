-- What was answered and what it showed. Rows are added, never changed: the triggers below refuse anything else.
CREATE TABLE attempts (
    number       INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    learner      TEXT NOT NULL,
    unit         TEXT NOT NULL,
    round        TEXT NOT NULL,
    at           TEXT NOT NULL,  -- UTC, ISO 8601 with microseconds: sorts as text
    verdict      TEXT NOT NULL,
    seconds      REAL,
    hints        INTEGER NOT NULL,
    wall_seconds REAL NOT NULL,
    mistake      TEXT,
    response     TEXT NOT NULL,
    judgement    TEXT NOT NULL   -- JSON
) STRICT;
CREATE INDEX attempts_by_time ON attempts (learner, at);
CREATE INDEX attempts_by_unit ON attempts (learner, unit, at);

-- Running times, known only after the verdict.
CREATE TABLE measurements (
    attempt_id TEXT NOT NULL UNIQUE REFERENCES attempts (id),
    efficiency TEXT NOT NULL     -- JSON
) STRICT;

CREATE TABLE hint_events (
    learner TEXT NOT NULL,
    unit    TEXT NOT NULL,
    number  INTEGER NOT NULL CHECK (number >= 1),
    at      TEXT NOT NULL,
    UNIQUE (learner, unit, number)
) STRICT;

CREATE TABLE give_ups (
    learner TEXT NOT NULL,
    unit    TEXT NOT NULL,
    at      TEXT NOT NULL,
    UNIQUE (learner, unit)
) STRICT;

-- Work in progress: the only table that changes by itself.
CREATE TABLE drafts (
    learner  TEXT NOT NULL,
    unit     TEXT NOT NULL,
    text     TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    PRIMARY KEY (learner, unit)
) STRICT;

-- Derived from attempts, kept so that a list of problems does not read every attempt.
CREATE TABLE unit_progress (
    learner   TEXT NOT NULL,
    unit      TEXT NOT NULL,
    attempts  INTEGER NOT NULL,
    is_solved INTEGER NOT NULL,
    last_at   TEXT NOT NULL,
    PRIMARY KEY (learner, unit)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER progress_follows_attempts AFTER INSERT ON attempts BEGIN
    INSERT INTO unit_progress (learner, unit, attempts, is_solved, last_at)
    VALUES (new.learner, new.unit, 1, new.verdict = 'accepted', new.at)
    ON CONFLICT (learner, unit) DO UPDATE SET
        attempts = attempts + 1,
        is_solved = max(is_solved, excluded.is_solved),
        last_at = max(last_at, excluded.last_at);
END;

CREATE TRIGGER attempts_keep_their_rows BEFORE DELETE ON attempts BEGIN
    SELECT raise(ABORT, 'attempts is append-only');
END;
CREATE TRIGGER attempts_keep_their_values BEFORE UPDATE ON attempts BEGIN
    SELECT raise(ABORT, 'attempts is append-only');
END;
CREATE TRIGGER measurements_keep_their_rows BEFORE DELETE ON measurements BEGIN
    SELECT raise(ABORT, 'measurements is append-only');
END;
CREATE TRIGGER measurements_keep_their_values BEFORE UPDATE ON measurements BEGIN
    SELECT raise(ABORT, 'measurements is append-only');
END;
CREATE TRIGGER hint_events_keep_their_rows BEFORE DELETE ON hint_events BEGIN
    SELECT raise(ABORT, 'hint_events is append-only');
END;
CREATE TRIGGER hint_events_keep_their_values BEFORE UPDATE ON hint_events BEGIN
    SELECT raise(ABORT, 'hint_events is append-only');
END;
CREATE TRIGGER give_ups_keep_their_rows BEFORE DELETE ON give_ups BEGIN
    SELECT raise(ABORT, 'give_ups is append-only');
END;
CREATE TRIGGER give_ups_keep_their_values BEFORE UPDATE ON give_ups BEGIN
    SELECT raise(ABORT, 'give_ups is append-only');
END;
