"""The steps of the main job. Each is done by keys alone, and then checked in the vault, on the screen or on the disk.

`spoil` breaks, between doing and checking, what the check is about: so it can be shown that each check fails.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QTableView

from ...domain.assessment import Answer, Conclusion
from ...domain.attributes import Label
from ...domain.concern_report import ConcernReport
from ...domain.contact import ContactFilter
from ...domain.organisation import Account, Organisation, Role
from ...domain.person import PersonFilter
from ...i18n import ZONE, _, texts
from ...operations import checks, vaults
from ...operations.concern_reports import look_at_report, remove_report
from ...operations.contacts import remove_contact
from ...operations.organisation import load_organisation
from ...operations.people import remove_person
from ...operations.saving import remove_record
from ...storage import assessments, concern_reports, contacts, people
from ...storage.checks import damaged_pages
from ...storage.database import Database
from ...vault.cost import FLOOR
from ...vault.folder import Vault
from .paper import read_paper
from .walk import Failed, Walk, require

ALIAS, NOTE = "Självtest Mira", "Hon undrar vilka vi är. Å, ä och ö ska stå kvar."
AGREE = "agree"
OBSERVED_KEYS = {"sv": "s", "en": "o"}
REASON = "Samma nummer i två annonser."
CHILD, SEEN = "Tova Självtest", "12–19 november: annonsen flyttar mellan tre orter."
PASSPHRASE = "sex lugna ord under en bro"  # noqa: S105 - of a vault that is removed at once
ORGANISATION = Organisation(name="Kvällsljus", phone="070-174 06 05", standard_text="Vi är en förening.")


@dataclass(frozen=True, slots=True)
class Step:
    """`id` names it on the command line; `title` says what it does."""

    id: str
    title: Label
    do: Callable[[Walk], None]
    check: Callable[[Walk], None]
    spoil: Callable[[Walk], None]


def now() -> datetime:
    return datetime.now(ZONE)


# the vault


def make_vault(walk: Walk) -> None:
    account = Account(name="Anna", alias="Anna", role=Role.ADMINISTRATOR, language=walk.language)
    walk.passphrase = PASSPHRASE
    new = vaults.NewVault(walk.vault_folder, account, PASSPHRASE, ORGANISATION, practice=True)
    vaults.make_vault(new, FLOOR, now())[0].close()


def check_vault_is_there(walk: Walk) -> None:
    vault = Vault.open(walk.vault_folder)
    vault.close()
    require(_("The vault is not marked as practice."), vault.practice)
    require(_("The profile is not as given."), walk.ask_file(load_organisation).name == ORGANISATION.name)
    require(_("Pages of the database are damaged."), not walk.ask_file(damaged_pages))


def spoil_database(walk: Walk) -> None:
    """Turn one bit in the middle of the database file."""
    vault = Vault.open(walk.vault_folder)
    file = vault.database
    vault.close()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def unlock(walk: Walk) -> None:
    walk.desktop = walk.opener(walk.vault_folder, walk.folder / "settings")
    walk.desktop.open()
    walk.hand.write("passphrase", walk.passphrase)
    walk.hand.press("Return")
    desktop = walk.desktop

    def inside() -> bool:
        return desktop.window is not None and desktop.window.isVisible()

    walk.hand.wait(_("the main window"), lambda: inside() or walk.hand.sees(AGREE))
    if not inside():
        walk.hand.push(AGREE)  # the confidentiality agreement, at the first unlocking
        walk.hand.wait(_("the main window"), inside)


def check_unlocked(walk: Walk) -> None:
    require(_("The window is not shown."), walk.window.isVisible())
    require(_("Somebody else is signed in."), walk.workspace.account.name == "Anna")
    require(_("The window does not know that this is practice."), walk.workspace.practice)


def hide_window(walk: Walk) -> None:
    walk.window.hide()


# the register


def log_first_contact(walk: Walk) -> None:
    walk.go("outreach")
    walk.hand.write("quick", ALIAS)
    walk.hand.press("Return")
    walk.hand.write("line.note", NOTE)
    walk.hand.press("Alt+2")
    walk.hand.press("Ctrl+S")
    walk.hand.wait(_("the saved line"), lambda: contacts.count(walk.workspace.db))


def check_contact(walk: Walk) -> None:
    ids = walk.ask_vault(lambda db: people.find(db, PersonFilter()))
    require(_("There should be one person."), len(ids) == 1)
    walk.person_id = ids[0]
    require(_("The alias is not as typed."), walk.ask_vault(_aliases) == [ALIAS])
    notes = [line.note for line in walk.ask_vault(lambda db: contacts.load_log(db, walk.person_id))]
    require(_("The note is not as typed."), notes == [NOTE])


def _aliases(db: Database) -> list[str]:
    return [row.alias for row in people.load_rows(db, people.find(db, PersonFilter()))]


def spoil_contact(walk: Walk) -> None:
    walk.workspace.write(walk.window, lambda db: remove_contact(db, contacts.find(db, ContactFilter())[0], now()))


def find_by_search(walk: Walk) -> None:
    walk.hand.press("Ctrl+K")
    walk.hand.press("Ctrl+A")
    walk.hand.type(ALIAS.lower())
    walk.hand.press("Return")
    walk.hand.wait(_("the person's page"), lambda: walk.window.here == ("people", {"person": walk.person_id}))


def check_found(walk: Walk) -> None:
    require(_("The search did not open the person."), walk.window.here == ("people", {"person": walk.person_id}))
    require(_("The page is about somebody else."), walk.window.page.title == ALIAS)


def spoil_found(walk: Walk) -> None:
    walk.window.go("people", {})


def assess(walk: Walk) -> None:
    walk.window.go("people", {"person": walk.person_id})
    walk.hand.find("person.tab")
    walk.hand.press("Alt+4")
    walk.hand.push("assessments.new")
    walk.hand.focus("findings")
    walk.hand.type(OBSERVED_KEYS[walk.language])
    walk.hand.focus("conclusion.suspicion")
    walk.hand.press("Space")
    walk.hand.write("Assessment.reason", REASON)
    _save_page(walk, _("the signed version"), lambda: assessments.find_versions(walk.workspace.db, walk.person_id))


def check_assessment(walk: Walk) -> None:
    versions = walk.ask_vault(lambda db: assessments.find_versions(db, walk.person_id))
    require(_("There should be one version."), [each.conclusion for each in versions] == [Conclusion.SUSPICION])
    stored = walk.ask_vault(lambda db: assessments.load(db, versions[0].id))
    require(_("The reason is not as typed."), stored.reason == REASON)
    observed = [each for each in stored.findings if each.answer is Answer.OBSERVED]
    require(_("The observed indicator is not there."), len(observed) == 1)


def spoil_assessment(walk: Walk) -> None:
    def take_away(db: Database) -> None:
        version = assessments.find_versions(db, walk.person_id)[0]
        remove_record(db, assessments.load(db, version.id), now())

    walk.workspace.write(walk.window, take_away)


# what is printed


def write_report(walk: Walk) -> None:
    walk.window.go("reports", {"report": "new", "person": walk.person_id})
    walk.hand.write("ConcernReport.municipality", "Stockholm")
    for name, text in (("child_name", CHILD), ("seen", SEEN)):
        _turn_to(walk, f"ConcernReport.{name}")
        walk.hand.write(f"ConcernReport.{name}", text)
    _save_page(walk, _("the saved report"), lambda: concern_reports.find(walk.workspace.db))


def _save_page(walk: Walk, what: str, stored: Callable[[], object]) -> None:
    """Save, and wait until the page of what is stored has come: it would take the place of the next step's."""
    before = walk.window.page
    walk.hand.press("Ctrl+S")
    walk.hand.wait(what, lambda: stored() and walk.window.page is not before)


