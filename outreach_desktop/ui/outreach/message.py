"""The message to send: which template, its text with names filled in, and the one way to copy it."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTextEdit, QWidget

from ...content import Template, fill, lacks_privacy_link, seconds_to_read
from ...domain.attributes import Choice
from ...domain.contact import Sending
from ...domain.errors import KnownError
from ...domain.message_template import TemplateKind, TemplateLanguage
from ...i18n import _, window_texts
from ..clipboard import Clipboard
from ..dialogs import known_error_text
from ..look import theme
from ..look.parts import Space, announce, box, button, column, combo, label, named, picture, row
from ..words import chosen
from .beside import name_label


class MessageText(QTextEdit):
    """Shows the message. Nothing can be marked in it, so that no other way of copying it exists."""

    copy_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.setFixedHeight(theme.scaled(92))
        self.setAccessibleName(_("Text of the message"))
        named(self, "message.text")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        else:
            super().keyPressEvent(event)


def in_order(templates: Sequence[Template], kind: str, language: str) -> list[Template]:
    """Return the templates with those of a kind first, and of each kind those of a language first."""
    return sorted(templates, key=lambda each: (each.kind != kind, each.language != language))


class MessagePanel(QWidget):
    """`values` gives what stands in the places of a template; `permitted` is asked at the moment of copying."""

    copied = Signal(str)  # id@version
    sent = Signal()

    def __init__(
        self,
        templates: Sequence[Template],
        values: Callable[[], Mapping[str, str]],
        clipboard: Clipboard,
        permitted: Callable[[], bool],
        safe_ways: str,
    ) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._templates, self._values, self._clipboard, self._permitted = templates, values, clipboard, permitted
        self._filled, self._ours = "", False
        self.choice = combo([_entry(each) for each in templates], spoken=_("Template"), name="message.template")
        self.choice.currentIndexChanged.connect(self.refresh)
        self.text = MessageText()
        self.text.copy_wanted.connect(self.copy)
        self._missing = label("", "strong", "warning", wrap=True)
        self.copy_button = button(_("Copy the text"), "copy", hint=_("Ctrl+Enter"), big=True, name="message.copy")
        self.copy_button.clicked.connect(self.copy)
        self.sent_button = button(_("It is sent"), "check", hint=_("Ctrl+Shift+Enter"), big=True, name="message.sent")
        self.sent_button.clicked.connect(self.sent)
        self._told = label("", "caption")
        self._allowed = True
        self._compose(safe_ways)
        self.show_sending(Sending.NONE)
        clipboard.left_changed.connect(self._tell_left)
        self.refresh()

    def _compose(self, safe_ways: str) -> None:
        known = label(safe_ways, "strong", wrap=True) if safe_ways else label(_("None is written down."), wrap=True)
        safe = column(label(_("Safe ways and times"), "caption"), known, gap=0)
        heading = name_label(_("Template"))
        heading.setBuddy(self.choice)
        first = row(heading, self.choice, gap=Space.S)
        first.setStretch(1, 1)
        warning = row(picture("triangle-alert", "warning"), self._missing, gap=Space.S)
        warning.setStretch(1, 1)
        self._warning = box(warning)
        self._sending = label("", "strong")
        told = column(self._sending, self._told, gap=0)
        last = row(picture("shield-check", "accent", 24), safe, told, self.copy_button, self.sent_button, gap=Space.M)
        last.setStretch(1, 1)
        self.setLayout(column(first, self.text, self._warning, last, gap=Space.S))

    @property
    def template(self) -> Template:
        """The template that is chosen."""
        return self._templates[max(0, self.choice.currentIndex())]

    def choose(self, template_id: str) -> None:
        """Choose a template by its id; one that is gone is left alone."""
        for at, each in enumerate(self._templates):
            if each.id == template_id:
                self.choice.setCurrentIndex(at)

    def choose_kind(self, kind: str) -> None:
        """Choose the first template of a kind, such as a reminder before a meeting."""
        self.choose(in_order(self._templates, kind, window_texts().language)[0].id)

    def refresh(self) -> None:
        """Fill the text anew; what is missing for it is said in its place."""
        missing = ""
        try:
            self._filled = fill(self.template, self._values())
        except KnownError as error:
            self._filled, missing = "", known_error_text(error)
        self.text.setPlainText(self._filled)
        self.text.setVisible(not missing)
        self.copy_button.setVisible(self._allowed and not missing)
        self._warn(missing or self._remark())

    def allow(self, *, allowed: bool) -> None:
        """Take the button that copies away, or put it back: the text can be read either way."""
        self._allowed = allowed
        self.copy_button.setVisible(allowed and bool(self._filled))

    def show_sending(self, sending: Sending) -> None:
        """Say that the text was copied, and ask whether it was sent; or that it was."""
        words = {Sending.NONE: "", Sending.COPIED: _("Copied. Sent?"), Sending.SENT: _("Sent")}
        self._sending.setText(words[sending])
        self._sending.setVisible(sending is not Sending.NONE)
        self.sent_button.setVisible(sending is Sending.COPIED)
        if sending is Sending.SENT:
            self._told.clear()

    def _remark(self) -> str:
        if lacks_privacy_link(self.template):
            return _("This first message has no link to your privacy information. The person has a right to it.")
        return ""

    def _warn(self, text: str) -> None:
        self._missing.setText(text)
        self._warning.setVisible(bool(text))

    def copy(self) -> None:
        """Copy the text, if the newest answer is that we may write."""
        if not self._filled or not self._permitted():
            return
        self._ours = True
        self._clipboard.copy(self._filled)
        self.copied.emit(f"{self.template.id}@{self.template.version}")
        announce(self.copy_button, f"{_('Copied.')} {self._told.text()}")

    def _tell_left(self, seconds: int) -> None:
        """Count down what was copied here; an earlier message says nothing of this one."""
        if not self._ours:
            return
        words = _("Cleared in {seconds} s.").format(seconds=seconds) if seconds else _("Clipboard cleared.")
        self._told.setText(words)


def _entry(template: Template) -> str:
    """Return what the list says of a template: our own name for it, kind, language, reading time."""
    seconds = window_texts().ngettext(
        "{count} second to read", "{count} seconds to read", seconds_to_read(template.text)
    )
    language = _word_of(TemplateLanguage, template.language)
    told = [_word_of(TemplateKind, template.kind), language, seconds.format(count=seconds_to_read(template.text))]
    return " · ".join([*filter(None, [template.name]), *told])


def _word_of(kind: type[Choice], value: str) -> str:
    return chosen(next(each for each in kind if each.value == value))
