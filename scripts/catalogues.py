"""Keep the catalogues in `i18n/`: find the texts in the code, update, check, compile.

    python scripts/catalogues.py update     new texts come in empty, old ones go
    python scripts/catalogues.py check      exit 1 when a Swedish text is missing, fuzzy or broken
    python scripts/catalogues.py compile    write the .mo files that the program reads

Texts are found by their calls: `_`, `gettext`, `ngettext`, `Label`, `Problem`, `KnownError` and the
`super().__init__("...")` of its kinds. Babel reads and writes the catalogues.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "outreach_desktop"
TRANSLATED = ("sv",)
PLACES = re.compile(r"\{[^{}]*\}")
Found = str | tuple[str, str]


def catalogue_path(language: str) -> Path:
    return ROOT / "i18n" / language / "LC_MESSAGES" / "outreach.po"


def extract() -> Catalog:
    """Return a catalogue of all texts in the code, in the order of files and lines."""
    catalogue = Catalog(project="Outreach Desktop", charset="utf-8")
    for file in sorted(PACKAGE.rglob("*.py")):
        for text in texts_in(ast.parse(file.read_text("utf-8"))):
            catalogue.add(text, locations=[(file.relative_to(ROOT).as_posix(), 1)])
    return catalogue


def texts_in(tree: ast.AST) -> Iterator[Found]:
    """Yield each translatable text of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _texts_of_call(node)


def _texts_of_call(call: ast.Call) -> Iterator[Found]:
    name, words = _called(call.func), [_constant(a) for a in call.args]
    if name == "ngettext" and len(words) > 1 and words[0] and words[1]:
        yield (words[0], words[1])
    elif name in ("_", "gettext", "KnownError"):
        yield from filter(None, words[:1])
    elif name == "Label":
        hints = [_constant(k.value) for k in call.keywords if k.arg == "hint"]
        yield from filter(None, [*words, *hints])
    elif name == "Problem":
        yield from filter(None, words[1:2])
    elif name == "super().__init__":
        yield from (word for word in words[:1] if word and " " in word)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    if isinstance(function, ast.Attribute):
        of_super = isinstance(function.value, ast.Call) and _called(function.value.func) == "super"
        return "super().__init__" if of_super and function.attr == "__init__" else function.attr
    return ""


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def read(language: str) -> Catalog:
    path = catalogue_path(language)
    if not path.exists():
        return Catalog(locale=language, project="Outreach Desktop", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> None:
    """Bring each catalogue in step with the code."""
    found = extract()
    for language in TRANSLATED:
        catalogue = read(language)
        found.creation_date = catalogue.creation_date  # no change where no text changed
        catalogue.update(found, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue_path(language).parent.mkdir(parents=True, exist_ok=True)
        with catalogue_path(language).open("wb") as file:
            write_po(file, catalogue, width=110, sort_output=True, no_location=True, omit_header=False)


def check() -> list[str]:
    """Return what is wrong with the catalogues, in words."""
    found = {message.id for message in extract() if message.id}
    problems = []
    for language in TRANSLATED:
        catalogue = read(language)
        known = {message.id for message in catalogue if message.id}
        problems += [f"{language}: not in the catalogue: {text!r}" for text in sorted(map(str, found - known))]
        problems += [f"{language}: not in the code: {text!r}" for text in sorted(map(str, known - found))]
        problems += [f"{language}: {problem}" for message in catalogue for problem in _message_problems(message)]
    return problems


def _message_problems(message: object) -> Iterator[str]:
    source, target = message.id, message.string  # type: ignore[attr-defined]
    if not source:
        return
    sources = source if isinstance(source, tuple) else (source,)
    targets = target if isinstance(target, tuple) else (target,)
    if message.fuzzy or not all(targets):  # type: ignore[attr-defined]
        yield f"untranslated: {source!r}"
        return
    for word in targets:
        if set(PLACES.findall(word)) != set(PLACES.findall(sources[-1])) and len(targets) == 1:
            yield f"other placeholders: {source!r}"
        if word.rstrip()[-1:] in "…:" and sources[-1].rstrip()[-1:] != word.rstrip()[-1:]:
            yield f"ends otherwise: {source!r}"


def compile_all() -> None:
    for language in TRANSLATED:
        path = catalogue_path(language)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(language))


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            update()
            compile_all()
        case ["compile"]:
            compile_all()
        case ["check"]:
            problems = check()
            print("\n".join(problems) or "All texts are translated.")
            return 1 if problems else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
