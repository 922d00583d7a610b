"""The receipt of erasure on paper: when, which code, how much, why, and the line of the log; no contents."""

from collections.abc import Sequence
from datetime import date

from ..domain.erasure import Erasure, Scope
from ..domain.log_line import Subject
from ..i18n import Texts
from .frame import ReportFrame

_HEX_IN_ROW = 32


def receipt_pdf(
    lines: Sequence[Erasure], period: tuple[date, date], signed: tuple[bytes, bytes], frame: ReportFrame
) -> bytes:
    """Return the list as a table; `signed` are the hash of the list and the signature over it."""
    from .pdf.story import Story

    texts = frame.texts
    story = Story(texts.gettext("Receipt of erasure"), texts.gettext("For internal use"), frame)
    story.title()
    ends = {"since": texts.day(period[0]), "until": texts.day(period[1])}
    story.facts([(texts.gettext("Period"), texts.gettext("{since} to {until}").format(**ends))])
    count = texts.ngettext("{n} record was erased.", "{n} records were erased.", len(lines))
    story.text(count.format(n=texts.number(len(lines))))
    if lines:
        heads = (texts.gettext("When"), texts.gettext("What"), texts.gettext("Why"), texts.gettext("Line of the log"))
        story.table(heads, [_row(each, texts) for each in lines], widths=(26, 32, 28, 14))
    story.heading(2, texts.gettext("Signature"))
    sentence = texts.gettext(
        "The list is signed with the key of the account that made it. Nothing of what was erased stands in it. Backups "
        "from before hold it until their last day."
    )
    story.text(sentence)
    digest, signature = signed
    story.facts([("SHA-256", _in_rows(digest)), ("Ed25519", _in_rows(signature))])
    story.signature([texts.gettext("Place and date"), texts.gettext("Signature")], frame.made_by)
    return story.finished()


def _row(line: Erasure, texts: Texts) -> tuple[str, str, str, str]:
    subjects = {each.value: each.label.text for each in Subject}
    subject = texts.gettext(subjects[line.subject]) if line.subject in subjects else line.subject
    what = ", ".join(filter(None, (line.code or line.uid[:8], subject)))
    if line.scope is not Scope.WHOLE:
        what = f"{what}: {texts.gettext(line.scope.label.text)}"
    return texts.instant(line.at), what, texts.gettext(line.cause.label.text), str(line.line)


def _in_rows(raw: bytes) -> str:
    """Return bytes as hex digits, in rows that a page holds."""
    digits = raw.hex()
    return "\n".join(digits[at : at + _HEX_IN_ROW] for at in range(0, len(digits), _HEX_IN_ROW))
