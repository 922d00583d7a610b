"""Offline case work for organisations that reach out to exploited persons."""

__version__ = "0.1.0"
