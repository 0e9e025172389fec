"""Footnotes written where they are called: ``^[the words of the note]``.

The brackets are found before the text is marked up and stand as two control characters meanwhile (no text may hold
them, see ``clean_lines``), so that the Markdown inside a note is read like any other. What turns out to be no note
(in code, in a link, never closed) is given back as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefing.text import blocks
from briefing.text.markdown_pieces import code_spans

OPEN, CLOSE = "\x05", "\x06"

# An escaped sign, the beginning of a note (neither a call nor a reference to a kept quote), any other bracket.
_BRACKET = re.compile(r"\\.|\^\[(?!\^|\[(?:quote|cite):)|[\[\]]", re.S)
_MARKS = re.compile(f"([{OPEN}{CLOSE}])")
_TYPED = {ord(OPEN): "^[", ord(CLOSE): "]"}


def marked(text: str) -> str:
    """Return a Markdown text with the brackets around each note in it as ``OPEN`` and ``CLOSE``."""
    if "^[" not in text:
        return text
    spans = iter(code_spans(text) if "`" in text else ())
    code = next(spans, None)
    opened: list[tuple[int, bool]] = []
    places: dict[int, tuple[int, str]] = {}
    for found in _BRACKET.finditer(text):
        at, sign = found.start(), found[0]
        while code and code[1] <= at:
            code = next(spans, None)
        if sign[0] == "\\" or (code and code[0] <= at):
            continue
        if sign != "]":
            opened.append((at, sign == "^["))
        elif opened:
            start, note = opened.pop()
            if note and text[start + 2 : at].strip():
                places[start], places[at] = (2, OPEN), (1, CLOSE)
    out: list[str] = []
    at = 0
    for place in sorted(places):
        wide, sign = places[place]
        out += (text[at:place], sign)
        at = place + wide
    return "".join([*out, text[at:]])


def typed(text: str) -> str:
    """Return a text with the marks of notes in it as they were typed."""
    return text.translate(_TYPED) if OPEN in text or CLOSE in text else text


def cut_out(runs: blocks.Runs) -> Iterator[blocks.Run | blocks.Runs]:
    """Yield some runs in order, and for each note in them one run for its call followed by the runs of its words.

    A note in a note is kept as typed.
    """
    aside: list[blocks.Run] = []
    call: blocks.Run | None = None
    depth = 0
    for run in _parted(runs):
        if run.text == OPEN and not depth:
            call, depth = run, 1
        elif call is None:
            yield _as_typed(run)
        elif run.text == CLOSE and depth == 1:
            yield _said(call, "")
            yield tuple(aside)
            aside, call, depth = [], None, 0
        else:
            depth += (run.text == OPEN) - (run.text == CLOSE)
            aside.append(_plainer(_as_typed(run), call))
    if call is not None:
        yield _as_typed(call)
        yield from aside


def _parted(runs: blocks.Runs) -> Iterator[blocks.Run]:
    """Yield runs with each mark a run of its own; what stands in code or in a link marks nothing."""
    for run in runs:
        if run.code or run.href or not (OPEN in run.text or CLOSE in run.text):
            yield run if not (run.code or run.href) else _as_typed(run)
        else:
            yield from (_said(run, part) for part in _MARKS.split(run.text) if part)


def _said(run: blocks.Run, text: str) -> blocks.Run:
    return blocks.Run(text, run.bold, run.italic, run.code, run.href, run.lang, run.cite)


def _as_typed(run: blocks.Run) -> blocks.Run:
    return _said(run, typed(run.text)) if OPEN in run.text or CLOSE in run.text else run


def _plainer(run: blocks.Run, call: blocks.Run) -> blocks.Run:
    """Return a run of a note without the style its call stands in."""
    if not (call.bold or call.italic):
        return run
    return replace(run, bold=run.bold and not call.bold, italic=run.italic and not call.italic)
