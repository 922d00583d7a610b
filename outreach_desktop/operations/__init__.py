"""One function for each thing a user does: validate, one transaction, a log line."""
