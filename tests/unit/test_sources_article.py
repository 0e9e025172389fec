from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sources.article import Unreadable, read, read_copied

PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Le sommet | Le Monde d’essai</title>
<meta property="og:title" content="Le sommet"><meta property="og:site_name" content="Le Monde d’essai">
<meta name="author" content="Sophie Vasseur"><meta property="article:published_time" content="2025-05-25T08:00:00Z">
<link rel="canonical" href="https://example.org/sommet"><script>alert("x")</script></head>
<body><nav>Accueil</nav><article><h1>Le sommet</h1><p>« Nous avançons », a dit la ministre.&nbsp;Oui.</p>
<p>Une deuxième phrase assez longue pour que l’article soit reconnu comme le corps du texte de cette page d’essai,
avec encore quelques mots de plus pour dépasser la limite prévue par le lecteur de pages.</p>
<img src="https://example.org/x.png"></article><footer>Tous droits</footer></body></html>"""


def test_a_page_gives_its_text_and_what_it_states_about_itself() -> None:
    article = read(PAGE.encode(), "sommet.html")
    assert (article.title, article.publisher, article.author) == ("Le sommet", "Le Monde d’essai", "Sophie Vasseur")
    assert (article.published_on, article.url, article.language) == ("2025-05-25", "https://example.org/sommet", "fr")
    assert article.text.startswith("Le sommet\n« Nous avançons », a dit la ministre. Oui.\n")
    assert "alert" not in article.text
    assert "Accueil" not in article.text
    assert "Tous droits" not in article.text


def test_the_first_line_of_a_text_is_its_title_and_stays_in_the_text() -> None:
    article = read(b"Talks go on\nBy Anna Lindqvist\n25 May 2025\n\nThey met.", "a.txt")
    assert (article.title, article.author, article.published_on) == ("Talks go on", "Anna Lindqvist", "2025-05-25")
    assert article.text.startswith("Talks go on\nBy Anna")
    assert article.language == "en"


def test_a_markdown_heading_is_the_title_without_its_marks() -> None:
    assert read(b"# Talks go on\n\nThey met.", "a.md").title == "Talks go on"


def test_a_pasted_page_is_known_without_a_name() -> None:
    assert read(PAGE.encode(), "").kind == "html"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n ",
        b"%PDF-1.7 x",
        b"PK\x03\x04 docx",
        b"{\\rtf1 }",
        bytes(range(256)) * 40,
        b"<html><script>x</script></html>",
    ],
)
def test_what_is_no_article_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"\.$"):
        read(data, "")


def test_bidirectional_controls_never_reach_the_text() -> None:
    assert "\u202e" not in read("pay \u202e001\u202c\x00 now".encode(), "a.txt").text


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.md", "", "x", "a.htm"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        article = read(data, name)
    except Unreadable:
        return
    assert article.text.strip()


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div", ">", "<!--", "-->", "<script>", "</script>", "&#x0;", "&nbsp;", "<![CDATA[", "]]>",
             "<html lang=", "'", '"', "<meta property=og:title content=x>", "text ", "<table><tr><td>", "</article>",
             "<article>", "<time datetime=2025-99-99>", "&#1114112;"]
        ),
        max_size=30,
    ).map("".join)
)  # fmt: skip
def test_any_markup_is_read_or_refused(markup: str) -> None:
    try:
        read(("<html>" + markup).encode(), "a.html")
    except Unreadable:
        return


def test_of_what_a_browser_copies_the_words_are_those_seen_and_the_rest_is_the_pages() -> None:
    found = read_copied("Le sommet\n\n« Nous avançons », a dit la ministre.", PAGE)
    assert found.text == "Le sommet\n\n« Nous avançons », a dit la ministre."
    assert (found.title, found.author, found.published_on) == ("Le sommet", "Sophie Vasseur", "2025-05-25")
    assert (found.publisher, found.url) == ("Le Monde d’essai", "https://example.org/sommet")


def test_what_the_copied_words_state_themselves_wins() -> None:
    assert read_copied("Le sommet\n\nAuthor: Jean Petit\n\nDu texte.", PAGE).author == "Jean Petit"


def test_a_copy_without_words_is_read_from_its_markup() -> None:
    assert "Nous avançons" in read_copied(" ", PAGE).text


def test_a_copy_of_nothing_is_refused_in_words() -> None:
    with pytest.raises(Unreadable):
        read_copied("", "")


@given(st.text(max_size=200), st.text(alphabet="<>/abp \"='!-", max_size=200))
def test_whatever_was_copied_is_read_or_refused(text: str, markup: str) -> None:
    try:
        read_copied(text, markup)
    except Unreadable as trouble:
        assert str(trouble)
