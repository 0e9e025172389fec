"""A person: facts in a neat list, how the name is spoken easy to find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefing.book.facts import Fact, Facts, with_facts
from briefing.book.headwords import meaning
from briefing.layout.desk import Area
from briefing.layout.kinds.beside import hair_above, label_column, label_of, labelled
from briefing.layout.kinds.portrait import set_portrait
from briefing.layout.setting import Setting
from briefing.layout.strips import Hair, Strip, keep_whole
from briefing.layout.style import Style
from briefing.text.blocks import Block, Runs, plain

_ROOMY = 19.0  # facts are short: their names stand beside them on a narrower measure than other labels


def set_person(setting: Setting, blocks: Sequence[Block], area: Area) -> list[Strip]:
    """Set a section about a person; a picture that comes first is their portrait."""
    found = with_facts(blocks)
    # All lists of facts have one column of names, or the page looks unsettled.
    names = [label_of(fact.name) for block in found if isinstance(block, Facts) for fact in block.facts]

    def own(block: object, where: Area) -> list[Strip] | None:
        return _own(setting, block, where, names)

    out, count = set_portrait(setting, found, area, own)
    rest = setting.blocks(found[count:], area, own)
    if out and rest:
        rest[0].before = setting.desk.sheet.space("block")
    return [*out, *rest]


def _own(setting: Setting, block: object, area: Area, names: Sequence[Runs]) -> list[Strip] | None:
    if not isinstance(block, Facts):
        return None
    desk, sheet = setting.desk, setting.desk.sheet
    labels = [label_of(fact.name) for fact in block.facts]
    column = label_column(desk, names, sheet.label, area, 0.3, _ROOMY)
    whole = area.node.add("L")
    out: list[Strip] = []
    for fact, label in zip(block.facts, labels, strict=True):
        entry = whole.add("LI")
        name, body = entry.add("Lbl"), entry.add("LBody")
        inner = replace(area, x=area.x + column, width=area.width - column, node=body)
        text = desk.strips(fact.runs, inner, body, _style(setting, fact, area)) if fact.runs else []
        made = labelled(desk, label, text, (area, column, sheet.label, name))
        hair_above(made, area, 0.4, sheet.colours["rule"], 0.3 * sheet.em)
        keep_whole(made)
        made[-1].height += 0.28 * sheet.em
        desk.originate(made, fact.block)
        out += made
    if out:
        out[0].before = sheet.space("paragraph")
        end = out[-1]
        end.hairs.append(Hair(area.x, end.height, area.width, 0.4, sheet.colours["rule"]))
        end.height += 0.55 * sheet.em
    return out


def _style(setting: Setting, fact: Fact, area: Area) -> Style:
    """Return the style of a fact: how a name is spoken stands out."""
    sheet = setting.desk.sheet
    style = area.style.aligned("left")
    if meaning(plain(fact.name), setting.desk.language, ("said_as",)):
        return replace(style, family=sheet.theme.faces["heads"], bold=True, colour=sheet.colours["primary"])
    return style
