"""The structure tree: which element every piece of the pages belongs to, in reading order.

ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1). The tree of `layout.page.Node` is only read, never changed,
because the composer keeps it between exports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.layout.faults import stop_if
from briefing.layout.page import Image, Node, Page
from briefing.pdf.document import Document, number, text, tongue

# Marked content and annotations are placed by page and by their order on it.
Place = tuple[int, int]
_LAST = 1 << 30
_ASKED = 2000  # elements written between two looks at whether to stop


@dataclass(slots=True)
class _Element:
    node: Node
    parent: _Element | None
    number: int = 0
    marks: list[Place] = field(default_factory=list)
    annotations: list[tuple[int, str]] = field(default_factory=list)
    kids: list[_Element] = field(default_factory=list)
    first: Place = (_LAST, 0)
    box: Box | None = None
    role: str = ""

    @property
    def reference(self) -> str:
        return f"{self.number} 0 R"


@dataclass(frozen=True, slots=True)
class LinkMark:
    """A link annotation: the page it is on, a reference to it, its key in the parent tree, the element it is for."""

    page: int
    reference: str
    key: int
    node: Node | None


Box = tuple[float, float, float, float]


def boxes(pages: Sequence[Page]) -> dict[int, Box]:
    """Return where each figure stands on its page, by the identity of its element."""
    return {
        id(item.node): (item.x, item.y, item.x + item.width, item.y + item.height)
        for page in pages
        for item in page.items
        if isinstance(item, Image) and item.node is not None
    }


def write_structure(
    document: Document,
    root: Node,
    marks: Sequence[Sequence[Node]],
    links: Sequence[LinkMark],
    figures: Mapping[int, Box] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    excerpt: bool = False,
) -> None:
    """Put the structure tree into a document whose pages are all added.

    ``marks`` holds, per page, the element of each marked-content id. Elements drawn but not hung into ``root``
    (which would be a fault of the layout) are kept, at its end: nothing drawn is lost to a screen reader. ``figures``
    says where those stand (see ``boxes``). Of an ``excerpt`` only what is shown of the elements is kept.
    """
    tree = _Tree(root)
    owners = [[tree.mark(node, (page, order)) for order, node in enumerate(nodes)] for page, nodes in enumerate(marks)]
    stop_if(cancelled)
    link_owners = [tree.link(link) for link in links]
    elements = tree.in_order()
    if excerpt:
        _keep_shown(elements)
        elements = tree.in_order()
    start = document.reserve(len(elements) + 1)
    for offset, element in enumerate(elements):
        element.number = start + 1 + offset
    _find_first(elements)
    pages = [document.page_reference(index) for index in range(len(marks))]
    for count, element in enumerate(elements):
        if not count % _ASKED:
            stop_if(cancelled)
        element.box = (figures or {}).get(id(element.node), element.node.box)
        document.put(element.number, _body(element, pages, f"{start} 0 R"))
    nums: list[str] = []
    for index, elements_of_page in enumerate(owners):
        listed = document.add("[" + " ".join(owner.reference for owner in elements_of_page) + "]")
        nums.append(f"{index} {listed}")
    nums += [f"{link.key} {owner.reference}" for link, owner in zip(links, link_owners, strict=True)]
    parents = document.add(f"<</Nums[{' '.join(nums)}]>>")
    notes = "".join(f"({_identity(e)}){e.reference}" for e in elements if e.node.role == "Note")
    names = f"/IDTree<</Names[{notes}]>>" if notes else ""
    document.put(
        start,
        f"<</Type/StructTreeRoot/K {tree.root.reference}/ParentTree {parents}"
        f"/ParentTreeNextKey {len(marks) + len(links)}{names}>>",
    )
    document.catalogue.StructTreeRoot = f"{start} 0 R"
    document.catalogue.MarkInfo = "<</Marked true>>"


class _Tree:
    """The elements by node, ready to take marks and links."""

    def __init__(self, root: Node) -> None:
        self.root = _Element(root, None)
        self.known: dict[int, _Element] = {id(root): self.root}
        open_elements = [self.root]
        while open_elements:
            element = open_elements.pop()
            for child in element.node.children:
                self._hang(child, element)
            open_elements.extend(element.kids)

    def _hang(self, node: Node, parent: _Element) -> _Element:
        element = _Element(node, parent)
        parent.kids.append(element)
        self.known[id(node)] = element
        return element

    def mark(self, node: Node, place: Place) -> _Element:
        element = self.known.get(id(node)) or self._hang(node, self.root)
        element.marks.append(place)
        return element

    def link(self, link: LinkMark) -> _Element:
        """Give the annotation to its Link element, making one where the layout named another kind or none."""
        element = self.root if link.node is None else self.known.get(id(link.node))
        if element is None:
            element = self._hang(link.node or Node("Link"), self.root)
        if element.node.role != "Link":
            made = _Element(Node("Link"), element, first=(link.page, _LAST))
            element.kids.append(made)
            element = made
        element.annotations.append((link.page, link.reference))
        return element

    def in_order(self) -> list[_Element]:
        """Return all elements, parents before children."""
        found: list[_Element] = []
        waiting = [self.root]
        while waiting:
            element = waiting.pop()
            found.append(element)
            waiting.extend(reversed(element.kids))
        return found


def _keep_shown(elements: list[_Element]) -> None:
    """Leave out elements nothing is shown of, and make what is left a whole: rows keep all their cells and tables
    their heads, headings step down one level at a time (PDF/UA-1, 7.4.2), words that lead nowhere are no links.
    """
    shown: set[int] = set()
    for element in reversed(elements):
        kids = [kid for kid in element.kids if id(kid) in shown]
        if kids or element.marks or element.annotations:
            shown.add(id(element))
        if element.node.role == "Table":
            kids = [kid for kid in element.kids if id(kid) in shown or kid.node.role == "THead"]
        if element.node.role not in ("TR", "THead"):
            element.kids = kids
    above: list[int] = []
    for element in elements:
        role = element.node.role
        if role == "Link" and not element.annotations:
            element.role = "Span"
        elif id(element) in shown and len(role) == 2 and role[0] == "H" and role[1].isdecimal():
            while above and above[-1] >= int(role[1]):
                above.pop()
            above.append(int(role[1]))
            element.role = f"H{len(above)}"


def _find_first(elements: list[_Element]) -> None:
    """Note for each element where it or anything below it is drawn first."""
    for element in reversed(elements):
        if element.marks:
            element.first = min(element.first, element.marks[0])
        if element.parent is not None:
            element.parent.first = min(element.parent.first, element.first)


def _kids(element: _Element) -> list[Place | _Element]:
    """Return own marks and child elements in reading order.

    The layout's order of children stands; own marks are merged in by where things were drawn, and a child that
    drew nothing keeps to the sibling before it.
    """
    if not element.marks or not element.kids:
        return [*element.kids, *element.marks]
    ordered: list[tuple[Place, Place | _Element]] = [(mark, mark) for mark in element.marks]
    previous: Place = (-1, 0)
    for kid in element.kids:
        if kid.first[0] != _LAST:
            previous = kid.first
        ordered.append((previous, kid))
    return [kid for _, kid in sorted(ordered, key=lambda entry: entry[0])]


def _body(element: _Element, pages: Sequence[str], tree_root: str) -> str:
    """Return the element's dictionary (14.7.2)."""
    marks = element.marks
    page = marks[0][0] if marks else -1
    kids: list[str] = []
    for kid in _kids(element):
        if isinstance(kid, _Element):
            kids.append(kid.reference)
        elif kid[0] == page:
            kids.append(str(kid[1]))
        else:
            kids.append(f"<</Type/MCR/Pg {pages[kid[0]]}/MCID {kid[1]}>>")
    for where, reference in element.annotations:
        kids.append(f"<</Type/OBJR/Obj {reference}/Pg {pages[where]}>>")
    parent = tree_root if element.parent is None else element.parent.reference
    own_page = f"/Pg {pages[page]}" if page >= 0 else ""
    content = f"/K[{' '.join(kids)}]" if kids else ""
    return f"<</S/{element.role or element.node.role}/P {parent}{own_page}{_attributes(element)}{content}>>"


def _attributes(element: _Element) -> str:
    node = element.node
    written = ""
    if language := tongue(node.lang):
        written += f"/Lang{text(language)}"
    if node.alt:
        written += f"/Alt{text(node.alt)}"
    if node.title:
        written += f"/T{text(node.title)}"
    if node.role == "TH":
        written += f"/A<</O/Table/Scope/{node.scope or 'Column'}>>"
    elif node.role == "L":
        written += f"/A<</O/List/ListNumbering/{'Decimal' if node.ordered else 'Disc'}>>"
    elif element.box:
        written += f"/A<</O/Layout/Placement/Block/BBox[{' '.join(number(edge) for edge in element.box)}]>>"
    elif node.role == "Note":
        written += f"/ID({_identity(element)})"  # PDF/UA-1, 7.9: every note has an identity
    return written


def _identity(element: _Element) -> str:
    # Padded, because the names of an ID tree stand in byte order.
    return f"note{element.number:08d}"
