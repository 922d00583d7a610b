"""What can be typed: verbs, options and their help."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from ..domain.attributes import EARLIEST, LATEST
from ..domain.meeting import Way
from ..i18n import LANGUAGES, _

LISTS = ("people", "contacts", "assessments", "concern-reports", "meetings", "shifts", "next-steps", "accounts")
_MOST = 10_000_000


def language_wanted(typed: list[str]) -> str | None:
    """Return the language asked for anywhere among the arguments, before anything else is understood."""
    early = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    early.add_argument("--language")
    try:
        found: str | None = early.parse_known_args(typed)[0].language
    except argparse.ArgumentError:
        return None
    return found if found in LANGUAGES else None


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line, with its help in the language of the terminal."""
    everywhere = _everywhere()
    top: argparse.ArgumentParser = _parser(
        argparse.ArgumentParser,
        everywhere,
        prog="outreach-desktop",
        description=_("Outreach Desktop. Without a verb the window opens."),
    )
    top.add_argument("--vault", type=Path, metavar=_("FOLDER"), help=_("open the window with this vault"))
    top.add_argument("--self-test", action="store_true", help=_("do the main job in a vault of its own and check it"))
    top.add_argument("--break", dest="break_step", metavar=_("STEP"), help=_("with --self-test: make this step fail"))
    top.add_argument("--list", dest="list_steps", action="store_true", help=_("with --self-test: name its steps"))
    verbs = top.add_subparsers(dest="verb", title=_("verbs"), metavar=_("VERB"))
    _add_demo(verbs, everywhere)
    _add_check(verbs, everywhere)
    _add_backup(verbs, everywhere)
    _add_restore(verbs, everywhere)
    _add_list(verbs, everywhere)
    _add_lookup(verbs, everywhere)
    _add_import(verbs, everywhere)
    _add_export(verbs, everywhere)
    return top


def _parser(make: Any, everywhere: argparse.ArgumentParser, *names: str, **words: str) -> Any:
    return make(*names, parents=[everywhere], allow_abbrev=False, **words)


def _everywhere() -> argparse.ArgumentParser:
    """Return the options that stand before or after the verb."""
    found = argparse.ArgumentParser(add_help=False, allow_abbrev=False, argument_default=argparse.SUPPRESS)
    found.add_argument("--language", choices=tuple(LANGUAGES), help=_("language of messages and files"))
    found.add_argument("--account", metavar=_("NAME"), help=_("whose account; needed where there are several"))
    found.add_argument(
        "--second-key", type=Path, metavar=_("FILE"), help=_("the second key, where the account has one")
    )
    secret = found.add_mutually_exclusive_group()
    secret.add_argument(
        "--passphrase-file",
        type=Path,
        metavar=_("FILE"),
        help=_("read the passphrase from a file that nobody else can read"),
    )
    secret.add_argument(
        "--passphrase-fd",
        type=_whole(0, 1_000_000),
        metavar=_("NUMBER"),
        help=_("read the passphrase from this open file descriptor"),
    )
    return found


