"""Files of every kind the program reads, each damaged in any number of ways: always the same ways for the same number.

Damage is what happens to files (cut short, bytes changed, parts lost or twice) and what nobody's program would write
(nesting, huge numbers, controls). In Word documents the parts inside the package are damaged too, so that the damage
gets past the unpacking.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from functools import cache

from briefing.sources.article import Unreadable, read
from briefing.sources.harvest import gather
from briefing.sources.references import read_references
from tests.unit.test_sources_readers import LINES, MADE

_PAGE = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Talks go on</title>"
    '<meta property="og:site_name" content="The Courier"><script type="application/ld+json">{"datePublished": '
    '"2025-05-25", "author": [{"name": "A. Example"}]}</script></head><body><nav>Menu</nav><article>'
    "<h1>Talks go on</h1>"
    + "".join(f"<p>{line}</p>" for line in LINES)
    + "<table><tr><td>Uppsala</td><td>25 May</td></tr></table></article></body></html>"
)
_RIS = "TY  - NEWS\nTI  - Talks go on\nAU  - Example, Ann\nDA  - 2025/05/25\nUR  - https://example.org/a\nER  -\n"
_BIBTEX = (
    "@string{c = {Courier}}\n@article{one, title = {Talks {Go} On}, author = {Ann Example and {Desk}}, "
    'journal = c # " Daily", year = 2025, month = may, url = "https://example.org/a"}\n'
)
_CSL = json.dumps(
    [
        {
            "id": "1",
            "type": "article-newspaper",
            "title": "Talks go on",
            "author": [{"family": "Example", "given": "Ann"}, {"literal": "Desk"}],
            "issued": {"date-parts": [[2025, 5, 25]]},
            "URL": "https://example.org/a",
        }
    ]
)
_PLAIN = "Talks go on\n\nThe Courier, 25 May 2025\n\n" + "\n\n".join(LINES)
_MARKDOWN = (
    "---\ntitle: Talks go on\ndate: 2025-05-25\n---\n# Talks go on\n\n> " + "\n\n- ".join(LINES) + "\n[a]: <b>\n"
)
_NASTY = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x85", b"\x1a", b"{" * 400, b"<b>" * 400, b"[" * 400,
    b"\\u-99999999?",
    b"\\bin99999999 ", b"&#xffffff;", b"&#0;", b"<!--", b"<![CDATA[", b"\xed\xa0\x80", "\u202e\u200b“".encode(),
    b"99999999999999999999", b"-1", b"%", b"1e999", b"\n\n\n", b'"', b"'", b"}", b"</p>", b"=?utf-8?B?////?=", b"\n--",
    b"<table><tr><td>" * 60, b"obj\n<<", b"\\'zz", b"\\ansicpg99999", b"0000-99-99", "「『".encode(),
    "\u00ad".encode() * 50,
)  # fmt: skip
LISTS = ("a.ris", "a.bib", "a.json")


@cache
def seeds() -> dict[str, bytes]:
    """Return a whole file of each kind, by its name."""
    texts = {"a.txt": _PLAIN, "a.md": _MARKDOWN, "a.html": _PAGE, "a.ris": _RIS, "a.bib": _BIBTEX, "a.json": _CSL}
    made: dict[str, Callable[[], bytes]] = MADE
    return {name: text.encode() for name, text in texts.items()} | {name: make() for name, make in made.items()}


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Return bytes damaged in one to six ways."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(out) + 1)
        to = min(len(out), at + dice.choice((1, 2, 5, 20, 200)))
        match dice.randrange(8):
            case 0:
                out[at:to] = b""
            case 1:
                out[at:at] = dice.choice(_NASTY)
            case 2:
                out[at:to] = dice.choice(_NASTY)
            case 3:
                out[at:to] = dice.randbytes(to - at)
            case 4:
                out[at:at] = out[at:to] * dice.choice((1, 3, 40))
            case 5 if out:
                out[at % len(out)] ^= 1 << dice.randrange(8)
            case 6 if dice.random() < 0.3:
                del out[at:]
            case _:
                other = dice.randrange(len(out) + 1)
                out[at:to] = out[other : other + to - at]
    return bytes(out)


def mutated(name: str, number: int) -> bytes:
    """Return a file of a kind (by its name) in its damaged state ``number``."""
    dice = random.Random(f"{name} {number}")
    data = seeds()[name]
    if not name.endswith(".docx") or dice.random() < 0.3:
        return damaged(data, dice)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as written:
        parts = package.namelist()
        hurt = {dice.choice(parts), *(part for part in parts if part == "word/document.xml" and dice.random() < 0.7)}
        for part in parts:
            inside = package.read(part)
            if part not in hurt:
                written.writestr(part, inside)
            elif dice.random() < 0.9:
                written.writestr(part, damaged(inside, dice))
    return out.getvalue()


def outcome(name: str, data: bytes) -> str:
    """Read a file as the program does; return ``read`` or ``refused``. Whatever else is raised is a fault."""
    try:
        if name in LISTS:
            read_references(data, name)
        else:
            gather(read(data, name).text)
    except Unreadable as refusal:
        assert str(refusal).endswith(".")
        return "refused"
    return "read"
