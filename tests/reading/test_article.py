"""The founding page comes out whole, and other pages' dumps and notes too."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.model.errors import BadPage
from tregua.model.records import Article, Span
from tregua.reading.article import find_published, read_article


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


@pytest.fixture(scope="module")
def page(shared: Path) -> tuple[str, Article]:
    text = (shared / "seed/article.txt").read_text(encoding="utf-8")
    return text, read_article(text)


@pytest.mark.shared
class TestTheFoundingPage:
    def test_its_head(self, page: tuple[str, Article]) -> None:
        text, article = page
        lines = text.splitlines()
        assert article.title == lines[4]
        assert article.standfirst == lines[6]
        assert article.byline == "By REUTERS"
        assert article.agency == "REUTERS"
        assert article.published_at == "2020-11-10T13:54"
        assert article.dateline is None
        assert article.tags == ("Russia", "Azerbaijan", "Armenia", "ceasefire", "Nagorno-Karabakh")

    def test_its_captions_and_credits(self, page: tuple[str, Article]) -> None:
        text, article = page
        caption = "Aftermath of recent shelling during a military conflict over the breakaway region"
        for found in words(text, article.captions):
            assert found.startswith(caption)
            assert found.endswith("October 4, 2020")
        assert len(article.captions) == 2
        for found in words(text, article.credits):
            assert found.startswith("(photo credit: ")
            assert found.endswith("REUTERS)")
        assert len(article.credits) == 2

    def test_its_body(self, page: tuple[str, Article]) -> None:
        text, article = page
        lines = [line.strip() for line in text.splitlines()]
        first = next(i for i, line in enumerate(lines) if line.startswith("Russian peacekeeping troops"))
        last = next(i for i, line in enumerate(lines) if line.endswith("news agency reported."))
        expected = [line for line in lines[first : last + 1] if line and line.upper() != line]
        assert words(text, article.body) == expected
        assert words(text, article.headings) == ["NO OPTION", "PUTIN ENVISAGES LASTING SETTLEMENT"]


PORTAL = """Skip to content
Home
World
Politics
Sign in
Menu

Armenia Azerbaijan News Live | The Daily Chronicle

Peacekeepers open third crossing near Lachin | The Daily Chronicle

Peacekeepers open third crossing near Lachin

Drivers say the queue on the mountain road has shrunk from six hours to one

Jane Q. Doe
Updated: 3 December 2020, 4:15 pm GMT+4
2 min read
Share

[Photo: A truck waits at the crossing near Lachin, 2 December 2020. Anna Example/AFP]

Peacekeepers opened a third crossing near Lachin on Wednesday, letting 120 lorries through in a day.

"We were promised two crossings and got three," said truck driver Vardan Petrosyan, 41.

Advertisement

READ MORE: What the accord says about roads

The mission command said the crossing would be staffed by 14 servicemen around the clock.

A slow road

The mountain road has been the only link since 10 November. Engineers expect to widen it by spring.

• 120 lorries passed on Wednesday
• 45 buses passed on Tuesday

Comments (14)
Related stories
Snow closes pass
Ministry says talks to go on in January, as envoy visits region for the third time this year
Copyright 2020 The Daily Chronicle. All rights reserved.
"""


def test_a_portal() -> None:
    article = read_article(PORTAL)
    assert article.title == "Peacekeepers open third crossing near Lachin"
    assert article.standfirst.startswith("Drivers say the queue")
    assert article.published_at == "2020-12-03T16:15+04:00"
    assert article.byline == "Jane Q. Doe"
    assert words(PORTAL, article.captions) == ["A truck waits at the crossing near Lachin, 2 December 2020."]
    assert words(PORTAL, article.headings) == ["A slow road"]
    body = words(PORTAL, article.body)
    assert [one.split()[0] for one in body] == ["Peacekeepers", '"We', "The", "The", "•", "•"]
    assert not any("READ MORE" in one or "Advertisement" in one for one in body)


WIRE = """KARABAKH-ROADS/SNOW
YEREVAN, DECEMBER 13, ARMENPRESS. The Defence Ministry said two soldiers were hurt on 12 December 2020.
The ministry denied reports of further casualties.

