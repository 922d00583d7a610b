"""Places of the organisation's room that are worth a picture."""

from outreach_desktop.domain.platform import Platform
from outreach_desktop.operations.backups import make_backup
from outreach_desktop.storage.reading import load_all


def screens(workspace):
    own = workspace.unlocked.account
    colleague = next((uid for uid in sorted(workspace.accounts) if uid != own), own)
    made = make_backup(workspace.vault, workspace.unlocked, workspace.now())
    platform = load_all(workspace.db, Platform)[0].id
    return [
        ("organisation-profile", "organisation", {}),
        ("organisation-platforms", "organisation", {"part": "platforms"}),
        ("organisation-platform", "organisation", {"platform": platform}),
        ("organisation-platform-new", "organisation", {"platform": "new"}),
        ("organisation-messages", "organisation", {"part": "messages"}),
        ("organisation-message-new", "organisation", {"message": "new", "from": "first_sv"}),
        ("organisation-accounts", "organisation", {"part": "accounts"}),
        ("organisation-account-new", "organisation", {"account": "new"}),
        ("organisation-account", "organisation", {"account": colleague}),
        ("organisation-account-own", "organisation", {"account": own}),
        ("organisation-leaving", "organisation", {"account": colleague, "leaving": True}),
        ("organisation-lower-role", "organisation", {"account": colleague, "role": "volunteer"}),
        ("organisation-sheet", "organisation", {"sheet": "form"}),
        ("organisation-drill", "organisation", {"drill": True}),
        ("organisation-retention", "organisation", {"part": "retention"}),
        ("organisation-backups", "organisation", {"part": "backups"}),
        ("organisation-restore", "organisation", {"backup": str(workspace.vault.backups / made.name)}),
        ("organisation-log", "organisation", {"part": "log"}),
        ("organisation-protection", "organisation", {"part": "protection"}),
        ("organisation-leak", "organisation", {"part": "leak"}),
        ("organisation-paper", "organisation", {"paper": "impact"}),
        ("organisation-receipt", "organisation", {"paper": "receipt"}),
        ("organisation-retention", "organisation", {"part": "retention"}),
    ]
