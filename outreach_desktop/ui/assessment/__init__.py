"""Indicator assessments: what was observed, and a conclusion that a person draws."""

from .page import assessment_page

__all__ = ["assessment_page"]
