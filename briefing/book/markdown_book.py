"""A Markdown file as a book: each first-level heading starts a section, ``##`` and below stay in its body."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.text.markdown_pieces import clean_lines, in_code

_HEADING = re.compile(r"[ ]{0,3}#(?:[ ]+(.*?))?(?:[ ]+#+)?[ ]*$")
_UNDERLINE = re.compile(r"[ ]{0,3}=+[ ]*$")
_FIELD = re.compile(r"(title|event|principal|place|dates|reference|edition|language)[ ]*:[ ]*(.*)$", re.I)
_MARKS = re.compile(r"[*_`]+")
BEFORE = "Introduction"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section as read: its title and its Markdown."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A book as read from a file. ``fields`` are what a ``---`` block at its top states, title included."""

    fields: dict[str, str]
    chapters: tuple[Chapter, ...]


def read(text: str) -> Manuscript:
    """Return the sections of a Markdown text. What stands before the first heading is a section “Introduction”."""
    lines = clean_lines(text.removeprefix("\ufeff"))
    fields, lines = _front(lines)
    code = in_code(lines)
    chapters: list[Chapter] = []
    title: str | None = None
    body: list[str] = []

    def close() -> None:
        words = "\n".join(body).strip("\n").rstrip()
        if title is not None or words.strip():
            chapters.append(Chapter(BEFORE if title is None else title, words))
        body.clear()

    for number, line in enumerate(lines):
        heading = None if code[number] else _HEADING.match(line)
        if heading:
            close()
            title = _plain(heading[1] or "")
        elif body and not code[number] and _underlines(lines, code, number):
            words = body.pop()
            close()
            title = _plain(words)
        else:
            body.append(line)
    close()
    return Manuscript(fields, tuple(chapters))


def _underlines(lines: list[str], code: list[bool], number: int) -> bool:
    """Return whether a line of ``=`` makes a heading of the single line of text above it."""
    if not _UNDERLINE.match(lines[number]) or code[number - 1] or not lines[number - 1].strip():
        return False
    return (
        number < 2 or code[number - 2] or not lines[number - 2].strip() or _HEADING.match(lines[number - 2]) is not None
    )


def _front(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the fields of a ``---`` block at the top, and the lines after it."""
    if not lines or lines[0].strip() != "---":
        return {}, lines
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[1:], 1):
        if line.strip() in ("---", "..."):
            return fields, lines[number + 1 :]
        found = _FIELD.match(line.strip())
        if found:
            fields[found[1].lower()] = found[2].strip().strip("\"'")
        elif line.strip() and ":" not in line:
            break
    return {}, lines


def _plain(words: str) -> str:
    return _MARKS.sub("", words).strip() or "Untitled"
