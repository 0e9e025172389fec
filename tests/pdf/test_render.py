from __future__ import annotations

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pikepdf
import pytest

from briefing.layout.codes import numbers
from briefing.layout.faults import Cancelled, FontMissing
from briefing.layout.page import Anchor, Bookmark, Folios, FontFile, Link, Node
from briefing.pdf.export import render
from tests.pdf.handmade import JAPANESE, SERIF, Sheet, shape, small_book
from tests.pdf.reading import reading

ROOT = Path(__file__).resolve().parents[2]


def opened(folios: Folios) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(render(folios)))


def one_page(*texts: str) -> tuple[Folios, Sheet, Node]:
    root = Node("Document")
    words = root.add("P")
    sheet = Sheet()
    for place, text in enumerate(texts):
        sheet.line(700 - 20 * place, words, text)
    folios = small_book()
    folios.pages, folios.root, folios.bookmarks = [sheet.page], root, []
    return folios, sheet, words


def page_text(folios: Folios, index: int) -> str:
    with reading(render(folios)) as reader:
        return reader.text(index)


def test_words_come_out_in_the_order_they_were_set() -> None:
    words = "TLP:GREEN 1 of 2 Efficient offices See the joint statement by 石破 and no other 1. First"
    assert page_text(small_book(), 0).split() == words.split()


def test_a_ligature_is_copied_out_as_its_letters() -> None:
    _show, used, _width = shape("efficient")
    assert any(len(text) > 1 for text in used.values())
    assert "efficient" in page_text(one_page("efficient ")[0], 0)


def test_a_character_beyond_the_basic_plane_is_copied_out() -> None:
    folios, sheet, words = one_page()
    sheet.line(700, words, sheet.piece("𠮟る", font=JAPANESE))
    assert "𠮟る" in page_text(folios, 0)


def test_every_font_is_embedded_and_nothing_else_is_listed() -> None:
    with opened(small_book()) as pdf:
        fonts = cast("Any", pdf.pages[0]).Resources.Font
        assert sorted(fonts.keys()) == [f"/F{SERIF}", f"/F{JAPANESE}"]
        for font in fonts.values():
            assert font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()[:4] == b"\x00\x01\x00\x00"
            assert re.fullmatch(r"/[A-Z]{6}\+\w+-Regular", str(font.BaseFont))


def test_a_font_laid_out_but_not_drawn_stays_out() -> None:
    with opened(one_page("Only Latin ")[0]) as pdf:
        assert list(cast("Any", pdf.pages[0]).Resources.Font.keys()) == [f"/F{SERIF}"]


def test_widths_say_what_the_font_file_says() -> None:
    folios, _sheet, _words = one_page("Wide ")
    with opened(folios) as pdf:
        widths = cast("Any", pdf.pages[0]).Resources.Font[f"/F{SERIF}"].DescendantFonts[0].W
        table: dict[int, float] = {}
        for place in range(0, len(widths), 2):
            for offset, width in enumerate(widths[place + 1]):
                table[int(widths[place]) + offset] = float(width)
    show, _used, width = shape("Wide ", features={"kern": False})
    glyphs = numbers(show[1:-1])
    assert sum(table[glyph] for glyph in glyphs) == pytest.approx(width)


def test_everything_drawn_is_tagged_or_an_artifact() -> None:
    with opened(small_book()) as pdf:
        for page in pdf.pages:
            depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator in ("BDC", "BMC"):
                    depth += 1
                    assert depth == 1
                elif operator == "EMC":
                    depth -= 1
                elif operator in ("TJ", "Tj", "f", "S"):
                    assert depth == 1
            assert depth == 0


def test_neighbouring_lines_of_a_paragraph_share_one_sequence() -> None:
    with opened(one_page("One ", "two ", "three ")[0]) as pdf:
        stream = pdf.pages[0].Contents.read_bytes()
    assert stream.count(b"BDC") == 1
    assert stream.count(b"BT\n") == 1


def test_the_structure_tree_keeps_roles_and_order() -> None:
    with reading(render(small_book())) as reader:
        roles = [role for role, _ in reader.elements()]
    assert roles == [
        "Document",
        "Sect",
        "H1",
        "P",
        "Link",
        "Span",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TR",
        "TD",
        "P",
        "Link",
    ]


