"""The page: whatever a source wrote stays text, every link leads somewhere, everyone can read it."""

from __future__ import annotations

import re
import time
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reporting_scene import Scene

from tregua.model.messages import say
from tregua.model.standing import Reason
from tregua.reporting.html import anchor, render_html

KNOWN = {
    "a",
    "article",
    "b",
    "blockquote",
    "body",
    "br",
    "caption",
    "circle",
    "cite",
    "clippath",
    "code",
    "dd",
    "defs",
    "desc",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "path",
    "pattern",
    "rect",
    "section",
    "span",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "tspan",
    "ul",
}
VOID = {"meta", "br", "link", "img", "input", "hr"}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>alert(1)</script>",
    "{{ 7 * 7 }}{% for x in y %}",
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "<!-- --><svg onload=alert(1)>",
    "a\u202eb\u0000c",
    "{0.__class__}",
)


class Page(HTMLParser):
    """The page as a browser's tree builder meets it."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.headings: list[int] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        given_attributes = {name: value or "" for name, value in attrs}
        self.attributes += list(given_attributes.items())
        if "id" in given_attributes:
            self.ids.append(given_attributes["id"])
        if "href" in given_attributes:
            self.links.append(given_attributes["href"])
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another element"

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def body(text: str) -> str:
    return text[text.index("<body>") : text.index("</html>")]


def test_the_page_is_well_formed_and_its_links_lead_somewhere(scene: Scene) -> None:
    page = Page(body(render_html(scene.build())))
    assert page.open == []
    assert set(page.tags) <= KNOWN
    assert len(page.ids) == len(set(page.ids))
    assert {link for link in page.links if link.startswith("#")} <= {f"#{one}" for one in page.ids}
    assert all(link.startswith("#") for link in page.links)


def test_the_page_needs_nothing_else(scene: Scene) -> None:
    text = render_html(scene.build())
    assert "<script" not in text
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", text)
    assert set(re.findall(r"url\(([^)#][^:)]*):", text)) == {"data"}
    assert "@import" not in text


def test_the_fonts_are_small(scene: Scene) -> None:
    fonts = re.findall(r"base64,([A-Za-z0-9+/=]+)", render_html(scene.build()))
    assert len(fonts) == 8
    assert sum(map(len, fonts)) < 120_000


def test_the_page_can_be_read_by_everyone(scene: Scene) -> None:
    text = render_html(scene.build())
    page = Page(body(text))
    assert '<html lang="en">' in text
    assert page.headings.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(page.headings, page.headings[1:], strict=False))
    assert page.tags.count("table") == page.tags.count("caption") > 3
    assert page.tags.count("main") == 1
    assert {"header", "nav", "footer"} <= set(page.tags)
    assert "print" in text
    assert re.search(r'<svg class="sheet"[^>]*role="img"', text)
    assert re.search(r'<svg class="chart"[^>]*role="img"><title>', text)


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_text_colour_has_contrast(scene: Scene) -> None:
    text = render_html(scene.build())
    named = dict(re.findall(r"--([a-z]+):(#[0-9a-f]{6})", text))
    inks = (
        "ink",
        "soft",
        "faint",
        "accent",
        "done",
        "moving",
        "waiting",
        "contested",
        "breach",
        "unknown",
        "ended",
    )
    for ink in inks:
        for ground in ("#ffffff", named["wash"], "#eef4f9"):
            ratio = (_light(ground) + 0.05) / (_light(named[ink]) + 0.05)
            assert ratio >= 4.5 or (ink == "faint" and ground != "#ffffff"), (ink, ground, ratio)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(scene: Scene, words: str) -> None:
    clean = Page(body(render_html(scene.build())))
    marked = scene.item(
        words + " title", "2020-12-13", f"outlet/{words}", f"az/{words}", words + " said", words
    )
    scene.statuses[0] = scene.statuses[0].model_copy(
        update={
            "title": words,
            "rests_on": (words,),
            "reasons": (Reason(text=say("count.word", word=words), evidence=(marked,)),),
        }
    )
    incident = scene.known.incidents[0]
    scene.known.incidents[0] = incident.model_copy(
        update={"act": words, "place_ids": (words,), "incident_id": words}
    )
    text = render_html(scene.build())
    page = Page(body(text))
    assert page.open == []
    assert "script" not in page.tags
    assert set(page.tags) == set(clean.tags)
    assert {name for name, _ in page.attributes} == {name for name, _ in clean.attributes}
    assert not any(name.startswith("on") for name, _ in page.attributes)
    shown = "".join(page.words)
    assert words.replace("\x00", "") in shown.replace("\x00", "").replace("\ufffd", "")
    assert "49{%" not in shown


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(min_size=1, max_size=40))
def test_any_words_leave_the_page_well_formed(scene: Scene, words: str) -> None:
    scene.statuses[1] = scene.statuses[1].model_copy(update={"title": words, "obligation_id": words})
    assert Page(body(render_html(scene.build()))).open == []


def test_the_same_report_gives_the_same_bytes(scene: Scene) -> None:
    assert render_html(scene.build()) == render_html(scene.build())


def test_a_report_takes_less_than_80_milliseconds(scene: Scene) -> None:
    for number in range(50):
        claim = scene.item(f"Bulletin {number}", "2020-12-09", "outlet/tass", "ru/mod", f"Report {number}.")
        scene.statuses[number % 22] = scene.statuses[number % 22].model_copy(
            update={"reasons": (Reason(text=say("count.exact", number=number), evidence=(claim,)),)}
        )
    render_html(scene.build())
    took = []
    for _ in range(7):
        start = time.process_time()
        render_html(scene.build())
        took.append(time.process_time() - start)
    assert min(took) < 0.08


def test_a_day_outside_the_example_is_shown_as_well(scene: Scene) -> None:
    assert "1 June 2024" in render_html(scene.build(day=date(2024, 6, 1)))


@given(st.text(min_size=1))
def test_an_anchor_is_safe_in_a_link(text: str) -> None:
    assert re.fullmatch(r"e-[A-Za-z0-9.-]+", anchor(text, "e"))


@pytest.mark.browser
def test_nothing_overflows_on_a_phone(scene: Scene, tmp_path) -> None:  # type: ignore[no-untyped-def]
    import shutil

    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    assert chromium, "Chromium is needed for this test"
    (tmp_path / "report.html").write_text(render_html(scene.build()), "utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 800})
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text))
        page.goto((tmp_path / "report.html").as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        fonts = page.evaluate("[...document.fonts].filter(font => font.status == 'loaded').length")
        browser.close()
    assert wide <= 390
    assert fonts >= 4
    assert faults == []
