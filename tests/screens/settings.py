"""Places of the settings that are worth a picture."""


def screens(_workspace):
    return [
        ("settings", "settings", {}),
        ("settings-passphrase", "settings", {"passphrase": True}),
        ("settings-limits", "settings", {"limits": True}),
    ]
