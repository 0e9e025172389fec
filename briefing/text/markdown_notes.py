"""Footnotes: calls and the notes they call brought together, nothing that was typed lost.

A call nobody answers and a note nobody calls are kept as typed; a note written at its call is its own answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.text import blocks
from briefing.text import markdown_ruby as ruby
from briefing.text.markdown_asides import CLOSE, OPEN, cut_out, typed
from briefing.text.markdown_runs import tidy


@dataclass(slots=True)
class Part:
    """A piece of a text: the line it begins on and its blocks; for a note, those of its line as typed."""

    line: int
    blocks: list[blocks.Block]
    note: blocks.Note | None = None


def with_notes(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with every call carrying its note; of notes of one name the first is meant."""
    known: dict[str, blocks.Note] = {}
    mute = _Calls({})
    for part in parts:
        if part.note is not None:
            known.setdefault(part.note.name.lower(), replace(part.note, runs=mute.runs(part.note.runs)))
    calls = _Calls(known)
    answered = [part if part.note else Part(part.line, [calls.block(one) for one in part.blocks]) for part in parts]
    met: set[str] = set()
    out: list[Part] = []
    for part in answered:
        if part.note is None:
            out.append(part)
            continue
        name = part.note.name.lower()
        kept = name in met or name not in calls.called
        out.append(Part(part.line, [mute.block(block) for block in part.blocks] if kept else []))
        met.add(name)
    return out


class _Calls:
    """Answers calls from the notes known; ``called`` gathers the names of those that were."""

    def __init__(self, known: Mapping[str, blocks.Note]) -> None:
        self._known = known
        self.called: set[str] = set()
        self._alike: dict[blocks.Runs, int] = {}

    def runs(self, runs: blocks.Runs) -> blocks.Runs:
        """Return runs with each call answered, or as typed."""
        if any(ruby.BASE in run.text for run in runs):
            runs = tuple(ruby.read(runs))
        if any(OPEN in run.text or CLOSE in run.text for run in runs):
            runs = tuple(self._asides(runs))
        if not any(run.cite.startswith("^") for run in runs):
            return runs
        return tidy([self._run(run) if run.cite.startswith("^") else run for run in runs])

    def _asides(self, runs: blocks.Runs) -> Iterator[blocks.Run]:
        """Yield runs with the notes written in them as notes; each has a name of its own, however alike they are."""
        mute = _Calls({})
        call = blocks.Run("")
        for part in cut_out(runs):
            if isinstance(part, blocks.Run):
                if part.text or part.cite:
                    yield part
                else:
                    call = part
            else:
                words = tidy(list(mute.runs(part)))
                # Which of its like it is, and not which of all: a note added before it does not change it.
                self._alike[words] = self._alike.get(words, 0) + 1
                yield replace(call, note=blocks.Note(f"^{self._alike[words]}", words))

    def _run(self, run: blocks.Run) -> blocks.Run:
        name = run.cite[1:]
        note = self._known.get(name.lower())
        if note is None or run.href:
            return replace(run, cite="", text=f"[^{name}]")
        self.called.add(name.lower())
        return replace(run, cite="", note=note)

    def block(self, block: blocks.Block) -> blocks.Block:
        """Return a block with the calls in it answered."""
        match block:
            case blocks.Paragraph() | blocks.Heading():
                return replace(block, runs=self.runs(block.runs))
            case blocks.Listing():
                return replace(block, items=tuple(tuple(self.block(one) for one in item) for item in block.items))
            case blocks.BlockQuote():
                return replace(block, blocks=tuple(self.block(one) for one in block.blocks))
            case blocks.Table():
                head, *rows = (tuple(self.runs(cell) for cell in row) for row in (block.head, *block.rows))
                return replace(block, head=head, rows=tuple(rows))
            case blocks.Definitions():
                entries = tuple((self.runs(term), self.runs(meaning)) for term, meaning in block.entries)
                return replace(block, entries=entries)
            case blocks.Picture():
                return replace(block, alt=ruby.typed(typed(block.alt)), caption=self.runs(block.caption))
            case blocks.Code():
                return replace(block, text=ruby.typed(typed(block.text)))
            case _:
                return block
