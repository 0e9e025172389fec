"""The command line as scripts see it: a process with words, stdin, stdout, stderr and a status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = """Two capitals edge closer

Example Courier, 25 May 2025

“We shall keep the summit in mind when our teams meet again,” Prime Minister Shigeru Ishiba said on Sunday.
The ministers spoke for an hour about ships, tariffs and what comes next for both of their countries.
"""
QUOTES = """text,speaker,role,country,said_on,place,source_title,publisher,url,published_on,topics,language,kind,note
We will build ships together,Ann Example,Minister,Canada,2025-05-25,Ottawa,A report,Courier,,2025-05-26,Ships;Trade,en,,
No date here,Ann Example,,,31 nonsense 2025,,A report,Courier,,,,en,direct,
関税は焦点だ,石破 茂,首相,日本,2025-05,,A report,Courier,,2025-05-26,Trade,ja,direct,
"""


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Briefing = Callable[..., Ran]


@pytest.fixture
def briefing(tmp_path: Path) -> Briefing:
    """Return a function that runs the program on this test's own library and folder."""

    def run(*words: str, stdin: str = "") -> Ran:
        environment = os.environ | {
            "BRIEFING_LIBRARY": str(tmp_path / "test.briefing"),
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "error",
            "COLUMNS": "120",
        }
        done = subprocess.run(
            [sys.executable, "-m", "briefing", *words],
            input=stdin.encode(),
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Briefing:
    """Return the same without a new process, where starting one proves nothing more."""
    from briefing.__main__ import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_LIBRARY", str(tmp_path / "test.briefing"))

    def run(*words: str, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        status = main(words)
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return run


def one_line(ran: Ran) -> str:
    assert ran.err.count("\n") == 1, ran.err
    assert "Traceback" not in ran.err
    return ran.err


def test_an_article_becomes_quotes_that_are_found_again(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    proposed = briefing("harvest", "article.txt", "--json").json
    assert all(proposed["text"][one["start"] : one["end"]] == one["text"] for one in proposed["candidates"])
    assert not (tmp_path / "test.briefing").exists()
    first = briefing("import", "article.txt", "--accept", "all", "--json").json
    assert (first["kind"], first["added"], first["candidates"]) == ("article", 1, 1)
    again = briefing("import", "article.txt", "--accept", "all", "--json").json
    assert (again["added"], again["duplicates"], again["source_id"]) == (0, 1, first["source_id"])
    (hit,) = briefing("search", "summit", "mind", "--json").json["hits"]
    assert hit["speaker"] == "Shigeru Ishiba"
    lines = briefing("search", "-", stdin="summit\nnothing at all\n").out.splitlines()
    assert [json.loads(line)["total"] for line in lines] == [1, 0]
    assert briefing("search", "nothing at all").status == 0


def test_lists_of_quotes_report_their_wrong_rows_and_go_in_once(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "quotes.csv").write_text(QUOTES, "utf-8")
    done = briefing("import", "quotes.csv", "--json").json
    assert (done["added"], done["duplicates"], [one["row"] for one in done["skipped"]]) == (2, 0, [3])
    assert briefing("import", "quotes.csv", "--json").json["added"] == 0
    assert [row["name"] for row in briefing("topic", "list", "--json").json] == ["Ships", "Trade"]
    assert briefing("search", "関税", "--json").json["total"] == 1


def test_the_sample_is_exported_to_the_same_bytes(briefing: Briefing, tmp_path: Path) -> None:
    assert briefing("sample").status == 0
    again = briefing("sample", "--json").json
    assert not again["added"]
    first = briefing("export", again["book"], "one.pdf", "--json").json
    assert first["warnings"] == []
    assert first["bytes"] == (tmp_path / "one.pdf").stat().st_size
    second = briefing("export", "leaders", "two.pdf", "--json").json
    assert second["sha256"] == first["sha256"]
    checked = briefing("check", "leaders", "--json")
    assert checked.status == (1 if checked.json["stops"] else 0)
    locked = briefing("export", "leaders", "locked.pdf", "--password-stdin", stdin="secret\n")
    assert locked.status == 0
    assert b"/Encrypt" in (tmp_path / "locked.pdf").read_bytes()


_AS_THE_WINDOW_DOES = """
import sys
from pathlib import Path
from briefing.book.profile import PROFILES
from briefing.library import books
from briefing.library.assemble import assemble
from briefing.library.store import open_library
from briefing.pdf.export import export

library = open_library(Path(sys.argv[1]))
book = assemble(library.reader(), books.show(library.reader(), "leaders").id)
never = lambda *_: False
export(book, next(iter(PROFILES.values())), Path(sys.argv[2]), progress=never, cancelled=never)
"""


def test_window_and_command_line_export_the_same_bytes_whatever_else_the_library_holds(
    briefing: Briefing, tmp_path: Path
) -> None:
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "quotes.csv").write_text(QUOTES, "utf-8")
    assert briefing("--library", "fresh.briefing", "sample").status == 0
    assert briefing("import", "article.txt", "quotes.csv", "--accept", "all").status == 0
    assert briefing("book", "new", "Another book", "--template", "bilateral").status == 0
    assert briefing("sample").status == 0
    assert briefing("--library", "fresh.briefing", "export", "leaders", "fresh.pdf").status == 0
    assert briefing("export", "leaders", "full.pdf").status == 0
    words = [sys.executable, "-c", _AS_THE_WINDOW_DOES, str(tmp_path / "test.briefing"), str(tmp_path / "window.pdf")]
    subprocess.run(words, cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True, timeout=60)
    made = [(tmp_path / f"{name}.pdf").read_bytes() for name in ("fresh", "full", "window")]
    assert made[0] == made[1] == made[2]


def test_a_list_that_is_none_is_named_and_nothing_is_imported(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_text("text\nfine\n", "utf-8")
    (tmp_path / "bad.csv").write_text("speaker\nx\n", "utf-8")
    ran = briefing("import", "good.csv", "bad.csv")
    assert ran.status == 3
    assert one_line(ran).startswith("briefing: bad.csv: ")
    assert not (tmp_path / "test.briefing").exists()


def test_a_book_is_made_of_a_file_and_refused_as_final_while_a_quote_is_missing(
    inside: Briefing, tmp_path: Path
) -> None:
    (tmp_path / "Visit.md").write_text("# Scene\n\nWords.\n\n## Below\n\n# Points\n\n[[quote:gone1234]]\n", "utf-8")
    assert inside("book", "import", "Visit.md").status == 0
    made = inside("book", "add-section", "visit", "Extra", "--under", "A", "--body", "-", "--json", stdin="More.").json
    assert made["reference"] == "A1"
    tree = inside("book", "show", "Visit", "--json").json["sections"]
    assert [(one["title"], len(one["sections"])) for one in tree] == [("Scene", 1), ("Points", 0)]
    assert tree[0]["body"] == "Words.\n\n## Below"
    checked = inside("check", "Visit", "--json")
    assert checked.status == 1
    assert "quote-missing" in [finding["code"] for finding in checked.json["findings"]]
    (tmp_path / "old.pdf").write_bytes(b"older")
    refused = inside("export", "Visit", "old.pdf", "--final")
    assert (refused.status, (tmp_path / "old.pdf").read_bytes()) == (1, b"older")
    assert "gone1234" in one_line(refused)


def test_quotes_people_topics_and_sources_are_kept_by_hand(inside: Briefing) -> None:
    source = inside("source", "add", "A speech", "--publisher", "PMO", "--published-on", "2025-05-25", "--json").json
    words = ("quote", "add", "--text", "We agree", "--speaker", "Ann Example", "--said-on", "25 May 2025")
    quote = inside(*words, "--source", "speech", "--topics", "Trade / Ships", "--json").json
    assert (quote["said_on"], quote["said_by"], quote["source_id"]) == ("2025-05-25", "Ann Example", source["id"])
    changed = inside("quote", "edit", quote["handle"], "--place", "Ottawa", "--json").json
    assert (changed["place"], changed["topics"]) == ("Ottawa", ["Ships"])
    assert inside("person", "edit", "ann example", "--role", "Minister", "--json").json["role"] == "Minister"
    assert inside("quote", "verify", quote["handle"], "--by", "me").status == 0
    (row,) = inside("quote", "list", "--topic", "Trade", "--json").json
    assert row["verified"]
    assert inside("quote", "delete", quote["handle"]).status == 0
    assert inside("quote", "list", "--json").json == []


def test_the_library_is_looked_after(inside: Briefing, tmp_path: Path) -> None:
    inside("topic", "add", "Trade")
    assert inside("backup", "copy.briefing").status == 0
    inside("topic", "add", "Ships")
    assert inside("restore", "copy.briefing").status == 0
    assert [row["name"] for row in inside("topic", "list", "--json").json] == ["Trade"]
    assert inside("verify", "--json").json["whole"]
    assert inside("info", "--json").json["topics"] == 1
    (tmp_path / "test.briefing").write_bytes(b"no library")
    broken = inside("info")
    assert broken.status == 3
    one_line(broken)
    assert (tmp_path / "test.briefing").read_bytes() == b"no library"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["nonsense"], 2),
        (["export", "x", "y.pdf", "--pap", "A4"], 2),
        (["export", "x", "y.pdf", "--paper", "B5"], 2),
        (["book", "new", "T", "--theme", "gothic"], 2),
        (["quote", "add", "--text", "x", "--said-on", "31.2.2025"], 2),
        (["import", "missing.txt"], 3),
        (["search", "x", "--limit", "0"], 2),
        (["import", "page.pdf"], 3),
    ],
)
def test_wrong_words_are_refused_before_anything_is_written(
    words: list[str], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from briefing.__main__ import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_LIBRARY", str(tmp_path / "test.briefing"))
    (tmp_path / "page.pdf").write_bytes(b"%PDF-1.7")
    try:
        ended = main(words)
    except SystemExit as left:
        ended = left.code
    assert ended == status
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert not (tmp_path / "test.briefing").exists()


def test_what_is_not_in_the_library_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from briefing.__main__ import main

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_LIBRARY", str(tmp_path / "test.briefing"))
    for words in (["quote", "show", "zzzz"], ["export", "none", "x.pdf"], ["check", "none"], ["topic", "show", "none"]):
        assert main(words) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "x.pdf").exists()


