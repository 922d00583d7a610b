"""What changes when a person may be a child: said at once, with the way to a concern report."""

from collections.abc import Callable

from ...content import law
from ...domain.person import Person
from ...i18n import _, window_texts
from ..look.messages import Notice, notice
from ..look.parts import button


def may_be_child(person: Person) -> bool:
    return person.may_be_child or person.age_band.is_child


def child_notice(report: Callable[[], None] | None, name: str = "") -> Notice:
    """Return what to do; `report` opens a new concern report, where reports can be made.

    `name` says of whom, where that does not stand above.
    """
    actions = []
    if report:
        actions = [button(_("New concern report"), "file-text", name="child.report")]
        actions[0].clicked.connect(report)
    title = _("{name} may be a child: make a concern report").format(name=name) if name else _title()
    return notice("warning", title, child_words(), actions, icon="siren")


def _title() -> str:
    return _("May be a child: make a concern report")


def child_words() -> str:
    """Return the sentences of the content file that hold for every child, and what we ask of ourselves."""
    language = window_texts().language
    ours = _("The child's best interest comes first. Tell the child what you do and why, where that is safe.")
    sentences = [law(each).text.in_language(language) for each in ("suspicion_is_enough", "danger_112")]
    return " ".join([sentences[0], ours, sentences[1]])
