from __future__ import annotations

import errno
import gc
import hashlib
import os
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pikepdf
import pytest

from briefing.book.parts import Book
from briefing.book.profile import Profile
from briefing.layout.faults import Cancelled
from briefing.layout.page import Folios
from briefing.pdf import whole
from briefing.pdf.collector import collector_held_back
from briefing.pdf.export import Written, export, render
from briefing.pdf.faults import (
    BadPassword,
    DiskFull,
    ExportTrouble,
    FileInUse,
    FolderMissing,
    NotAFile,
    NotAllowed,
    trouble_with,
)
from tests.pdf.handmade import small_book
from tests.pdf.reading import reading

if TYPE_CHECKING:
    from briefing.layout.compose import Composer

OLD = b"the older file"


class Laid:
    """Stands where a composer stands and gives pages that are laid out already."""

    def __init__(self, folios: Folios) -> None:
        self.folios = folios

    def compose(self, _book: Book, _profile: Profile, **_more: object) -> Folios:
        return self.folios


def written(
    out: Path, folios: Folios | None = None, cancelled: Callable[[], bool] | None = None, password: str = ""
) -> Written:
    composer = cast("Composer", Laid(folios or small_book()))
    book = Book(key="b", title="Small")
    return export(book, Profile(), out, composer=composer, cancelled=cancelled, password=password)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    file = folder / "book.pdf"
    file.write_bytes(OLD)
    return file


def refuse(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    def write(*_args: object, **_more: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(whole.os, "fsync", write)


def only_the_old_file(out: Path) -> bool:
    return [entry.name for entry in out.parent.iterdir()] == [out.name] and out.read_bytes() == OLD


def test_the_file_is_what_render_makes_and_the_report_says_so(out: Path) -> None:
    report = written(out)
    data = out.read_bytes()
    assert data == render(small_book())
    assert (report.file, report.pages, report.bytes) == (out, 2, len(data))
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert report.warnings == ()
    assert [entry.name for entry in out.parent.iterdir()] == [out.name]


def test_characters_no_font_has_are_reported(out: Path) -> None:
    folios = small_book()
    folios.missing = ("한", "\u0301", "\U000e0001")
    (warning,) = written(out, folios).warnings
    assert warning.startswith("These characters are in no shipped font: 한 (U+D55C), U+0301, U+E0001.")


def test_a_long_list_of_missing_characters_is_cut_short(out: Path) -> None:
    folios = small_book()
    folios.missing = tuple(chr(0xAC00 + place) for place in range(50))
    assert "and 30 more" in written(out, folios).warnings[0]


class NoRoom(FileIO):
    def write(self, data: Any) -> int:
        super().write(bytes(data)[:100])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_the_old_file_and_no_half_one(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(path: Path, mode: str) -> NoRoom:
        return NoRoom(str(path), mode.replace("b", ""))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", small)
        with pytest.raises(DiskFull, match="not enough room") as trouble:
            written(out)
    assert str(out.parent) in trouble.value.args[0]
    assert only_the_old_file(out)
    assert written(out).bytes == out.stat().st_size


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, NotAllowed),
        (errno.EACCES, NotAllowed),
        (errno.ENAMETOOLONG, NotAllowed),
        (errno.ENOENT, FolderMissing),
        (errno.EISDIR, NotAFile),
        (errno.EINVAL, NotAllowed),
        (errno.EIO, ExportTrouble),
    ],
)
def test_whatever_the_system_refuses_becomes_a_sentence(
    out: Path, monkeypatch: pytest.MonkeyPatch, code: int, kind: type[ExportTrouble]
) -> None:
    refuse(monkeypatch, code)
    with pytest.raises(ExportTrouble) as trouble:
        written(out)
    assert type(trouble.value) is kind
    assert trouble.value.args[0].endswith(".")
    assert "Errno" not in trouble.value.args[0]
    assert only_the_old_file(out)


@pytest.mark.parametrize(("said", "kind"), [(32, FileInUse), (5, FileInUse), (112, DiskFull)])
def test_windows_says_it_in_its_own_numbers(out: Path, said: int, kind: type[ExportTrouble]) -> None:
    fault = OSError(errno.EACCES, "said by Windows")
    cast("Any", fault).winerror = said
    assert type(trouble_with(out, fault)) is kind


