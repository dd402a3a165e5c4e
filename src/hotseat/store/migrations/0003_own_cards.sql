-- Flash cards that a learner brought along. Rows are added, never changed; reviews of them are rows of answers.
CREATE TABLE own_cards (
    number  INTEGER PRIMARY KEY,
    learner TEXT NOT NULL,
    unit    TEXT NOT NULL,
    front   TEXT NOT NULL,
    back    TEXT NOT NULL,
    topic   TEXT,
    at      TEXT NOT NULL,  -- UTC, ISO 8601 with microseconds: sorts as text
    UNIQUE (learner, unit)
) STRICT;

CREATE TRIGGER own_cards_keep_their_rows BEFORE DELETE ON own_cards BEGIN
    SELECT raise(ABORT, 'own_cards is append-only');
END;
CREATE TRIGGER own_cards_keep_their_values BEFORE UPDATE ON own_cards BEGIN
    SELECT raise(ABORT, 'own_cards is append-only');
END;