def _turn_to(walk: Walk, field: str) -> None:
    """Turn the parts of the form until a field can be seen."""
    for _part in range(8):
        if walk.hand.sees(field):
            return
        walk.hand.press("Ctrl+PgDown")
    raise Failed(_("The form does not show {field}.").format(field=field))


def check_report(walk: Walk) -> None:
    report = walk.ask_vault(_only_report)
    require(_("There should be one report."), report)
    kept = (report.municipality, report.child_name, report.seen) if report else ()
    require(_("The report is not as typed."), kept == ("0180", CHILD, SEEN))


def _only_report(db: Database) -> ConcernReport | None:
    ids = concern_reports.find(db)
    return look_at_report(db, ids[0]) if len(ids) == 1 else None


def spoil_report(walk: Walk) -> None:
    def take_away(db: Database) -> None:
        report = _only_report(db)
        if report:
            remove_report(db, report, now())

    walk.workspace.write(walk.window, take_away)


def print_report(walk: Walk) -> None:
    _save_paper(walk, "report")


def print_statistics(walk: Walk) -> None:
    walk.go("statistics")
    _save_paper(walk, "statistics")


def _save_paper(walk: Walk, name: str) -> None:
    """Save the PDF of the page to the disk, through both dialogs."""
    walk.hand.push(f"{name}.pdf")
    walk.hand.push("dialog.yes")
    path = walk.folder / f"{name}.pdf"
    walk.hand.write("fileNameEdit", str(path))
    walk.hand.press("Return")
    walk.hand.wait(_("the saved file"), lambda: path.exists() and path.stat().st_size)
    walk.papers[name] = path


def check_report_paper(walk: Walk) -> None:
    """Look for Swedish: reports begin in it, whatever the window's language."""
    _check_paper(walk.papers["report"], "sv", (CHILD, SEEN, "Stockholm", "Kvällsljus"))


