"""A window with two small rooms, made of the parts that real pages are made of."""

from outreach_desktop.i18n import _
from outreach_desktop.ui.look import painted, parts
from outreach_desktop.ui.main_window import MainWindow
from outreach_desktop.ui.page import Page
from outreach_desktop.ui.rooms import Room
from outreach_desktop.ui.top_bar import Signs


class FormPage(Page):
    def __init__(self, window, place):
        super().__init__()
        del window
        self.alias = parts.line(name="alias", placeholder="Luna")
        self.note = parts.text_area(name="note")
        self.channel = parts.combo([_("Undo"), _("Cancel"), _("Close")], name="channel")
        self.answer = parts.Choice([_("Practice"), _("Lock"), _("Notes")], spoken="Svar", name="answer")
        self.secret = parts.line(name="passphrase", secret=True)
        save = parts.button(_("Close"), "check", "primary", big=True)
        form = parts.card(
            parts.field("Alias", self.alias, must=True),
            parts.field("070-174 06 44", self.note, "P-2026-0042"),
            parts.field("Kanal", self.channel),
            parts.field("Passphrase", self.secret),
            self.answer,
        )
        self.compose(_("Notes"), str(place or ""), [parts.button(_("Lock"), big=True), save], form, None)

    def first_focus(self):
        return self.alias

    def unsaved(self):
        return bool(self.alias.text() or self.note.toPlainText())


class ListPage(Page):
    def __init__(self, window, place):
        super().__init__()
        del place
        rows = [painted.Row("Möten", aside="2", heading=True)]
        rows += [painted.Row(f"Mira {n}", "P-2026-0038", "message-circle", "i dag", key=n) for n in range(40)]
        self.view = painted.row_list(rows, "Att göra", name="rows")
        self.view.fit()
        self.view.activated.connect(lambda at: window.go("form", {"person": self.view.row(at.row()).key}))
        self.compose("Lista", "", [], parts.card(self.view, margin=4))

    def first_focus(self):
        return self.view


def rooms():
    return [
        Room("form", "users", lambda: _("Notes"), FormPage),
        Room("list", "sun", lambda: _("Practice"), ListPage),
    ]


def a_window(**signs):
    return MainWindow(rooms(), signs=Signs(**{"who": "Anna", **signs}))
