"""Faults happen to the real window too: it keeps the same rules here."""

from desk_fixtures import cheap_keys, desk  # noqa: F401

from tests.faults.small_disk import disk  # noqa: F401
from tests.ui.conftest import _fresh_look, _no_qt_warnings, dressed_app, shown, type_text  # noqa: F401
