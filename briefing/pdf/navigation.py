"""Ways around the file: links, destinations, bookmarks and page labels (ISO 32000-1, 12.3, 12.4.2, 12.5.6.5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from briefing.layout.faults import stop_if
from briefing.layout.page import Bookmark, Link, Page
from briefing.pdf.document import LONGEST, Document, number, text
from briefing.pdf.structure import LinkMark

_SCHEMES = frozenset({"http", "https", "mailto"})
# Everything RFC 3986 allows in an address; what is not listed is percent-encoded.
_ALLOWED = "%:/?#[]@!$&'()*+,;=-._~"


def destinations(document: Document, pages: Sequence[Page]) -> dict[str, str]:
    """Return an explicit destination for each anchor; of two with one name the first counts.

    The reader keeps its zoom (XYZ with null): some viewers warn about Fit destinations.
    """
    found: dict[str, str] = {}
    for index, page in enumerate(pages):
        for anchor in page.anchors:
            place = f"[{document.page_reference(index)}/XYZ 0 {number(anchor.y)} null]"
            found.setdefault(anchor.name, place)
    return found


def write_links(
    document: Document,
    pages: Sequence[Page],
    places: Mapping[str, str],
    cancelled: Callable[[], bool] | None = None,
) -> list[LinkMark]:
    """Add every link annotation to its page; return them for the structure tree.

    A link to an anchor nobody set, or to an address that is not http, https or mailto or longer than a PDF can
    hold, leads nowhere and is left out: its words stand on the page all the same.
    """
    marks: list[LinkMark] = []
    for index, page in enumerate(pages):
        stop_if(cancelled)
        references: list[str] = []
        for link in page.links:
            leads_to = _action(link, places)
            if not leads_to:
                continue
            key = len(pages) + len(marks)
            reference = document.add(_annotation(link, leads_to, key))
            references.append(reference)
            marks.append(LinkMark(index, reference, key, link.node))
        sheet = document.page(index)
        sheet.__NoDefault__ = [*sheet.__NoDefault__, "StructParents", "Tabs"]
        sheet.StructParents = index
        sheet.Tabs = "/S"
        if references:
            sheet.Annots = document.reference_list(references)
    return marks


def _action(link: Link, places: Mapping[str, str]) -> str:
    if link.target:
        place = places.get(link.target, "")
        return place and f"/Dest{place}"
    address = quote(link.href, safe=_ALLOWED, errors="replace")
    if urlsplit(address).scheme.lower() not in _SCHEMES or len(address) > LONGEST:
        return ""
    return f"/A<</S/URI/URI{text(address)}>>"


def _annotation(link: Link, leads_to: str, key: int) -> str:
    says = link.says or (link.node.alt if link.node else "") or (f"Link to {link.href}" if link.href else "Go to page")
    box = " ".join(number(edge) for edge in (link.x1, link.y1, link.x2, link.y2))
    return (
        f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[{box}]/Contents{text(says)}/StructParent {key}{leads_to}>>"
    )


@dataclass(slots=True)
class _Entry:
    bookmark: Bookmark
    place: str
    number: int = 0
    kids: list[_Entry] = field(default_factory=list)


def write_bookmarks(document: Document, bookmarks: Sequence[Bookmark], places: Mapping[str, str]) -> None:
    """Put the document outline into the file, opened at its top level only.

    A depth that jumps hangs under the entry before it; an entry whose anchor nobody set is left out.
    """
    top: list[_Entry] = []
    path: list[tuple[int, _Entry]] = []
    entries: list[_Entry] = []
    for bookmark in bookmarks:
        place = places.get(bookmark.anchor, "")
        if not place:
            continue
        entry = _Entry(bookmark, place)
        while path and path[-1][0] >= bookmark.depth:
            path.pop()
        (path[-1][1].kids if path else top).append(entry)
        path.append((bookmark.depth, entry))
        entries.append(entry)
    if not top:
        return
    root = document.reserve(len(entries) + 1)
    for offset, entry in enumerate(entries):
        entry.number = root + 1 + offset
    document.put(root, f"<</Type/Outlines/First {top[0].number} 0 R/Last {top[-1].number} 0 R/Count {len(top)}>>")
    _write_level(document, top, root)
    document.catalogue.Outlines = f"{root} 0 R"
    document.catalogue.PageMode = "/UseOutlines"


def _write_level(document: Document, level: Sequence[_Entry], parent: int) -> None:
    for place, entry in enumerate(level):
        before = f"/Prev {level[place - 1].number} 0 R" if place else ""
        after = f"/Next {level[place + 1].number} 0 R" if place + 1 < len(level) else ""
        below = ""
        if entry.kids:
            # A negative count means closed: the number of entries that opening would show.
            below = f"/First {entry.kids[0].number} 0 R/Last {entry.kids[-1].number} 0 R/Count -{len(entry.kids)}"
            _write_level(document, entry.kids, entry.number)
        document.put(
            entry.number,
            f"<</Title{text(entry.bookmark.title)}/Parent {parent} 0 R{before}{after}{below}/Dest{entry.place}>>",
        )


def write_page_labels(document: Document, pages: Sequence[Page]) -> None:
    """Make the page numbers a reader shows the ones printed on the pages."""
    ranges: list[str] = []
    expected = ""
    for index, page in enumerate(pages):
        label = page.label or str(index + 1)
        if label != expected:
            ranges.append(f"{index} {_label(label)}")
        expected = _after(label)
    document.catalogue.PageLabels = f"<</Nums[{' '.join(ranges)}]>>"


def _split(label: str) -> tuple[str, str]:
    """Return what stands before a label's last number, and the number as digits (empty if there is none)."""
    digits = len(label) - len(label.rstrip("0123456789"))
    prefix, figure = label[: len(label) - digits], label[len(label) - digits :]
    kept = figure.lstrip("0")
    return prefix + figure[: len(figure) - len(kept)], kept


def _label(label: str) -> str:
    prefix, figure = _split(label)
    before = f"/P{text(prefix)}" if prefix else ""
    return f"<<{before}/S/D/St {figure}>>" if figure else f"<<{before}>>"


def _after(label: str) -> str:
    """Return the label the next page would get by counting on; one without a number stays as it is."""
    prefix, figure = _split(label)
    return f"{prefix}{int(figure) + 1}" if figure else prefix
