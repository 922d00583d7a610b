"""Pictures of what comes before a vault is open: the lock window, and each step of the first run."""

import os
import shutil

from desk import Desk, enter, find, press, type_text, wait_until
from PySide6.QtCore import Qt

from outreach_desktop.i18n import LANGUAGES
from outreach_desktop.ui.gate.first_run.first_run import FirstRun
from outreach_desktop.ui.language import apply_language
from outreach_desktop.ui.look import theme
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.ui.recovery.making import THREE
from outreach_desktop.vault import cost

from .places import wait

SIZE = (1366, 768)


def pictures(app, folder, vault, out, word):
    """Take them; the key costs as little as a vault of a user may."""
    if word and word not in "lock first-run":
        return
    cost.calibrate = lambda: cost.FLOOR
    for language in LANGUAGES:
        apply_language(app, language)
        for scheme in ("light", "dark"):
            theme.apply(app, Theme(scheme))
            _lock_window(folder, vault, out / f"lock.{language}.{scheme}.png")
        theme.apply(app, Theme("light"))
        _first_run(folder, out, language)


def _lock_window(folder, vault, file):
    desk = Desk(folder / "lock-settings")
    window = desk.start(vault)
    window.resize(*SIZE)
    wait(600)
    window.grab().save(str(file))
    desk.close()


def _first_run(folder, out, language):
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    shutil.rmtree(folder / "data", ignore_errors=True)
    desk = Desk(folder / f"first-{language}")
    window = desk.start()
    window.resize(*SIZE)
    window.activateWindow()
    taken = iter(range(1, 20))

    def take(kind):
        wait_until(lambda: type(desk.page).__name__ == kind)
        wait(200)
        window.grab().save(str(out / f"first-run-{next(taken)}-{kind}.{language}.light.png"))
        return desk.page

    def go_on():
        press(Qt.Key.Key_Space, " ")

    take("LanguagePage")
    go_on()
    take("PlacePage")
    go_on()
    take("WhoPage")
    type_text("Anna")
    enter()
    words = take("ChoosePage")._chosen.offered
    go_on()
    take("AgainPage")
    type_text(words)
    enter()
    take("FormPage")._form.choice.choose(THREE)
    go_on()
    for at in range(1, 4):
        wait_until(lambda at=at: f" {at} " in desk.page.title)
        take("ShowKeyPage")
        go_on()
    page, making = take("TypeBackPage"), window.findChild(FirstRun).set_up.making
    for paper, asked, typed in zip(making.papers, making.asked, page._typed.sheets, strict=True):
        for number, control in zip(asked, typed.lines, strict=True):
            control.setFocus()
            type_text(paper.lines[number - 1].lower())
    enter()
    take("OrganisationPage")
    type_text("Kvällsljus")
    find(window, "next").setFocus()
    desk.close()
