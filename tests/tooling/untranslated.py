"""Find texts that people see and that no catalogue can translate: literals given straight to what shows text.

What shows text: the calls of Qt, argparse and the terminal listed below, and every function and class of `ui` that
has a parameter named as text is named (`text`, `title`, `hint` ...): those are found by reading `ui` itself, so a new
helper is covered without being listed here.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

# What each call shows, by position. Two places are two forms, such as addTab(page, text) and addTab(page, icon, text).
SHOWN = {
    "addAction": (0, 1),
    "addButton": (0,),
    "addItem": (0, 1),
    "addItems": (0,),
    "addMenu": (0, 1),
    "addParagraph": (0,),
    "addRow": (0,),
    "addSection": (0,),
    "addTab": (1, 2),
    "announce": (0,),
    "error": (0,),
    "insertItem": (1, 2),
    "insertItems": (1,),
    "insertTab": (1, 2, 3),
    "print": tuple(range(20)),
    "setAccessibleDescription": (0,),
    "setAccessibleName": (0,),
    "setButtonText": (1,),
    "setHeaderLabels": (0,),
    "setHorizontalHeaderLabels": (0,),
    "setHtml": (0,),
    "setInformativeText": (0,),
    "setItemText": (1,),
    "setLabelText": (0, 1),
    "setMarkdown": (0,),
    "setPlaceholderText": (0,),
    "setPlainText": (0,),
    "setPrefix": (0,),
    "setSpecialValueText": (0,),
    "setStatusTip": (0,),
    "setSubTitle": (0,),
    "setSuffix": (0,),
    "setTabText": (1,),
    "setTabToolTip": (1,),
    "setText": (0, 1),
    "setTitle": (0,),
    "setToolTip": (0, 1),
    "setWhatsThis": (0,),
    "setWindowTitle": (0,),
    "showMessage": (0,),
    "write": (0,),
    "QAction": (0, 1),
    "QCheckBox": (0,),
    "QCommandLinkButton": (0, 1),
    "QGroupBox": (0,),
    "QLabel": (0,),
    "QPushButton": (0, 1),
    "QRadioButton": (0,),
}
# Parameters that hold a text people see, by keyword and in the definitions of `ui`.
TEXTUAL = {
    "accessible_name",
    "caption",
    "description",
    "epilog",
    "explanation",
    "heading",
    "help",
    "hint",
    "label",
    "message",
    "placeholder",
    "question",
    "sentence",
    "text",
    "title",
    "tooltip",
    "words",
}
TRANSLATING = {"_", "gettext", "ngettext"}
# The product's name, keys as they stand on every keyboard, colours, dotted names of controls.
SAME_IN_EVERY_LANGUAGE = re.compile(
    r"Outreach Desktop|((Ctrl|Alt|Shift)\+)*(\w|F\d+|Enter|Delete|Esc|Left|←)|#[0-9a-fA-F]{3,8}|[a-z_]+(\.[a-z_]+)+"
)
# Icons are named where texts are, since many helpers take both.
ICONS = frozenset(file.stem for file in (Path(__file__).parent.parent.parent / "resources" / "icons").glob("*.svg"))
LOGS = {"log", "logger", "logging", "_log"}
PLACEHOLDERS = re.compile(r"\{[^{}]*\}|<[^<>]*>|&\w+;")
Shown = Mapping[str, tuple[int, ...]]


def untranslated(sources: Mapping[str, str], looked_at: Iterable[str] | None = None) -> list[str]:
    """Return `file:line: text` for each such literal in `sources` (name -> code)."""
    trees = {name: ast.parse(code) for name, code in sources.items()}
    shown = SHOWN | _own(trees.values())
    names = trees if looked_at is None else looked_at
    return [f"{name}:{line}: {text}" for name in names for line, text in sorted(set(_literals(trees[name], shown)))]


def _own(trees: Iterable[ast.Module]) -> dict[str, tuple[int, ...]]:
    """Return what the definitions in these modules show, as `SHOWN` does; forms of the same name add up."""
    found: dict[str, tuple[int, ...]] = {}
    for name, parameters in (pair for tree in trees for pair in _definitions(tree)):
        places = tuple(place for place, parameter in enumerate(parameters) if parameter in TEXTUAL)
        if places:
            found[name] = tuple(sorted({*found.get(name, SHOWN.get(name, ())), *places}))
    return found


def _definitions(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Yield each function, method and class with the names of its positional parameters, without self."""
    methods = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            methods |= {id(item): node.name for item in node.body}
            fields = [i.target.id for i in node.body if isinstance(i, ast.AnnAssign) and isinstance(i.target, ast.Name)]
            yield node.name, fields if node.decorator_list else []
        elif isinstance(node, ast.FunctionDef):
            parameters = [argument.arg for argument in node.args.args]
            owner = methods.get(id(node))
            bound = parameters[:1] in (["self"], ["cls"])
            yield (owner if owner and node.name == "__init__" else node.name), parameters[bound:]


def _literals(tree: ast.Module, shown: Shown) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            for argument in _shown_arguments(node, shown):
                yield from ((node.lineno, text) for text in _bare(argument))


def _shown_arguments(call: ast.Call, shown: Shown) -> Iterator[ast.expr]:
    name = _name(call)
    if name in TRANSLATING:
        yield from (argument for argument in call.args if not isinstance(argument, ast.Constant))
        return
    yield from (call.args[place] for place in shown.get(name, ()) if place < len(call.args))
    yield from (keyword.value for keyword in call.keywords if keyword.arg in TEXTUAL)


def _name(call: ast.Call) -> str:
    """Return the last part of what is called, nothing for a log, which nobody reads in the window."""
    if isinstance(call.func, ast.Attribute):
        return "" if getattr(call.func.value, "id", "") in LOGS else call.func.attr
    return getattr(call.func, "id", "")


def _means_the_same(text: str) -> bool:
    return text in ICONS or SAME_IN_EVERY_LANGUAGE.fullmatch(text) is not None


def _bare(shown: ast.expr) -> Iterator[str]:  # noqa: C901 (one branch for each way to write a text)
    """Yield the literals with letters that `shown` may come out as, without having been translated."""
    match shown:
        case ast.Constant(value=str() as text):
            if not _means_the_same(text) and any(map(str.isalpha, PLACEHOLDERS.sub("", text))):
                yield text
        case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.BoolOp(values=parts):
            for part in parts:
                yield from _bare(part)
        case ast.FormattedValue(value=value) | ast.Starred(value=value) | ast.NamedExpr(value=value):
            yield from _bare(value)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from _bare(one)
            yield from _bare(other)
        case ast.ListComp(elt=part) | ast.GeneratorExp(elt=part):
            yield from _bare(part)
        case ast.Call(func=ast.Attribute(value=value, attr="format" | "upper" | "capitalize" | "strip")):
            yield from _bare(value)
        case ast.Call(func=ast.Attribute(value=value, attr="join"), args=parts):
            yield from _bare(value)
            for part in parts:
                yield from _bare(part)
