-- The first schema. Each table that holds records starts with the columns of domain/record.py.
-- Restricted texts are BLOBs: sealed values, readable only with the restricted key.
CREATE TABLE vault (
    id       TEXT    NOT NULL PRIMARY KEY,
    practice INTEGER NOT NULL,
    zone     TEXT    NOT NULL,
    last_day TEXT
) STRICT;

CREATE TABLE organisation (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    name TEXT NOT NULL,
    standard_text TEXT NOT NULL,
    standard_text_en TEXT NOT NULL,
    town TEXT NOT NULL,
    county TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    web TEXT NOT NULL,
    privacy_link TEXT NOT NULL,
    report_status TEXT NOT NULL,
    social_emergency_phone TEXT NOT NULL,
    contact_interval INTEGER NOT NULL,
    most_tries INTEGER NOT NULL,
    retention_months INTEGER NOT NULL
) STRICT;

CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    name TEXT NOT NULL,
    alias TEXT NOT NULL,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    active INTEGER NOT NULL
) STRICT;

CREATE TABLE platform (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    account_state TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    code TEXT NOT NULL,
    alias TEXT NOT NULL,
    state TEXT NOT NULL,
    who_answers TEXT NOT NULL,
    third_party TEXT NOT NULL,
    age_band TEXT NOT NULL,
    may_be_child INTEGER NOT NULL,
    circumstances TEXT NOT NULL,
    lacks_permit TEXT NOT NULL,
    gender TEXT NOT NULL,
    languages TEXT NOT NULL,
    ad_language TEXT NOT NULL,
    spoken_language TEXT NOT NULL,
    wanted_words TEXT NOT NULL,
    meet_wish TEXT NOT NULL,
    interpreter TEXT NOT NULL,
    wishes TEXT NOT NULL,
    safe_ways TEXT NOT NULL,
    consent TEXT NOT NULL,
    consent_on TEXT,
    consent_how TEXT NOT NULL,
    consent_to TEXT NOT NULL,
    no_contact_since TEXT,
    no_contact_until TEXT,
    no_contact_reason TEXT NOT NULL,
    hold_by TEXT NOT NULL,
    hold_since TEXT,
    hold_until TEXT,
    earliest_on TEXT,
    follow_up TEXT NOT NULL,
    follow_up_on TEXT,
    retention_on TEXT,
    retention_ground TEXT NOT NULL,
    alias_sort TEXT NOT NULL
) STRICT;

CREATE TABLE identifier (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    platform_id INTEGER REFERENCES platform (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    key TEXT NOT NULL,
    first_seen_on TEXT,
    last_seen_on TEXT,
    active INTEGER NOT NULL
) STRICT;

CREATE TABLE town (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    municipality TEXT NOT NULL,
    seen_on TEXT
) STRICT;

CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    text BLOB NOT NULL
) STRICT;

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    at TEXT,
    contact_on TEXT,
    direction TEXT NOT NULL,
    channel TEXT NOT NULL,
    platform_id INTEGER REFERENCES platform (id) ON DELETE SET NULL,
    identifier TEXT NOT NULL,
    by_account TEXT NOT NULL,
    second_person TEXT NOT NULL,
    template TEXT NOT NULL,
    outcome TEXT NOT NULL,
    needs TEXT NOT NULL,
    note TEXT NOT NULL,
    next_step TEXT NOT NULL,
    next_step_on TEXT
) STRICT;

CREATE TABLE assessment (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    list_version INTEGER NOT NULL,
    assessed_on TEXT,
    conclusion TEXT NOT NULL,
    reason BLOB NOT NULL,
    next_step TEXT NOT NULL,
    next_step_reason BLOB NOT NULL,
    signed_at TEXT,
    signed_by TEXT NOT NULL
) STRICT;

CREATE TABLE finding (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    assessment_id INTEGER NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    indicator TEXT NOT NULL,
    answer TEXT NOT NULL,
    source TEXT NOT NULL,
    seen_on TEXT,
    note BLOB NOT NULL
) STRICT;

