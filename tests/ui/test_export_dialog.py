"""The export dialog: the same bytes as the library call, cancel at once, trouble in plain words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from briefing.book.profile import PROFILES, Profile
from briefing.layout.faults import Cancelled
from briefing.library import sections
from briefing.library.assemble import assemble
from briefing.pdf import export as pdf_export
from briefing.settings import ExportChoices
from briefing.ui.dialogs import export_place
from briefing.ui.dialogs.export import ExportDialog
from briefing.ui.dialogs.export_place import file_name, numbered_place, usual_folder
from tests.ui.panes import Room, heard, shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dialog(room: Room, qtbot: QtBot, tmp_path: Path) -> Iterator[ExportDialog]:
    made = ExportDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, made):
        made.place.setText(str(tmp_path / "out.pdf"))
        yield made


def test_the_window_writes_the_bytes_of_the_library_call(
    room: Room, dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.paper.setCurrentIndex(dialog.paper.findData("Letter"))
    dialog.profile.setCurrentIndex(dialog.profile.findData("principal"))
    with qtbot.waitSignal(dialog.exported, timeout=30_000):
        QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    other = tmp_path / "other.pdf"
    profile = Profile("principal", paper="Letter", body=14.0)
    written = pdf_export.export(assemble(room.library.reader(), room.book), profile, other)
    assert (tmp_path / "out.pdf").read_bytes() == other.read_bytes()
    assert f"{written.pages} pages" in dialog.outcome.text()
    assert dialog.open_button.isVisible()
    assert dialog.folder_button.isVisible()


def test_cancel_works_at_once_and_the_old_file_stays(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "out.pdf"
    old.write_bytes(b"old")
    begun, seen = threading.Event(), threading.Event()

    def slow(*_given: object, cancelled: Callable[[], bool], **_more: object) -> None:
        begun.set()
        while not cancelled():
            threading.Event().wait(0.01)
        seen.set()
        raise Cancelled

    monkeypatch.setattr(pdf_export, "export", slow)
    dialog.start()
    assert not dialog.export_button.isEnabled()
    qtbot.waitUntil(begun.is_set, timeout=10_000)
    QTest.mouseClick(dialog.cancel_button, Qt.MouseButton.LeftButton)
    assert dialog.export_button.isEnabled()
    assert "Cancelled" in dialog.banner.sentence
    assert dialog.isVisible()
    qtbot.waitUntil(seen.is_set, timeout=10_000)
    assert old.read_bytes() == b"old"


def test_a_place_that_cannot_be_written_is_told_inline(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.place.setText(str(tmp_path / "no such folder" / "x.pdf"))
    dialog.start()
    qtbot.waitUntil(lambda: bool(dialog.banner.sentence), timeout=10_000)
    assert dialog.export_button.isEnabled()
    assert "Traceback" not in dialog.banner.sentence


def test_no_place_is_told_inline(dialog: ExportDialog) -> None:
    dialog.place.clear()
    dialog.start()
    assert "where to save" in dialog.banner.sentence
    assert dialog.place.hasFocus()


def test_another_place_takes_away_what_was_said_of_the_one_before(dialog: ExportDialog) -> None:
    dialog.place.clear()
    dialog.start()
    assert dialog.banner.isVisible()
    QTest.keyClicks(dialog.place, "a")
    assert not dialog.banner.isVisible()


def test_a_file_dialog_begins_in_the_documents_or_where_it_was_last(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def usual(_last: str) -> Path:
        return tmp_path

    monkeypatch.setattr(export_place, "usual_folder", usual)
    first = QFileDialog(None, "", str(Path.cwd()))
    later = QFileDialog(None, "", str(tmp_path.parent))
    for one, folder in ((first, tmp_path), (later, tmp_path.parent)):
        qtbot.addWidget(one)
        export_place.begin_in_documents(one)
        assert Path(one.directory().absolutePath()) == folder


def test_the_ending_is_added(dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.place.setText(str(tmp_path / "Book v1.2"))
    assert dialog.target().name == "Book v1.2.pdf"


def test_what_the_check_found_is_listed(room: Room, qtbot: QtBot) -> None:
    sections.write_body(room.library, room.a, "[[quote:zzzz9999]]\n")
    made = ExportDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, made):
        qtbot.waitUntil(lambda: made.findings.list.count() > 0, timeout=10_000)
        assert made.findings.stops == 1
        wanted = heard(made.section_wanted)
        made.findings.list.itemActivated.emit(made.findings.list.item(0))
        assert wanted == [(room.a,)]


def test_a_final_copy_is_refused_while_something_stops_it(
    room: Room, dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    sections.write_body(room.library, room.a, "[[quote:zzzz9999]]\n")
    dialog.final.setChecked(True)
    dialog.start()
    qtbot.waitUntil(lambda: "final copy" in dialog.banner.sentence, timeout=10_000)
    assert not (tmp_path / "out.pdf").exists()


def test_what_was_found_stands_under_its_section(room: Room, qtbot: QtBot) -> None:
    handle = room.quote(0).handle
    sections.write_body(room.library, room.a, f"[[quote:{handle}]]\n")
    sections.write_body(room.library, room.b, "[[quote:zzzz9999]]\n")
    made = ExportDialog(None, room.library, room.jobs, room.book)
    with shown(qtbot, made):
        listed = made.findings.list
        qtbot.waitUntil(lambda: listed.count() > 0, timeout=10_000)
        lines = [listed.item(row).text() for row in range(listed.count())]
        # What stops a final copy comes first, with its section.
        assert lines[0].endswith("Points to make")
        assert "zzzz9999" in lines[1]
        own = next(row for row, line in enumerate(lines) if line.endswith("Scene setter"))
        assert all("Scene setter" not in line for line in lines[own + 1 :])
        assert any("has not been checked" in line for line in lines[own + 1 :])


def test_the_last_folder_is_offered_again_and_a_missing_one_is_not(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def documents(*_given: object) -> str:
        return str(tmp_path / "no documents")

    monkeypatch.setattr(QStandardPaths, "writableLocation", documents)
    assert usual_folder(str(tmp_path)) == tmp_path
    assert usual_folder(str(tmp_path / "gone")) == Path.home()
    made = ExportDialog(None, room.library, room.jobs, room.book, ExportChoices(folder=str(tmp_path), profile="large"))
    assert made.target().parent == tmp_path
    assert made.chosen_profile().name == "large"
    made.deleteLater()


def test_the_fields_stand_in_line_with_their_labels(dialog: ExportDialog) -> None:
    fields = (dialog.place, dialog.profile, dialog.paper, dialog.type_size, dialog.password)
    labels = {label.buddy(): label for label in dialog.findChildren(QLabel)}
    middles = [field.geometry().center().y() for field in (*fields, dialog.final)]
    for field, middle in zip(fields, middles, strict=False):
        assert abs(labels[field].geometry().center().y() - middle) <= 1
    # Below the second field a line says what the profile is for.
    steps = [middles[1] - middles[0], *(after - before for before, after in pairwise(middles[2:]))]
    assert max(steps) - min(steps) <= 1


def test_the_place_can_be_chosen(dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def choose(*_given: object) -> tuple[str, str]:
        return str(tmp_path / "chosen.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    QTest.mouseClick(dialog.browse, Qt.MouseButton.LeftButton)
    assert dialog.target() == tmp_path / "chosen.pdf"


@pytest.mark.parametrize(
    ("title", "name"), [("A/B: “C”?", "A B “C” Edition 1"), ("...", "... Edition 1"), ("石破", "石破 Edition 1")]
)
def test_file_names_are_good_everywhere(title: str, name: str) -> None:
    assert file_name(title, "Edition 1") == name


def test_the_archive_takes_no_password_and_says_why(dialog: ExportDialog) -> None:
    dialog.password.setText("secret")
    dialog.profile.setCurrentIndex(dialog.profile.findData("archive"))
    assert not dialog.password.isEnabled()
    assert dialog.password.text() == ""
    assert "archive" in dialog.password.placeholderText()
    dialog.profile.setCurrentIndex(dialog.profile.findData("staff"))
    assert dialog.password.isEnabled()


def test_more_is_folded_and_what_is_in_it_goes_into_the_file(
    dialog: ExportDialog, room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not dialog.more.watermark.isVisible()
    assert dialog.chosen_profile() == Profile("staff")
    QTest.mouseClick(dialog.more.fold, Qt.MouseButton.LeftButton)
    assert dialog.more.watermark.isVisible()
    dialog.more.duplex.setChecked(True)
    QTest.keyClicks(dialog.more.copy_number, "3")
    QTest.keyClicks(dialog.more.copies, "12")
    QTest.keyClicks(dialog.more.watermark, " For  Ms Weiss ")
    chosen = dialog.chosen_profile()
    assert (chosen.duplex, chosen.copy_number, chosen.watermark) == (True, "3 of 12", "For Ms Weiss")
    with qtbot.waitSignal(dialog.exported, timeout=30_000):
        QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    other = tmp_path / "other.pdf"
    pdf_export.export(assemble(room.library.reader(), room.book), chosen, other)
    assert (tmp_path / "out copy 3.pdf").read_bytes() == other.read_bytes()


def test_numbered_copies_count_up_each_in_a_file_of_its_own(dialog: ExportDialog, qtbot: QtBot, tmp_path: Path) -> None:
    QTest.mouseClick(dialog.more.fold, Qt.MouseButton.LeftButton)
    QTest.keyClicks(dialog.more.copy_number, "2")
    QTest.keyClicks(dialog.more.copies, "3")
    for number, following in ((2, "3"), (3, "")):
        assert dialog.target() == tmp_path / f"out copy {number}.pdf"
        with qtbot.waitSignal(dialog.exported, timeout=30_000):
            QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
        assert f"copy {number} of 3" in dialog.outcome.text()
        assert dialog.more.copy_number.text() == following
    assert sorted(file.name for file in tmp_path.glob("*.pdf")) == ["out copy 2.pdf", "out copy 3.pdf"]
    # What comes after the last copy is no copy again, and takes no copy's place.
    assert dialog.target() == tmp_path / "out.pdf"
    assert dialog.chosen_profile().copy == 0


@pytest.mark.parametrize(
    ("typed", "number", "named"),
    [
        ("/a/book.pdf", 3, "/a/book copy 3.pdf"),
        ("/a/book copy 3.PDF", 12, "/a/book copy 12.PDF"),
        ("/a/book copy 3.pdf", 0, "/a/book.pdf"),
        ("/a/Visit 2.6.2031", 1, "/a/Visit 2.6.2031 copy 1"),
        ("", 2, ""),
    ],
)
def test_a_file_is_named_after_the_copy_it_holds(typed: str, number: int, named: str) -> None:
    assert numbered_place(typed, number) == named


def test_all_copies_are_made_at_once(dialog: ExportDialog, room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    QTest.mouseClick(dialog.more.fold, Qt.MouseButton.LeftButton)
    assert not dialog.more.every.isEnabled()
    QTest.keyClicks(dialog.more.copies, "3")
    QTest.mouseClick(dialog.more.every, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.more.every.height() // 2))
    assert dialog.more.every_copy()
    assert not dialog.more.copy_number.isEnabled()
    with qtbot.waitSignal(dialog.exported, timeout=60_000):
        QTest.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert "copies 1 to 3" in dialog.outcome.text()
    other = tmp_path / "other.pdf"
    book = assemble(room.library.reader(), room.book)
    for number in (1, 2, 3):
        pdf_export.export(book, replace(dialog.chosen_profile(), copy=number), other)
        assert (tmp_path / f"out copy {number}.pdf").read_bytes() == other.read_bytes()
    assert not (tmp_path / "out.pdf").exists()
    assert dialog.choices().every_copy


def test_both_sides_are_remembered_and_shown(room: Room, qtbot: QtBot) -> None:
    again = ExportDialog(None, room.library, room.jobs, room.book, ExportChoices(duplex=True))
    with shown(qtbot, again):
        assert again.more.duplex.isVisible()
        assert again.chosen_profile() == Profile("staff", duplex=True)


def choose(dialog: ExportDialog, name: str) -> None:
    dialog.profile.setCurrentIndex(dialog.profile.findData(name))


def test_each_profile_says_what_it_is_for_and_offers_its_own_papers(dialog: ExportDialog) -> None:
    for name, profile in PROFILES.items():
        choose(dialog, name)
        assert dialog.look.about.text() == profile.about
        assert dialog.chosen_profile() == profile
        papers = {dialog.paper.itemData(row) or profile.paper for row in range(dialog.paper.count())}
        assert papers - {""} == set(profile.papers)


def test_paper_and_size_stay_chosen_as_long_as_the_profile_has_them(dialog: ExportDialog) -> None:
    dialog.paper.setCurrentIndex(dialog.paper.findData("Letter"))
    dialog.type_size.setCurrentIndex(dialog.type_size.findData("22"))
    choose(dialog, "cards")
    assert (dialog.chosen_profile().paper, dialog.chosen_profile().body) == ("Letter", 22.0)
    dialog.paper.setCurrentIndex(dialog.paper.findData("A6"))
    choose(dialog, "staff")
    assert (dialog.chosen_profile().paper, dialog.chosen_profile().body) == ("", 22.0)


def test_the_mark_for_what_is_left_out_is_offered_with_the_press_copy_only(dialog: ExportDialog) -> None:
    assert not dialog.look.mark.isVisible()
    choose(dialog, "press")
    QTest.mouseClick(dialog.look.mark, Qt.MouseButton.LeftButton, pos=QPoint(8, dialog.look.mark.height() // 2))
    assert dialog.chosen_profile().mark_withheld
    choose(dialog, "staff")
    assert dialog.chosen_profile() == PROFILES["staff"]
