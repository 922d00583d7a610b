"""What is done with backups just now: a word, a bar, and a way to stop it."""

from PySide6.QtWidgets import QFrame, QProgressBar

from ...i18n import _
from ..backup_keeper import BackupKeeper
from ..look.buttons import button
from ..look.layouts import column, row
from ..look.words import label


class ProgressLine(QFrame):
    """Hidden while nothing goes on; `kinds` are those that are shown here, all when empty."""

    def __init__(self, keeper: BackupKeeper, kinds: frozenset[str] = frozenset()) -> None:
        super().__init__()
        self._keeper, self._kinds = keeper, kinds
        self.setProperty("role", "plain")
        self._words = label("", "strong")
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("How far it has come"))
        cancel = button(_("Cancel"), name="backup.cancel")
        cancel.clicked.connect(keeper.cancel)
        beside = row(self._bar, cancel)
        beside.setStretch(0, 1)
        self.setLayout(column(self._words, beside, gap=6))
        keeper.changed.connect(self._show)
        keeper.progressed.connect(self._bar.setValue)
        self._show()

    def _show(self) -> None:
        doing = self._keeper.doing
        shown = bool(doing) and (not self._kinds or doing in self._kinds)
        self._words.setText(_words(doing) if shown else "")
        self._bar.setValue(self._keeper.done)
        self.setVisible(shown)


def _words(doing: str) -> str:
    words = {
        "round": _("The backups are being looked after …"),
        "make": _("A backup is being made and checked …"),
        "compare": _("The backup is being checked and compared …"),
        "restore": _("The backup is being restored …"),
    }
    return words[doing]