Editing by Somebody
Print
Subscribe to our Telegram channel
13:05, 13 December 2020
"""


def test_a_wire_copy() -> None:
    article = read_article(WIRE)
    assert article.agency == "ARMENPRESS"
    assert article.dateline == "YEREVAN, DECEMBER 13"
    assert article.published_at == "2020-12-13T13:05"
    assert words(WIRE, article.body) == [
        "The Defence Ministry said two soldiers were hurt on 12 December 2020.",
        "The ministry denied reports of further casualties.",
    ]


MARKDOWN = """# Exchange of prisoners

*By Anna Example, AP*
**Date:** Monday, December 14, 2020
Source: Associated Press

MOSCOW (AP) — Russia said on Monday that 44 captives had been handed over to Armenia.

![photo](x.jpg)
*Captives leave a plane. (AP Photo/Somebody)*

The Armenian deputy prime minister said the same.
"""


def test_markdown() -> None:
    article = read_article(MARKDOWN)
    assert article.title == "Exchange of prisoners"
    assert article.byline == "By Anna Example, AP"
    assert article.agency == "Associated Press"
    assert article.published_at == "2020-12-14"
    assert article.dateline == "MOSCOW"
    assert words(MARKDOWN, article.captions) == ["Captives leave a plane."]
    assert words(MARKDOWN, article.credits) == ["(AP Photo/Somebody)"]
    assert [one.split()[0] for one in words(MARKDOWN, article.body)] == ["Russia", "The"]


NOTE = """Summary, in the centre's words

Outlet: Mehr
Published: 13 December 2020
Reported: Armenia's foreign ministry

An attack near two villages

Armenia's foreign ministry said that special forces attacked near two villages at about 20:40.
"""


def test_a_note_with_a_head() -> None:
    article = read_article(NOTE)
    assert (article.title, article.agency, article.published_at) == (
        "An attack near two villages",
        "Mehr",
        "2020-12-13",
    )
    (paragraph,) = words(NOTE, article.body)
    assert paragraph.startswith("Armenia's foreign ministry said")


WRAPPED = """Subject: Daily bulletin
Date of issue: 18 November 2020

The peacekeepers of the contingent keep watch from 23 observation
posts along the whole line, eleven in the northern zone and twelve in
the southern one.

