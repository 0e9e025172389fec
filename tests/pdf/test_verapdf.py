"""The real veraPDF on what we write: PDF/UA-1 for every kind of copy, PDF/A-2a for the archive's.

It needs Java and veraPDF's jar, which ``make verapdf`` fetches into ``.verapdf``; ``VERAPDF_CLASSPATH`` may name
another, and ``VERAPDF_PAPERS`` fewer papers than all. Where Java or the jar is missing these tests are skipped. All
files go through one start of Java.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.book.edition import Earlier
from briefing.book.parts import Book
from briefing.book.profile import PAPERS, PROFILES, Profile
from briefing.layout.compose import Composer
from briefing.paths import shipped
from briefing.pdf.export import copy_of, export, export_packet, render
from tests.pdf.books import (
    earlier_book,
    full_book,
    grown_from,
    leftward_book,
    rough_book,
    sample_book,
    scripts_book,
    shortened,
    tight_book,
)
from tests.pdf.drawings import drawn_book
from tests.pdf.enclosed import bound_book
from tests.pdf.handmade import pictured, small_book
from tests.pdf.kinds_book import kinds_book, shown_to_all

_FETCHED = Path(__file__).resolve().parents[2] / ".verapdf" / "greenfield-apps.jar"
CLASSPATH = os.environ.get("VERAPDF_CLASSPATH", "") or (str(_FETCHED) if _FETCHED.is_file() else "")

pytestmark = [
    pytest.mark.skipif(not CLASSPATH, reason="veraPDF is not here; “make verapdf” fetches it"),
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java here"),
    pytest.mark.timeout(600),
]

BOOKS = ("full", "sample")
THEMES = sorted(file.stem for file in shipped("themes").glob("*.toml"))
ASKED = os.environ.get("VERAPDF_PAPERS", " ".join(PAPERS)).split()
COPIES = [f"{book}-{profile}-{paper}" for book in BOOKS for profile in PROFILES for paper in ASKED]
THEMED = [f"{theme}-archive" for theme in THEMES]
OF_KINDS = [f"kinds{theme}-archive" for theme in THEMES]
_BARE = (
    "handmade",
    "pictured",
    "empty",
    "bound",
    "scripts",
    "attached",
    "changed",
    "packet",
    "updated",
    "leaves",
    "terms",
    "leftward",
    "drawn",
    "over",
    "tight",
    "tightleftward",
)
# What has papers of its own, or leaves something out, made of the roughest book.
OWN = ["cards-own", "tablet-own", "speech-own", "press-own"]
# Every profile in every theme with every kind of section, unless fewer papers are asked about than all.
WHOLE = "VERAPDF_PAPERS" not in os.environ
MATRIX = [f"every{theme}-{profile}" for theme in THEMES for profile in PROFILES if WHOLE]
OTHERS = [*(f"{name}-archive" for name in _BARE), *THEMED, *OF_KINDS, *OWN, *MATRIX]
KEPT = [name for name in [*COPIES, *OTHERS] if "archive" in name]

# What veraPDF said: by file and standard, a line that starts with PASS or FAIL and the rules not kept.
Reports = dict[tuple[str, str], list[str]]


def ask_verapdf(files: list[Path]) -> Reports:
    """Ask about the standards each file itself says it keeps to (flavour 0). Java may start fast and go slow."""
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", CLASSPATH]
    command = [*java, "org.verapdf.apps.GreenfieldCliWrapper", "-f", "0", "--format", "text", "-v"]
    ran = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    reports: Reports = {}
    about: list[str] = []
    for line in ran.stdout.splitlines():
        if line.startswith(("PASS ", "FAIL ")):
            file, standard = line[5:].rsplit(" ", 1)
            about = reports.setdefault((Path(file).stem, standard), [])
        about.append(line)
    assert reports, ran.stdout + ran.stderr
    return reports


def for_all(book: Book) -> Book:
    """Return a book with every second section for everybody."""
    kept = ("", "all")
    return replace(
        book, sections=tuple(replace(one, audience=kept[place % 2]) for place, one in enumerate(book.sections))
    )


def write_all(folder: Path) -> list[Path]:
    """Write every copy; the books in the themes have all kinds of sections, full of trouble."""
    composer = Composer()
    archive = PROFILES["archive"]
    books = {"full": full_book(), "sample": sample_book(folder)}
    copies: dict[str, tuple[Book, Profile]] = {"empty-archive": (Book("empty", ""), archive)}
    bound = replace(archive, duplex=True, copy=3, copies=12, watermark="Only for “Ω 石破”")
    copies["bound-archive"] = (full_book(), bound)
    copies["attached-archive"] = (bound_book(), replace(bound, theme="modern"))
    copies["scripts-archive"] = (scripts_book(), archive)
    copies["leftward-archive"] = (leftward_book(), archive)
    copies["drawn-archive"] = (drawn_book(), archive)
    copies["over-archive"] = (drawn_book(), replace(bound, theme="modern"))
    small = replace(archive, paper="A5", body=18.0)
    copies["tight-archive"] = (tight_book(), small)
    copies["tightleftward-archive"] = (replace(tight_book(), language="he"), replace(small, theme="classic"))
    for name in COPIES:
        book, profile, paper = name.split("-")
        copies[name] = (books[book], replace(PROFILES[profile], paper=paper))
    for name, theme in zip(THEMED, THEMES, strict=True):
        copies[name] = (rough_book(), replace(archive, theme=theme, final=True))
    for name, theme in zip(OF_KINDS, THEMES, strict=True):
        # One has large type on small paper, one both sides of the paper: there the looks have least room.
        tight = {"classic": replace(archive, body=18.0, paper="A5"), "modern": replace(archive, duplex=True)}
        copies[name] = (kinds_book(), replace(tight.get(theme, archive), theme=theme))
    for name in OWN:
        profile = replace(PROFILES[name.split("-")[0]], mark_withheld=True, watermark="Ω 石破")
        copies[name] = (for_all(rough_book()), replace(profile, duplex=True))
    for name in MATRIX:
        theme, profile = name.removeprefix("every").split("-")
        copies[name] = (shown_to_all(kinds_book()), replace(PROFILES[profile], theme=theme))
    for name, (book, profile) in copies.items():
        export(book, profile, folder / f"{name}.pdf", composer=composer)
    export(full_book(), bound, folder / "changed-archive.pdf", composer=composer, since=earlier_book())
    for name, profile in (("packet", archive), ("leaves", replace(bound, paper="A5", body=18.0))):
        since = Earlier(
            first := grown_from(full_book()), "Edition 1", copy_of(first, profile, composer=composer).traces
        )
        export_packet(full_book(), profile, since, folder / f"{name}-archive.pdf", composer=composer)
        if name == "packet":
            export_packet(full_book(), profile, since, folder / "updated-archive.pdf", whole=True, composer=composer)
    explained = shortened(full_book())
    export(explained, bound, folder / "terms-archive.pdf", composer=composer, since=earlier_book())
    for name, folios in (("handmade", small_book()), ("pictured", pictured())):
        (folder / f"{name}-archive.pdf").write_bytes(render(folios, archive=True))
    return sorted(folder.glob("*.pdf"))


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    folder = tmp_path_factory.mktemp("copies")
    return ask_verapdf(write_all(folder))


def assert_passed(reports: Reports, name: str, standard: str) -> None:
    about = reports.get((name, standard), ["veraPDF said nothing about this"])
    assert about[0].startswith("PASS"), "\n".join(about)


@pytest.mark.parametrize("name", [*COPIES, *OTHERS])
def test_every_copy_passes_pdf_ua_1(reports: Reports, name: str) -> None:
    assert_passed(reports, name, "ua1")


@pytest.mark.parametrize("name", KEPT)
def test_every_copy_for_the_archive_passes_pdf_a_2a(reports: Reports, name: str) -> None:
    assert_passed(reports, name, "2a")
