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
    outreach_purpose TEXT NOT NULL,
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
    colleague_hours INTEGER NOT NULL,
    youngest INTEGER NOT NULL,
    oldest INTEGER NOT NULL,
    idle_minutes INTEGER NOT NULL,
    backup_days INTEGER NOT NULL,
    backup_place TEXT NOT NULL
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
    active INTEGER NOT NULL,
    agreement INTEGER NOT NULL,
    agreed_on TEXT
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
    account_why TEXT NOT NULL,
    other_name_why TEXT NOT NULL,
    paid INTEGER NOT NULL,
    face_picture INTEGER NOT NULL,
    review INTEGER NOT NULL,
    cost TEXT NOT NULL,
    active_times TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;

-- Messages of our own, one row for each version; contacts remember series@number.
CREATE TABLE message_template (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    series TEXT NOT NULL,
    number INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    channel TEXT,
    text TEXT NOT NULL,
    checked_by TEXT NOT NULL,
    checked_on TEXT
) STRICT;

-- What became of our accounts on a platform, one row for each change of name or state.
CREATE TABLE account_event (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    platform_id INTEGER NOT NULL REFERENCES platform (id) ON DELETE CASCADE,
    happened_on TEXT,
    account TEXT NOT NULL,
    account_state TEXT NOT NULL,
    account_why TEXT NOT NULL
) STRICT;

CREATE TABLE shift (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    workers TEXT NOT NULL,
    platforms TEXT NOT NULL,
    planned_at TEXT,
    started_at TEXT,
    ended_at TEXT,
    others TEXT NOT NULL,
    alone_reason TEXT NOT NULL,
    precautions TEXT NOT NULL,
    profiles_seen INTEGER,
    debriefing TEXT,
    debriefing_on TEXT,
    handover TEXT NOT NULL
) STRICT;

CREATE TABLE shift_incident (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    shift_id INTEGER NOT NULL REFERENCES shift (id) ON DELETE CASCADE,
    text BLOB NOT NULL
) STRICT;

-- How a shift felt: a copy for each reader, sealed to that reader's own key, so it is no restricted text.
CREATE TABLE shift_feeling (
    uid        TEXT    NOT NULL PRIMARY KEY,
    shift_id   INTEGER NOT NULL REFERENCES shift (id) ON DELETE CASCADE,
    writer     TEXT    NOT NULL,
    reader     TEXT    NOT NULL,
    written_at TEXT    NOT NULL,
    text       BLOB    NOT NULL
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
    former_codes TEXT NOT NULL,
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
    safe_days TEXT NOT NULL,
    safe_from INTEGER NOT NULL,
    safe_until INTEGER NOT NULL,
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
    kept_for TEXT NOT NULL,
    prolonged_on TEXT,
    prolonged_until TEXT,
    prolonged_why TEXT NOT NULL,
    declined_on TEXT,
    reduced_on TEXT,
    alias_sort TEXT NOT NULL,
    alias_alike TEXT NOT NULL,
    registered_on TEXT NOT NULL
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
    active INTEGER NOT NULL,
    key_alike TEXT NOT NULL
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

CREATE TABLE seen_ad (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    person_id INTEGER REFERENCES person (id) ON DELETE CASCADE,
    platform_id INTEGER REFERENCES platform (id) ON DELETE SET NULL,
    address TEXT NOT NULL,
    alias TEXT NOT NULL,
    identifiers TEXT NOT NULL,
    towns TEXT NOT NULL,
    first_seen_on TEXT,
    last_seen_on TEXT,
    active INTEGER NOT NULL,
    checked_on TEXT,
    language TEXT NOT NULL,
    third_person TEXT NOT NULL,
    hours TEXT NOT NULL,
    meetings TEXT NOT NULL,
    place TEXT NOT NULL,
    price TEXT NOT NULL,
    text TEXT NOT NULL,
    keeps_text INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    words TEXT NOT NULL
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

-- Its uid has no index: nothing looks a line up by it, and at a million lines it would be 41 MB and one page more,
-- somewhere, for each save.
CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
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
    shift_id INTEGER REFERENCES shift (id) ON DELETE SET NULL,
    identifier TEXT NOT NULL,
    by_account TEXT NOT NULL,
    second_person TEXT NOT NULL,
    template TEXT NOT NULL,
    sending TEXT NOT NULL,
    outcome TEXT NOT NULL,
    needs TEXT NOT NULL,
    note TEXT NOT NULL,
    next_step TEXT NOT NULL,
    next_step_on TEXT
) STRICT;

-- A planned step with a person. Open while `result` is empty.
CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
    done_contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
    step TEXT NOT NULL,
    due_on TEXT,
    meeting INTEGER NOT NULL,
    for_account TEXT NOT NULL,
    result TEXT,
    result_note TEXT NOT NULL,
    done_at TEXT,
    done_by TEXT NOT NULL
) STRICT;

