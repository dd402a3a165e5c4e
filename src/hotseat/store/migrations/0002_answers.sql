-- Answers to drills and questions. Rows are added, never changed.
CREATE TABLE answers (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    learner  TEXT NOT NULL,
    unit     TEXT NOT NULL,
    round    TEXT NOT NULL,
    at       TEXT NOT NULL,  -- UTC, ISO 8601 with microseconds: sorts as text
    response TEXT NOT NULL,
    credit   REAL NOT NULL CHECK (credit BETWEEN 0 AND 1),
    possible REAL NOT NULL CHECK (possible BETWEEN credit AND 1),
    by       TEXT NOT NULL,
    seconds  REAL,
    hints    INTEGER NOT NULL,
    detail   TEXT NOT NULL   -- JSON
) STRICT;
CREATE INDEX answers_by_unit ON answers (learner, round, unit, at);

CREATE TRIGGER answers_keep_their_rows BEFORE DELETE ON answers BEGIN
    SELECT raise(ABORT, 'answers is append-only');
END;
CREATE TRIGGER answers_keep_their_values BEFORE UPDATE ON answers BEGIN
    SELECT raise(ABORT, 'answers is append-only');
END;

-- Derived from answers, kept so that the queue of reviews does not replay every answer.
CREATE TABLE cards (
    learner    TEXT NOT NULL,
    round      TEXT NOT NULL,
    unit       TEXT NOT NULL,
    state      TEXT NOT NULL,
    step       INTEGER,
    stability  REAL NOT NULL,
    difficulty REAL NOT NULL,
    due        TEXT NOT NULL,
    last_at    TEXT NOT NULL,
    reviews    INTEGER NOT NULL,
    lapses     INTEGER NOT NULL,
    PRIMARY KEY (learner, round, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX cards_by_due ON cards (learner, due);

CREATE TABLE settings (
    learner TEXT NOT NULL,
    name    TEXT NOT NULL,
    value   TEXT NOT NULL,
    PRIMARY KEY (learner, name)
) STRICT, WITHOUT ROWID;