def _add_demo(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("make a practice vault of invented people and print its accounts")
    demo = _parser(verbs.add_parser, everywhere, "demo", help=words, description=words)
    _add_folder(demo, _("an empty or new folder"))
    demo.add_argument("--people", type=_whole(1, _MOST), default=200, metavar=_("NUMBER"), help=_("how many people"))
    demo.add_argument("--contacts", type=_whole(0, _MOST), metavar=_("NUMBER"), help=_("how many contacts in all"))
    demo.add_argument(
        "--seed",
        type=_whole(0, 1 << 63),
        default=1,
        metavar=_("NUMBER"),
        help=_("the same number and day give the same vault"),
    )
    demo.add_argument("--today", type=_day, metavar=_("DAY"), help=_("last day of the year, as 2026-11-24"))
    _add_json(demo)


def _add_check(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("check that a vault or a backup is whole")
    check = _parser(verbs.add_parser, everywhere, "check", help=words, description=words)
    _add_folder(check, _("the folder of the vault, or the file of a backup"))
    _add_json(check)


def _add_backup(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("make a backup; without a passphrase it is checked when the vault is unlocked next")
    backup = _parser(verbs.add_parser, everywhere, "backup", help=words, description=words)
    _add_folder(backup, _("the folder of the vault, which must not be open"))
    backup.add_argument("--to", type=Path, required=True, metavar=_("FOLDER"), help=_("where the backup goes"))
    asked = _("ask for the passphrase and check the backup at once, as with a passphrase file")
    backup.add_argument("--check", action="store_true", help=asked)
    _add_json(backup)


def _add_restore(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("restore a backup, into a new folder or into the vault that it is of")
    restore = _parser(verbs.add_parser, everywhere, "restore", help=words, description=words)
    restore.add_argument("backup", type=Path, metavar=_("BACKUP"), help=_("the file of the backup"))
    to = _("a new or empty folder, or the vault")
    restore.add_argument("--to", type=Path, required=True, metavar=_("FOLDER"), help=to)
    replaced = _("let the backup take the place of what the vault holds; without this the two are only compared")
    restore.add_argument("--replace", action="store_true", help=replaced)
    _add_json(restore)


def _add_list(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("list what is in a vault")
    listing = _parser(verbs.add_parser, everywhere, "list", help=words, description=words)
    _add_folder(listing, _("the folder of the vault"))
    what = _("people, contacts, assessments, concern reports, meetings, shifts, next steps or accounts")
    listing.add_argument("what", choices=LISTS, help=what)
    _add_json(listing)


def _add_lookup(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("say whether somebody is known, and whether we may write to them; nothing is stored")
    lookup = _parser(verbs.add_parser, everywhere, "lookup", help=words, description=words)
    _add_folder(lookup, _("the folder of the vault"))
    asked = _(
        "an alias, phone, handle or address, or a text with several; without it, or with -, it is read from standard "
        "input, which keeps it out of the terminal's history"
    )
    lookup.add_argument("text", nargs="?", default="-", metavar=_("TEXT"), help=asked)
    there = _("where you mean to write: whether our account there can be used is answered, too")
    lookup.add_argument("--platform", default="", metavar=_("NAME"), help=there)
    _add_json(lookup)


def _add_import(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("bring people in from a spreadsheet; a backup is made before, and it can be undone in the window")
    bring = _parser(verbs.add_parser, everywhere, "import", help=words, description=words)
    _add_folder(bring, _("the folder of the vault"))
    bring.add_argument("file", type=Path, metavar=_("FILE"), help=_("a spreadsheet in CSV or XLSX form"))
    mapped = _("JSON that says which column is what, and what is done with people who are known")
    bring.add_argument("--mapping", type=Path, metavar=_("FILE"), help=mapped)
    bring.add_argument("--dry-run", action="store_true", help=_("store nothing, only say what would come in"))
    _add_json(bring)


def _add_export(verbs: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("write statistics, a report, people or a paper of a meeting into a file")
    export = _parser(verbs.add_parser, everywhere, "export", help=words, description=words)
    kinds = export.add_subparsers(dest="what", title=_("what to write"), metavar=_("KIND"), required=True)
    _add_statistics(kinds, everywhere)
    _add_concern_report(kinds, everywhere)
    _add_people(kinds, everywhere)
    _add_meeting_plan(kinds, everywhere)
    _add_checklist(kinds, everywhere)
    _add_incident(kinds, everywhere)
    _add_papers(kinds, everywhere)


def _add_statistics(kinds: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("the statistics of a period, for use inside the organisation")
    export = _parser(kinds.add_parser, everywhere, "statistics", help=words, description=words)
    _add_folder(export, _("the folder of the vault"))
    export.add_argument("--from", dest="since", type=_day, required=True, metavar=_("DAY"), help=_("first day"))
    export.add_argument("--to", dest="until", type=_day, required=True, metavar=_("DAY"), help=_("last day"))
    _add_file(export, "pdf", "json", "csv")


def _add_concern_report(kinds: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("one concern report as it would be sent, in the language chosen in the report, whatever --language says")
    export = _parser(kinds.add_parser, everywhere, "concern-report", help=words, description=words)
    _add_folder(export, _("the folder of the vault"))
    _add_number(export, _("number of the report, as in the list"))
    _add_file(export, "pdf", "json")


def _add_people(kinds: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("people as a spreadsheet, which can be brought in again")
    export = _parser(kinds.add_parser, everywhere, "people", help=words, description=words)
    _add_folder(export, _("the folder of the vault"))
    named = _("fields with commas between, as person.alias,identifier.phone; without it all but notes and the log")
    export.add_argument("--columns", metavar=_("FIELDS"), help=named)
    _add_file(export, "csv", "xlsx")


def _add_meeting_plan(kinds: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("the plan of a meeting on one page for the person on call")
    export = _parser(kinds.add_parser, everywhere, "meeting-plan", help=words, description=words)
    _add_folder(export, _("the folder of the vault"))
    _add_number(export, _("number of the meeting"))
    _add_file(export, "pdf", "json")


def _add_checklist(kinds: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("the blank safety checklist that is in use, for work without a laptop")
    export = _parser(kinds.add_parser, everywhere, "checklist", help=words, description=words)
    _add_folder(export, _("the folder of the vault"))
    ways = tuple(way.value for way in Way)
    export.add_argument("--way", choices=ways, default=ways[0], help=_("for which kind of meeting"))
    _add_file(export, "pdf")


def _add_incident(kinds: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("the report of an incident at a meeting")
    export = _parser(kinds.add_parser, everywhere, "incident", help=words, description=words)
    _add_folder(export, _("the folder of the vault"))
    _add_number(export, _("number of the incident"))
    _add_file(export, "pdf")


def _add_number(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("--id", type=_whole(1, 1 << 62), required=True, metavar=_("NUMBER"), help=words)


def _add_papers(kinds: Any, everywhere: argparse.ArgumentParser) -> None:
    words = _("a signed receipt of what was erased in a period, without contents")
    receipts = _parser(kinds.add_parser, everywhere, "receipts", help=words, description=words)
    _add_folder(receipts, _("the folder of the vault"))
    receipts.add_argument("--from", dest="since", type=_day, required=True, metavar=_("DAY"), help=_("first day"))
    receipts.add_argument("--to", dest="until", type=_day, required=True, metavar=_("DAY"), help=_("last day"))
    _add_file(receipts, "pdf")
    for kind, about in _papers():
        export = _parser(kinds.add_parser, everywhere, kind, help=about, description=about)
        _add_folder(export, _("the folder of the vault"))
        _add_file(export, "pdf")


def _papers() -> tuple[tuple[str, str], ...]:
    return (
        ("impact-assessment", _("a template of the impact assessment, filled in from the vault's settings")),
        ("processing-record", _("the record of processing, filled in from the vault's settings")),
        ("breach", _("what to do if something has leaked, with the facts of the last 14 days")),
    )


def _add_folder(parser: argparse.ArgumentParser, words: str) -> None:
    parser.add_argument("folder", type=Path, metavar=_("FOLDER"), help=words)


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("for other programs"))


def _add_file(parser: argparse.ArgumentParser, *formats: str) -> None:
    parser.add_argument("--format", choices=formats, default=formats[0], help=_("kind of file"))
    parser.add_argument("--out", type=Path, required=True, metavar=_("FILE"), help=_("where to"))
    parser.add_argument("--date", type=_day, metavar=_("DAY"), help=_("the day printed on it; today if not given"))


def _day(text: str) -> date:
    """Read an ISO date within the program's limits."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(_("not a day as 2026-11-24: {text}").format(text=text)) from None
    if not EARLIEST <= day <= LATEST:
        raise argparse.ArgumentTypeError(_("Must be a day from 1900 to 2200."))
    return day


def _whole(low: int, high: int) -> Any:
    """Return a reader of whole numbers within limits."""

    def read(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or len(text) > len(str(high)) or not low <= int(text) <= high:
            words = _("not a whole number from {low} to {high}: {text}")
            raise argparse.ArgumentTypeError(words.format(low=low, high=high, text=text))
        return int(text)

    return read
