-- Incidents of shifts are kept for as long as the organisation decides, and erased on their day.
ALTER TABLE retention_plan ADD COLUMN incident_months INTEGER NOT NULL DEFAULT 6;
ALTER TABLE retention_plan ADD COLUMN incident_6 TEXT NOT NULL DEFAULT 'none';
ALTER TABLE retention_plan ADD COLUMN incident_9 TEXT NOT NULL DEFAULT 'none';
CREATE INDEX shift_incident_by_day ON shift_incident (created_at) WHERE removed_on IS NULL;
