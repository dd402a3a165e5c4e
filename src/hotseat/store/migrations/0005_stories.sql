-- Versions of the candidate's own stories. Rows are added, never changed; the last version of a story stands.
CREATE TABLE own_stories (
    number  INTEGER PRIMARY KEY,
    id      TEXT NOT NULL UNIQUE,
    learner TEXT NOT NULL,
    story   TEXT NOT NULL,
    at      TEXT NOT NULL,
    value   TEXT NOT NULL  -- JSON
) STRICT;
CREATE INDEX own_stories_by_story ON own_stories (learner, story, number);

CREATE TRIGGER own_stories_keep_their_rows BEFORE DELETE ON own_stories BEGIN
    SELECT raise(ABORT, 'own_stories is append-only');
END;
CREATE TRIGGER own_stories_keep_their_values BEFORE UPDATE ON own_stories BEGIN
    SELECT raise(ABORT, 'own_stories is append-only');
END;
