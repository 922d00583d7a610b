"""Places of the organisation's room that are worth a picture."""


def screens(_workspace):
    return [
        ("organisation-profile", "organisation", {}),
        ("organisation-platforms", "organisation", {"part": "platforms"}),
        ("organisation-platform-new", "organisation", {"platform": "new"}),
        ("organisation-accounts", "organisation", {"part": "accounts"}),
        ("organisation-log", "organisation", {"part": "log"}),
    ]
