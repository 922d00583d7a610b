"""Take a picture of every page of every room, every paper, the lock window and the first run, into `screens/`.

python -m tests.screens                                      all of them, in six looks (`looks.py`)
python -m tests.screens report --looks sv.contrast           only the pictures whose name has "report" in it
python -m tests.screens --looks sv.light.largest en.dark.150 the largest text in Swedish; dark and zoomed in English
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from makers import NOW, TODAY
from PySide6.QtWidgets import QApplication

from outreach_desktop.operations.practice.making import make_practice_vault
from outreach_desktop.ui.language import apply_language
from outreach_desktop.ui.look import theme
from outreach_desktop.ui.look.theme import Theme
from outreach_desktop.vault import clock_file, cost
from outreach_desktop.vault.cost import FLOOR
from tests.screens import camera, drawing, gates, looks, playing
from tests.screens.acts import acts
from tests.screens.furnished import furnish
from tests.screens.places import all_places, entered, leave, settle, wait

OUT = Path("screens")
SIZE = (1366, 768)


def main(wish: argparse.Namespace) -> None:
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
        desktop.idle.stop()  # who looks for long is not away
        furnish(desktop.workspace)
        settle(desktop)
        desktop.window.search_field.left.emit()  # without a window system, the first one shown has the keyboard there
        _rooms(desktop, wish)
        drawing.papers(desktop.workspace, OUT, wish.word)
        leave(desktop)
        _gates(app, folder, made, wish)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT.resolve()}")


def _rooms(desktop, wish: argparse.Namespace) -> None:
    for look in wish.looks:
        desktop.window.use_language(look.language)
        desktop.window.use_look(look.theme)
        for name, room, place in all_places(desktop.workspace):
            if wish.word in name:
                playing.show(desktop, room, place)
                camera.take(desktop.window, OUT / f"{name}.{look.name}.png")
        for act in acts(desktop.workspace):
            if wish.word in act.name:
                playing.play(desktop, act)
                camera.take(desktop.window, OUT / f"{act.name}.{look.name}.png")
                playing.undo(desktop)


def _gates(app, folder, made, wish: argparse.Namespace) -> None:
    """The keys of the first run cost as little as a vault of a user may."""
    if not any(wish.word in name for name in _GATE_NAMES):
        return
    cost.calibrate = lambda: FLOOR
    (made.folder / clock_file.NAME).unlink(missing_ok=True)  # a meeting was under way; its alarm would lie over all
    for look in wish.looks:
        apply_language(app, look.language)
        theme.apply(app, look.theme)

        def seen(name, window, look=look) -> None:
            wait(60)
            if wish.word in name:
                camera.take(window, OUT / f"{name}.{look.name}.png")

        gates.visit(folder / f"gates-{look.name}", made, seen)


_GATE_NAMES = ("lock", "paper", "new-passphrase", "rescue", "agreement", "first-run")


def _wish() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("word", nargs="?", default="")
    parser.add_argument("--looks", nargs="+", type=looks.read, default=looks.LOOKS)
    return parser.parse_args()


if __name__ == "__main__":
    main(_wish())
