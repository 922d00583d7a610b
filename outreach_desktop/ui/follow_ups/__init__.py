"""Next steps with people: the form of one, the week, and moving one from a list."""
