"""Under which terms something was said, read from the words people write: a code and what else the words say."""

from __future__ import annotations

import re

from briefing.book.parts import RECORD_STATES
from briefing.text.clean import one_line

# Strictest first: words that name two terms ("background, off the record until Monday") get the safer one.
_SIGNS = (
    ("embargoed", re.compile(r"\bembargo", re.IGNORECASE)),
    ("off_record", re.compile(r"\boff[ _-](?:the[ _-])?record\b|^off$", re.IGNORECASE)),
    ("deep_background", re.compile(r"\bdeep[ _-]background\b", re.IGNORECASE)),
    ("background", re.compile(r"\bbackground\b", re.IGNORECASE)),
    ("on_record", re.compile(r"\bon[ _-](?:the[ _-])?record\b", re.IGNORECASE)),
)
_NONE = re.compile(r"(?:ground rules )?not[ _-]stated\.?", re.IGNORECASE)


def read(words: str) -> tuple[str, str]:
    """Return (code of ``RECORD_STATES``, ground rules) for words about the terms; ``""`` is "not stated".

    A code gives itself and no ground rules. Any other words are kept whole as ground rules, so nothing is lost:
    ``"on the record (briefing)"`` gives ``("on_record", "on the record (briefing)")``.
    """
    said = one_line(words)
    code = said.lower().replace(" ", "_").replace("-", "_").replace("_the_", "_")
    if not said or _NONE.fullmatch(said):
        return "not_stated", ""
    if code in RECORD_STATES:
        return code, ""
    return next((state for state, sign in _SIGNS if sign.search(said)), "not_stated"), said
