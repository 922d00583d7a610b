from tests.ui.people.conftest import people_there, user, window, workspace  # noqa: F401