CREATE TABLE concern_report (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    person_id INTEGER REFERENCES person (id) ON DELETE SET NULL,
    state TEXT NOT NULL,
    language TEXT NOT NULL,
    basis TEXT NOT NULL,
    municipality TEXT NOT NULL,
    unit TEXT NOT NULL,
    written_on TEXT,
    urgent INTEGER NOT NULL,
    child_name BLOB NOT NULL,
    child_age BLOB NOT NULL,
    child_number BLOB NOT NULL,
    child_address BLOB NOT NULL,
    child_phone BLOB NOT NULL,
    child_school BLOB NOT NULL,
    child_language BLOB NOT NULL,
    guardians TEXT NOT NULL,
    guardian_one BLOB NOT NULL,
    guardian_two BLOB NOT NULL,
    seen BLOB NOT NULL,
    said BLOB NOT NULL,
    heard BLOB NOT NULL,
    effect BLOB NOT NULL,
    own_view BLOB NOT NULL,
    child_told TEXT NOT NULL,
    child_told_why BLOB NOT NULL,
    guardian_told INTEGER NOT NULL,
    reporter_name BLOB NOT NULL,
    reporter_role BLOB NOT NULL,
    reporter_phone BLOB NOT NULL,
    how_known BLOB NOT NULL,
    earlier BLOB NOT NULL,
    police TEXT NOT NULL,
    who_else BLOB NOT NULL,
    with_standard_text INTEGER NOT NULL,
    second_reader TEXT NOT NULL,
    sent_on TEXT,
    sent_how TEXT NOT NULL,
    sent_to BLOB NOT NULL,
    received_on TEXT,
    feedback_on TEXT,
    feedback BLOB NOT NULL
) STRICT;


-- What lists, look-ups and 'may we write?' ask of a person's contacts; brought up to date with each contact.
CREATE TABLE person_summary (
    person_id       INTEGER PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    contacts        INTEGER NOT NULL DEFAULT 0,
    last_contact_at TEXT,
    last_direction  TEXT,
    last_outcome    TEXT,
    last_by         TEXT,
    last_out_at     TEXT,
    tries           INTEGER NOT NULL DEFAULT 0,
    county          TEXT    NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE code_counter (
    year INTEGER PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

-- The log: ids and actions only. Each line holds the hash of the line before and is signed by its account.
CREATE TABLE log (
    seq       INTEGER PRIMARY KEY,
    at        TEXT NOT NULL,
    account   TEXT NOT NULL,
    action    TEXT NOT NULL,
    subject   TEXT NOT NULL,
    uid       TEXT NOT NULL,
    digest    BLOB NOT NULL,
    previous  BLOB NOT NULL,
    hash      BLOB NOT NULL,
    signature BLOB NOT NULL
) STRICT;

-- Unsaved edits, each sealed to its writer.
CREATE TABLE draft (
    uid      TEXT NOT NULL PRIMARY KEY,
    account  TEXT NOT NULL,
    editor   TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    state    BLOB NOT NULL,
    person   TEXT NOT NULL DEFAULT '',
    UNIQUE (account, editor)
) STRICT;

CREATE INDEX log_by_uid ON log (uid);
CREATE INDEX person_by_code ON person (code);
CREATE UNIQUE INDEX person_code_once ON person (code) WHERE removed_on IS NULL;
CREATE INDEX person_by_alias ON person (alias_sort, id) WHERE removed_on IS NULL;
CREATE INDEX person_by_state ON person (state, id) WHERE removed_on IS NULL;
CREATE INDEX person_by_follow_up ON person (follow_up_on, id) WHERE removed_on IS NULL;
CREATE INDEX person_in_bin ON person (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX summary_by_last_contact ON person_summary (last_contact_at, person_id);
CREATE INDEX summary_by_county ON person_summary (county, person_id);
CREATE INDEX identifier_of_person ON identifier (person_id);
CREATE INDEX identifier_by_key ON identifier (key);
CREATE INDEX town_of_person ON town (person_id);
CREATE INDEX note_of_person ON note (person_id);
CREATE INDEX contact_of_person ON contact (person_id, at);
CREATE INDEX contact_by_time ON contact (at, id);
CREATE INDEX contact_in_bin ON contact (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX assessment_of_person ON assessment (person_id, number);
CREATE INDEX assessment_by_day ON assessment (assessed_on);
CREATE INDEX finding_of_assessment ON finding (assessment_id);
CREATE INDEX concern_report_by_state ON concern_report (state, id);

-- Search texts, folded by the program; 'secure-delete' takes the terms of an erased text out of the index.
CREATE VIRTUAL TABLE person_text USING fts5 (words, tokenize = 'trigram case_sensitive 1');
CREATE VIRTUAL TABLE contact_text USING fts5 (
    words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3', detail = none
);
INSERT INTO person_text (person_text, rank) VALUES ('secure-delete', 1);
INSERT INTO contact_text (contact_text, rank) VALUES ('secure-delete', 1);