def test_the_version_costs_no_heavy_import() -> None:
    code = (
        "import sys\nfrom briefing.__main__ import main\n"
        "try:\n    main(['--version'])\nexcept SystemExit as end:\n    assert not end.code\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'PySide6', 'reportlab', 'markdown', 'sqlcipher3', 'uharfbuzz'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("briefing ")


def test_a_saved_search_is_used_by_its_name(briefing: Briefing) -> None:
    briefing("quote", "add", "--text", "Zero tariffs", "--speaker", "Ann Example")
    briefing("quote", "add", "--text", "Some tariffs", "--speaker", "Bo Other")
    assert briefing("search", "--save", "Ann", "speaker:ann").status == 0
    assert [hit["text"] for hit in briefing("search", "--saved", "ann", "--json").json["hits"]] == ["Zero tariffs"]
    assert briefing("search", "--saved", "Ann", "some", "--json").json["total"] == 0
    (saved,) = briefing("search", "--list", "--json").json
    assert (saved["name"], saved["query"], saved["quotes"]) == ("Ann", "speaker:ann", 1)
    assert briefing("search", "--list").out == "Ann (1): speaker:ann\n"
    assert briefing("search", "--saved", "Nobody").status == 2
    assert [briefing("search", *words).status for words in ([], ["--save", "x"], ["--save", "x", "-"])] == [2, 2, 2]


def test_a_word_put_right_is_told(briefing: Briefing) -> None:
    briefing("quote", "add", "--text", "Zero tariffs")
    assert briefing("search", "tarrifs", "--json").json["corrected"] == [{"typed": "tarrifs", "searched": "tariffs"}]
    assert briefing("search", "tarrifs").out.splitlines()[0] == "Nothing has “tarrifs”. Searched instead: tariffs"
    assert [briefing("search", "zero", "--order", order).status for order in ("best", "speaker", "worst")] == [0, 0, 2]


def test_search_never_imports_the_orm(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom briefing.__main__ import main\n"
        f"assert main(['--library', {str(tmp_path / 'x.briefing')!r}, 'search', 'words']) == 0\n"
        "assert not {'sqlmodel', 'sqlalchemy', 'PySide6', 'reportlab'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_defect_of_ours_is_one_line_and_its_details_are_kept(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import argparse

    from briefing.cli.entry import run

    def broken(asked: argparse.Namespace) -> int:
        raise RuntimeError("inside")

    assert run(argparse.Namespace(run=broken)) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    (log,) = own_folders.rglob("command-line.log")
    assert "inside" in log.read_text("utf-8")
    monkeypatch.setenv("BRIEFING_DEBUG", "1")
    with pytest.raises(RuntimeError):
        run(argparse.Namespace(run=broken))


def test_being_interrupted_ends_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    import argparse

    from briefing.cli.entry import run

    def stopped(asked: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    assert run(argparse.Namespace(run=stopped)) == 130
    assert capsys.readouterr().err.count("\n") == 1


def test_a_part_of_the_program_that_is_missing_is_named(
    inside: Briefing, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def nowhere(_: str) -> Path:
        return tmp_path / "gone"

    monkeypatch.setattr("briefing.library.sample.shipped", nowhere)
    ran = inside("sample")
    assert ran.status == 3
    assert "install Briefing again" in one_line(ran)
    assert "Errno" not in ran.err


def test_only_what_is_for_the_press_is_in_the_press_copy(briefing: Briefing, tmp_path: Path) -> None:
    briefing("book", "new", "Harbours", "--template", "blank")
    briefing("book", "add-section", "Harbours", "Aims", "--body", "-", stdin="Our aims.")
    briefing("book", "add-section", "Harbours", "Lines", "--body", "-", "--for", "press", stdin="Our lines.")
    told = briefing("check", "Harbours", "--profile", "press")
    assert "A Aims is left out: it does not say that it is for the press." in told.out
    one = briefing("export", "Harbours", "one.pdf", "--profile", "press", "--json").json
    assert briefing("book", "edit-section", "Harbours", "Aims", "--for", "all", "--json").json["audience"] == "all"
    assert "left out" not in briefing("check", "Harbours", "--profile", "press").out
    two = briefing("export", "Harbours", "two.pdf", "--profile", "press", "--json").json
    assert two["pages"] == one["pages"] + 2
    briefing("book", "edit-section", "Harbours", "A", "--disclosure", "not-for-use")
    again = briefing("export", "Harbours", "three.pdf", "--profile", "press", "--json").json
    assert again["pages"] == one["pages"]


def test_numbered_copies_are_made_one_by_one_or_all_at_once(briefing: Briefing) -> None:
    briefing("sample")
    every = briefing("export", "leaders", "book.pdf", "--copies", "3", "--json").json["copies"]
    assert [Path(one["file"]).name for one in every] == [f"book copy {number}.pdf" for number in (1, 2, 3)]
    assert len({one["sha256"] for one in every}) == 3
    one = briefing("export", "leaders", "third.pdf", "--copy", "3", "--copies", "3", "--json").json
    assert one["sha256"] == every[2]["sha256"]
    named = briefing("export", "leaders", "third.pdf", "--copy", "3", "--watermark", "For Ms Weiss", "--json").json
    assert named["sha256"] != one["sha256"]
    for words in (["--copy", "4", "--copies", "3"], ["--copy", "0"], ["--copies", "1000"], ["--copies", "x"]):
        assert briefing("export", "leaders", "no.pdf", *words).status == 2


def test_part_of_a_book_is_exported_in_the_size_and_on_the_paper_asked_for(briefing: Briefing) -> None:
    briefing("sample")
    whole = briefing("export", "leaders", "whole.pdf", "--json").json
    part = briefing("export", "leaders", "part.pdf", "--section", "A", "--size", "22", "--json").json
    assert 2 < part["pages"] < whole["pages"]
    alone = briefing("export", "leaders", "alone.pdf", "--alone", "A", "--size", "22", "--json").json
    assert alone["pages"] < part["pages"]
    for words in (["--size", "9"], ["--size", "big"], ["--section", "Z9"], ["--profile", "tablet", "--paper", "A6"]):
        refused = briefing("export", "leaders", "no.pdf", *words)
        assert (refused.status, refused.out) == (2, "")
        assert refused.err.startswith("briefing: ")


def test_pictures_are_kept_told_and_printed(inside: Briefing, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (400, 200), (200, 30, 30)).save(tmp_path / "port.png")
    made = inside("picture", "add", "port.png", "--alt", "A port", "--caption", "The port", "--json").json
    assert made["markdown"] == f"![A port](picture:{made['id']})"
    assert [row["name"] for row in inside("picture", "list", "--json").json] == ["port.png"]
    assert inside("picture", "edit", "port", "--credit", "Ada", "--decorative", "no", "--json").json["credit"] == "Ada"
    assert "A port" in inside("picture", "show", "port").out
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h6v6"/></svg>'
    )
    inside("picture", "add", "logo.svg", "--decorative", "yes")
    assert "drawing" in inside("picture", "list").out
    (tmp_path / "words.png").write_text("not a picture")
    refused = inside("picture", "add", "words.png")
    assert (refused.status, refused.err.count("\n")) == (2, 1)
    assert "PNG, JPEG or SVG" in refused.err
    inside("book", "new", "Ports", "--template", "blank", "--logo", made["id"])
    inside("book", "add-section", "Ports", "Harbour", "--body", "-", stdin=made["markdown"])
    assert inside("export", "Ports", "out.pdf").status == 0
    assert b"/Subtype/Image" in (tmp_path / "out.pdf").read_bytes()
    assert inside("picture", "delete", "port").status == 0
    assert inside("check", "Ports").status == 1


def test_the_check_of_cue_cards_tells_which_point_is_too_long(briefing: Briefing) -> None:
    briefing("book", "new", "Visit", "--template", "blank")
    long = "- " + "We are ready to look at each of the proposals in good time. " * 8
    briefing("book", "add-section", "Visit", "Points", "--kind", "points", "--body", "-", stdin=f"- Short\n{long}")
    told = briefing("check", "Visit", "--profile", "cards").out
    assert "card 2, “Points”, is too long for one card" in told
    assert "too long" not in briefing("check", "Visit").out


def test_an_edition_is_frozen_kept_and_compared_with_what_the_book_is_now(briefing: Briefing, tmp_path: Path) -> None:
    briefing("sample")
    assert briefing("edition", "list", "leaders", "--json").json == []
    exported = briefing("export", "leaders", "first.pdf", "--final", "--json").json
    frozen = briefing("edition", "freeze", "leaders", "--note", "For the plane", "--json").json
    assert (frozen["name"], frozen["number"], frozen["sha256"]) == ("Edition 1", 1, exported["sha256"])
    assert briefing("book", "show", "leaders", "--json").json["edition"] == "Edition 2"
    briefing("book", "add-section", "leaders", "Late item", "--body", "-", stdin="At 23:40.")
    told = briefing("edition", "diff", "leaders:1", "--json").json
    assert [(one["title"], one["what"]) for one in told["sections"]] == [("Late item", ["added"])]
    assert "Late item: added" in briefing("edition", "diff", "leaders:1").out
    shown = briefing("edition", "show", "leaders:1", "--pdf", "kept.pdf")
    assert shown.status == 0 and "For the plane" in shown.out
    assert (tmp_path / "kept.pdf").read_bytes() == (tmp_path / "first.pdf").read_bytes()
    assert briefing("export", "leaders", "new.pdf", "--changes-since", "1", "--json").json["pages"] > exported["pages"]
    again = briefing("edition", "freeze", "leaders", "--name", "Edition 1")
    assert again.status == 2 and "already" in one_line(again)
    second = briefing("edition", "freeze", "leaders", "--changes-since", "last", "--json").json
    assert (second["name"], second["number"]) == ("Edition 2", 2)
    assert briefing("edition", "diff", "leaders:1", "leaders:2", "--json").json["after"] == "Edition 2"
    assert briefing("verify").status == 0


@pytest.mark.parametrize(
    "words",
    [["show", "leaders:3"], ["show", "x"], ["diff", "leaders:1", "nowhere"], ["list", "nowhere"],
     ["freeze", "leaders", "--changes-since", "Edition 9"]],
)  # fmt: skip
def test_an_edition_that_is_not_there_is_wrong_use(inside: Briefing, words: list[str]) -> None:
    inside("sample")
    refused = inside("edition", *words)
    assert refused.status == 2 and refused.out == ""
    assert one_line(refused)
