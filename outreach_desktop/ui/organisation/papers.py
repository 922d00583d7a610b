"""The papers of data protection: what each is called, what is in it, and what makes it."""

from functools import partial

from ...i18n import _
from ...operations.breach import breach_bytes, note_breach_left
from ...operations.data_protection import assessment_bytes, note_left, record_bytes
from ...operations.receipts import note_receipt_left, receipt_bytes
from ..main_window import MainWindow
from ..preview.paper_page import Content, Noted, Paper, PaperPage
from ..rooms import Place
from ..statistics.period_chooser import PeriodChooser
from ..workspace import Workspace


def paper_at(window: MainWindow, workspace: Workspace, place: Place) -> PaperPage:
    """Return the page of the paper that a place names; raises `KeyError` for none that we know."""
    if place["paper"] == "receipt":
        return receipt_page(window, workspace)
    paper = {"breach": _breach, "impact": _impact, "record": _record}[place["paper"]](place)
    return PaperPage(window, workspace, paper)


def receipt_page(window: MainWindow, workspace: Workspace) -> PaperPage:
    """Return the receipt of a period that is chosen over it."""
    chooser = PeriodChooser(workspace.today)
    page = PaperPage(window, workspace, _receipt(chooser), above=(chooser, chooser.own_days), first=chooser.first)
    chooser.chosen.connect(lambda: page.show_paper(_receipt(chooser)))
    return page


def _breach(place: Place) -> Paper:
    days = place.get("days")
    return _paper(
        _("If something has leaked"),
        _("The steps, and what the vault knows. Print it, or save it for those who work with it."),
        _("The file holds the names of colleagues, what they did, codes of persons, and where backups lie."),
        partial(breach_bytes, days=days) if days else breach_bytes,
        note_breach_left,
    )


def _impact(_place: Place) -> Paper:
    return _paper(
        _("Impact assessment"),
        _("A template that is filled in from this vault. What only you can say is left free to write."),
        _inside(),
        assessment_bytes,
        lambda db, action, now: note_left(db, "impact_assessment", action, now),
    )


def _record(_place: Place) -> Paper:
    return _paper(
        _("Record of processing"),
        _("What you keep, why, for how long and how it is protected, as it is set in this vault."),
        _inside(),
        record_bytes,
        lambda db, action, now: note_left(db, "processing_record", action, now),
    )


def _inside() -> str:
    return _("The file says how your vault is set up. Nothing about persons stands in it.")


def _receipt(chooser: PeriodChooser) -> Paper:
    chosen = chooser.period()
    return _paper(
        _("Receipt of erasure"),
        _("What fell due and was erased in a period, for the board and the data protection authority."),
        _("The file lists what was erased in the period: codes, days and reasons. No contents."),
        partial(receipt_bytes, since=chosen.since, until=chosen.until),
        note_receipt_left,
    )


def _paper(title: str, subtitle: str, inside: str, content: Content, noted: Noted) -> Paper:
    return Paper(title=title, subtitle=subtitle, spoken=title, inside=inside, content=content, noted=noted)
