"""What the tests of forms share: all record types, and a form in a page that scrolls."""

import importlib
import pkgutil
from datetime import date

from outreach_desktop import domain
from outreach_desktop.domain.record import Record
from outreach_desktop.ui.forms.record_form import RecordForm
from outreach_desktop.ui.look.parts import scrolling

TODAY = date(2026, 11, 24)
KEPT = []  # pages: a window that nothing holds may be collected while it is being painted
MUNICIPALITIES = {f"{number:04d}": f"Kommun {number}" for number in range(1, 291)} | {
    "0180": "Stockholm",
    "1480": "Göteborg",
}
CHOICES = {"platform_id": {1: "Sida ett", 2: "Sida två"}, "municipality": MUNICIPALITIES}


def all_record_types():
    modules = [
        importlib.import_module(f"{domain.__name__}.{each.name}") for each in pkgutil.iter_modules(domain.__path__)
    ]
    found = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    return sorted(
        (each for each in found if issubclass(each, Record) and each is not Record), key=lambda each: each.__name__
    )


RECORD_TYPES = all_record_types()


def a_form(record, **options):
    return RecordForm(record, today=TODAY, choices=CHOICES, **options)


def in_a_page(form):
    page = scrolling(form)
    page.resize(900, 640)
    KEPT.append(page)
    return page
