"""Who said it, in Japanese: X は「…」と述べた, 「…」とXは語った, 「…」とX."""

from __future__ import annotations

import re

from briefing.sources.attribution import Attribution
from briefing.sources.mentions import Mention
from briefing.text.quotation import Quotation

_SAYING = re.compile(
    r"(?:と|などと|と、)?[^。「」\n]{0,30}?(述べ|語っ|語り|話し|話す|強調し|指摘し|説明し|表明し|主張し|訴え|答え|発言し|明らかにし|"
    r"コメントし|批判し|言っ|言う|いう|呼びかけ|伝え|書い|警告し|求め|期待感を示し|認識を示し|考えを示し)"
)
_NAME = "[\u4e00-\u9fff々ヶァ-ヴー・A-Za-zＡ-Ｚａ-ｚ]{2,24}"
_TOPIC = re.compile(f"({_NAME})(?:[（(][^）)]{{0,20}}[）)])?(?:は|が|も)(?=[、，]|[^。]{{0,80}}$)")
_AFTER = re.compile(f"^(?:と|などと)[、，]?({_NAME})(?:は|が|も)")
_NAMED = re.compile(f"(?:[^、]*の)?({_NAME})(?:[（(][^）)]{{0,20}}[）)])?")
_PRONOUN = re.compile("(彼女?|同氏|同首相|同大臣|同大統領)(?:は|が|も)")
_TITLE = re.compile(
    "(?:前|元|副|新)?(?:首相|総理大臣|総理|大統領|首席|主席|議長|総裁|幹事長|官房長官|外務大臣|外相|財務相|議員|知事|市長|"
    "会長|社長|代表|委員長|報道官|氏|さん|様|教授|記者)$"
)
_OFFICE = re.compile("^([\u4e00-\u9fff]{2})([\u4e00-\u9fff]{1,8}(?:相|大臣|長官|担当|部長|局長|次官|官))$")
_NOT_PEOPLE = re.compile("(?:日|曜日|今回|協議|会談|政府|記事|一方|関税|これ|それ|基金|構想|日本|米国)$")


def attribute(text: str, quotation: Quotation, before: int, after: int, earlier: Mention | None) -> Attribution | None:
    """Return who a quotation is given to; ``earlier`` is the speaker before, for 同氏 and 彼."""
    begins = max(before, *(text.rfind(mark, 0, quotation.left) + 1 for mark in "。\n"))
    ends = min([after, *(at for at in (text.find(mark, quotation.right) for mark in "。\n") if at >= 0)])
    lead, tail = text[begins : quotation.left], text[quotation.right : ends]
    saying = _SAYING.match(tail)
    if saying is None and not tail.startswith(("と", "など")):
        return None
    cue = saying.group(1) if saying else "と"
    if saying is None and not lead:
        return None
    inverted = _AFTER.match(tail)
    if inverted:
        return Attribution(_mention(inverted, quotation.right), cue, beside=True)
    if _PRONOUN.search(lead):
        return Attribution(earlier, cue, beside=True)
    for topic in _TOPIC.finditer(lead):
        if not _NOT_PEOPLE.search(topic.group(1)):
            return Attribution(_mention(topic, begins), cue, beside=True)
    return Attribution(earlier, cue, beside=False) if saying else None


def person(text: str, start: int, end: int) -> Mention | None:
    """Return whom the topic ``text[start:end]`` of a sentence names, ``None`` when it is no person."""
    named = _NAMED.fullmatch(text, start, end)
    if named is None or _NOT_PEOPLE.search(named.group(1)):
        return None
    return _mention(named, 0)


def _mention(match: re.Match[str], offset: int) -> Mention:
    name = match.group(1)
    title, office = _TITLE.search(name), _OFFICE.match(name)
    short, role = name, ""
    if title is not None and title.start() >= 1:
        short = name[: title.start()]
        role = title.group() if title.group() not in {"氏", "さん", "様"} else ""
    elif office is not None:
        # 赤木経済再生相: most family names have two characters, the office is what follows.
        short, role = office.groups()
    start = offset + match.start(1)
    return Mention(start, start + len(short), short, "name", role=role)
