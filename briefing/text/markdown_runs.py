"""From the words and inline elements of a Markdown tree to runs: styles, references, blanks and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from xml.etree.ElementTree import Element

from briefing.text import blocks
from briefing.text import markdown_ruby as ruby
from briefing.text.markdown_asides import typed
from briefing.text.markdown_pieces import CALL, REFERENCE
from briefing.text.markdown_simple import Settled

_ESCAPED = re.compile("\x02(\\d+)\x03")
_PLACEHOLDER = re.compile("\x02(?:klzzwxh:\\d+)?\x03?|\x03")
_WIDE = r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff]"
_SOFT = re.compile(r"[ ]*\n[ ]*|[ ]{2,}")
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20]+$", re.I)


@dataclass(frozen=True, slots=True)
class Style:
    """The style in force inside an inline element."""

    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""


def runs_of(element: Element) -> blocks.Runs:
    """Return an inline element's runs, blanks put in order."""
    text = element.text
    if text and not len(element) and "[[" not in text and "[^" not in text and not isinstance(text, Settled):
        said = words(text).strip(" \n")
        return (blocks.Run(said),) if said else ()
    return tidy(list(_walk(element, Style())))


def _walk(element: Element, style: Style) -> Iterator[blocks.Run]:
    if element.text:
        yield from _said(element.text, style)
    for child in element:
        tag = child.tag
        if tag == "br":
            yield blocks.Run("\n", code=True)
        elif tag == "strong":
            yield from _walk(child, replace(style, bold=True))
        elif tag == "em":
            yield from _walk(child, replace(style, italic=True))
        elif tag == "code":
            yield from _walk(child, replace(style, code=True))
        elif tag == "a":
            yield from _walk(child, replace(style, href=style.href or _safe(child.get("href", ""))))
        else:
            yield from _walk(child, style)
        if child.tail:
            yield from _said(child.tail, style)


def _said(text: str, style: Style) -> Iterator[blocks.Run]:
    """Yield the runs of some words as the package left them; references are read before escaped signs are."""
    if isinstance(text, Settled):
        yield from runs_settled(text)
        return
    if style.code:
        yield blocks.Run(unquoted(text), style.bold, style.italic, True, style.href)
        return
    for run in with_references(blocks.Run(text, style.bold, style.italic, False, style.href)):
        yield run if run.cite else _saying(run, words(run.text))


def runs_settled(text: Settled) -> Iterator[blocks.Run]:
    """Yield the runs of settled words, soft line breaks closed."""
    for run in text.runs:
        yield run if run.cite else _saying(run, words(run.text))


def _saying(run: blocks.Run, text: str, cite: str = "", lang: str = "") -> blocks.Run:
    """Return a run like another with other words (``dataclasses.replace`` costs five times as much)."""
    return blocks.Run(text, run.bold, run.italic, run.code, run.href, lang, cite, None, run.ruby)


def _alike(one: blocks.Run, other: blocks.Run) -> bool:
    return (
        one.bold == other.bold and one.italic == other.italic and one.code == other.code and one.href == other.href
    ) and not (blocks.silent(one) or blocks.silent(other) or one.ruby or other.ruby)


@cache
def _soft_wide() -> re.Pattern[str]:
    """Return what finds a line end between two wide signs; so large a class takes milliseconds to compile."""
    return re.compile(rf"(?<={_WIDE})[ ]*\n[ ]*(?={_WIDE})")


def _safe(address: str) -> str:
    """Return a web or mail address as it may stand in a document; ``""`` for any other."""
    address = ruby.typed(typed(words(address.strip())))
    return address if _SAFE_ADDRESS.match(address) else ""


def words(text: str) -> str:
    """Return text without the marks the package leaves in it, soft line breaks closed."""
    if "\x02" in text or "\x03" in text:
        text = _PLACEHOLDER.sub("", _ESCAPED.sub(lambda found: chr(int(found[1])), text))
    if "\n" in text:
        text = text if text.isascii() else _soft_wide().sub("", text)
    return _SOFT.sub(" ", text) if "\n" in text or "  " in text else text


def unquoted(text: str) -> str:
    """Return code as it was typed: the package escapes three signs in it, and some backslashes."""
    text = _PLACEHOLDER.sub("", _ESCAPED.sub(lambda found: "\\" + chr(int(found[1])), text))
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def with_references(run: blocks.Run) -> blocks.Runs:
    """Return a run cut at its references.

    A card inside running text is a run with ``lang="card"`` for now, the call of a footnote one whose ``cite`` is
    ``^name`` until it is known whether there is such a note.
    """
    if run.code:
        return (run,)
    if "[^" in run.text:
        return _with_calls(run)
    return _with_quotes(run)


def _with_quotes(run: blocks.Run) -> blocks.Runs:
    if "[[" not in run.text:
        return (run,)
    out: list[blocks.Run] = []
    at = 0
    for found in REFERENCE.finditer(run.text):
        out.append(_saying(run, run.text[at : found.start()]))
        out.append(_saying(run, "", cite=found[2], lang="card" if found[1] == "quote" else ""))
        at = found.end()
    out.append(_saying(run, run.text[at:]))
    return tuple(part for part in out if part.text or part.cite)


def _with_calls(run: blocks.Run) -> blocks.Runs:
    out: list[blocks.Run] = []
    at = 0
    for found in CALL.finditer(run.text):
        out += _with_quotes(_saying(run, run.text[at : found.start()]))
        out.append(_saying(run, "", cite=f"^{found[1]}"))
        at = found.end()
    out += _with_quotes(_saying(run, run.text[at:]))
    return tuple(out)


def tidy(runs: list[blocks.Run]) -> blocks.Runs:
    """Return runs with equal neighbours joined, and no blank at either end or beside a hard break."""
    out: list[blocks.Run] = []
    for run in runs:
        hard = run.code and run.text == "\n"
        now = blocks.Run("\n") if hard else run
        last = out[-1] if out else None
        starts_line = last is None or (last.text.endswith("\n") and not blocks.silent(last))
        if starts_line and not blocks.silent(now) and not now.code:
            now = _saying(now, now.text.lstrip(" " if last else " \n"))
        if hard and last and not blocks.silent(last) and not last.code:
            out[-1] = last = _saying(last, last.text.rstrip(" "))
        if not now.text and not blocks.silent(now):
            continue
        if last and _alike(last, now):
            joint = last.text + now.text
            out[-1] = _saying(last, joint if now.code else joint.replace("  ", " "))
        else:
            out.append(now)
    while out and not blocks.silent(out[-1]) and not out[-1].code:
        stripped = out[-1].text.rstrip(" \n")
        if stripped:
            out[-1] = _saying(out[-1], stripped)
            break
        out.pop()
    return tuple(run for run in out if run.text or blocks.silent(run))


def cites_only(runs: blocks.Runs) -> blocks.Runs:
    """Return runs where a card, which has no room in a heading or a table cell, is a source number instead."""
    return tuple(_saying(run, "", cite=run.cite) if run.cite else run for run in runs)


def paragraphs(runs: blocks.Runs) -> list[blocks.Block]:
    """Return the paragraphs and quote cards some runs make: a card in running text is set out after the words."""
    out: list[blocks.Block] = []
    said: list[blocks.Run] = []
    for run in runs:
        if run.cite and run.lang == "card":
            _close(out, said)
            out.append(blocks.QuoteCard(run.cite))
        else:
            said.append(run)
    _close(out, said)
    return out


def _close(out: list[blocks.Block], said: list[blocks.Run]) -> None:
    runs = tidy(said)
    if runs:
        out.append(blocks.Paragraph(runs))
    said.clear()
