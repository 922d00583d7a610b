"""The pages about backups: how they stand, and restoring one. They are a part of the room Organisation."""