def test_a_missing_folder_is_told_before_the_work(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="There is no folder"):
        export(Book(key="b", title="Small"), Profile(), tmp_path / "none" / "book.pdf", composer=cast("Composer", None))
    assert not (tmp_path / "none").exists()


def test_a_file_in_place_of_the_folder_is_told(out: Path) -> None:
    with pytest.raises(FolderMissing):
        written(out / "book.pdf")


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAFile, match="is a folder"):
        written(tmp_path)


@pytest.mark.parametrize("name", ["a\0b.pdf", "a\ud800b.pdf", "x" * 300 + ".pdf"])
def test_a_name_no_file_can_have_is_told(out: Path, name: str) -> None:
    with pytest.raises(NotAllowed, match="name") as trouble:
        written(out.parent / name)
    trouble.value.args[0].encode("utf-8")
    assert only_the_old_file(out)


def test_trouble_in_the_present_folder_names_it_in_full() -> None:
    fault = OSError(errno.ENOSPC, "full")
    assert str(Path.cwd()) in trouble_with(Path("book.pdf"), fault).args[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_device_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(NotAFile, match="not an ordinary file"):
        written(pipe)
    assert pipe.is_fifo()


def test_a_folder_that_may_not_be_written_is_told(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_args: object) -> bool:
        return False

    monkeypatch.setattr(whole.os, "access", forbidden)
    with pytest.raises(NotAllowed, match="You may not write"):
        written(out)
    assert only_the_old_file(out)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may write anywhere")
def test_a_read_only_folder_is_told(out: Path) -> None:
    out.parent.chmod(0o500)
    try:
        with pytest.raises(NotAllowed):
            written(out)
        assert only_the_old_file(out)
    finally:
        out.parent.chmod(0o700)


def test_a_write_protected_file_is_not_replaced(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def folder_only(path: Path, _mode: int) -> bool:
        return path.is_dir()

    monkeypatch.setattr(whole.os, "access", folder_only)
    with pytest.raises(NotAllowed, match="write-protected"):
        written(out)
    assert only_the_old_file(out)


def test_cancelling_at_any_moment_leaves_the_old_file(out: Path) -> None:
    asked = 0

    def count() -> bool:
        nonlocal asked
        asked += 1
        return False

    written(out, cancelled=count)
    assert asked > 3
    for moment in range(asked):
        out.write_bytes(OLD)
        left = moment

        def stop() -> bool:
            nonlocal left
            left -= 1
            return left < 0

        with pytest.raises(Cancelled):
            written(out, cancelled=stop)
        assert only_the_old_file(out)


def test_the_old_file_keeps_its_permissions_and_a_link_stays_a_link(out: Path) -> None:
    out.chmod(0o640)
    link = out.parent / "link.pdf"
    link.symlink_to(out)
    written(link)
    assert link.is_symlink()
    assert out.read_bytes() == render(small_book())
    assert out.stat().st_mode & 0o777 == 0o640


def test_a_password_locks_the_copy_with_aes_256(out: Path) -> None:
    written(out, password="Größe 石破")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(out)
    with pikepdf.open(out, password="Größe 石破") as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert pdf.allow.accessibility
        assert str(cast("Any", pdf.Root).Lang) == "en-GB"


@pytest.mark.parametrize("password", ["x" * 128, "石" * 43, "a\x00b", "\ud800"])
def test_a_password_the_format_cannot_keep_is_refused(out: Path, password: str) -> None:
    with pytest.raises(BadPassword):
        written(out, password=password)
    assert only_the_old_file(out)


def test_a_locked_copy_can_be_read_by_another_reader(out: Path) -> None:
    written(out, password="secret")
    with reading(out.read_bytes(), "secret") as reader:
        assert "石破" in reader.text(0)


def test_garbage_is_collected_again_after_an_export_whatever_happened(out: Path) -> None:
    assert gc.isenabled()
    written(out)
    assert gc.isenabled()
    with pytest.raises(Cancelled):
        written(out, cancelled=lambda: True)
    assert gc.isenabled()
    with collector_held_back():
        written(out)
        assert not gc.isenabled()
    assert gc.isenabled()