def test_an_element_that_goes_on_overleaf_names_both_pages() -> None:
    with reading(render(small_book())) as reader:
        body = dict(reader.elements())["LBody"]
        first, second = body.K
        assert body.Pg.objgen == reader.pdf.pages[0].objgen
        assert int(first) >= 0
        assert second.Pg.objgen == reader.pdf.pages[1].objgen


def test_words_and_links_of_a_paragraph_alternate_as_read() -> None:
    with reading(render(small_book())) as reader:
        words = next(element for role, element in reader.elements() if role == "P")
        kinds = ["mark" if isinstance(kid, int) else str(kid.S) for kid in words.K]
    assert kinds == ["mark", "/Link", "mark", "/Span", "mark"]


def test_the_parent_tree_leads_back_from_every_mark_and_link() -> None:
    with opened(small_book()) as pdf:
        nums = list(cast("Any", pdf.Root).StructTreeRoot.ParentTree.Nums)
        tree = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
        for index, page in enumerate(pdf.pages):
            assert int(cast("Any", page).StructParents) == index
            marks = [
                int(instruction.operands[1].MCID)
                for instruction in pikepdf.parse_content_stream(page)
                if str(instruction.operator) == "BDC" and "/MCID" in instruction.operands[1]
            ]
            assert marks == list(range(len(tree[index])))
            for annotation in page.Annots:
                owner = tree[int(annotation.StructParent)]
                assert str(owner.S) == "/Link"
                assert owner.K[-1].Obj.objgen == annotation.objgen


def test_languages_alternatives_and_attributes_are_written() -> None:
    with reading(render(small_book())) as reader:
        found = dict(reader.elements())
        first_link = next(element for role, element in reader.elements() if role == "Link")
        assert str(found["Span"].Lang) == "ja"
        assert str(first_link.Alt) == "The joint statement"
        assert str(found["TH"].A.Scope) == "/Column"
        assert str(found["L"].A.ListNumbering) == "/Decimal"
        assert str(found["Sect"].T) == "Opening"


def test_notes_have_an_identity() -> None:
    folios, sheet, _words = one_page("Text ")
    for place in range(3):
        sheet.line(600 - 20 * place, folios.root.add("Note"), f"Note {place} ")
    with reading(render(folios)) as reader:
        named = cast("Any", reader.pdf.Root).StructTreeRoot.IDTree.Names
        notes = [element for role, element in reader.elements() if role == "Note"]
        assert [bytes(note.ID) for note in notes] == sorted(bytes(name) for name in list(named)[::2])


def test_something_drawn_for_an_element_outside_the_tree_is_still_read() -> None:
    folios, sheet, _words = one_page("Text ")
    sheet.line(600, Node("P"), "Adrift ")
    with reading(render(folios)) as reader:
        assert [role for role, _ in reader.elements()] == ["Document", "P", "P"]


def test_a_link_of_a_paragraph_gets_a_link_element_of_its_own() -> None:
    folios, sheet, words = one_page("Text ")
    sheet.page.links.append(Link(0, 0, 9, 9, words, href="https://example.org"))
    sheet.page.links.append(Link(0, 0, 9, 9, None, href="https://example.org"))
    before = len(words.children), len(folios.root.children)
    with reading(render(folios)) as reader:
        assert [role for role, _ in reader.elements()] == ["Document", "P", "Link", "Link"]
    assert (len(words.children), len(folios.root.children)) == before


def test_links_lead_where_they_say() -> None:
    with opened(small_book()) as pdf:
        outward, inward = pdf.pages[0].Annots[0], pdf.pages[1].Annots[0]
        assert str(outward.A.URI) == "https://example.org/a%20b?q=(1)"
        assert str(outward.Contents) == "Joint statement"
        assert inward.Dest[0].objgen == pdf.pages[0].objgen
        assert (str(inward.Dest[1]), float(inward.Dest[3])) == ("/XYZ", 775.0)


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "//example.org", "launch", "\ud800"])
def test_addresses_of_other_kinds_lead_nowhere(href: str) -> None:
    folios, sheet, words = one_page("Text ")
    sheet.page.links.append(Link(0, 0, 9, 9, words, href=href))
    sheet.page.links.append(Link(0, 0, 9, 9, words, target="nowhere"))
    with opened(folios) as pdf:
        assert "/Annots" not in pdf.pages[0]


def test_bookmarks_nest_and_point_at_their_place() -> None:
    with opened(small_book()) as pdf, pdf.open_outline() as outline:
        first, last = outline.root
        assert (first.title, last.title, [child.title for child in first.children]) == ("Opening", "End", ["石破"])
        assert cast("Any", first.children[0].destination)[0].objgen == pdf.pages[1].objgen


