"""Running text whose marks can mean one thing only, read without the ``markdown`` package.

Most paragraphs hold a few words in bold or italics, a web link, the number of a source, and nothing else. Where that
can be proved from the text the runs are made here, a dozen times as fast; they are those the package would give.
"""

from __future__ import annotations

import re

from markdown.util import AtomicString

from briefing.text import blocks
from briefing.text.markdown_pieces import REFERENCE

_INNER = r"([^\s*_`\[\]<>&\\](?:[^*_`\[\]<>&\\]*[^\s*_`\[\]<>&\\])?)"
_MARK = re.compile(
    rf"\*\*{_INNER}\*\*|\*{_INNER}\*|\[{_INNER}\]\((https?://[A-Za-z0-9/.~:?#@%=;,+-]+)\)|{REFERENCE.pattern}"
)
# What the plain words between marks must not hold, and what a mark must not touch.
_SIGNS = re.compile(r"[`*_\[\]<>&\\]")
_TOUCHING = "*[("


class Settled(AtomicString):
    """Words of a Markdown tree whose ``runs`` are known; the package leaves them alone."""

    runs: tuple[blocks.Run, ...] = ()


def _marked(text: str) -> bool:
    return _SIGNS.search(text) is not None or "  \n" in text or "http:" in text or "https:" in text


def settled(text: str) -> Settled | None:
    """Return a text with its runs, blanks not yet put in order; None when only the package can tell what it means.

    The text may define no link targets, and its soft line breaks are still in it.
    """
    runs: list[blocks.Run] = []
    at = 0
    for found in _MARK.finditer(text):
        plain = text[at : found.start()]
        if (at and not plain) or plain[-1:] in ("*", "!") or _marked(plain):
            return None
        if plain:
            runs.append(blocks.Run(plain))
        bold, italic, link, address, form, handle = found.groups()
        if handle:
            runs.append(blocks.Run("", cite=handle, lang="card" if form == "quote" else ""))
        elif _marked(bold or italic or link):
            return None
        else:
            runs.append(blocks.Run(bold or italic or link, bool(bold), bool(italic), href=address or ""))
        at = found.end()
        if text[at : at + 1] in _TOUCHING and at < len(text):
            return None
    rest = text[at:]
    if _marked(rest):
        return None
    if rest:
        runs.append(blocks.Run(rest))
    out = Settled(text)
    out.runs = tuple(runs)
    return out
