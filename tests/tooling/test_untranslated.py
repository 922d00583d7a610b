"""No text of the window or the terminal stays English for a Swede."""

from pathlib import Path

import pytest

from tests.tooling.untranslated import untranslated

PACKAGE = Path(__file__).parents[2] / "outreach_desktop"
SEEN = [*PACKAGE.glob("ui/**/*.py"), *PACKAGE.glob("cli*.py"), *PACKAGE.glob("cli/**/*.py")]
SEEN += [file for file in (PACKAGE / "app.py", PACKAGE / "__main__.py") if file.exists()]
SEEN.remove(PACKAGE / "ui" / "self_test" / "steps.py")  # its literals are what the self-test types and looks for

FOUND = {
    "a label": 'QLabel("Save")',
    "a method of Qt": 'self.button.setToolTip("Save it")',
    "one arm of a choice": 'button.setText(_("Save") if new else "Close")',
    "a text that is put together": 'button.setText(_("Save") + " now")',
    "an f-string": 'button.setText(f"{count} persons")',
    "an f-string that gettext cannot know": '_(f"{count} persons")',
    "a text that gettext cannot know": '_("Save {name}".format(name=name))',
    "a text that is filled in": 'button.setText("{count} persons".format(count=count))',
    "a list": 'table.setHorizontalHeaderLabels([_("Name"), "Town"])',
    "a joined list": 'label.setText(", ".join(["one", "two"]))',
    "a keyword": 'parser.add_argument("--out", help="where to write")',
    "a line in the terminal": 'print("Done", file=stderr)',
    "a text with an icon before it": 'menu.addAction(icon, "Copy")',
    "our own function": 'def notice(kind, text): ...\nnotice("calm", "Saved")',
    "our own function by keyword": 'def notice(kind, *, hint): ...\nnotice("calm", hint="Saved")',
    "our own widget": 'class Tile(QFrame):\n    def __init__(self, title, parent): ...\nTile("People", self)',
    "our own record": '@dataclass\nclass Fact:\n    title: str\n    value: int\nFact("People", 3)',
    "our own method": 'class Page:\n    def say(self, sentence): ...\npage.say("Saved")',
}
LEFT_ALONE = {
    "a translated text": 'QLabel(_("Save"))',
    "a filled-in translated text": 'label.setText(_("Save {name}").format(name="x"))',
    "a plural": 'label.setText(ngettext("{n} person", "{n} persons", 2).format(n=2))',
    "a text from elsewhere": "label.setText(person.code)",
    "signs without letters": 'label.setText("· – 112 …")',
    "values between signs": 'print(f"{code}\\t{town}")',
    "mark-up around values": 'label.setText(f"<b>{name}</b>&nbsp;")',
    "the name of the product": 'window.setWindowTitle("Outreach Desktop")',
    "a key on the keyboard": 'label.setText("Ctrl+Shift+F1")',
    "a colour": '@dataclass\nclass Look:\n    text: str\nLook(text="#16201d")',
    "a line in the log": 'log.error("bug %s", kind)',
    "the name of a style": 'def label(text, style): ...\nlabel(_("Save"), "muted")',
    "the name of an object": 'button.setObjectName("save")',
    "a key": 'settings.setdefault("language", "sv")',
}


@pytest.mark.parametrize("code", FOUND.values(), ids=FOUND)
def test_a_text_that_cannot_be_translated_is_found(code):
    assert untranslated({"page.py": code})


@pytest.mark.parametrize("code", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_needs_no_translation_is_left_alone(code):
    assert untranslated({"page.py": code}) == []


def test_every_text_in_the_window_and_the_terminal_can_be_translated():
    sources = {file.relative_to(PACKAGE).as_posix(): file.read_text("utf-8") for file in SEEN}
    assert untranslated(sources) == []
