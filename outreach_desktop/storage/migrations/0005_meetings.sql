-- Meetings: plan, checklist, clock, and what is looked back on. What is about the person is sealed (BLOB).
ALTER TABLE organisation ADD COLUMN visiting_address TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN secret_address INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organisation ADD COLUMN personal_alarm INTEGER NOT NULL DEFAULT 0;
ALTER TABLE organisation ADD COLUMN clock_text TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN clock_phone TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN when_overwhelmed TEXT NOT NULL DEFAULT '';

CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    person_id INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    way TEXT NOT NULL,
    starts_at TEXT,
    minutes INTEGER NOT NULL,
    place_kind TEXT NOT NULL,
    place TEXT NOT NULL,
    first INTEGER NOT NULL,
    workers TEXT NOT NULL,
    others TEXT NOT NULL,
    goers_phone TEXT NOT NULL,
    on_call TEXT NOT NULL,
    on_call_phone TEXT NOT NULL,
    transport TEXT NOT NULL,
    interpreter TEXT NOT NULL,
    reminder_at TEXT,
    reminder_how TEXT NOT NULL,
    check_in_minutes INTEGER NOT NULL,
    grace_minutes INTEGER NOT NULL,
    state TEXT NOT NULL,
    moved_times INTEGER NOT NULL,
    reminded_at TEXT,
    checklist_version INTEGER NOT NULL,
    checklist_number INTEGER NOT NULL,
    went_at TEXT,
    went_by TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    contact_id INTEGER REFERENCES contact (id) ON DELETE SET NULL,
    debriefing TEXT,
    debriefing_on TEXT,
    meets_on TEXT
) STRICT;
CREATE INDEX meeting_of_person ON meeting (person_id, state, removed_on, meets_on);
CREATE INDEX meeting_by_time ON meeting (starts_at, id);
CREATE INDEX meeting_ahead ON meeting (starts_at, id)
    WHERE removed_on IS NULL AND state NOT IN ('held', 'left_early', 'not_met', 'cancelled', 'called_off');
CREATE INDEX meeting_past ON meeting (starts_at, id)
    WHERE removed_on IS NULL AND state IN ('held', 'left_early', 'not_met', 'cancelled', 'called_off');