def test_bookmarks_that_skip_a_level_or_lost_their_place_do_no_harm() -> None:
    folios, sheet, _words = one_page("Text ")
    sheet.page.anchors = [Anchor("here", 700)]
    folios.bookmarks = [
        Bookmark("Deep", "here", 3),
        Bookmark("Lost", "nowhere"),
        Bookmark("Top", "here"),
        Bookmark("Jump", "here", 4),
        Bookmark("Step", "here", 1),
    ]
    with opened(folios) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root] == ["Deep", "Top"]
        assert [entry.title for entry in outline.root[1].children] == ["Jump", "Step"]


def test_page_labels_are_the_printed_folios() -> None:
    folios, _sheet, _words = one_page("Text ")
    labels = ["Cover", "i", "1", "2", "3", "A-9", "A-10", "8a", "8b", "007", "008", "10"]
    pages: list[Any] = []
    for label in labels:
        sheet = Sheet()
        sheet.line(700, None, "x ")
        sheet.page.label = label
        pages.append(sheet.page)
    folios.pages = pages
    with reading(render(folios)) as reader:
        assert [reader.label(index) for index in range(len(labels))] == labels


def test_the_file_says_its_title_and_language_and_nothing_about_the_machine() -> None:
    data = render(small_book())
    with pikepdf.open(BytesIO(data)) as pdf:
        root = cast("Any", pdf.Root)
        assert str(root.Lang) == "en-GB"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert bool(root.MarkInfo.Marked)
        assert str(cast("Any", pdf.docinfo).Title) == "G7 — a (small) book"
        assert str(cast("Any", pdf.docinfo).CreationDate) == "D:20250525120000+09'00'"
        assert set(pdf.docinfo.keys()) <= {"/Title", "/Subject", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "G7 — a (small) book"
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["xmp:CreateDate"] == "2025-05-25T12:00:00+09:00"
    for secret in (str(Path.home()), str(ROOT), os.uname().nodename if hasattr(os, "uname") else "\0"):
        assert secret.encode() not in data


def test_a_stamp_that_cannot_be_read_does_not_stop_the_book() -> None:
    folios = small_book()
    folios.stamp = "last Tuesday"
    with opened(folios) as pdf:
        assert str(cast("Any", pdf.docinfo).CreationDate) == "D:20000101000000+00'00'"


def test_strange_characters_in_titles_do_no_harm() -> None:
    folios = small_book()
    folios.title = "a\x00b\ud800<&>)(\\\x1b\ufffe"
    folios.bookmarks = [Bookmark(folios.title, "opening")]
    with opened(folios) as pdf:
        assert str(cast("Any", pdf.docinfo).Title).startswith("ab?<&>)(\\")
        with pdf.open_metadata(strict=True) as metadata:
            assert str(metadata["dc:title"]).startswith("ab?<&>)(\\")


def test_the_same_pages_give_the_same_bytes_twice_and_in_another_process() -> None:
    code = (
        "import hashlib; from tests.pdf.handmade import small_book; from briefing.pdf.export import render;"
        "print(hashlib.sha256(render(small_book())).hexdigest())"
    )
    hashes: set[str] = set()
    for seed, zone in (("1", "Asia/Tokyo"), ("77", "America/Edmonton")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": seed}
        ran = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        hashes.add(ran.stdout.strip())
    import hashlib

    folios = small_book()
    hashes.add(hashlib.sha256(render(folios)).hexdigest())
    hashes.add(hashlib.sha256(render(folios)).hexdigest())
    assert len(hashes) == 1


def test_a_cancelled_render_stops() -> None:
    with pytest.raises(Cancelled):
        render(small_book(), cancelled=lambda: True)


def test_the_file_has_no_fault_qpdf_can_find() -> None:
    with opened(small_book()) as pdf:
        assert pdf.check_pdf_syntax() == []


@pytest.mark.parametrize("content", [None, b"", b"not a font", b"\x00\x01\x00\x00" + bytes(200)])
def test_a_font_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    folios, _sheet, _words = one_page("Text ")
    file = tmp_path / "Lost-Regular.ttf"
    if content is not None:
        file.write_bytes(content)
    folios.fonts = [FontFile(SERIF, str(file), "Lost-Regular")]
    with pytest.raises(FontMissing, match=r"“Lost-Regular\.ttf” .* Install Briefing again\."):
        render(folios)
