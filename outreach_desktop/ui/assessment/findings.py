"""The findings of one assessment as a table: what is looked for, three answers, where and when."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from ...content import Indicator
from ...domain.assessment import Answer, Finding, Source
from ...i18n import _, window_texts
from ..look.paint import ROW, Index
from ..words import chosen, short_day

TEXT, OBSERVED, NOT_OBSERVED, UNKNOWN, WHERE = range(5)
ANSWERS = {OBSERVED: Answer.OBSERVED, NOT_OBSERVED: Answer.NOT_OBSERVED, UNKNOWN: Answer.UNKNOWN}
_Role = Qt.ItemDataRole


class FindingsModel(QAbstractTableModel):
    """One row for each indicator of the list, in its order; what nobody has touched is *not known*."""

    answered = Signal()

    def __init__(
        self, items: Sequence[Indicator], findings: Sequence[Finding], today: date, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._today = today
        language = window_texts().language
        self._texts = {each.id: _worded(each, language) for each in items}
        known = {each.indicator: each for each in findings}
        self._texts |= {name: name for name in known if name not in self._texts}
        self._findings = [known.get(name, Finding(indicator=name)) for name in self._texts]
        self._heads = [_("What we look for"), *(chosen(each) for each in ANSWERS.values()), _("Where and when")]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._findings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, at: int, way: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if way is not Qt.Orientation.Horizontal:
            return None
        if role == _Role.TextAlignmentRole and at in ANSWERS:
            return Qt.AlignmentFlag.AlignCenter
        return self._heads[at] if role == _Role.DisplayRole else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        finding = self._findings[index.row()]
        if role == ROW:
            return index.column() in ANSWERS and finding.answer is ANSWERS[index.column()]
        if role == _Role.DisplayRole and index.column() not in ANSWERS:
            return self.text(index.row()) if index.column() == TEXT else self.where(index.row())
        return self._spoken(index) if role == _Role.AccessibleTextRole else None

    def _spoken(self, index: Index) -> str:
        """Return what a screen reader says of a cell: indicator, answer, chosen or not."""
        text, column = self.text(index.row()), index.column()
        if column not in ANSWERS:
            return text if column == TEXT else f"{text}: {self.where(index.row())}"
        state = _("chosen") if index.data(ROW) else _("not chosen")
        return f"{text}: {self._heads[column]}, {state}"

    def text(self, row: int) -> str:
        """Return the indicator in words."""
        return self._texts[self._findings[row].indicator]

    def where(self, row: int) -> str:
        """Return where it was seen and when, a dash for neither."""
        finding = self._findings[row]
        source = "" if finding.source is Source.NONE else chosen(finding.source)
        day = short_day(finding.seen_on, self._today) if finding.seen_on else ""
        note = _("note") if finding.note.strip() else ""
        return ", ".join(filter(None, [source, day, note])) or "–"

    def finding(self, row: int) -> Finding:
        return self._findings[row]

    def put(self, row: int, finding: Finding) -> None:
        """Show another finding in a row."""
        if finding == self._findings[row]:
            return
        self._findings[row] = finding
        self.dataChanged.emit(self.index(row, 0), self.index(row, WHERE))
        self.answered.emit()

    def answer(self, row: int, answer: Answer) -> None:
        self.put(row, replace(self._findings[row], answer=answer))

    def made(self) -> tuple[Finding, ...]:
        """Return the findings that say something; the rest is not known."""
        return tuple(each for each in self._findings if each != Finding(indicator=each.indicator))

    def state(self) -> list[dict[str, Any]]:
        return [_as_state(each) for each in self.made()]

    def restore(self, state: Sequence[Mapping[str, Any]]) -> None:
        """Put back what `state` gave; an indicator that has left the list is left out."""
        kept = {each["indicator"]: _from_state(each) for each in state}
        for row, finding in enumerate(self._findings):
            self.put(row, kept.get(finding.indicator, Finding(indicator=finding.indicator)))


def _worded(indicator: Indicator, language: str) -> str:
    text = indicator.text.in_language(language)
    return _("{indicator} (says little alone)").format(indicator=text) if indicator.says_little_alone else text


def _as_state(finding: Finding) -> dict[str, Any]:
    return {
        "indicator": finding.indicator,
        "answer": finding.answer.value,
        "source": finding.source.value,
        "seen_on": finding.seen_on.isoformat() if finding.seen_on else "",
        "note": finding.note,
    }


def _from_state(state: Mapping[str, Any]) -> Finding:
    return Finding(
        indicator=state["indicator"],
        answer=next(each for each in Answer if each.value == state["answer"]),
        source=next(each for each in Source if each.value == state["source"]),
        seen_on=date.fromisoformat(state["seen_on"]) if state["seen_on"] else None,
        note=state["note"],
    )