CREATE INDEX meeting_live ON meeting (started_at, id) WHERE started_at IS NOT NULL AND ended_at IS NULL;
CREATE INDEX meeting_by_day ON meeting (meets_on, removed_on, person_id, state, debriefing, moved_times);
CREATE INDEX meeting_in_bin ON meeting (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX meeting_contact ON meeting (contact_id) WHERE contact_id IS NOT NULL;

CREATE TABLE checklist_answer (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    item TEXT NOT NULL,
    done TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX checklist_answer_of_meeting ON checklist_answer (meeting_id, item);

CREATE TABLE going_anyway (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    items TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX going_anyway_of_meeting ON going_anyway (meeting_id);

CREATE TABLE meeting_risk (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    risk BLOB NOT NULL,
    likelihood TEXT NOT NULL,
    what_we_do BLOB NOT NULL
) STRICT;
CREATE INDEX meeting_risk_of_meeting ON meeting_risk (meeting_id);

CREATE TABLE check_in (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    at TEXT,
    due_at TEXT
) STRICT;
CREATE INDEX check_in_of_meeting ON check_in (meeting_id, kind, removed_on);

CREATE TABLE meeting_parting (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    safe TEXT NOT NULL,
    wanted BLOB NOT NULL,
    day_plan BLOB NOT NULL,
    next_contact BLOB NOT NULL
) STRICT;
CREATE INDEX meeting_parting_of_meeting ON meeting_parting (meeting_id);

CREATE TABLE meeting_incident (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    happened_at TEXT,
    text BLOB NOT NULL,
    evaluation BLOB NOT NULL,
    follow_up_by TEXT NOT NULL,
    follow_up_on TEXT,
    followed_up_on TEXT
) STRICT;
CREATE INDEX meeting_incident_of_meeting ON meeting_incident (meeting_id, removed_on);
CREATE INDEX meeting_incident_open ON meeting_incident (follow_up_on)
    WHERE followed_up_on IS NULL AND removed_on IS NULL;

CREATE TABLE meeting_lesson (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id) ON DELETE CASCADE,
    text BLOB NOT NULL
) STRICT;
CREATE INDEX meeting_lesson_of_meeting ON meeting_lesson (meeting_id);

-- The organisation's own checklist, one row for each version; meetings remember the number.
CREATE TABLE own_checklist (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    number INTEGER NOT NULL,
    newest INTEGER NOT NULL,
    shipped TEXT NOT NULL,
    decided_on TEXT,
    decided_by TEXT NOT NULL,
    why TEXT NOT NULL
) STRICT;

CREATE TABLE checklist_item (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    removed_on TEXT,
    checklist_id INTEGER NOT NULL REFERENCES own_checklist (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    item TEXT NOT NULL,
    phase TEXT NOT NULL,
    level TEXT NOT NULL,
    ways TEXT NOT NULL,
    shown_when TEXT NOT NULL,
    must_when TEXT NOT NULL,
    text_sv TEXT NOT NULL,
    text_en TEXT NOT NULL
) STRICT;
CREATE INDEX checklist_item_of_list ON checklist_item (checklist_id, position);

CREATE INDEX checklist_answer_in_bin ON checklist_answer (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX going_anyway_in_bin ON going_anyway (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX meeting_risk_in_bin ON meeting_risk (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX check_in_in_bin ON check_in (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX meeting_parting_in_bin ON meeting_parting (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX meeting_incident_in_bin ON meeting_incident (removed_on) WHERE removed_on IS NOT NULL;
CREATE INDEX meeting_lesson_in_bin ON meeting_lesson (removed_on) WHERE removed_on IS NOT NULL;

-- What the search in restricted texts compares after each commit.
CREATE INDEX meeting_risk_versions ON meeting_risk (id, version) WHERE removed_on IS NULL;
CREATE INDEX meeting_parting_versions ON meeting_parting (id, version) WHERE removed_on IS NULL;
CREATE INDEX meeting_incident_versions ON meeting_incident (id, version) WHERE removed_on IS NULL;
CREATE INDEX meeting_lesson_versions ON meeting_lesson (id, version) WHERE removed_on IS NULL;

-- What statistics count of a meeting, each on the organisation's day of the meeting.
CREATE VIEW counted_meeting AS
    SELECT person_id, meets_on AS day, 'state_' || state AS what, 1 AS times
      FROM meeting WHERE removed_on IS NULL
     UNION ALL
    SELECT person_id, meets_on, 'debriefing_' || debriefing, 1
      FROM meeting WHERE removed_on IS NULL AND debriefing IS NOT NULL
     UNION ALL
    SELECT person_id, meets_on, 'moved', moved_times
      FROM meeting WHERE removed_on IS NULL AND moved_times > 0
     UNION ALL
    SELECT person_id, meets_on, 'overdue', 1
      FROM meeting JOIN check_in ON check_in.meeting_id = meeting.id
     WHERE meeting.removed_on IS NULL AND check_in.removed_on IS NULL AND check_in.kind = 'overdue'
     UNION ALL
    SELECT person_id, meets_on, 'incidents', 1
      FROM meeting JOIN meeting_incident ON meeting_incident.meeting_id = meeting.id
     WHERE meeting.removed_on IS NULL AND meeting_incident.removed_on IS NULL
     UNION ALL
    SELECT person_id, meets_on, 'went_anyway', 1
      FROM meeting JOIN going_anyway ON going_anyway.meeting_id = meeting.id
     WHERE meeting.removed_on IS NULL AND going_anyway.removed_on IS NULL
     UNION ALL
    SELECT person_id, meets_on, 'item:' || open.value, 1
      FROM meeting JOIN going_anyway ON going_anyway.meeting_id = meeting.id JOIN json_each(going_anyway.items) AS open
     WHERE meeting.removed_on IS NULL AND going_anyway.removed_on IS NULL;

-- What is counted of meetings that were erased: by month, no person.
CREATE TABLE kept_meeting (
    month TEXT    NOT NULL,
    what  TEXT    NOT NULL,
    times INTEGER NOT NULL,
    PRIMARY KEY (month, what)
) STRICT, WITHOUT ROWID;
