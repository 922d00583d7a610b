-- Who changed a record, and when, stands there only once it was changed: until then that is who made it, and a million
-- lines need not say so twice.
UPDATE organisation SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE account SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE platform SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE message_template SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE account_event SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE shift SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE shift_incident SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE person SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE identifier SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE town SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE seen_ad SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE note SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE contact SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE follow_up SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE going_past SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE assessment SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE finding SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE concern_report SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE retention_plan SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE do_not_disturb SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
UPDATE saved_filter SET changed_at = '', changed_by = '' WHERE (changed_at, changed_by) = (created_at, created_by);
