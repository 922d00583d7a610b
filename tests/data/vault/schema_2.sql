-- What a version after that of schema_1 might do: a column more, a table built anew that others refer to, a new table.
ALTER TABLE person ADD COLUMN greeting TEXT NOT NULL DEFAULT '';
CREATE TABLE town_anew (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name TEXT NOT NULL CHECK (name <> ''),
    municipality TEXT NOT NULL,
    seen_on TEXT,
    certain INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO town_anew SELECT *, 1 FROM town;
DROP TABLE town;
ALTER TABLE town_anew RENAME TO town;
CREATE INDEX town_of_person ON town (person_id);
CREATE INDEX town_in_bin ON town (removed_on) WHERE removed_on IS NOT NULL;
CREATE TABLE later (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE
) STRICT;
INSERT INTO later (uid, person_id) SELECT lower(hex(randomblob(16))), id FROM person;
UPDATE person SET greeting = 'hej ' || alias;
