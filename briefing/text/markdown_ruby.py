"""Readings above Japanese words: ``{漢字|かんじ}``.

Like a note written at its call (see ``markdown_asides``) each is found before the text is marked up and stands as
control characters meanwhile. Braces that hold anything else are braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from briefing.text import blocks

BASE, READING, END = "\x0e", "\x0f", "\x10"

_MARKED = re.compile(f"{BASE}([^{BASE}{END}]*){READING}([^{BASE}{END}]*){END}")
_TYPED = {ord(BASE): "{", ord(READING): "|", ord(END): "}"}


@cache
def _ruby() -> re.Pattern[str]:
    """Return what finds a word of ideographs, kana between them allowed, and its reading in kana.

    Made when it is first needed: so large classes take milliseconds to compile.
    """
    return re.compile(
        "\\{([\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\u3005-\u3007\u3041-\u30ff\u3400-\u9fff"
        "\uf900-\ufaff\U00020000-\U0003ffff]{0,15})\\|([\u3041-\u3096\u30a1-\u30fc]{1,32})\\}"
    )


def has_readings(text: str) -> bool:
    """Whether some word of a Markdown text has a reading."""
    return "{" in text and not text.isascii() and _ruby().search(text) is not None


def unread(text: str) -> str:
    """Return a Markdown text with only the words of those that have readings."""
    return _ruby().sub(r"\1", text) if has_readings(text) else text


def marked(text: str) -> str:
    """Return a Markdown text with the signs around each word and its reading as control characters."""
    return _ruby().sub(rf"{BASE}\1{READING}\2{END}", text)


def typed(text: str) -> str:
    """Return a text with the marks of readings in it as they were typed."""
    return text.translate(_TYPED) if BASE in text else text


def read(runs: blocks.Runs) -> Iterator[blocks.Run]:
    """Yield runs with each word that has a reading as a run of its own; in code it stays as typed."""
    for run in runs:
        if BASE not in run.text:
            yield run
        elif run.code:
            yield replace(run, text=typed(run.text))
        else:
            parts = _MARKED.split(run.text)
            for place in range(0, len(parts), 3):
                if parts[place]:
                    yield replace(run, text=typed(parts[place]))
                if place + 1 < len(parts):
                    yield replace(run, text=parts[place + 1], ruby=parts[place + 2])
