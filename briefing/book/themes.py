"""The themes a book can be printed in, by name; what is in them is for paper to know."""

from __future__ import annotations

import tomllib
from functools import cache

from briefing.paths import shipped

STANDARD = "sober"


@cache
def themes() -> dict[str, str]:
    """Return what each theme of ``resources/themes`` is called, by its key; the standard one first."""
    files = sorted(shipped("themes").glob("*.toml"), key=lambda file: (file.stem != STANDARD, file.stem))
    return {file.stem: str(tomllib.loads(file.read_text(encoding="utf-8")).get("name", file.stem)) for file in files}
