"""Doing what an act says in the running program, and making room for the next."""

from PySide6.QtWidgets import QPushButton

from outreach_desktop.ui.idle_notice import IdleNotice

from . import camera
from .places import settle


def show(desktop, room, place):
    desktop.window.replace(room, place)
    settle(desktop, 20)


def play(desktop, act):
    """Show the act's place and take its steps, each when what the one before asked for is there."""
    show(desktop, act.room, act.place)
    for step in act.steps:
        step(desktop.window)
        settle(desktop, 20)


def undo(desktop):
    """Take back what was done, and away what lies over the page, is searched for, or was typed and not saved."""
    window = desktop.window
    if removal := window.findChild(QPushButton, "toast.undo"):
        removal.click()
        settle(desktop, 0)
    camera.close_what_lies_over(window)
    window.activateWindow()
    window.search_field.clear()
    for notice in (each for each in window.children() if isinstance(each, IdleNotice)):
        notice.warn(0)
    window.replace("settings")
    for editor in desktop.workspace.own_drafts():
        desktop.workspace.discard_draft(editor)
    settle(desktop, 0)
