-- What Today counts at each unlocking, answered from the index alone: rows of a large register are not opened for it.
DROP INDEX follow_up_due;
CREATE INDEX follow_up_due ON follow_up (due_on, id, person_id, meeting, for_account)
    WHERE removed_on IS NULL AND result IS NULL;
DROP INDEX person_to_reduce;
CREATE INDEX person_to_reduce ON person (id, kept_for, retention_on)
    WHERE state = 'declined' AND reduced_on IS NULL AND removed_on IS NULL;
DROP INDEX concern_report_by_sending;
CREATE INDEX concern_report_by_sending ON concern_report (sent_on, id, feedback_on)
    WHERE content_erased_on IS NULL AND removed_on IS NULL;
CREATE INDEX concern_report_unsent ON concern_report (person_id)
    WHERE removed_on IS NULL AND state IN ('draft', 'second_reader');
