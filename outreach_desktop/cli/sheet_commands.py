"""The verbs `import` and `export people`: spreadsheets in and out from a terminal."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ..domain.errors import KnownError
from ..domain.importing import Imported, ImportPlan, RowProblem, targets
from ..i18n import ZONE, _, ngettext, window_texts
from ..storage.database import Database
from ..vault.folder import Unlocked, Vault
from . import output
from .unlocking import database, opened_database

DONE, REFUSED = 0, 1


class MappingGone(KnownError):
    def __init__(self) -> None:
        super().__init__("The file that says which column is what cannot be read. Check that it is there.")


def import_people(wanted: Any) -> int:
    from ..operations.importing.mapping import Wishes, read_wishes
    from ..sheets.reading import read_file

    wishes = read_wishes(_content(wanted.mapping)) if wanted.mapping else Wishes()
    sheet = read_file(wanted.file, encoding=wishes.encoding, separator=wishes.separator, title=wishes.title)
    with opened_database(wanted.folder, wanted) as (vault, unlocked, db):
        plan, done = _bring_in(vault, unlocked, db, (sheet, wishes), dry=wanted.dry_run)
    refused = bool(plan.blocked_rows) and not wishes.rules.leave_out
    if wanted.json:
        output.result_json(_as_json(plan, done))
    else:
        _show(plan, done, dry=wanted.dry_run)
    if refused:
        from ..operations.importing.carrying_out import ProblemsLeft

        output.message(_(ProblemsLeft().text))
    return REFUSED if refused else DONE


def _bring_in(
    vault: Vault, unlocked: Unlocked, db: Database, wished: tuple[Any, Any], *, dry: bool
) -> tuple[ImportPlan, Imported]:
    from ..operations.backup_upkeep import back_up_before
    from ..operations.importing.carrying_out import carry_out, expected
    from ..operations.importing.mapping import columns_for, wished_columns
    from ..operations.importing.planning import plan_import

    (sheet, wishes), now = wished, datetime.now(ZONE)
    columns = wished_columns(columns_for(db, sheet), sheet, wishes)
    plan = plan_import(db, sheet, columns, now, output.progress())
    foreseen = expected(plan, wishes.rules)
    if dry or (plan.blocked_rows and not wishes.rules.leave_out) or not foreseen.added + foreseen.merged:
        return plan, foreseen if dry else replace(foreseen, added=0, merged=0, skipped=len(plan.people))
    back_up_before(vault, unlocked, db, now, output.progress())
    return plan, carry_out(db, plan, wishes.rules, now, output.progress())


def _content(path: Path) -> bytes:
    from ..operations.importing.mapping import LONGEST

    try:
        with path.open("rb") as file:
            return file.read(LONGEST + 1)
    except OSError:
        raise MappingGone from None


def _as_json(plan: ImportPlan, done: Imported) -> dict[str, Any]:
    return {
        "added": done.added,
        "merged": done.merged,
        "skipped": done.skipped,
        "problems": [{"row": each.row, "column": each.column, "text": _told(each)} for each in plan.problems],
    }


def _told(problem: RowProblem) -> str:
    return _(problem.text).format(*problem.values)


def _show(plan: ImportPlan, done: Imported, *, dry: bool) -> None:
    for each in plan.problems:
        place = _("Row {row}, {column}").format(row=each.row, column=_(each.column)) if each.column else ""
        output.result(f"{place or _('Row {row}').format(row=each.row)}: {_told(each)}")
    if dry:
        output.result(_("Nothing was stored. This would be brought in:"))
    output.result(ngettext("{count} new person", "{count} new persons", done.added).format(count=done.added))
    words = ngettext("{count} person in the register added to", "{count} persons in the register added to", done.merged)
    output.result(words.format(count=done.merged))
    output.result(ngettext("{count} left out", "{count} left out", done.skipped).format(count=done.skipped))


def export_people(wanted: Any) -> int:
    from ..operations.people_export import USUAL, SheetFormat, export_people, note_export

    output.require_outside(wanted.out, wanted.folder)
    columns = _columns(wanted.columns) if wanted.columns else USUAL
    with database(wanted.folder, wanted) as db:
        form, now = SheetFormat(wanted.format), datetime.now(ZONE)
        content = export_people(db, columns, form, window_texts(), now=now, progress=output.progress())
        note_export(db, now)
        output.write_file(wanted.out, content)
    return DONE


def _columns(written: str) -> list[str]:
    from ..operations.importing.mapping import UnknownField
    from ..operations.people_export import WORKED_OUT

    names = [name.strip() for name in written.split(",") if name.strip()]
    for name in names:
        if name not in targets() and name not in WORKED_OUT:
            raise UnknownField(name)
    return names
