"""Draws every theme with every kind of section on contact sheets: ``out/contact/*.png``, one for each copy.

Needs ``pdftoppm`` (poppler) and Pillow, as reportlab does; nothing of this is part of the program.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from itertools import product
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from briefing.book.profile import PROFILES  # noqa: E402 - only now can it be found
from briefing.paths import shipped  # noqa: E402 - only now can it be found
from briefing.pdf.export import export  # noqa: E402 - only now can it be found
from tests.pdf.books import tight_book  # noqa: E402 - only now can it be found
from tests.pdf.kinds_book import kinds_book  # noqa: E402 - only now can it be found

BOOKS = {"kinds": kinds_book(), "tight": tight_book()}

# Profile and paper.
COPIES = [
    ("staff", "A4"),
    ("staff", "A5"),
    ("large", "Letter"),
    ("large", "A5"),
    ("tablet", "Tablet"),
    ("speech", "A4"),
    ("cards", "A4"),
]
ACROSS, WIDE, GAP = 6, 420, 10


def sheet(pages: list[Path], file: Path) -> None:
    """Put the pictures of pages on one sheet."""
    pictures = [Image.open(page).convert("RGB") for page in pages]
    small = [one.resize((WIDE, round(one.height * WIDE / one.width))) for one in pictures]
    tall = max(one.height for one in small)
    rows = -(-len(small) // ACROSS)
    whole = Image.new("RGB", (ACROSS * (WIDE + GAP) + GAP, rows * (tall + GAP) + GAP), "#888888")
    for k, one in enumerate(small):
        whole.paste(one, (GAP + k % ACROSS * (WIDE + GAP), GAP + k // ACROSS * (tall + GAP)))
    whole.save(file)


def main() -> None:
    """Draw the sheets."""
    if shutil.which("pdftoppm") is None:
        sys.exit("Contact sheets need pdftoppm; install poppler-utils.")
    folder = ROOT / "out" / "contact"
    folder.mkdir(parents=True, exist_ok=True)
    for theme in sorted(file.stem for file in shipped("themes").glob("*.toml")):
        for (model, paper), (called, book) in product(COPIES, BOOKS.items()):
            name = f"{theme}-{model}-{paper}-{called}"
            with tempfile.TemporaryDirectory() as scratch:
                copy = Path(scratch) / "book.pdf"
                profile = replace(PROFILES[model], theme=theme, paper=paper, final=True)
                export(book, profile, copy)
                subprocess.run(["pdftoppm", "-r", "70", "-png", copy, Path(scratch) / "page"], check=True)
                sheet(sorted(Path(scratch).glob("page-*.png")), folder / f"{name}.png")
            print(folder / f"{name}.png")


if __name__ == "__main__":
    main()