The ceasefire is observed.
"""


def test_a_paragraph_broken_over_lines_is_one_paragraph() -> None:
    article = read_article(WRAPPED)
    assert article.title == "Daily bulletin"
    body = words(WRAPPED, article.body)
    assert len(body) == 2
    assert body[0].endswith("the southern one.")


def test_numbered_bulletins() -> None:
    text = (
        "INFORMATION BULLETIN No. 7\nDate of issue: 20 November 2020\nSubject: Agdam district\n\n"
        "1. Units entered the district.\n2. No incident was recorded on the way.\n"
    )
    article = read_article(text)
    assert article.title == "Agdam district"
    assert words(text, article.body) == [
        "1. Units entered the district.",
        "2. No incident was recorded on the way.",
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Two soldiers were wounded near Hadrut.", "Two soldiers were wounded near Hadrut."),
        ("Two soldiers wounded near Hadrut", "Two soldiers wounded near Hadrut"),
        (
            "TASS, December 12, 2020. The peacekeepers recorded one violation, the ministry said.",
            "The peacekeepers recorded one violation, the ministry said.",
        ),
        (
            "BAKU, 20 November 2020 (TASS) — Army units entered Agdam district, the ministry said.",
            "Army units entered Agdam district, the ministry said.",
        ),
    ],
)
def test_notes_of_one_line(text: str, body: str) -> None:
    assert words(text, read_article(text).body) == [body]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Published: 13 December 2020", "2020-12-13"),
        ("Published: 2020-12-12T10:00+03:00", "2020-12-12T10:00+03:00"),
        ("Date: 2020-12-12", "2020-12-12"),
        ("NOVEMBER 10, 2020 13:54", "2020-11-10T13:54"),
        ("Tuesday, 10 November 2020", "2020-11-10"),
        ("10 November 2020, 13:54 GMT", "2020-11-10T13:54+00:00"),
        ("14/12/2020 18:40", "2020-12-14T18:40"),
        ("BAKU, 20 November 2020 (TASS) — Army units entered.", "2020-11-20"),
        ("By REUTERS | NOVEMBER 10, 2020 13:54", "2020-11-10T13:54"),
        ("Posted on Dec. 1, 2020 at 9:05 p.m.", "2020-12-01T21:05"),
        ("Issued 1 December 2020\nUpdated: 2 December 2020", "2020-12-01"),
        ("Text of the day.\n\nDated 14 November 2020.", "2020-11-14"),
        ("2020-11-10\n13:54, 10 November 2020", "2020-11-10T13:54"),
    ],
)
def test_publication_dates(text: str, iso: str) -> None:
    found = find_published(text)
    assert found is not None
    assert found[0] == iso


@pytest.mark.parametrize("text", ["No date at all.", "Lachin, 1 December", "11/10/2020"])
def test_no_whole_and_certain_date_is_no_publication_date(text: str) -> None:
    assert find_published(text) is None


def test_a_date_in_running_text_counts_only_where_no_other_is_printed() -> None:
    prose = "On 12 December 2020 the ministry said that one violation had been recorded on the line."
    found = find_published(prose)
    assert found is not None
    assert found[0] == "2020-12-12"
    found = find_published(f"{prose}\n\n14 December 2020")
    assert found is not None
    assert found[0] == "2020-12-14"


def test_an_impossible_publication_date_is_reported_with_its_line() -> None:
    text = "A title of the page\n\n31 November 2020\n\nOne violation was recorded, the ministry said.\n"
    for read in (read_article, find_published):
        with pytest.raises(BadPage) as caught:
            read(text)
        assert caught.value.code == "page.impossible_date"
        assert caught.value.where.line == 3
        assert caught.value.message.args == {"text": "31 November 2020"}


def test_an_impossible_date_in_the_body_is_none_of_its_business() -> None:
    text = "One violation was recorded on 31 November, the ministry said.\nPublished: 1 December 2020"
    assert read_article(text).published_at == "2020-12-01"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\u00a0\n",
        "Home\nAbout us\nContact us\nPrivacy policy\nCopyright 2020 Example. All rights reserved.",
        "World\nPolitics\nSport\nCulture\nTravel\nFood\nBooks\nFilm\nMusic\nGames",
    ],
)
def test_nothing_but_furniture_is_no_article(text: str) -> None:
    with pytest.raises(BadPage) as caught:
        read_article(text)
    assert caught.value.code == "page.no_article"


def in_menus(note: str) -> str:
    """A note inside another site's furniture."""
    top = "\n".join(["Latest news", "World", "Europe", "Asia", "Opinion", "Log in", "Live TV", "", ""])
    foot = "\n".join(
        [
            "",
            "Share on Facebook",
            "Most popular",
            "1 Storm closes airport",
            "2 Team wins at last",
            "Terms of use",
        ]
    )
    return f"{top}{note}{foot}\n© 2021 Any Site. All rights reserved."


def test_furniture_around_a_note_changes_nothing() -> None:
    alone = read_article(NOTE)
    text = in_menus(NOTE)
    inside = read_article(text)
    assert words(text, inside.body) == words(NOTE, alone.body)
    assert (inside.title, inside.agency, inside.published_at) == (
        alone.title,
        alone.agency,
        alone.published_at,
    )


LINES = [
    "Home",
    "By Jane Doe",
    "10 November 2020",
    "The ministry said that one post was hit on Friday.",
    "",
    "Tags: a, b",
    "(Photo: X/AFP)",
    "A VERY SHORT HEAD",
    "Subscribe to our newsletter",
    "BAKU, Nov 20 (TASS) — Units entered it.",
    "Published: 31 November 2020",
    "• one thing of many",
    "Title of the page here",
    "\u00a0",
    "Source: TASS",
]


@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=40)), max_size=25))
@settings(max_examples=250, deadline=None)
def test_any_order_of_lines(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        article = read_article(text)
    except BadPage as error:
        assert error.code in ("page.no_article", "page.impossible_date")
        return
    spans = sorted((*article.body, *article.headings), key=lambda span: span.start)
    assert article.body
    assert all(0 <= s.start < s.end <= len(text) for s in (*spans, *article.captions, *article.credits))
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert article == read_article(text)


def test_one_enormous_line_is_read_in_bounded_time() -> None:
    text = (
        "The ministry said that 12 servicemen left (photo credit the road [on 11 December 2020, by " * 110_000
    )
    assert len(text) > 9_000_000
    begin = process_time()
    assert len(read_article(text).body) == 1
    assert process_time() - begin < 20
