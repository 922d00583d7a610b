from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from outreach_desktop.ui.look.paint import ROW
from outreach_desktop.ui.paged_model import MOST_PAGES, PAGE, Column, PagedModel
from outreach_desktop.ui.words import Sign


@dataclass
class Someone:
    id: int


def a_model(loaded, gone=()):
    def load(ids):
        loaded.append(list(ids))
        return [Someone(each) for each in ids if each not in gone]

    columns = [
        Column("code", "Kod", lambda row: f"P-{row.id}", order="code"),
        Column("permission", "Får vi?", lambda _row: Sign("pause", "Paus", "warning")),
    ]
    return PagedModel(columns, load)


def test_only_the_pages_that_are_looked_at_are_loaded(qapp):
    loaded = []
    model = a_model(loaded)
    model.show(range(100_000))
    assert model.rowCount() == 100_000
    assert not loaded
    assert model.index(99_999, 0).data() == "P-99999"
    assert [len(ids) for ids in loaded] == [100_000 % PAGE or PAGE]


def test_a_page_is_loaded_once_and_only_so_many_are_kept(qapp):
    loaded = []
    model = a_model(loaded)
    model.show(range(100_000))
    for row in range(0, (MOST_PAGES + 5) * PAGE, PAGE):
        for _again in range(3):
            model.index(row, 0).data()
    assert len(loaded) == MOST_PAGES + 5
    assert len(model._pages) == MOST_PAGES


def test_a_row_that_is_gone_stays_empty(qapp):
    model = a_model([], gone={2})
    model.show([1, 2, 3])
    assert [model.index(row, 0).data() for row in range(3)] == ["P-1", "", "P-3"]
    assert model.record(1) is None


def test_cells_are_spoken_with_their_heading_and_signs_have_icon_and_word(qapp):
    model = a_model([])
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show([7])
    index = model.index(0, 1)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Får vi?: Paus"
    assert index.data(ROW) == ("pause", "Paus", "warning")


def test_the_heading_says_that_the_list_is_sorted_by_it(qapp):
    model = a_model([])
    model.mark_sorted("code", descending=True)
    spoken = model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Kod, ")
