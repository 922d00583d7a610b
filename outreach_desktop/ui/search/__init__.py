"""The search over everything, below the field in the top bar."""

from .popup import SearchPopup

__all__ = ["SearchPopup"]