def check_statistics_paper(walk: Walk) -> None:
    _check_paper(walk.papers["statistics"], walk.language, ("Kvällsljus",))


def _check_paper(path: Path, language: str, words: tuple[str, ...]) -> None:
    paper = read_paper(path)
    missing = [each for each in words if each not in paper.text]
    require(_("The page does not say {words}.").format(words=", ".join(missing)), not missing)
    require(_("The page is not marked as practice."), texts(language).gettext("PRACTICE") in paper.text)
    require(_("The document does not say its language."), paper.language.startswith(language))
    require(_("The document has no tags."), paper.tagged)
    require(_("The document has no title."), paper.title)


def spoil_paper(name: str) -> Callable[[Walk], None]:
    def cut(walk: Walk) -> None:
        whole = walk.papers[name].read_bytes()
        walk.papers[name].write_bytes(whole[: len(whole) // 2])

    return cut


def look_at_statistics(walk: Walk) -> None:
    walk.go("statistics")
    walk.hand.wait(_("the counted contacts"), lambda: _counted(walk))


def _counted(walk: Walk) -> int:
    """Return how many persons the table on the page shows, over all its rows."""
    view = walk.hand.find("statistics.rows", QTableView)
    model = view.model()
    shown = (model.index(at, 1).data() for at in range(model.rowCount()))
    return sum(int(each) for each in shown if each)


def check_statistics(walk: Walk) -> None:
    require(_("One person and one contact should be counted."), _counted(walk) == 1)


def spoil_statistics(walk: Walk) -> None:
    walk.ask_vault(lambda _db: walk.workspace.write(walk.window, lambda db: remove_person(db, walk.person_id, now())))
    walk.hand.wait(_("other figures"), lambda: not _counted(walk))


# the end


def lock(walk: Walk) -> None:
    desktop = walk.desktop
    walk.hand.press("Ctrl+L")
    walk.hand.wait(_("the locked vault"), lambda: desktop is not None and desktop.workspace is None)


def check_locked(walk: Walk) -> None:
    vault = Vault.open(walk.vault_folder)
    file = vault.database
    vault.close()
    left = [each.name for each in file.parent.iterdir() if each.name.startswith(file.name) and each != file]
    require(_("Beside the database lies {files}.").format(files=", ".join(left)), not left)


def spoil_locked(walk: Walk) -> None:
    vault = Vault.open(walk.vault_folder)
    vault.close()
    vault.database.with_name(f"{vault.database.name}-journal").write_bytes(b"left behind")


def reopen(walk: Walk) -> None:
    """Nothing is done: the vault lies closed on the disk."""


def check_reopened(walk: Walk) -> None:
    require(_("The person is not in the file."), walk.ask_file(_aliases) == [ALIAS])
    report = walk.ask_file(_only_report)
    require(_("The report is not in the file."), report and report.seen == SEEN)
    require(_("Pages of the database are damaged."), not walk.ask_file(damaged_pages))


def check_whole(walk: Walk) -> None:
    vault = Vault.open(walk.vault_folder)
    try:
        keys = vault.unlock("Anna", walk.passphrase)
        found = checks.check_vault(vault, keys, texts(walk.language), now())
    finally:
        vault.close()
    wrong = [each.text for each in found if not each.ok]
    require(" ".join(wrong), not wrong)


def spoil_key_file(walk: Walk) -> None:
    """Change one letter in the copy of the key file."""
    copy = next(walk.vault_folder.glob("*/keys.json.bak"))
    copy.write_bytes(copy.read_bytes().replace(b'"', b"'", 1))


STEPS = (
    Step("vault", Label("Make a practice vault"), make_vault, check_vault_is_there, spoil_database),
    Step("unlock", Label("Unlock it with the passphrase"), unlock, check_unlocked, hide_window),
    Step("contact", Label("Log a first contact by the quick line"), log_first_contact, check_contact, spoil_contact),
    Step("search", Label("Find the person by search"), find_by_search, check_found, spoil_found),
    Step("assessment", Label("Assess the indicators"), assess, check_assessment, spoil_assessment),
    Step("report", Label("Write a concern report"), write_report, check_report, spoil_report),
    Step("report-pdf", Label("Save the concern report as PDF, and read it"), print_report, check_report_paper,
         spoil_paper("report")),
    Step("statistics", Label("Count the statistics"), look_at_statistics, check_statistics, spoil_statistics),
    Step("statistics-pdf", Label("Save the statistics as PDF, and read it"), print_statistics,
         check_statistics_paper, spoil_paper("statistics")),
    Step("lock", Label("Lock: one database file remains"), lock, check_locked, spoil_locked),
    Step("reopen", Label("Open the vault again from the disk"), reopen, check_reopened, spoil_database),
    Step("whole", Label("Check database, key file and log"), reopen, check_whole, spoil_key_file),
)  # fmt: skip
