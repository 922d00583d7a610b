"""What each verb does: open, one operation, print. Each returns the exit status."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from ..domain.assessment import Assessment
from ..domain.attributes import Choice, attributes
from ..domain.concern_report import ConcernReport
from ..domain.contact import Contact
from ..domain.follow_up import FollowUp
from ..domain.meeting import Meeting
from ..domain.organisation import Account
from ..domain.person import Person
from ..domain.record import Record
from ..domain.shift import Shift
from ..domain.statistics import Period
from ..i18n import ZONE, Texts, _, window_texts
from ..operations.checks import Check
from ..vault.errors import Unreadable
from . import backup_commands, lookup_command, meeting_commands, output, paper_commands, sheet_commands
from .unlocking import database, opened

DONE, REFUSED, WRONG_USE = backup_commands.DONE, backup_commands.REFUSED, 2
RECORD_TYPES: Mapping[str, type[Record]] = {
    "people": Person,
    "contacts": Contact,
    "assessments": Assessment,
    "concern-reports": ConcernReport,
    "meetings": Meeting,
    "shifts": Shift,
    "next-steps": FollowUp,
    "accounts": Account,
}
_COLUMNS = {
    "people": ("alias", "state", "follow_up", "follow_up_on"),
    "contacts": ("at", "direction", "channel", "outcome", "note"),
    "assessments": ("number", "assessed_on", "conclusion"),
    "concern-reports": ("state", "written_on", "municipality", "sent_on"),
    "meetings": ("starts_at", "way", "place", "state"),
    "shifts": ("planned_at", "started_at", "ended_at", "profiles_seen", "debriefing"),
    "next-steps": ("step", "due_on", "for_account", "result"),
    "accounts": ("alias", "role", "language", "agreed_on"),
}
_FIRST: Mapping[type, str] = {ConcernReport: "id", Shift: "id", Account: "name"}


def demo(wanted: Any) -> int:
    from ..operations.practice.making import make_practice_vault
    from ..vault.cost import FLOOR

    made = make_practice_vault(
        wanted.folder,
        FLOOR,  # everybody may know these passphrases
        wanted.today or _today(),
        people=wanted.people,
        contacts=wanted.contacts,
        seed=wanted.seed,
        progress=output.progress(),
    )
    accounts = [{"label": one.label, "role": one.role.value, "passphrase": one.passphrase} for one in made.accounts]
    shown = {
        "vault": output.shown_path(made.folder),
        "accounts": accounts,
        "recovery_key": "\n".join(made.recovery_key),
    }
    if wanted.json:
        output.result_json(shown)
    else:
        _show_demo(shown, [window_texts().gettext(one.role.label.text) for one in made.accounts])
    return DONE


def _show_demo(made: Mapping[str, Any], roles: list[str]) -> None:
    output.result(_("A practice vault of invented people: {folder}").format(folder=made["vault"]))
    for account, role in zip(made["accounts"], roles, strict=True):
        words = _("{name} ({role}), passphrase: {passphrase}")
        output.result(words.format(name=account["label"], role=role, passphrase=account["passphrase"]))
    output.result(_("Recovery key:"))
    output.result(made["recovery_key"])


def check(wanted: Any) -> int:
    found = _checks(wanted)
    sound = all(one.ok for one in found)
    if wanted.json:
        checks = [{"id": one.id, "ok": one.ok, "text": one.text} for one in found]
        output.result_json({"sound": sound, "checks": checks})
    else:
        _show_checks([(one.ok, one.text) for one in found])
    return DONE if sound else REFUSED


def _checks(wanted: Any) -> list[Check]:
    from ..operations.checks import check_vault

    try:
        with backup_commands.as_vault(wanted.folder) as folder, opened(folder, wanted) as (vault, unlocked):
            found = check_vault(vault, unlocked, window_texts(), _now())
    except Unreadable as error:
        if not wanted.folder.is_file():
            raise
        return backup_commands.damaged_file(error)
    return [*backup_commands.sound_file(wanted.folder), *found]


def _show_checks(found: Iterable[tuple[bool, str]]) -> None:
    well, wrong = _("well"), _("WRONG")
    width = max(len(well), len(wrong))
    for ok, text in found:
        output.result(f"{well if ok else wrong:{width}}  {text}")


def listing(wanted: Any) -> int:
    from ..operations.listing import list_records

    record_type = RECORD_TYPES[wanted.what]
    with database(wanted.folder, wanted) as db:
        found = list_records(db, record_type, _now())
        if wanted.json:
            output.result_array(found)
        else:
            _show_list(found, record_type, _COLUMNS[wanted.what], window_texts())
    return DONE


def _show_list(found: Iterable[Mapping[str, Any]], record_type: type, columns: tuple[str, ...], texts: Texts) -> None:
    """Print a line of headings and one for each record, with tabs between."""
    known = {field.name: field for field in attributes(record_type)}
    first = _FIRST.get(record_type, "code")
    headings = [{"id": _("Number"), "code": _("Code"), "name": _("Name shown in the program")}[first]]
    output.result("\t".join([*headings, *(texts.gettext(known[name].label.text) for name in columns)]))
    for values in found:
        cells = (_cell(_named(name, values[name]), known[name].type, texts) for name in columns)
        output.result("\t".join([str(values[first]), *cells]))


def _named(field: str, value: object) -> object:
    """Return a municipality by its name: nobody knows the codes by heart."""
    if field != "municipality":
        return value
    from ..content import municipalities

    return next((each.name for each in municipalities() if each.code == value), value)


def _cell(value: object, kind: Any, texts: Texts) -> str:
    if value is None or value == "":
        return ""
    if issubclass(kind, Choice):
        return texts.gettext(kind(value).label.text)
    if issubclass(kind, datetime):
        return str(value)[:16].replace("T", " ")
    return " ".join(str(value).split())


def export_statistics(wanted: Any) -> int:
    from ..operations.exports import Format, export_statistics

    output.require_outside(wanted.out, wanted.folder)
    period = Period(wanted.since, wanted.until)
    with database(wanted.folder, wanted) as db:
        contents = export_statistics(
            db, period, Format(wanted.format), window_texts(), printed_on=wanted.date or _today(), now=_now()
        )
        output.write_file(wanted.out, contents)
    return DONE


def export_concern_report(wanted: Any) -> int:
    from ..operations.exports import Format, export_concern_report

    output.require_outside(wanted.out, wanted.folder)
    with database(wanted.folder, wanted) as db:
        printed_on = wanted.date or _today()
        contents = export_concern_report(db, wanted.id, Format(wanted.format), printed_on=printed_on, now=_now())
        output.write_file(wanted.out, contents)
    return DONE


def _now() -> datetime:
    return datetime.now(ZONE)


def _today() -> date:
    return _now().date()


VERBS: Mapping[tuple[str, str], Callable[[Any], int]] = {
    ("demo", ""): demo,
    ("check", ""): check,
    ("backup", ""): backup_commands.backup,
    ("restore", ""): backup_commands.restore,
    ("list", ""): listing,
    ("lookup", ""): lookup_command.lookup,
    ("import", ""): sheet_commands.import_people,
    ("export", "people"): sheet_commands.export_people,
    ("export", "statistics"): export_statistics,
    ("export", "concern-report"): export_concern_report,
    ("export", "meeting-plan"): meeting_commands.export_plan,
    ("export", "checklist"): meeting_commands.export_checklist,
    ("export", "incident"): meeting_commands.export_incident,
    ("export", "receipts"): paper_commands.export_receipts,
    ("export", "impact-assessment"): paper_commands.export_impact_assessment,
    ("export", "processing-record"): paper_commands.export_processing_record,
    ("export", "breach"): paper_commands.export_breach,
}


def run(wanted: Any) -> int:
    """Do what was asked; the parser lets only known verbs through."""
    return VERBS[wanted.verb, wanted.what if wanted.verb == "export" else ""](wanted)
