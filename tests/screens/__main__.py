"""Take a picture of every page of every room, every paper, the lock window and the first run, into `screens/`.

python -m tests.screens                                      all: both languages, light and dark
python -m tests.screens report --schemes contrast            only the pictures whose name has "report" in it
python -m tests.screens --sizes largest --languages sv       the largest text, in Swedish
"""

import argparse
import itertools
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
from outreach_desktop.ui.look.tokens import SCHEMES, TEXT_SIZES
from outreach_desktop.vault.cost import FLOOR
from tests.screens import drawing, first_run
from tests.screens.places import all_places, entered, leave, settle

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
        settle(desktop)
        desktop.window.search_field.left.emit()  # without a window system, the first one shown has the keyboard there
        _rooms(desktop, wish)
        drawing.papers(desktop.workspace, OUT, wish.word)
        leave(desktop)
        first_run.pictures(app, folder, made.folder, OUT, wish.word)
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT.resolve()}")


def _rooms(desktop, wish: argparse.Namespace) -> None:
    for language in wish.languages:
        desktop.window.use_language(language)
        for scheme, size in itertools.product(wish.schemes, wish.sizes):
            desktop.window.use_look(Theme(scheme, size))
            for name, room, place in all_places(desktop.workspace):
                if wish.word in name:
                    desktop.window.replace(room, place)
                    settle(desktop)
                    more = "" if size == "normal" else f".{size}"
                    desktop.window.grab().save(str(OUT / f"{name}.{language}.{scheme}{more}.png"))


def _wish() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("word", nargs="?", default="")
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=LANGUAGES)
    parser.add_argument("--schemes", nargs="+", choices=SCHEMES, default=("light", "dark"))
    parser.add_argument("--sizes", nargs="+", choices=TEXT_SIZES, default=("normal",))
    return parser.parse_args()


if __name__ == "__main__":
    main(_wish())