-- Why somebody wrote although the program said to wait; the reason is sealed, and goes with the person.
CREATE TABLE going_past (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    whys TEXT NOT NULL,
    reason BLOB NOT NULL
) STRICT;

-- How often each reason was gone past on a day: counts without persons, which erasing leaves.
CREATE TABLE gone_past (
    day   TEXT    NOT NULL,
    why   TEXT    NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (day, why)
) STRICT, WITHOUT ROWID;

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
    feedback BLOB NOT NULL,
    erased_code TEXT NOT NULL,
    content_erased_on TEXT
) STRICT;

CREATE TABLE retention_plan (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    contact_months INTEGER NOT NULL,
    silent_months INTEGER NOT NULL,
    ended_months INTEGER NOT NULL,
    contact_6 TEXT NOT NULL,
    contact_9 TEXT NOT NULL,
    declined_months INTEGER NOT NULL,
    declined_6 TEXT NOT NULL,
    declined_9 TEXT NOT NULL,
    support_months INTEGER NOT NULL,
    support_6 TEXT NOT NULL,
    support_9 TEXT NOT NULL,
    report_months INTEGER NOT NULL,
    content_months INTEGER NOT NULL,
    report_6 TEXT NOT NULL,
    report_9 TEXT NOT NULL,
    claim_months INTEGER NOT NULL,
    claim_6 TEXT NOT NULL,
    claim_9 TEXT NOT NULL,
    why_longer TEXT NOT NULL
) STRICT;

-- Numbers and aliases of persons who are forgotten and want to be left alone: keyed fingerprints, nothing else.
CREATE TABLE do_not_disturb (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    fingerprint TEXT NOT NULL,
    kind TEXT NOT NULL,
    consent_on TEXT,
    consent_how TEXT NOT NULL,
    ends_on TEXT
) STRICT;

-- What was erased: ids and numbers, never contents. Restoring an older backup erases it again.
CREATE TABLE erasure (
    uid     TEXT NOT NULL,
    subject TEXT NOT NULL,
    scope   TEXT NOT NULL,
    cause   TEXT NOT NULL,
    at      TEXT NOT NULL,
    account TEXT NOT NULL,
    code    TEXT NOT NULL,
    ground  TEXT,
    counts  TEXT NOT NULL,
    line    INTEGER NOT NULL PRIMARY KEY
) STRICT;

-- The shares of erased persons in the roll-up, added up: counts without anybody behind them.
CREATE TABLE kept_count (
    subject  TEXT    NOT NULL,
    month    TEXT    NOT NULL,
    key      TEXT    NOT NULL,
    previous TEXT    NOT NULL,
    persons  INTEGER NOT NULL,
    contacts INTEGER NOT NULL,
    PRIMARY KEY (subject, month, key, previous)
) STRICT, WITHOUT ROWID;


CREATE TABLE saved_filter (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    state TEXT,
    county TEXT NOT NULL,
    due INTEGER NOT NULL,
    may_be_child INTEGER NOT NULL,
    in_bin INTEGER NOT NULL,
    sorted_by TEXT NOT NULL,
    descending INTEGER NOT NULL,
    hidden TEXT NOT NULL
) STRICT;

