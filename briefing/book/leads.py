"""Bold or italic words that lead a paragraph or a part of one: ``**If pressed:** …``. All words are kept, in order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefing.book.headwords import meaning
from briefing.text.blocks import Run, Runs, plain, silent

_ENDS = (".", ":", "：", "。", "?", "？", "؟", "!", "！")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paragraph: the words that lead it (may be none), the others, and what the lead means."""

    lead: Runs
    runs: Runs
    role: str = ""


def bold_lead(runs: Runs) -> tuple[Runs, Runs] | None:
    """Return the bold words a paragraph begins with and the rest, when they lead it: ``**Born.** In Kyoto``.

    They do when they end in a full stop or colon, the colon may stand after them; a citation may follow them.
    """
    end = 0
    while end < len(runs) and runs[end].bold and not runs[end].cite:
        end += 1
    if not end:
        return None
    lead, rest = runs[:end], runs[end:]
    if plain(lead).rstrip().endswith(_ENDS[:4]):
        return lead, tidied(rest)
    if rest and rest[0].text[:1] in (":", "："):
        colon = replace(lead[-1], text=rest[0].text[0])
        return (*lead, colon), tidied((replace(rest[0], text=rest[0].text[1:]), *rest[1:]))
    return None


def parted(runs: Runs, language: str, among: Sequence[str]) -> tuple[Part, ...]:
    """Return a paragraph cut before each bold or italic run that is a head of one of these meanings."""
    starts = [k for k in range(len(runs)) if _role(runs, k, language, among)]
    if not starts:
        return (Part((), runs),)
    out: list[Part] = []
    if starts[0]:
        out.append(Part((), tidied(runs[: starts[0]])))
    for start, end in zip(starts, [*starts[1:], len(runs)], strict=True):
        role = _role(runs, start, language, among)
        run, rest = runs[start], runs[start + 1 : end]
        colon = rest[0].text[:1] if rest else ""
        if colon in (":", "：") and colon:
            run, rest = replace(run, text=run.text + colon), (replace(rest[0], text=rest[0].text[1:]), *rest[1:])
        out.append(Part((run,), tidied(rest), role))
    return tuple(part for part in out if part.lead or part.runs)


def _role(runs: Runs, k: int, language: str, among: Sequence[str]) -> str:
    run = runs[k]
    if not (run.bold or run.italic) or run.code or run.href or run.cite:
        return ""
    follows = runs[k + 1].text if k + 1 < len(runs) else ""
    marked = run.text.rstrip().endswith((".", ":", "：", "。")) or follows[:1] in (":", "：")
    if marked and meaning(run.text, language, among):
        return meaning(run.text, language, among)
    head, colon, _ = run.text.replace("：", ":").partition(":")
    return meaning(head, language, ("aside",)) if colon and "aside" in among else ""


def tidied(runs: Sequence[Run]) -> Runs:
    """Return runs without the blanks and line breaks at both ends."""
    out = [run for run in runs if run.text or silent(run)]
    _trim(out, 0, str.lstrip)
    _trim(out, -1, str.rstrip)
    return tuple(out)


def _trim(runs: list[Run], end: int, strip: Callable[[str], str]) -> None:
    while runs and not silent(runs[end]) and not runs[end].code:
        text = strip(runs[end].text)
        if text:
            runs[end] = replace(runs[end], text=text)
            return
        runs.pop(end)
