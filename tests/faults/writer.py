"""A process that saves contacts and says each one that is acknowledged, until it is killed."""

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from makers import NOW, PASSPHRASE, a_contact

from outreach_desktop.operations import vaults
from outreach_desktop.operations.contacts import save_contact
from outreach_desktop.storage import drafts
from outreach_desktop.vault.folder import Vault


def main(folder: Path) -> None:
    vault = Vault.open(folder)
    db = vaults.connect(vault, vault.unlock("Anna", PASSPHRASE))
    person_id = db.value("SELECT min(id) FROM person")
    print("ready", flush=True)
    for number in range(1_000_000):
        line = save_contact(db, replace(a_contact(person_id=person_id), note=f"rad {number}"), NOW)
        drafts.keep(db, "contact:new", f'{{"typed": "{number}"}}', NOW)
        print(line.id, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
