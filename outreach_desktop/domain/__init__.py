"""What the work is: records, rules and counting, with nothing but Python."""
