"""Countries as people write them ("Japan", "JP", 日本), brought to one form for comparing."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import cast

from briefing.paths import shipped
from briefing.text.folding import fold

_OTHER = re.compile(r"[\W_]+")


@cache
def _codes() -> dict[str, str]:
    table = tomllib.loads((shipped("cues") / "countries.toml").read_text(encoding="utf-8"))
    return {name: code for code, names in table.items() for name in cast("list[str]", names)}


@cache
def code(name: str) -> str:
    """Return the two-letter code of a country named in a usual way, else the name itself, folded."""
    folded = _OTHER.sub(" ", fold(name)).strip()
    return _codes().get(folded, folded)
