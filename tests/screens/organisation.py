"""Places of the organisation's room that are worth a picture."""

from outreach_desktop.operations.backups import make_backup


def screens(workspace):
    made = make_backup(workspace.vault, workspace.unlocked, workspace.now())
    return [
        ("organisation-profile", "organisation", {}),
        ("organisation-platforms", "organisation", {"part": "platforms"}),
        ("organisation-platform-new", "organisation", {"platform": "new"}),
        ("organisation-accounts", "organisation", {"part": "accounts"}),
        ("organisation-backups", "organisation", {"part": "backups"}),
        ("organisation-restore", "organisation", {"backup": str(workspace.vault.backups / made.name)}),
    ]
