#!/usr/bin/python3
"""Do what a screen reader can do: read the accessibility bus and act through it. Nothing else is touched.

Runs in the system's Python, where pyatspi is. Reads one JSON list of steps from standard input, writes
one JSON object: `{"done": n, "texts": {...}}`, or with a failed step `{"done": n, "failed": ..., "tree": [...]}`.
Steps are `[verb, ...]`:

    ["see", role, name]           wait until something of that role and name is shown; names may have `*`
    ["write", role, name, text]   put a text into a field
    ["press", role, name]         press a button, open a page, choose a row
    ["press_in", dialog, role, name]  the same in a dialog
    ["gone", role, name]          wait until it is shown no longer
"""

import fnmatch
import json
import sys
import time

import pyatspi

SECONDS = 40
DEEPEST = 40
OFTEN = 0.05


def application(name):
    desk = pyatspi.Registry.getDesktop(0)
    for each in desk:
        if each is not None and each.childCount and name in (each.name or ""):
            return each
    return None


def shown(node):
    states = node.getState()
    return states.contains(pyatspi.STATE_SHOWING) and states.contains(pyatspi.STATE_VISIBLE)


def nodes(root, depth=0):
    """Yield everything below `root` that can be seen; what vanishes meanwhile is left out."""
    try:
        children = [root.getChildAtIndex(at) for at in range(min(root.childCount, 400))]
    except Exception:  # noqa: BLE001 - the bus raises many kinds for what has gone
        return
    for child in children:
        try:
            if child is None or not shown(child):
                continue
            yield depth, child
        except Exception:  # noqa: BLE001, S112
            continue
        if depth < DEEPEST:
            yield from nodes(child, depth + 1)


def matches(node, role, name):
    if role not in ("*", node.getRoleName()):
        return False
    found = spoken(node)
    return any(fnmatch.fnmatchcase(each, name) for each in found)


def spoken(node):
    """Return what a reader says of a control: its name, and the labels that it is tied to."""
    relations = [each for each in node.getRelationSet() if each.getRelationType() == pyatspi.RELATION_LABELLED_BY]
    labels = [each.getTarget(at).name for each in relations for at in range(each.getNTargets())]
    return [node.name or "", *labels]


def find(root, role, name, suits=lambda _node: True):
    for _depth, node in nodes(root):
        try:
            if matches(node, role, name) and suits(node):
                return node
        except Exception:  # noqa: BLE001, S112
            continue
    return None


def wait(ask):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        found = ask()
        if found:
            return found
        time.sleep(OFTEN)
    return None


class Failed(Exception):
    pass


class Reader:
    def __init__(self, root_name):
        self.root = wait(lambda: application(root_name))
        if self.root is None:
            raise Failed("no application on the accessibility bus")

    def see(self, role, name, suits=lambda _node: True):
        found = wait(lambda: find(self.root, role, name, suits))
        if found is None:
            raise Failed(f"nothing is shown with role {role!r} and name {name!r}")
        return found

    def gone(self, role, name):
        if not wait(lambda: find(self.root, role, name) is None):
            raise Failed(f"still shown: {role!r} {name!r}")

    def write(self, role, name, text):
        field = self.see(role, name)
        field.queryComponent().grabFocus()
        field.queryEditableText().setTextContents(text)
        if role != "password text" and not wait(lambda: text in whole(field)):
            raise Failed(f"{name!r} does not hold what was written, but {whole(field)!r}")

    def press(self, role, name):
        push(self.see(role, name, can_be_pressed), name)

    def press_in(self, dialog, role, name):
        push(wait(lambda: find(self.see("dialog", dialog), role, name, can_be_pressed)), name)


def can_be_pressed(node):
    return "Action" in pyatspi.listInterfaces(node) and node.queryAction().nActions > 0


def push(node, name):
    action = node.queryAction()
    names = [action.getName(at) for at in range(action.nActions)]
    wanted = next((at for at, each in enumerate(names) if each in ("Press", "click", "Toggle", "Activate")), 0)
    if not action.doAction(wanted):
        raise Failed(f"{name!r} cannot be pressed; it offers {names}")


def patiently(do, *arguments):
    """Do a step again when what it was about was replaced meanwhile, as pages are when they are built anew."""
    for _attempt in range(20):
        try:
            do(*arguments)
        except Failed:
            raise
        except Exception:  # noqa: BLE001 - the bus raises many kinds for what has gone
            time.sleep(OFTEN)
        else:
            return
    do(*arguments)


def children(node):
    return [node.getChildAtIndex(at) for at in range(node.childCount)] if node is not None else []


def whole(field):
    text = field.queryText()
    return text.getText(0, text.characterCount)


def tree(root):
    lines = []
    for depth, node in nodes(root):
        try:
            lines.append(f"{'  ' * depth}{node.getRoleName()} {node.name!r}")
        except Exception:  # noqa: BLE001, S112
            continue
    return lines


def main():
    wanted = json.load(sys.stdin)
    done, reader = 0, None
    try:
        reader = Reader(wanted["application"])
        for step in wanted["steps"]:
            patiently(getattr(reader, step[0]), *step[1:])
            done += 1
    except Exception as error:  # noqa: BLE001 - told with the tree, whatever it was
        shown_tree = tree(reader.root) if reader else []
        json.dump({"done": done, "failed": f"{type(error).__name__}: {error}", "tree": shown_tree}, sys.stdout)
        return
    json.dump({"done": done, "tree": tree(reader.root) if wanted.get("tree") else []}, sys.stdout)


if __name__ == "__main__":
    main()
