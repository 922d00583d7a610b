"""Meetings: planned, prepared, held, looked back on, and what is printed of them."""
