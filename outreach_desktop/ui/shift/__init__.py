"""Shifts: planned, started, ended; the clock in the top bar, tonight's work, and how it felt."""
