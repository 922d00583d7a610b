"""Data in, bytes out: reports, tables."""
