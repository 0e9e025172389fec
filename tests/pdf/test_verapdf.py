"""The real veraPDF on what we write. Needs Java and veraPDF's jars, so it is skipped where they are not given.

``VERAPDF_CLASSPATH`` names the jars, for instance ``/somewhere/lib/*`` after Maven's ``dependency:copy-dependencies``
of ``org.verapdf.apps:greenfield-apps``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.pdf.export import render
from tests.pdf.books import full_book
from tests.pdf.handmade import small_book

CLASSPATH = os.environ.get("VERAPDF_CLASSPATH", "")

pytestmark = [
    pytest.mark.skipif(not CLASSPATH, reason="VERAPDF_CLASSPATH does not name veraPDF's jars"),
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java here"),
    pytest.mark.timeout(300),
]


def assert_accessible(data: bytes, folder: Path) -> None:
    file = folder / "book.pdf"
    file.write_bytes(data)
    command = ["java", "-cp", CLASSPATH, "org.verapdf.apps.GreenfieldCliWrapper", "-f", "ua1", "--format", "text", "-v"]
    ran = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
    assert ran.stdout.startswith("PASS"), ran.stdout + ran.stderr


def test_a_small_document_passes_pdf_ua_1(tmp_path: Path) -> None:
    assert_accessible(render(small_book()), tmp_path)


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_a_book_with_everything_in_it_passes_pdf_ua_1(profile: str, tmp_path: Path) -> None:
    assert_accessible(render(Composer().compose(full_book(), PROFILES[profile])), tmp_path)
