"""Stories in windows keep the same rules as the tests of single pages: our look, Swedish, no Qt warnings."""

from desk_fixtures import cheap_keys, desk  # noqa: F401

from tests.ui.conftest import _fresh_look, _no_qt_warnings, dressed_app, shown, type_text  # noqa: F401
