"""What a message becomes when it is filled, how long it is, and what is to be said of it; its earlier versions."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ...content import fill, seconds_to_read, unknown_places
from ...domain.errors import KnownError
from ...domain.message_template import MessageTemplate
from ...domain.organisation import Account
from ...i18n import _, ngettext, window_texts
from ...operations.templates import as_content, lacks_link, words_to_avoid
from ..dialogs import known_error_text
from ..look.layouts import box, card, column, row
from ..look.messages import notice
from ..look.theme import scaled
from ..look.words import announce, label
from ..words import day_and_clock, who
from ..workspace import Workspace

_WIDTH = 760
_SMS = 153  # characters of each part of a long text message


class MessagePreview(QWidget):
    """Filled with the organisation's own values and a made-up alias; told anew at each change."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._workspace = workspace
        self._length, self._text = label("", "muted", wrap=True), label("", wrap=True)
        self._warnings = QVBoxLayout()
        self._said = ""
        framed = card(column(label(_("So it reads"), "lead"), self._length, self._text, gap=8), margin=16)
        whole = box(column(self._warnings, framed))
        whole.setMaximumWidth(scaled(_WIDTH))
        both = row(whole, None)
        both.setStretch(0, 9)
        self.setLayout(both)

    def show_message(self, message: MessageTemplate) -> None:
        """Show a message as it stands in the form."""
        self._length.setText(_length_words(message.text))
        self._text.setText(self._filled(message))
        said = warnings_of(message)
        if " ".join(said) == self._said:
            return
        self._said = " ".join(said)
        while (item := self._warnings.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for each in said:
            self._warnings.addWidget(notice("warning", each))
        if said:
            announce(self, self._said)

    def _filled(self, message: MessageTemplate) -> str:
        if not message.text.strip():
            return _("The text as the person will read it stands here.")
        profile = self._workspace.organisation
        values = {
            "alias": _("Alma"),
            "sender": self._workspace.account.alias,
            "organisation": profile.name,
            "phone": profile.phone,
            "link": profile.privacy_link,
        }
        try:
            return fill(as_content(message), values)
        except KnownError as error:
            return known_error_text(error)


def warnings_of(message: MessageTemplate) -> list[str]:
    """Return what is to be said of a message before it is used, a sentence each."""
    found = []
    if unknown := unknown_places(message.text):
        found.append(_("The program cannot fill these places: {0}.").format(", ".join(unknown)))
    if message.text.strip() and lacks_link(message):
        found.append(_("This first message has no link to your privacy information. The person has a right to it."))
    if avoided := words_to_avoid(message):
        found.append(_("Words that we avoid: {words}. Say it in another way.").format(words=", ".join(avoided)))
    return found


def _length_words(text: str) -> str:
    """Return `412 tecken · 27 sekunder att läsa · 3 sms`; the places are counted as they stand."""
    seconds, parts = seconds_to_read(text), -(-len(text) // _SMS)
    number = window_texts().number
    return " · ".join(
        [
            ngettext("{count} character", "{count} characters", len(text)).format(count=number(len(text))),
            ngettext("{count} second to read", "{count} seconds to read", seconds).format(count=number(seconds)),
            ngettext("{count} text message", "{count} text messages", parts).format(count=number(parts)),
        ]
    )


def earlier_versions(earlier: Sequence[MessageTemplate], accounts: Mapping[str, Account], today: date) -> QWidget:
    """Return a card with the earlier versions, newest first, as they were written."""
    texts = [_version(each, accounts, today) for each in earlier]
    framed = card(column(label(_("Earlier versions"), "lead"), *texts, gap=12), margin=16)
    framed.setMaximumWidth(scaled(_WIDTH))
    whole = row(framed, None)
    whole.setStretch(0, 9)
    return box(whole)


def _version(version: MessageTemplate, accounts: Mapping[str, Account], today: date) -> QVBoxLayout:
    when = day_and_clock(version.created_at, today) if version.created_at else ""
    number = _("Version {number}").format(number=version.number)
    head = " · ".join(filter(None, [number, when, who(version.created_by, accounts)]))
    return column(label(head, "caption"), label(version.text, wrap=True), gap=2)
