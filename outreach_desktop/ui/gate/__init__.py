"""The way in: the lock window, the first run, and the way out again."""
