"""Questions and answers: the question found by its number, its answer never parted from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.book.questions import Asked, Entry, Said, questions
from briefing.layout.desk import Area
from briefing.layout.kinds.beside import baseline, label_column, label_of, labelled, mark
from briefing.layout.page import Node
from briefing.layout.setting import Setting
from briefing.layout.strips import Strip, Words, keep_lines
from briefing.layout.style import Style
from briefing.text.blocks import Block, Heading, Runs, plain

_TOGETHER = 7  # lines: an answer that short is not parted from its question at all


def set_questions(setting: Setting, blocks: Sequence[Block], area: Area) -> list[Strip]:
    """Set questions and answers; what stands before the first question is text."""
    entries = questions(blocks, setting.desk.language)
    answers = Answers(setting, entries, area, numbered=True)
    return setting.blocks(entries, area, answers.own)


class Answers:
    """Sets the questions of a section and what is answered; all answers stand in from the questions' numbers."""

    def __init__(self, setting: Setting, entries: Sequence[Entry], area: Area, *, numbered: bool) -> None:
        self._setting, self._numbered = setting, numbered
        desk, sheet = setting.desk, setting.desk.sheet
        self._asked = Style(
            sheet.theme.faces["heads"],
            round(1.06 * area.style.size, 3),
            round(1.3 * area.style.size, 3),
            sheet.colours["primary"],
            bold=True,
        )
        self._label = sheet.label
        asked = [entry for entry in entries if isinstance(entry, Asked)]
        wide = max((desk.line(self._mark(one), self._asked).width for one in asked), default=0.0)
        self._indent = wide + 0.8 * area.style.size if wide else 0.0
        self._open = False
        labels = [label_of(one.lead) for one in entries if isinstance(one, Said) and one.lead and one.role != "aside"]
        inner = replace(area, width=area.width - self._indent)
        self._column = label_column(desk, labels, self._label, inner)

    def _mark(self, one: Asked) -> str:
        return self._setting.desk.says("question_number", number=one.number) if self._numbered else ""

    def own(self, entry: object, area: Area) -> list[Strip] | None:
        """Set a question or a part of an answer; any other block below a question stands in like its answer."""
        match entry:
            case Asked():
                self._open = True
                return self._question(entry, area)
            case Said():
                return self._said(entry, self._inside(area))
            case _ if self._open and not isinstance(entry, Heading):
                return self._setting.block(_block(entry), self._answering(self._inside(area)))
            case _:
                self._open = False
                return None

    def _inside(self, area: Area) -> Area:
        return replace(area, x=area.x + self._indent, width=area.width - self._indent) if self._open else area

    def _answering(self, area: Area) -> Area:
        """Return where the words of an answer stand: beside their labels, those that have none too."""
        beside = self._column if self._open else 0.0
        return replace(area, x=area.x + beside, width=area.width - beside)

    def _question(self, one: Asked, area: Area) -> list[Strip]:
        desk, sheet = self._setting.desk, self._setting.desk.sheet
        inner = replace(area, x=area.x + self._indent, width=area.width - self._indent)
        named = self._numbered or one.level
        node = area.node.add(self._setting.head_role(max(one.level, 2)) if named else "P")
        out = desk.strips(one.runs, inner, node, self._asked) if one.runs else []
        words = self._mark(one)
        label = label_of(one.lead)
        if one.lead and (len(plain(label)) > 1 or not words or not out):
            out = labelled(desk, label, out, (inner, 0.0, self._label, node))
        for strip in out:
            strip.keep = True
        if words and out:
            mark(out, Words(area.x, baseline(out, self._asked.size), desk.line(words, self._asked), node))
        desk.originate(out, one.block)
        if out:
            out[0].before = 1.25 * sheet.em
        return out

    def _said(self, one: Said, area: Area) -> list[Strip]:
        desk, sheet = self._setting.desk, self._setting.desk.sheet
        node = area.node.add("P")
        if one.role == "aside":
            out = desk.strips((*one.lead, *_spaced(one.runs)), area, node, sheet.small)
        elif not one.lead:
            out = desk.strips(one.runs, self._answering(area), node)
        else:
            out = self._led(one, area, node)
        if len(out) <= _TOGETHER:
            keep_lines(out, _TOGETHER)
        desk.originate(out, one.block)
        if out:
            out[0].before = (0.3 if one.role == "answer" else 0.4) * sheet.em
        return out

    def _led(self, one: Said, area: Area, node: Node) -> list[Strip]:
        desk, sheet = self._setting.desk, self._setting.desk.sheet
        tone = {"avoid": "accent", "answer": "ink"}.get(one.role, "muted")
        column = self._column
        inner = replace(area, x=area.x + column, width=area.width - column, node=node)
        if not column and one.role == "answer":
            # On a narrow page a line of its own for “A.” would be wasted.
            lead = tuple(replace(run, bold=True, italic=False) for run in one.lead)
            return desk.strips((*lead, *_spaced(one.runs)), inner, node)
        if not column and one.role in ("pressed", "avoid"):
            inner = area = area.inside(1.4 * area.style.size, node)
        text = desk.strips(one.runs, inner, node) if one.runs else []
        label = self._label.coloured(sheet.colours[tone])
        return labelled(desk, label_of(one.lead), text, (area, column, label, node))


def _spaced(runs: Runs) -> Runs:
    return (replace(runs[0], text=f" {runs[0].text}"), *runs[1:]) if runs and plain(runs) else runs


def _block(entry: object) -> Block:
    return entry  # pyright: ignore[reportReturnType]
