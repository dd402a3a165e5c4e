-- What became of the cards of own_cards: edited, removed, brought back. Rows are added, never changed; the last one stands.
CREATE TABLE own_card_versions (
    number     INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    learner    TEXT NOT NULL,
    unit       TEXT NOT NULL,
    front      TEXT NOT NULL,
    back       TEXT NOT NULL,
    topic      TEXT,
    is_removed INTEGER NOT NULL,
    at         TEXT NOT NULL
) STRICT;
CREATE INDEX own_card_versions_by_unit ON own_card_versions (learner, unit, at, number);

CREATE TRIGGER own_card_versions_keep_their_rows BEFORE DELETE ON own_card_versions BEGIN
    SELECT raise(ABORT, 'own_card_versions is append-only');
END;
CREATE TRIGGER own_card_versions_keep_their_values BEFORE UPDATE ON own_card_versions BEGIN
    SELECT raise(ABORT, 'own_card_versions is append-only');
END;
