"""The pages of the way back: which backup, with whose passphrase, and what it will bring."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ...domain.comparison import Comparison, Difference
from ...i18n import _, ngettext, window_texts, zone
from ..compared import kind_name
from ..dialogs import known_error_text
from ..look.buttons import button
from ..look.fields import combo, field
from ..look.layouts import Flowing, box, column, row
from ..look.messages import notice
from ..look.painted import Row, RowList, row_list
from ..look.tokens import Space
from ..look.words import fact, label
from .background import Task
from .lock_page import short_path
from .passphrase_field import PassphraseField
from .problem_line import ProblemLine
from .second_key import SecondKeyField
from .steps import Step, StepPage
from .waiting import wait_words

if TYPE_CHECKING:
    from ...operations.rescuing import Offer
    from .rescue import Rescue

_WIDTH = 640
_MOST_SHOWN = 6
_TICK_MS = 250


class BackupPage(StepPage):
    """The backups that lie with the vault, newest first, and the way to one on a stick."""

    def __init__(self, step: Step, rescue: "Rescue") -> None:
        super().__init__(step)
        self._rescue = rescue
        other = button(_("Choose a file"), "hard-drive", big=True, name="rescue.file")
        other.clicked.connect(self._choose_file)
        self._list: RowList | None = None
        self._problem = ProblemLine()
        self.compose_step(
            "undo-2",
            _("Restore a backup"),
            label(_words_of_choice(found=bool(rescue.offers)), wrap=True),
            *self._shown_offers(),
            box(row(other, None)),
            self._problem,
            width=_WIDTH,
        )
        self.next_button.setEnabled(rescue.offer is not None)

    def first_focus(self) -> QWidget | None:
        return self._list or self.findChild(QWidget, "rescue.file")

    def _shown_offers(self) -> list[QWidget]:
        offers = self._rescue.offers[:_MOST_SHOWN]
        if not offers:
            return []
        self._list = row_list([_row(each) for each in offers], _("Backups"), name="rescue.backups")
        self._list.fit()
        self._list.set_current(0)
        self._list.activated.connect(lambda _at: self.go_on())
        return [self._list]

    def go_on(self) -> None:
        if self._list is not None and (current := self._list.current_row()) is not None:
            self._rescue.offer = cast("Offer", current.key)
        if self._rescue.offer is not None:
            self.step.go_on()

    def _choose_file(self) -> None:
        from ..backups.choosing import choose_backup

        choose_backup(self, self._use)

    def _use(self, path: Path) -> None:
        from ...operations import rescuing

        task = Task(self, lambda: rescuing.offer_of(path))
        task.done.connect(self._take)
        task.failed.connect(lambda error: self._problem.say(known_error_text(error)))
        task.start()

    def _take(self, offer: "Offer") -> None:
        self._rescue.offer = offer
        self.step.go_on()


class KeyPage(StepPage):
    """Who opens the backup, with the passphrase of the day when it was made."""

    def __init__(self, step: Step, rescue: "Rescue") -> None:
        super().__init__(step)
        self._rescue = rescue
        names = [each.label for each in rescue.laid.accounts] if rescue.laid else []
        self._account = combo(names, name="rescue.account")
        self._account.currentTextChanged.connect(self._show_second)
        self._passphrase = PassphraseField("rescue.passphrase", _("Passphrase"))
        self._passphrase.line.returnPressed.connect(self.next_button.click)
        self._second = SecondKeyField("rescue.second")
        again = button(_("Choose another backup"), kind="quiet", name="rescue.again")
        again.clicked.connect(rescue.choose_again)
        forgotten = button(_("I have forgotten the passphrase"), kind="quiet", name="rescue.forgotten")
        forgotten.clicked.connect(rescue.use_paper)
        self._others, self._problem = (forgotten, again), ProblemLine()
        text = _("The backup is whole. It opens with the passphrase that you had on {day}.")
        day = window_texts().day(_made(rescue).date())
        self.compose_step(
            "lock",
            _("Open the backup"),
            label(text.format(day=day), wrap=True),
            field(_("Who are you?"), self._account),
            self._passphrase,
            self._second,
            self._problem,
            box(row(forgotten, again, None)),
        )
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._show)
        self._timer.start(_TICK_MS)
        rescue.proving.changed.connect(self._show)
        self._show_second(self._account.currentText())
        self._show()

    def first_focus(self) -> QWidget | None:
        return self._passphrase.line

    def go_on(self) -> None:
        label_of_account = self._account.currentText()
        second = self._second.path if self._needs_second(label_of_account) else None
        if not self._rescue.proving.running:
            self._rescue.try_key(label_of_account, self._passphrase.line.text(), second)

    def _needs_second(self, label_of_account: str) -> bool:
        accounts = self._rescue.laid.accounts if self._rescue.laid else ()
        return any(each.needs_second_key for each in accounts if each.label == label_of_account)

    def _show_second(self, label_of_account: str) -> None:
        self._second.setVisible(self._needs_second(label_of_account))

    def _show(self) -> None:
        proving, seconds = self._rescue.proving, self._rescue.seconds_left
        self.set_busy(busy=proving.running or bool(seconds))
        for each in self._others:
            each.setEnabled(not proving.running)
        self._passphrase.set_busy(busy=proving.running)
        if proving.running:
            self._problem.say(_("The backup is being opened and checked. It may take a minute."), tone="")
            return
        said = [known_error_text(proving.error) if proving.error else "", wait_words(seconds) if seconds else ""]
        self._problem.say(" ".join(filter(None, said)))


class FoundPage(StepPage):
    """What the restored vault will hold, and where it will lie."""

    def __init__(self, step: Step, rescue: "Rescue") -> None:
        super().__init__(step)
        found, made = rescue.found, _made(rescue)
        comparison = found.comparison if found else Comparison(made, ())
        newer = found is not None and found.newer
        again = button(_("Choose another backup"), kind="quiet", name="rescue.again")
        again.clicked.connect(rescue.choose_again)
        accounts = _("Names and passphrases are those of the backup. Who was added after it must be added again.")
        self.compose_step(
            "undo-2",
            _("This comes back"),
            notice("good" if newer else "warning", *_words_of_found(made, newer=newer)),
            Flowing(*(_held(each, newer=newer) for each in comparison.differences), gap=Space.XL),
            label(accounts, "muted", wrap=True),
            fact(_("The vault will lie in"), short_path(rescue.folder)),
            *_left_as_it_is(rescue),
            box(row(again, None)),
            next_text=_("Restore"),
            width=_WIDTH,
        )

    def first_focus(self) -> QWidget | None:
        return self.next_button


def _left_as_it_is(rescue: "Rescue") -> list[QWidget]:
    """Say that the damaged vault stays, where there is one."""
    if rescue.folder == rescue.damaged or not rescue.damaged.exists():
        return []
    words = _("The damaged vault stays as it is in its folder: {folder}").format(folder=short_path(rescue.damaged))
    return [label(words, "caption", wrap=True)]


def _words_of_choice(*, found: bool) -> str:
    if found:
        return _(
            "These backups lie with the vault. Choose the newest, or one on a stick. Nothing of what is there is "
            "changed: the vault is made anew beside it."
        )
    return _("There is no backup with the vault. Plug in the stick with your backups and choose the newest file.")


def _words_of_found(made: datetime, *, newer: bool) -> tuple[str, str]:
    if newer:
        return (
            _("Everything is still there"),
            _(
                "What you have written was not damaged. The keys come from the backup, and what was written since "
                "comes along."
            ),
        )
    when = _when(made)
    return (
        _("The vault becomes as it was on {when}").format(when=when),
        _("What was written after that is not in this backup, and who was erased after it may be there again."),
    )


def _held(each: Difference, *, newer: bool) -> QWidget:
    number, newest = (each.here, each.newest_here) if newer else (each.there, each.newest_there)
    changed = fact(_("Newest change"), _when(newest) if newest else "–")
    since = each.lost + each.changed if newer else 0
    more = [label(ngettext("{n} since the backup", "{n} since the backup", since).format(n=since))] if since else []
    return box(
        column(
            label(kind_name(each.kind), "strong"),
            label(window_texts().number(number), "figure"),
            changed,
            *more,
            None,
            gap=2,
        )
    )


def _row(offer: "Offer") -> Row:
    state = _("found whole when it was made") if offer.header.checked else _("not checked yet")
    size = _("{n} MB").format(n=window_texts().number(max(1, sum(offer.header.parts) // 1_000_000)))
    return Row(_when(offer.header.made_at), f"{state} · {size}", "hard-drive", key=offer)


def _made(rescue: "Rescue") -> datetime:
    return (rescue.offer.header.made_at if rescue.offer else datetime.now(UTC)).astimezone(zone())


def _when(moment: datetime) -> str:
    return window_texts().instant(moment)
