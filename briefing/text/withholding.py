"""References to kept quotes taken out of a Markdown text, and with them what would stand there for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.text.markdown_pieces import REFERENCE

_SHORT = r"\[\[(?:quote|cite):([a-z0-9]{4,12})\]\]"
# A reference with what is around it and only there for its sake: signs of emphasis, the words of a link, blanks.
_EMPHASIS = re.compile(rf"(?:^|[ ]+|(?<=[(\[|]))([*_~`]{{1,3}})[ ]*{_SHORT}[ ]*\1(?!\w)")
_LINK = re.compile(rf"[ ]*\[[ ]*{_SHORT}[ ]*\]\([^()]*\)")
_FIRST = re.compile(rf"^([ ]*){_SHORT}[ ]*")
_INSIDE = re.compile(rf"[ \u00a0\u202f]*{_SHORT}")
# A line that says nothing: what begins a list item, a quotation, a heading or a definition, without its words.
_EMPTY = re.compile(r"[ ]*(?:(?:[-+*•‣◦>:]|\d{1,9}[.)]|#{1,6})[ ]*)*$")
_CARD = re.compile(rf"[ ]*{_SHORT}[ ]*$")


def without(source: str, gone: Callable[[str], bool], instead: str = "") -> str:
    """Return a Markdown text without the references to quotes that are ``gone`` (asked by handle).

    A card's line becomes an empty one, or ``instead``, once for several; a source number goes with the blank before
    it; an item, heading or emphasis that held nothing else goes too. A text that has none comes back as it is.
    """
    if not any(gone(found[2]) for found in REFERENCE.finditer(source)):
        return source
    out: list[str] = []
    for line in re.split(r"\r\n|[\r\n]", source):
        if not any(gone(found[2]) for found in REFERENCE.finditer(line)):
            out.append(line)
            continue
        card = _CARD.match(line)
        if card and "[[quote:" in line:
            marked = next((before for before in reversed(out) if before), "") == instead
            out += ["", instead, ""] if instead and not marked else [""]
            continue
        kept = _cleared(line, gone)
        if not _EMPTY.match(kept):
            out.append(kept)
    return "\n".join(out)


def _cleared(line: str, gone: Callable[[str], bool]) -> str:
    """Return a line without the references that are gone."""

    def dropped(found: re.Match[str]) -> str:
        return "" if gone(found[found.lastindex or 0]) else found[0]

    line = _EMPHASIS.sub(dropped, line)
    line = _LINK.sub(dropped, line)
    first = _FIRST.match(line)
    while first and gone(first[2]):
        line = first[1] + line[first.end() :]
        first = _FIRST.match(line)
    return _INSIDE.sub(dropped, line)


def led_in(source: str, gone: Callable[[str], bool]) -> list[str]:
    """Return the lines that lead in a card that is gone (they end in a colon) and would lead in nothing."""
    out: list[str] = []
    before = ""
    for line in source.splitlines():
        card = _CARD.match(line)
        if card and gone(card[1]) and before.endswith((":", "：")):
            out.append(before)
        if line.strip() and not (card and gone(card[1])):
            before = line.strip()
    return out
