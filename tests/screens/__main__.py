"""Take a picture of every page of every room, in both languages, light and dark, into `screens/`.

python -m tests.screens [WORD]     only the pictures whose name has WORD in it
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from makers import NOW, TODAY
from PySide6.QtWidgets import QApplication

from outreach_desktop.i18n import LANGUAGES
from outreach_desktop.operations.practice.making import make_practice_vault
from outreach_desktop.ui.language import apply_language
from outreach_desktop.ui.look import theme
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.vault.cost import FLOOR
from tests.screens import drawing, first_run
from tests.screens.places import all_places, entered, leave, settle

OUT = Path("screens")
SIZE = (1366, 768)
SCHEMES = ("light", "dark")


def main(word: str = "") -> None:
    app = QApplication(["outreach-desktop"])
    app.setQuitOnLastWindowClosed(False)
    OUT.mkdir(exist_ok=True)
    apply_language(app, "sv")
    theme.apply(app, Theme("light"))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        made = make_practice_vault(folder / "vault", FLOOR, TODAY)
        first = made.accounts[0]
        desktop = entered(made.folder, first.label, first.passphrase, folder / "settings", lambda: NOW)
        desktop.window.resize(*SIZE)
        _rooms(desktop, word)
        drawing.papers(desktop.workspace, OUT, word)
        leave(desktop)
        first_run.pictures(app, folder, made.folder, OUT, word)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT.resolve()}")


def _rooms(desktop, word: str) -> None:
    for language in LANGUAGES:
        desktop.window.use_language(language)
        for scheme in SCHEMES:
            desktop.window.use_look(Theme(scheme))
            for name, room, place in all_places(desktop.workspace):
                if word in name:
                    desktop.window.replace(room, place)
                    settle(desktop)
                    desktop.window.grab().save(str(OUT / f"{name}.{language}.{scheme}.png"))


if __name__ == "__main__":
    main(*sys.argv[1:2])
