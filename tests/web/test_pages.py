"""Every page answers on every kind of day, says what the desk says, and links to where the words are."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from fixture_desk import FixtureDesk
from fixture_pages import Page
from visitor import Visitor

import tregua.web

WEB = Path(tregua.web.__file__).parent
DAYS = (
    "",
    "?on=2020-11-10&as_of=2020-11-10",
    "?on=2020-12-14&as_of=2020-12-14",
    "?on=2021-02-28&as_of=2020-11-20",
)
LISTS = ("/", "/map", "/obligations", "/incidents", "/registers", "/items")


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("day", DAYS)
def test_lists_answer(client: Visitor, path: str, day: str) -> None:
    answer = client.get(path + day)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "web." not in re.sub(r"<[^>]*>", "", answer.text), "a message has no words"


def test_every_detail_answers(client: Visitor, desk: FixtureDesk) -> None:
    day = desk.days()[-1]
    paths = [f"/obligations/{one.id}" for one in desk.agreement.obligations]
    paths += [f"/incidents/{one.incident_id}" for one in desk.incidents(day)]
    paths += [f"/items/{one.item_id}" for one in desk.items(day)]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_links_lead_somewhere(client: Visitor) -> None:
    seen: set[str] = set()
    queue = ["/?on=2020-12-14&as_of=2020-12-14"]
    while queue and len(seen) < 120:
        here = queue.pop(0)
        page = client.get(here).text
        for found in re.findall(r'href="(/[^"#]*)(?:#[^"]*)?"', page):
            link = found.replace("&amp;", "&")
            if link in seen or link.startswith(("/fonts", "/static")):
                continue
            seen.add(link)
            answer = client.get(link)
            assert answer.status_code == 200, f"{link} from {here}"
            if link.partition("?")[0].count("/") == 1 and "2020-12-14&" in link:
                queue.append(link)


def test_evidence_lands_on_the_words(client: Visitor) -> None:
    page = client.get("/obligations/hand-over-agdam?on=2020-11-21&as_of=2020-11-21").text
    (link,) = set(re.findall(r'href="(/items/[^"]*#[^"]*)"', page))
    address, _, anchor = link.replace("&amp;", "&").partition("#")
    item = client.get(address).text
    begin = item.index(f'id="{anchor}"')
    assert "Units of the army entered Agdam district" in item[begin : begin + 600]


def test_known_then_and_known_later_differ(client: Visitor) -> None:
    then = client.get("/obligations/hand-over-kelbajar?on=2020-11-14&as_of=2020-11-14").text
    assert "15 November 2020" in then
    assert "Kelbajar put off" not in then
    later = client.get("/obligations/hand-over-kelbajar?on=2020-11-24&as_of=2020-11-24").text
    assert "Kelbajar put off to 25 November" in later
    assert "9 days" in later


def test_an_item_not_yet_received_is_not_shown(client: Visitor, desk: FixtureDesk) -> None:
    last = desk.items(desk.days()[-1])[-1].item_id
    assert client.get(f"/items/{last}").status_code == 200
    assert client.get(f"/items/{last}?on=2020-11-10&as_of=2020-11-10").status_code == 404


def test_not_observed_is_told_from_quiet(client: Visitor) -> None:
    page = client.get("/?on=2020-12-14&as_of=2020-12-14").text
    assert "not observed" in page
    assert "not a quiet day" in page
    assert "no violation" not in page.lower()


def test_who_is_not_represented_is_said(client: Visitor) -> None:
    assert "Not represented: Azerbaijan and Armenia." in client.get("/").text


def test_a_reading_is_told_by_whose_it_is(client: Visitor) -> None:
    page = client.get("/obligations/hand-over-agdam?on=2020-11-21&as_of=2020-11-21").text
    assert "<h3>Azerbaijan</h3>" in page
    assert "<h3>az</h3>" not in page


def test_a_private_person_is_told_as_one() -> None:
    class Centre(FixtureDesk):
        def __init__(self) -> None:
            page = Page("2020-11-10T10:00", "outlet/one", "A page", "Jane Doe said it was so.")
            page.says("person/0a1b2c3d", "Jane Doe", "it was so", "ceasefire.hold")
            self.pages = [*super().pages, page]

    desk = Centre()
    item = desk.items(desk.days()[-1])[-1]
    page = Visitor(desk).get(f"/items/{item.item_id}").text
    assert "a private person (0a1b2c3d)" in page
    assert "person/0a1b2c3d" not in page


def test_a_register_shows_every_line_with_whose_word(client: Visitor) -> None:
    page = client.get("/registers?name=returns&on=2021-02-28&as_of=2021-02-28").text
    for figure in ("nearly 2,000", "more than 27,000", "49,054", "52,351"):
        assert figure in page
    assert len(re.findall(r'<svg x="[0-9.]+%"[^>]* class="mk ', page)) == 4
    assert page.count("mk-more") == page.count("mk-nearly") == 1
    early = client.get("/registers?name=returns&on=2020-11-18&as_of=2020-11-18").text
    assert "27,000" not in early
    assert "plot" not in early
    assert client.get("/registers?name=none").status_code == 404


def test_a_centre_that_has_not_begun_says_so() -> None:
    class EmptyDesk(FixtureDesk):
        def days(self) -> list[object]:  # type: ignore[override]
            return []

    answer = Visitor(EmptyDesk()).get("/")
    assert answer.status_code == 503
    assert "has not run a day" in answer.text


def test_filters(client: Visitor, desk: FixtureDesk) -> None:
    moment = "on=2020-12-14&as_of=2020-12-14"
    page = client.get(f"/obligations?{moment}&party=tr").text
    assert "Open a joint monitoring centre" in page
    assert "Cease all fire</a>" not in page
    page = client.get(f"/items?{moment}&outlet=outlet/ap").text
    assert "Twelve and forty-four fly home" in page
    assert "Lachin district returns" not in page


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "no page"),
        ("/obligations/none", 404, "none"),
        ("/incidents/none", 404, "none"),
        ("/items/none", 404, "none"),
        ("/?on=2020-02-31", 400, "not a day"),
        ("/?on=1999-01-01", 400, "outside"),
        ("/report?on=2020-12-01", 404, "No report"),
    ],
)
def test_errors_say_what_and_what_to_do(client: Visitor, path: str, status: int, words: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert 'class="lede"' in answer.text


def test_api_errors_are_json(client: Visitor) -> None:
    answer = client.get("/api/items/none")
    assert answer.status_code == 404
    assert answer.json()["error"] == "web.no_item"
    assert answer.json()["do"]


def test_api_status_has_the_shape_of_the_command_line(client: Visitor) -> None:
    told = client.get("/api/status?on=2020-11-24&as_of=2020-11-24").json()
    kelbajar = next(one for one in told if one["obligation_id"] == "hand-over-kelbajar")
    assert kelbajar["phase"] == "not_yet_due"
    assert kelbajar["versions"]["original"]["overdue_days"] == 9
    assert set(kelbajar["reasons"][0]) == {"text", "evidence"}
    assert isinstance(kelbajar["reasons"][0]["text"], str)


def test_api_map_closes_its_circles(client: Visitor) -> None:
    told = client.get("/api/map?on=2020-12-14&as_of=2020-12-14").json()
    rings = [feature["geometry"]["coordinates"][0] for feature in told["areas"]["features"]]
    assert len(rings) == 2
    assert all(ring[0] == ring[-1] and len(ring) > 30 for ring in rings)
    tones = {zone["properties"]["id"]: zone["properties"]["tone"] for zone in told["zones"]["features"]}
    assert tones == {"agdam": "done", "kelbajar": "done", "lachin": "done", "lachin-corridor": "corridor"}


def test_every_message_asked_for_has_words() -> None:
    catalogue = WEB.parent / "data" / "messages" / "en" / "web.po"
    codes = {entry.msgid for entry in polib.pofile(str(catalogue))}
    assert all(entry.msgstr for entry in polib.pofile(str(catalogue)))
    asked: set[str] = set()
    for source in (*WEB.glob("*.py"), *WEB.glob("templates/*.html")):
        asked.update(re.findall(r"""["'](web\.[a-z_.]*[a-z_])["'](?!\s*~)""", source.read_text("utf-8")))
    assert asked <= codes
    families = [
        "basis",
        "modality",
        "register.why",
        "control",
        "control.kind",
        "chart",
        "group",
        "weekday",
        "phase.why",
        "kind",
        "stance",
        "position",
        "watch",
        "flag",
        "form",
        "mode",
        "title",
        "nav",
        "entry",
    ]
    built = ("web.no_", *(f"web.{family}." for family in families))
    unused = {code for code in codes - asked if not code.endswith(".do") and not code.startswith(built)}
    assert unused == set()
