"""Points to make: words to say, large and numbered, each with whom it is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.book.leads import bold_lead
from briefing.book.questions import Asked, Said, questions
from briefing.layout.desk import Area, drop
from briefing.layout.kinds.beside import baseline, label_of, labelled, mark
from briefing.layout.kinds.questions import Answers
from briefing.layout.setting import Setting
from briefing.layout.strips import Strip, Words, keep_lines, lowered
from briefing.layout.style import Style
from briefing.text.blocks import Block, Listing, Paragraph

_LARGE = 1.2


def set_points(setting: Setting, blocks: Sequence[Block], area: Area) -> list[Strip]:
    """Set points: those of the top level numbered through the section, other blocks as they are, all a size larger."""
    area = replace(area, style=replace(area.style.scaled(_LARGE).aligned("left"), even=True))
    return _Points(setting).blocks(blocks, area)


class _Points:
    """The points of one section: keeps count."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._number = 0

    def blocks(self, blocks: Sequence[Block], area: Area) -> list[Strip]:
        """Set the section's blocks; what they may say and what to answer look like questions without numbers."""
        entries = questions(blocks, self._setting.desk.language)
        answers = Answers(self._setting, entries, area, numbered=False)

        def own(block: object, where: Area) -> list[Strip] | None:
            if isinstance(block, Listing):
                return self._listing(block, where)
            return answers.own(block, where) if isinstance(block, Asked | Said) else None

        return self._setting.blocks(entries, area, own)

    def _listing(self, block: Listing, area: Area) -> list[Strip]:
        setting, sheet = self._setting, self._setting.desk.sheet
        style = Style(
            sheet.theme.faces["heads"],
            area.style.size,
            area.style.lead,
            sheet.colours["accent"],
            bold=True,
        )
        first = block.start if block.ordered else self._number + 1
        marks = [setting.desk.line(str(first + k), style) for k in range(len(block.items))]
        self._number = first + len(block.items) - 1
        indent = max([1.7 * style.size, *(line.width + 0.75 * style.size for line in marks)])
        whole = area.node.add("L")
        whole.ordered = True
        out: list[Strip] = []
        for item, line in zip(block.items, marks, strict=True):
            entry = whole.add("LI")
            label, body = entry.add("Lbl"), entry.add("LBody")
            made = self._point(item, area.inside(indent, body, deeper=1))
            first = baseline(made, style.size)
            # A number is higher than the small words beside it: the room above it is that above any other.
            lowered(made[0], max(drop(area.style) - first, 0.0))
            mark(made, Words(area.x, baseline(made, style.size), line, label))
            made[0].before = 0.75 * area.style.size if out else 0.0
            out += made
        if out:
            out[0].before = sheet.space("paragraph")
            # A number stands higher than text does: it wants more room below a head.
            lowered(out[0], 0.2 * area.style.size)
        return out

    def _point(self, item: tuple[Block, ...], area: Area) -> list[Strip]:
        """Set a point; bold words at its start say whom it is for and stand above it."""
        setting, sheet = self._setting, self._setting.desk.sheet
        first = item[0] if item else None
        found = bold_lead(first.runs) if isinstance(first, Paragraph) else None
        if found is None or not found[1]:
            return setting.blocks(item, area) or [Strip(area.style.lead)]
        rest = (Paragraph(found[1]), *item[1:])
        node = area.node.add("P")
        tone = sheet.label.coloured(sheet.colours["primary"])
        made = labelled(setting.desk, label_of(found[0]), setting.blocks(rest, area), (area, 0.0, tone, node))
        keep_lines(made, 4)
        return made
