-- What stands for the lines of the log that are older than two years: signed by whoever unlocked when it was made.
CREATE TABLE log_closing (
    id        INTEGER PRIMARY KEY CHECK (id = 1),
    last      INTEGER NOT NULL,
    head      BLOB    NOT NULL,
    since     TEXT    NOT NULL,
    until     TEXT    NOT NULL,
    at        TEXT    NOT NULL,
    account   TEXT    NOT NULL,
    hash      BLOB    NOT NULL,
    signature BLOB    NOT NULL
) STRICT;

-- When each account last did what is asked for later, among the lines that are closed: the closing line signs it too.
CREATE TABLE log_kept (
    action  TEXT    NOT NULL,
    account TEXT    NOT NULL,
    seq     INTEGER NOT NULL,
    at      TEXT    NOT NULL,
    PRIMARY KEY (action, account)
) STRICT, WITHOUT ROWID;

-- The information of article 14: when and how it was given, or why not yet.
ALTER TABLE person ADD COLUMN informed_on TEXT;
ALTER TABLE person ADD COLUMN informed_how TEXT NOT NULL DEFAULT 'not_yet';
ALTER TABLE person ADD COLUMN informed_note TEXT NOT NULL DEFAULT '';
