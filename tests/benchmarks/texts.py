"""Search in restricted texts: 20 000 notes of 2 kB are read into memory after unlocking, with a window beside it."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TEXTS, SIGNS = 20_000, 2_000
_WORDS = 6_000  # different words: about as many as all that an organisation writes has often
_LETTERS = "aaaadeeefghiiklllmnnnoprrrssstttuvåäöé"


def rows() -> list:
    from .measuring import Measured

    with tempfile.TemporaryDirectory() as place:
        command = [sys.executable, "-m", "tests.benchmarks.texts", place]
        surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, env=surroundings).stdout)
    beside = f"{found['alone']:.1f} s on the clock, {found['memory']:.0f} MB more, {TEXTS} texts of {SIGNS} signs"
    return [
        Measured("restricted texts read into memory", found["cpu"], unit="s", most=5, beside=beside),
        Measured("longest gap of the window meanwhile", found["gap"], most=33, beside="a heartbeat each millisecond"),
        Measured("a search in them", found["search"], most=50, beside="first eight, opened, with the part around"),
        Measured("taking in one more note", found["one more"], most=100, beside="all versions compared"),
    ]


def _text(rng: random.Random, words: list[str]) -> str:
    text = ""
    while len(text) < SIGNS:
        text += " ".join(rng.choices(words, k=12)).capitalize() + rng.choice((". ", " – 070-174 06 05. ", "\n"))
    return text[:SIGNS]


def _fill(folder: Path):
    from makers import NOW, a_new_vault, a_person

    from outreach_desktop.domain.person import Note
    from outreach_desktop.operations import vaults
    from outreach_desktop.operations.people import save_person
    from outreach_desktop.storage import records
    from outreach_desktop.vault.cost import FLOOR

    vault, unlocked, _recovery = vaults.make_vault(a_new_vault(folder), FLOOR, NOW)
    db = vaults.connect(vault, unlocked)
    rng = random.Random(1)
    words = ["".join(rng.choices(_LETTERS, k=rng.randint(2, 11))) for _word in range(_WORDS)]
    person = save_person(db, a_person(), NOW)
    with db.transaction():
        for _note in range(TEXTS):
            records.add(db, Note(person_id=person.id, text=_text(rng, words)), NOW)
    db.checkpoint()
    db.close()
    vault.close()
    return unlocked, person, words


def main(folder: Path) -> None:
    from makers import NOW
    from PySide6.QtWidgets import QApplication

    from outreach_desktop.operations.people import add_note
    from outreach_desktop.vault.folder import Vault

    from .work import Heartbeat, wait

    unlocked, person, words = _fill(folder)
    app, found = QApplication([]), {}
    _cost(Vault.open(folder), unlocked, found)
    beat = Heartbeat()
    workspace = _workspace(Vault.open(folder), unlocked)
    workspace.texts.start()
    wait(lambda: workspace.texts.ready)
    found["gap"] = beat.taken()
    found["search"] = min(_asked(workspace, word) for word in words[:20])
    begun = time.perf_counter()
    workspace.write(workspace, lambda db: add_note(db, person.id, "zebrarandig", NOW))
    wait(lambda: workspace.texts.progress.total == TEXTS + 1 and workspace.texts.ready)
    found["one more"] = (time.perf_counter() - begun) * 1000
    workspace.close()
    del app
    sys.stdout.write(json.dumps(found) + "\n")


def _workspace(vault, unlocked):
    from makers import NOW

    from outreach_desktop.ui.workspace import Workspace

    return Workspace(vault, unlocked, now=lambda: NOW)


def _cost(vault, unlocked, found) -> None:
    """Read everything once without the heartbeat, which takes as much of the processor as the reading."""
    from PySide6.QtCore import QEventLoop

    from .work import rss

    workspace, loop = _workspace(vault, unlocked), QEventLoop()
    workspace.texts.moved.connect(loop.quit)
    before, begun, spent = rss(), time.perf_counter(), time.process_time()
    workspace.texts.start()
    loop.exec()
    found["alone"], found["cpu"] = time.perf_counter() - begun, time.process_time() - spent
    found["memory"] = rss() - before
    workspace.close()


def _asked(workspace, word: str) -> float:
    from .work import wait

    answers, begun = [], time.perf_counter()
    workspace.texts.ask(workspace, word, answers.append)
    wait(lambda: answers)
    assert len(answers[0])
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main(Path(sys.argv[1]) / "vault")
