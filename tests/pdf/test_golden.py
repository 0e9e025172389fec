"""What a book with every kind of section reads like, tag by tag, kept in ``tests/data/golden`` for each theme.

A change that is meant is kept by ``make golden``; the difference in the files shows what moved.
"""

from __future__ import annotations

import difflib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.book.profile import PROFILES
from briefing.layout.compose import Composer
from briefing.paths import shipped
from briefing.pdf.export import render
from tests.pdf.kinds_book import kinds_book
from tests.pdf.structure import described

KEPT = Path(__file__).resolve().parents[1] / "data" / "golden"
THEMES = sorted(file.stem for file in shipped("themes").glob("*.toml"))
SHOWN = 60  # lines of a difference; more are better read with git diff


@pytest.mark.parametrize("theme", THEMES)
def test_every_kind_reads_as_it_did(theme: str) -> None:
    profile = replace(PROFILES["staff"], theme=theme)
    found = described(render(Composer().compose(kinds_book(), profile)))
    file = KEPT / f"kinds-{theme}.txt"
    if os.environ.get("GOLDEN") == "keep":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(found, encoding="utf-8", newline="\n")
    wanted = file.read_text(encoding="utf-8")
    if found != wanted:
        lines = difflib.unified_diff(wanted.splitlines(), found.splitlines(), file.name, "now", lineterm="", n=1)
        said = list(lines)
        more = [f"… and {len(said) - SHOWN} lines more"] if len(said) > SHOWN else []
        pytest.fail("\n".join(["If this is meant, type “make golden”.", *said[:SHOWN], *more]), pytrace=False)
