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
# A footnote's first line, and a call of it with the blanks before it.
_NOTE = re.compile(r"[ ]{0,3}\[\^([\w.-]{1,40})\]:")
_CALL = re.compile(r"[ \u00a0\u202f]*\[\^([\w.-]{1,40})\](?!:)")


def without(source: str, gone: Callable[[str], bool], instead: str = "") -> str:
    """Return a Markdown text without the references to quotes that are ``gone`` (asked by handle).

    A card's line becomes an empty one, or ``instead``, once for several; a source number goes with the blank before
    it; an item, heading or emphasis that held nothing else goes too. A footnote that has no words left goes with its
    calls, and one whose calls are all gone goes too. A text that has none comes back as it is.
    """
    if not any(gone(found[2]) for found in REFERENCE.finditer(source)):
        return source
    out: list[str] = []
    in_gone_note = False
    for line in re.split(r"\r\n|[\r\n]", source):
        # A footnote's words may go on over the lines that follow, up to an empty one; they go with its beginning.
        in_gone_note = in_gone_note and bool(line.strip()) and not _NOTE.match(line)
        if in_gone_note:
            continue
        if not any(gone(found[2]) for found in REFERENCE.finditer(line)):
            out.append(line)
            continue
        card = _CARD.match(line)
        if card and "[[quote:" in line:
            marked = next((before for before in reversed(out) if before), "") == instead
            out += ["", instead, ""] if instead and not marked else [""]
            continue
        kept = _cleared(line, gone)
        note = _NOTE.match(kept)
        in_gone_note = bool(note and not kept[note.end() :].strip())
        if not (in_gone_note or _EMPTY.match(kept) or _only_calls(kept)):
            out.append(kept)
    return "\n".join(_without_notes(source, out))


def _only_calls(line: str) -> bool:
    """Whether a line says nothing but calls footnotes: what they were about is gone."""
    return bool(_CALL.search(line)) and bool(_EMPTY.match(_CALL.sub("", line)))


def _without_notes(source: str, lines: list[str]) -> list[str]:
    """Return the lines without calls of footnotes that are gone, and without footnotes nobody calls any more."""
    before = re.split(r"\r\n|[\r\n]", source)
    said = _notes(before)
    if not said:
        return lines
    unsaid = said - _notes(lines)
    called = _calls(before) - _calls(lines)
    out: list[str] = []
    dropping = False
    for line in lines:
        note = _NOTE.match(line)
        dropping = note[1].lower() in called if note else dropping and bool(line.strip())
        if dropping:
            continue
        kept = _CALL.sub(lambda found: "" if found[1].lower() in unsaid else found[0], line)
        if kept == line or not _EMPTY.match(kept):
            out.append(kept)
    return out


def _notes(lines: list[str]) -> set[str]:
    return {found[1].lower() for line in lines if (found := _NOTE.match(line))}


def _calls(lines: list[str]) -> set[str]:
    return {found[1].lower() for line in lines for found in _CALL.finditer(line)}


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