-- Who went into whom, and what undoing it needs; it goes with either of them (storage/merges.py).
CREATE TABLE merge (
    merged_id INTEGER NOT NULL PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    at        TEXT    NOT NULL,
    account   TEXT    NOT NULL,
    moved     TEXT    NOT NULL,
    numbers   TEXT    NOT NULL,
    named     INTEGER,
    changed   TEXT    NOT NULL
) STRICT;

-- What undoing an import needs: it ends for the whole import when one of its persons, or all but an alias, is erased.
CREATE TABLE import (
    uid     TEXT    NOT NULL PRIMARY KEY,
    at      TEXT    NOT NULL,
    account TEXT    NOT NULL,
    added   INTEGER NOT NULL,
    merged  INTEGER NOT NULL
) STRICT;

CREATE TABLE import_part (
    import_uid TEXT    NOT NULL REFERENCES import (uid) ON DELETE CASCADE,
    person_id  INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    kind       TEXT    NOT NULL,
    record_id  INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    fields     TEXT    NOT NULL
) STRICT;

CREATE TRIGGER import_ends AFTER DELETE ON import_part
BEGIN
    DELETE FROM import WHERE uid = old.import_uid;
END;

-- Which column of a spreadsheet went to which field, by its headings.
CREATE TABLE import_columns (
    headings TEXT NOT NULL PRIMARY KEY,
    columns  TEXT NOT NULL,
    at       TEXT NOT NULL
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
    last_out_by     TEXT,
    tries           INTEGER NOT NULL DEFAULT 0,
    county          TEXT    NOT NULL DEFAULT '',
    looked_on       TEXT  -- the last day on which somebody looked for a reply and there was none
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

-- Unsaved edits, each sealed to its writer; by uid, the person and the record that they are about.
CREATE TABLE draft (
    uid      TEXT NOT NULL PRIMARY KEY,
    account  TEXT NOT NULL,
    editor   TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    state    BLOB NOT NULL,
    person   TEXT NOT NULL DEFAULT '',
    record   TEXT NOT NULL DEFAULT '',
    UNIQUE (account, editor)
) STRICT;

-- Copies of this vault that are known, by their place: empty for the vault's own folder.
CREATE TABLE backup (
    uid        TEXT    NOT NULL,
    place      TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    made_at    TEXT    NOT NULL,
    ends_on    TEXT    NOT NULL,
    state      TEXT    NOT NULL,
    log_seq    INTEGER NOT NULL,
    size       INTEGER NOT NULL,
    seen_at    TEXT    NOT NULL,
    checked_at TEXT,
    PRIMARY KEY (place, uid)
) STRICT;

-- When each kind of work on backups was done last; `failure` is the sentence that was shown, empty for well.
CREATE TABLE backup_work (
    kind    TEXT NOT NULL PRIMARY KEY,
    at      TEXT NOT NULL,
    failure TEXT NOT NULL
) STRICT;

CREATE INDEX log_by_uid ON log (uid);
CREATE INDEX log_of_unlocking ON log (account, at) WHERE action = 'unlock';
CREATE INDEX log_by_account ON log (account, at, action);
CREATE INDEX log_by_action ON log (action, at);
CREATE INDEX log_by_time ON log (at);
-- Lists are read from the index of their order alone, so it has `removed_on` too; what is typed is looked for by the
-- beginning of the alias and may have any order.
CREATE INDEX person_by_code ON person (code, id, removed_on, may_be_child);
CREATE UNIQUE INDEX person_code_once ON person (code) WHERE removed_on IS NULL;
CREATE INDEX person_by_former_codes ON person (former_codes, id) WHERE former_codes <> '';
CREATE INDEX person_by_alias ON person (alias_sort, id, removed_on, code, state, follow_up_on, may_be_child);
CREATE INDEX person_by_state ON person (state, id, removed_on, may_be_child) WHERE removed_on IS NULL;
CREATE INDEX person_by_follow_up ON person (follow_up_on, id, removed_on, may_be_child) WHERE removed_on IS NULL;
CREATE INDEX person_by_retention ON person (retention_on, id) WHERE removed_on IS NULL;
CREATE INDEX person_to_reduce ON person (id) WHERE state = 'declined' AND reduced_on IS NULL AND removed_on IS NULL;
CREATE INDEX erasure_of_record ON erasure (uid);
CREATE INDEX do_not_disturb_by_fingerprint ON do_not_disturb (fingerprint);
CREATE INDEX do_not_disturb_in_bin ON do_not_disturb (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX concern_report_by_sending ON concern_report (sent_on) WHERE content_erased_on IS NULL;
CREATE INDEX person_in_bin ON person (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX summary_by_last_contact ON person_summary (last_contact_at, person_id);
CREATE INDEX summary_by_county ON person_summary (county, person_id);
CREATE INDEX merge_of_person ON merge (person_id);
CREATE INDEX import_part_of_person ON import_part (person_id);
CREATE INDEX import_part_of_import ON import_part (import_uid);
CREATE INDEX account_event_of_platform ON account_event (platform_id, id);
CREATE INDEX identifier_of_person ON identifier (person_id);
CREATE INDEX identifier_by_key ON identifier (key);
-- The quick line asks them for some hundreds of forms at each key (domain/alikeness.py).
CREATE INDEX person_by_alike ON person (alias_alike, id) WHERE removed_on IS NULL;
CREATE INDEX identifier_by_alike ON identifier (key_alike, person_id) WHERE removed_on IS NULL AND key_alike <> '';
CREATE INDEX town_of_person ON town (person_id);
CREATE INDEX seen_ad_of_person ON seen_ad (person_id);
CREATE INDEX seen_ad_by_day ON seen_ad (last_seen_on, id);
CREATE INDEX seen_ad_by_text ON seen_ad (fingerprint, last_seen_on) WHERE fingerprint <> '';
CREATE INDEX seen_ad_in_bin ON seen_ad (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX note_of_person ON note (person_id);
CREATE INDEX contact_of_shift ON contact (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX shift_by_start ON shift (started_at, ended_at);
CREATE INDEX shift_incident_of_shift ON shift_incident (shift_id);
CREATE INDEX shift_incident_in_bin ON shift_incident (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX shift_incident_versions ON shift_incident (id, version) WHERE removed_on IS NULL;
CREATE INDEX shift_in_bin ON shift (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX shift_feeling_of_reader ON shift_feeling (shift_id, reader);
-- We wrote last: who may be written to again, and whose reply is waited for.
CREATE INDEX summary_unanswered ON person_summary (last_out_at, person_id) WHERE tries > 0;
CREATE INDEX going_past_of_person ON going_past (person_id);
CREATE INDEX contact_unconfirmed ON contact (by_account, at) WHERE sending = 'copied' AND removed_on IS NULL;
CREATE INDEX follow_up_of_person ON follow_up (person_id);
CREATE INDEX follow_up_of_contact ON follow_up (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX follow_up_done_by ON follow_up (done_contact_id) WHERE done_contact_id IS NOT NULL;
CREATE INDEX follow_up_due ON follow_up (due_on, id) WHERE removed_on IS NULL AND result IS NULL;
CREATE INDEX follow_up_in_bin ON follow_up (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX contact_of_person ON contact (person_id, at);
CREATE INDEX contact_by_time ON contact (at);
CREATE INDEX contact_by_template ON contact (template, contact_on, sending, removed_on, person_id) WHERE template <> '';
CREATE INDEX contact_by_outcome ON contact (outcome, contact_on);
-- Lists ask it for the newest of a channel, statistics for all that they count of the lines of some days
-- (storage/counting.py), so that none is looked up.
CREATE INDEX contact_by_channel ON contact (
    channel, contact_on, direction, outcome, platform_id, sending, removed_on, person_id
);
CREATE INDEX contact_in_bin ON contact (removed_on) WHERE removed_on IS NOT NULL;
-- Nearly empty: each unlocking looks for what has been in the bin for long.
CREATE INDEX identifier_in_bin ON identifier (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX town_in_bin ON town (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX going_past_in_bin ON going_past (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX note_in_bin ON note (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX assessment_in_bin ON assessment (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX finding_in_bin ON finding (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX concern_report_in_bin ON concern_report (removed_on) WHERE removed_on IS NOT NULL;
-- What a search in memory compares itself with after each commit, without reading the texts.
CREATE INDEX going_past_versions ON going_past (id, version) WHERE removed_on IS NULL;
CREATE INDEX note_versions ON note (id, version) WHERE removed_on IS NULL;
CREATE INDEX assessment_versions ON assessment (id, version) WHERE removed_on IS NULL;
CREATE INDEX finding_versions ON finding (id, version) WHERE removed_on IS NULL;
CREATE INDEX concern_report_versions ON concern_report (id, version) WHERE removed_on IS NULL;
CREATE INDEX assessment_of_person ON assessment (person_id, number);
CREATE INDEX assessment_by_day ON assessment (assessed_on, person_id, number, signed_at, removed_on);
CREATE INDEX finding_of_assessment ON finding (assessment_id, answer, indicator, removed_on);
CREATE INDEX person_by_day ON person (registered_on, removed_on);
CREATE INDEX concern_report_by_state ON concern_report (state, id);
CREATE INDEX concern_report_of_person ON concern_report (person_id);

-- Search texts, folded by the program; 'secure-delete' takes the terms of an erased text out of the index.
CREATE VIRTUAL TABLE person_text USING fts5 (words, tokenize = 'trigram case_sensitive 1', columnsize = 0);
CREATE VIRTUAL TABLE contact_text USING fts5 (
    words, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3', detail = none, columnsize = 0
);
INSERT INTO person_text (person_text, rank) VALUES ('secure-delete', 1);
INSERT INTO contact_text (contact_text, rank) VALUES ('secure-delete', 1);

-- What statistics count. `reached` is the step of the chain that a line shows (operations/statistics.py says
-- which): 0 seen, 1 contacted, 2 answered, 3 talked, 4 met, 5 in support. Whose person is in the bin is left out
-- by those who ask.
CREATE VIEW counted_line AS
    SELECT contact.id, contact.person_id, contact.contact_on AS day, contact.direction <> 'note' AND contact.sending <> 'copied' AS is_contact,
           contact.channel, contact.outcome, coalesce(platform.kind, '') AS platform_kind,
           CASE WHEN contact.direction = 'note' OR contact.sending = 'copied' THEN 0
                WHEN contact.outcome = 'support_started' THEN 5
                WHEN contact.outcome = 'met' THEN 4
                WHEN contact.direction = 'out' AND contact.outcome IN ('no_answer', 'account_gone') THEN 1
                WHEN contact.channel = 'physical' THEN 4
                WHEN contact.channel IN ('call', 'video') THEN 3
                WHEN contact.outcome IN ('wants_to_talk', 'wants_to_meet', 'wants_support') THEN 3
                ELSE 2 END AS reached
      FROM contact
      LEFT JOIN platform ON platform.id = contact.platform_id
     WHERE contact.removed_on IS NULL AND contact.contact_on IS NOT NULL;

-- The subjects under which each line counts: the steps of the chain up to the one reached, and for contacts
-- their channel, outcome and kind of platform.
CREATE TABLE counting (
    subject TEXT    NOT NULL,
    step    TEXT    NOT NULL,
    least   INTEGER NOT NULL,
    PRIMARY KEY (subject, step)
) STRICT, WITHOUT ROWID;
INSERT INTO counting (subject, step, least)
VALUES ('chain', 'seen', 0), ('chain', 'contacted', 1), ('chain', 'answered', 2), ('chain', 'talked', 3),
       ('chain', 'met', 4), ('chain', 'in_support', 5),
       ('by_month', '', 0), ('by_channel', '', 0), ('by_outcome', '', 0), ('by_platform_kind', '', 0);

-- Whose share the roll-up takes out or puts in; empty between changes.
CREATE TABLE tallied (person_id INTEGER PRIMARY KEY) STRICT;

-- The months of those persons under each key, with the month before in which they counted there ('' for none).
-- Who is registered in a month counts as seen in it.
CREATE VIEW share AS
    SELECT subject, key, month, sum(contacts) AS contacts,
           lag(month, 1, '') OVER (PARTITION BY person_id, subject, key ORDER BY month) AS previous
      FROM (SELECT line.person_id, counting.subject, substr(line.day, 1, 7) AS month, 1 AS contacts,
                   CASE counting.subject WHEN 'by_channel' THEN line.channel WHEN 'by_outcome' THEN line.outcome
                        WHEN 'by_platform_kind' THEN line.platform_kind ELSE counting.step END AS key
              FROM tallied
             CROSS JOIN person ON person.id = tallied.person_id AND person.removed_on IS NULL
             CROSS JOIN counted_line AS line ON line.person_id = person.id
              JOIN counting ON line.reached >= counting.least AND (line.is_contact OR counting.subject = 'chain')
             UNION ALL
            SELECT person.id, 'chain', substr(person.registered_on, 1, 7), 0, 'seen'
              FROM tallied CROSS JOIN person ON person.id = tallied.person_id AND person.removed_on IS NULL)
     GROUP BY person_id, subject, key, month;

-- The roll-up that answers for whole months. A person who counts in several months stands once in each, with
-- the month before: so the different persons of a span are those whose `previous` lies before it.
CREATE TABLE tally (
    subject  TEXT    NOT NULL,
    month    TEXT    NOT NULL,
    key      TEXT    NOT NULL,
    previous TEXT    NOT NULL,
    persons  INTEGER NOT NULL,
    contacts INTEGER NOT NULL,
    PRIMARY KEY (subject, month, key, previous)
) STRICT, WITHOUT ROWID;

-- Who counts under each key in a whole month: one bit for each person's id (storage/month_persons.py). A change of
-- a line or of who was registered lets go of its month; unlocking makes it anew. Whose person is in the bin is left
-- out by those who ask.
CREATE TABLE month_persons (
    month   TEXT NOT NULL,
    subject TEXT NOT NULL,
    key     TEXT NOT NULL,
    persons BLOB NOT NULL,
    PRIMARY KEY (month, subject, key)
) STRICT;

-- Each change takes the share of its persons out before, and puts it in after.
CREATE TRIGGER tally_contact_1 BEFORE INSERT ON contact
BEGIN
    INSERT INTO tallied VALUES (new.person_id);
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, -1, -contacts FROM share WHERE true
        ON CONFLICT DO UPDATE SET persons = persons - 1, contacts = contacts + excluded.contacts;
    DELETE FROM tallied;
END;
CREATE TRIGGER tally_contact_2 AFTER INSERT ON contact
BEGIN
    INSERT INTO tallied VALUES (new.person_id);
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, 1, contacts FROM share WHERE true
        ON CONFLICT DO UPDATE SET persons = persons + 1, contacts = contacts + excluded.contacts;
    DELETE FROM tallied;
    DELETE FROM month_persons WHERE month = substr(new.contact_on, 1, 7);
END;
CREATE TRIGGER tally_contact_3 BEFORE UPDATE ON contact
WHEN (old.person_id, old.contact_on, old.direction, old.channel, old.platform_id, old.outcome, old.sending,
      old.removed_on)
      IS NOT (new.person_id, new.contact_on, new.direction, new.channel, new.platform_id, new.outcome, new.sending,
      new.removed_on)
BEGIN
    INSERT INTO tallied SELECT old.person_id UNION SELECT new.person_id;
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, -1, -contacts FROM share WHERE true
        ON CONFLICT DO UPDATE SET persons = persons - 1, contacts = contacts + excluded.contacts;
    DELETE FROM tallied;
END;
CREATE TRIGGER tally_contact_4 AFTER UPDATE ON contact
WHEN (old.person_id, old.contact_on, old.direction, old.channel, old.platform_id, old.outcome, old.sending,
      old.removed_on)
      IS NOT (new.person_id, new.contact_on, new.direction, new.channel, new.platform_id, new.outcome, new.sending,
      new.removed_on)
BEGIN
    INSERT INTO tallied SELECT old.person_id UNION SELECT new.person_id;
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, 1, contacts FROM share WHERE true
        ON CONFLICT DO UPDATE SET persons = persons + 1, contacts = contacts + excluded.contacts;
    DELETE FROM tallied;
    DELETE FROM month_persons WHERE month IN (substr(old.contact_on, 1, 7), substr(new.contact_on, 1, 7));
END;
CREATE TRIGGER tally_contact_5 BEFORE DELETE ON contact
BEGIN
    INSERT INTO tallied VALUES (old.person_id);
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, -1, -contacts FROM share WHERE true
        ON CONFLICT DO UPDATE SET persons = persons - 1, contacts = contacts + excluded.contacts;
    DELETE FROM tallied;
END;
CREATE TRIGGER tally_contact_6 AFTER DELETE ON contact
BEGIN
    INSERT INTO tallied VALUES (old.person_id);
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, 1, contacts FROM share WHERE true
        ON CONFLICT DO UPDATE SET persons = persons + 1, contacts = contacts + excluded.contacts;
    DELETE FROM tallied;
    DELETE FROM month_persons WHERE month = substr(old.contact_on, 1, 7);
END;
CREATE TRIGGER tally_person_1 AFTER INSERT ON person
BEGIN
    INSERT INTO tallied VALUES (new.id);
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, 1, contacts FROM share WHERE true
        ON CONFLICT DO UPDATE SET persons = persons + 1, contacts = contacts + excluded.contacts;
    DELETE FROM tallied;
    DELETE FROM month_persons WHERE month = substr(new.registered_on, 1, 7);
END;
CREATE TRIGGER tally_person_2 BEFORE UPDATE ON person
WHEN (old.removed_on, old.registered_on) IS NOT (new.removed_on, new.registered_on)
BEGIN
    INSERT INTO tallied VALUES (new.id);
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, -1, -contacts FROM share WHERE true
        ON CONFLICT DO UPDATE SET persons = persons - 1, contacts = contacts + excluded.contacts;
    DELETE FROM tallied;
END;
CREATE TRIGGER tally_person_3 AFTER UPDATE ON person
WHEN (old.removed_on, old.registered_on) IS NOT (new.removed_on, new.registered_on)
BEGIN
    INSERT INTO tallied VALUES (new.id);
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, 1, contacts FROM share WHERE true
        ON CONFLICT DO UPDATE SET persons = persons + 1, contacts = contacts + excluded.contacts;
    DELETE FROM tallied;
    DELETE FROM month_persons
     WHERE old.registered_on <> new.registered_on
       AND month IN (substr(old.registered_on, 1, 7), substr(new.registered_on, 1, 7));
END;
CREATE TRIGGER tally_person_4 BEFORE DELETE ON person
BEGIN
    INSERT INTO tallied VALUES (old.id);
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, -1, -contacts FROM share WHERE true
        ON CONFLICT DO UPDATE SET persons = persons - 1, contacts = contacts + excluded.contacts;
    DELETE FROM tallied;
END;
CREATE TRIGGER tally_person_5 AFTER DELETE ON person
BEGIN
    DELETE FROM tally WHERE persons = 0;
    DELETE FROM month_persons WHERE month = substr(old.registered_on, 1, 7);
END;
CREATE TRIGGER tally_platform_1 BEFORE UPDATE OF kind ON platform
WHEN old.kind <> new.kind
BEGIN
    INSERT INTO tallied SELECT DISTINCT person_id FROM contact WHERE platform_id = new.id;
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, -1, -contacts FROM share WHERE true
        ON CONFLICT DO UPDATE SET persons = persons - 1, contacts = contacts + excluded.contacts;
    DELETE FROM tallied;
END;
CREATE TRIGGER tally_platform_2 AFTER UPDATE OF kind ON platform
WHEN old.kind <> new.kind
BEGIN
    INSERT INTO tallied SELECT DISTINCT person_id FROM contact WHERE platform_id = new.id;
    INSERT INTO tally (subject, month, key, previous, persons, contacts)
    SELECT subject, month, key, previous, 1, contacts FROM share WHERE true
        ON CONFLICT DO UPDATE SET persons = persons + 1, contacts = contacts + excluded.contacts;
    DELETE FROM tallied;
    DELETE FROM month_persons;
END;
CREATE TRIGGER tally_platform_3 BEFORE DELETE ON platform
BEGIN
    UPDATE contact SET platform_id = NULL WHERE platform_id = old.id;
END;
