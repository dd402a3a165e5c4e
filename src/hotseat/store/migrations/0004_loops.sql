-- Mock interviews and what happened in them. Rows are added, never changed.
CREATE TABLE loops (
    number  INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    at      TEXT NOT NULL,
    value   TEXT NOT NULL  -- JSON
) STRICT;
CREATE INDEX loops_by_time ON loops (learner, at);

CREATE TABLE loop_events (
    number  INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    loop    TEXT NOT NULL,
    at      TEXT NOT NULL,
    value   TEXT NOT NULL  -- JSON
) STRICT;
CREATE INDEX loop_events_by_loop ON loop_events (learner, loop, number);

CREATE TRIGGER loops_keep_their_rows BEFORE DELETE ON loops BEGIN
    SELECT raise(ABORT, 'loops is append-only');
END;
CREATE TRIGGER loops_keep_their_values BEFORE UPDATE ON loops BEGIN
    SELECT raise(ABORT, 'loops is append-only');
END;
CREATE TRIGGER loop_events_keep_their_rows BEFORE DELETE ON loop_events BEGIN
    SELECT raise(ABORT, 'loop_events is append-only');
END;
CREATE TRIGGER loop_events_keep_their_values BEFORE UPDATE ON loop_events BEGIN
    SELECT raise(ABORT, 'loop_events is append-only');
END;
