"""Forms: a row or a sheet is looked at, entered, corrected, struck out; faults stand at their fields."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
from pathlib import Path
from typing import get_args

import httpx
import pytest
from fixture_desk import FixtureDesk
from visitor import Visitor

from tregua.centre.clerk import Clerk
from tregua.model.person import PSEUDONYM
from tregua.model.standing import Entry, Register
from tregua.reading.sheets_cells import read_figure
from tregua.reading.sheets_written import write_figure
from tregua.wiring import found_centre, open_centre, open_clerk, open_desk, write_lock

ROW = {
    "what": "posts", "figure": "25", "whose": "ru/peacekeepers", "said_by": "ru/mod", "day": "2021-02-20",
    "published": "2021-02-20", "note": "told by telephone",
}  # fmt: skip
SHEET = """# register: forces
# said by: ru/mod
what,figure,unit,whose,day
posts,27,,ru/peacekeepers,2021-02-25
post,12,servicemen,ru/peacekeepers,2021-02-26
"""


@pytest.fixture
def centre(demo: Path, tmp_path: Path) -> Path:
    """A centre of one's own that has played its days."""
    return Path(shutil.copytree(demo, tmp_path / "centre"))


@pytest.fixture
def officer(centre: Path) -> Visitor:
    return Visitor(open_desk(centre), open_clerk(centre))


def token(answer: httpx.Response) -> str:
    found = re.search(r'name="token" value="([^"]+)"', answer.text)
    assert found
    return found[1]


def hidden(page: str) -> dict[str, str]:
    """The fields of the last form that are sent without being seen."""
    form = page[page.rindex("<form") :]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found}


def words(page: str) -> str:
    """What a page says between its head and its foot."""
    main = page[page.index("<main") : page.index("</main")]
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", main).split()))


def size(centre: Path) -> int:
    return open_centre(centre).ledger.size


def enter(officer: Visitor, row: dict[str, str], register: str = "forces") -> httpx.Response:
    """Looks at a row, then enters what was looked at; the page of what was entered."""
    asked = officer.get(f"/enter/{register}")
    looked = officer.post(f"/enter/{register}", {**row, "token": token(asked), "step": "look"})
    assert looked.status_code == 200, words(looked.text)
    done = officer.post(f"/enter/{register}", {**hidden(looked.text), "step": "enter"})
    assert done.status_code == 303, words(done.text)
    return officer.get(done.headers["location"])


def test_a_row_is_looked_at_and_then_entered(officer: Visitor, centre: Path) -> None:
    before = size(centre)
    asked = officer.get("/enter/forces")
    looked = officer.post("/enter/forces", {**ROW, "token": token(asked), "step": "look"})
    assert "This would be entered" in looked.text
    assert "25 observation posts" in words(looked.text)
    assert size(centre) == before
    done = officer.post("/enter/forces", {**hidden(looked.text), "step": "enter"})
    assert done.status_code == 303
    shown = officer.get(done.headers["location"])
    assert "25 observation posts" in words(shown.text)
    assert "Russian defence ministry" in words(shown.text)
    assert size(centre) == before + 2


def test_the_register_shows_it_at_once(officer: Visitor) -> None:
    day = "on=2021-02-20&as_of=2021-02-28"
    assert "25 observation posts" not in words(officer.get(f"/registers?name=forces&{day}").text)
    done = enter(officer, ROW)
    way = re.search(r'href="(/registers\?[^"]*name=forces[^"]*)"', done.text)
    assert way
    page = words(officer.get(html.unescape(way[1])).text)
    assert "25 observation posts" in page
    assert "2021-02-20" in way[1]


def test_the_same_twice_is_once(officer: Visitor, centre: Path) -> None:
    enter(officer, ROW)
    after = size(centre)
    asked = officer.get("/enter/forces")
    looked = officer.post("/enter/forces", {**ROW, "token": token(asked), "step": "look"})
    assert "entered before" in words(looked.text)
    again = officer.post("/enter/forces", {**ROW, "token": token(asked), "step": "enter"})
    assert again.status_code == 303
    assert size(centre) == after


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(officer: Visitor, centre: Path) -> None:
    before = size(centre)
    wrong = {**ROW, "place": "Nowhere Zzz", "figure": "many"}
    asked = officer.get("/enter/forces")
    answer = officer.post("/enter/forces", {**wrong, "token": token(asked), "step": "enter"})
    assert answer.status_code == 400
    field = answer.text[answer.text.index('id="f-place"') :]
    field = field[: field.index("</div>")]
    assert 'value="Nowhere Zzz"' in field
    assert 'aria-invalid="true"' in field
    assert "Nowhere Zzz" in html.unescape(re.sub(r"<[^>]*>", " ", field[field.index("field-faults") :]))
    assert answer.text.count('aria-invalid="true"') == 2
    assert "Line " not in words(answer.text)
    assert 'value="many"' in answer.text
    assert "told by telephone" in answer.text
    assert size(centre) == before


def test_every_missing_column_is_told_at_its_field(officer: Visitor) -> None:
    asked = officer.get("/enter/control")
    row = {"what": "holds", "said_by": "ru/mod", "day": "2021-02-20"}
    answer = officer.post("/enter/control", {**row, "token": token(asked), "step": "look"})
    assert answer.status_code == 400
    assert set(re.findall(r'id="e-(\w+)"', answer.text)) == {"whose", "place"}


def test_everything_that_is_wrong_is_told_at_once(officer: Visitor) -> None:
    asked = officer.get("/enter/control")
    row = {
        "what": "hands over", "figure": "some", "place": "Nowhere Zzz", "to": "nobody", "said_by": "anybody",
        "day": "2021-02-30", "published": "2021-13-01",
    }  # fmt: skip
    answer = officer.post("/enter/control", {**row, "token": token(asked), "step": "look"})
    wrong = set(re.findall(r'id="e-(\w+)"', answer.text))
    assert wrong == {"figure", "place", "to", "said_by", "day", "published"}


def entry_link(page: str, way: str) -> str:
    """The newest entry's link to correct it or to strike it out."""
    found = re.search(rf'<a href="([^"]*corrects=[^"]*)">{way}</a>', page)
    assert found
    return html.unescape(found[1])


LEDGER = "/registers?name=forces&on=2021-02-28&as_of=2021-02-28"


def test_a_correction_starts_from_the_entry_and_takes_its_place(officer: Visitor) -> None:
    enter(officer, {**ROW, "published": "2021-02-28"})
    form = officer.get(entry_link(officer.get(LEDGER).text, "Correct"))
    assert 'value="25"' in form.text
    assert '<option value="posts" selected>' in form.text
    assert 'value="2021-02-20"' in form.text
    row = {**ROW, "figure": "26", "published": "2021-02-28", "corrects": hidden(form.text)["corrects"]}
    done = enter(officer, row)
    assert "26 observation posts" in words(done.text)
    assert "25 observation posts" in words(done.text)[words(done.text).index("No longer shown") :]
    stands, gone = words(officer.get(LEDGER).text).rsplit("Corrected or struck out", 1)
    assert "26 observation posts" in stands
    assert "25 observation posts" not in stands
    assert "25 observation posts" in gone


def test_a_correction_of_what_is_not_for_everybody_stays_among_the_same(officer: Visitor) -> None:
    row = {
        "what": "bodies", "figure": "3", "to": "am/mod", "said_by": "ru/mod", "day": "2021-02-20",
        "published": "2021-02-28", "tier": "internal", "note": "told by telephone",
    }  # fmt: skip
    enter(officer, row, "exchanges")
    page = officer.get(LEDGER.replace("forces", "exchanges")).text
    form = officer.get(entry_link(page, "Correct"))
    assert '<option value="internal" selected>' in form.text
    assert "told by telephone" in form.text
    assert re.search(r'name="to"[^>]*value="(am/mod|[^"]*defence ministry)"', html.unescape(form.text))


def test_what_was_entered_in_error_is_struck_out(officer: Visitor) -> None:
    enter(officer, {**ROW, "published": "2021-02-28"})
    assert "25 observation posts" in words(officer.get(LEDGER).text)
    form = officer.get(entry_link(officer.get(LEDGER).text, "Strike out"))
    assert "25 observation posts" in words(form.text)
    done = officer.post("/enter/forces", {**hidden(form.text), "note": "another post", "step": "enter"})
    assert done.status_code == 303, words(done.text)
    assert "Struck out" in words(officer.get(done.headers["location"]).text)
    item = done.headers["location"].split("/")[2].partition("?")[0]
    assert officer.get(f"/items/{item}").status_code == 200
    standing, gone = words(officer.get(LEDGER).text).split("Corrected or struck out", 1)
    assert "25 observation posts" not in standing
    assert f"struck out by {item}" in gone


def test_only_its_own_speaker_corrects_a_word(officer: Visitor) -> None:
    enter(officer, {**ROW, "published": "2021-02-28"})
    form = officer.get(entry_link(officer.get(LEDGER).text, "Correct"))
    row = {**ROW, "said_by": "az/mod", "figure": "7", "corrects": hidden(form.text)["corrects"]}
    answer = officer.post("/enter/forces", {**row, "token": token(form), "step": "look"})
    assert answer.status_code == 400
    assert hidden(answer.text)["corrects"] == row["corrects"]


def test_a_sheet_goes_in_whole_or_not_at_all(officer: Visitor, centre: Path) -> None:
    before = size(centre)
    key = token(officer.get("/enter"))
    wrong = SHEET.replace("12,servicemen", "many,servicemen").encode()
    refused = officer.post("/enter", {"token": key, "step": "look"}, ("posts.csv", wrong))
    assert refused.status_code == 400
    assert "Line 5" in words(refused.text)
    assert "figure" in words(refused.text)
    looked = officer.post("/enter", {"token": key, "step": "look"}, ("posts.csv", SHEET.encode()))
    assert "27 observation posts" in words(looked.text)
    assert size(centre) == before
    done = officer.post("/enter", {**hidden(looked.text), "step": "enter"})
    assert done.status_code == 303
    assert "12 servicemen" in words(officer.get(done.headers["location"]).text)
    item = done.headers["location"].split("/")[2].partition("?")[0]
    assert "posts.csv" in officer.get(f"/items/{item}").text


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (("posts.csv", b"what,figure\nposts,3\n"), "no register sheet"),
        (("posts.csv", b""), "No sheet was chosen"),
        (None, "No sheet was chosen"),
        (("../../etc/posts.csv", b"\xff\xfe\x00"), "posts.csv cannot be entered"),
    ],
)
def test_what_is_no_sheet_is_told(
    officer: Visitor, centre: Path, file: tuple[str, bytes] | None, expected: str
) -> None:
    before = size(centre)
    answer = officer.post("/enter", {"token": token(officer.get("/enter")), "step": "look"}, file)
    assert answer.status_code == 400
    assert expected in words(answer.text)
    assert size(centre) == before


def test_a_second_writer_is_told_and_nothing_typed_is_lost(officer: Visitor, centre: Path) -> None:
    key = token(officer.get("/enter/forces"))
    with write_lock(centre):
        busy = officer.post("/enter/forces", {**ROW, "token": key, "step": "enter"})
        sheet = officer.post("/enter", {"token": key, "step": "look"}, ("posts.csv", SHEET.encode()))
        held = officer.post("/enter", {**hidden(sheet.text), "step": "enter"})
    assert busy.status_code == held.status_code == 503
    assert 'value="25"' in busy.text
    assert "Nothing was entered." in words(busy.text)
    later = officer.post("/enter", {**hidden(held.text), "step": "enter"})
    assert later.status_code == 303


def test_a_person_s_name_is_withheld_and_stands_nowhere(officer: Visitor, centre: Path) -> None:
    row = {
        "what": "confirms", "unit": "prisoner", "person": "Vahan Testyan", "born": "1998", "whose": "az",
        "said_by": "az/mod", "day": "2021-02-20",
    }  # fmt: skip
    done = enter(officer, row, "exchanges")
    assert "Testyan" not in done.text
    assert PSEUDONYM.search(done.text)
    assert "Testyan" not in officer.get("/registers?name=exchanges").text
    assert "Testyan" not in officer.get("/api/registers?name=exchanges").text
    kept = [one for one in centre.rglob("*") if one.is_file() and b"Testyan" in one.read_bytes()]
    assert kept == []
    by_address = officer.get("/enter/exchanges?person=Vahan+Testyan&what=confirms").text
    assert "Testyan" not in by_address


# ---- whose form it is ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
    ],
)
def test_a_form_from_elsewhere_is_refused(officer: Visitor, centre: Path, headers: dict[str, str]) -> None:
    before = size(centre)
    fields = {**ROW, "token": token(officer.get("/enter/forces")), "step": "enter"}
    answer = officer.post("/enter/forces", fields, headers=headers)
    assert answer.status_code == 403
    assert "25" not in words(answer.text)
    assert size(centre) == before


@pytest.mark.parametrize("given", ["", "wrong", "é" * 40])
def test_a_form_without_our_token_enters_nothing_and_is_shown_again(
    officer: Visitor, centre: Path, given: str
) -> None:
    before = size(centre)
    answer = officer.post("/enter/forces", {**ROW, "token": given, "step": "enter"})
    assert answer.status_code == 403
    assert 'value="25"' in answer.text
    key = token(officer.get("/enter"))
    looked = officer.post("/enter", {"token": key, "step": "look"}, ("posts.csv", SHEET.encode()))
    stale = officer.post("/enter", {**hidden(looked.text), "token": given, "step": "enter"})
    assert stale.status_code == 503
    assert size(centre) == before
    assert officer.post("/enter", {**hidden(stale.text), "step": "enter"}).status_code == 303


def test_a_post_may_not_be_endless_nor_of_another_kind(officer: Visitor) -> None:
    key = token(officer.get("/enter"))
    long = officer.post("/enter", {"token": key, "data": "A" * 3_100_000, "step": "enter"})
    assert long.status_code == 413
    for headers in ({"content-type": "text/plain"}, {"content-type": "application/json"}):
        assert officer.post("/enter/forces", {**ROW, "token": key}, headers=headers).status_code == 415


def test_who_only_reads_has_no_forms(demo: Path) -> None:
    reader = Visitor(open_desk(demo))
    for path in ("/enter", "/enter/forces"):
        assert reader.get(path).status_code == 404
        assert reader.post(path, ROW).status_code == 404
    page = reader.get(LEDGER).text
    assert "/enter" not in page


def test_hostile_words_stay_words_in_a_form(officer: Visitor) -> None:
    hostile = '"><script src="//evil.example/x.js"></script>'
    key = token(officer.get("/enter/forces"))
    answers = [
        officer.post("/enter/forces", {**ROW, "note": hostile, "place": hostile, "token": key}),
        officer.post("/enter/forces", {**ROW, "note": hostile, "token": key}),
        officer.get(f"/enter/forces?figure={hostile}"),
        officer.post("/enter", {"token": key}, (f"{hostile}.csv", b"x")),
    ]
    for answer in answers:
        assert answer.status_code in (200, 400)
        assert '<script src="//evil' not in answer.text


@pytest.mark.parametrize("path", ["/enter/nowhere", "/enter/forces?corrects=item-0.0", "/entered/item-0"])
def test_what_is_not_there_is_not_found(officer: Visitor, path: str) -> None:
    assert officer.get(path).status_code == 404


# ---- what is offered -----------------------------------------------------------------------------------


def test_what_is_suggested_is_taken(centre: Path) -> None:
    clerk: Clerk = open_clerk(centre)
    written = io.StringIO()
    sheet = csv.writer(written)
    sheet.writerow(["what", "place", "whose", "said by", "day"])
    for place, _ in clerk.places():
        sheet.writerow(["holds", place, "az", "ru/mod", "2021-02-20"])
    for actor, _ in clerk.actors():
        sheet.writerow(["holds", "agdam", actor, actor, "2021-02-20"])
    found = clerk.enter_sheet("all.csv", f"# register: control\n{written.getvalue()}".encode(), trial=True)
    assert found.faults == ()
    asked = [one for _, one in (*clerk.places(), *clerk.actors())]
    told = [
        claim.events[0].actor if number >= len(clerk.places()) else claim.events[0].places[0].place_id
        for number, claim in enumerate(found.claims)
    ]
    assert told == asked


@pytest.mark.parametrize(
    "typed", ["12", "30-50", "about 200", "at least 25", "more than 27000", "nearly 2000", "at most 8",
              "fewer than 9", "-3", "1960.5"],
)  # fmt: skip
def test_a_figure_is_written_as_it_is_read(typed: str) -> None:
    read = read_figure(typed)
    entry = Entry(
        entry_id="e", register_name="forces", measure="post", act="deploy.post", claim_id="c",
        low=read.low, high=read.high, comparator=read.comparator,
    )  # fmt: skip
    again = read_figure(write_figure(entry))
    assert (again.low, again.high, again.comparator) == (read.low, read.high, read.comparator)


def test_every_register_has_a_form_and_says_what_it_takes(officer: Visitor) -> None:
    names = re.findall(r'class="card" href="/enter/([a-z]+)\?', officer.get("/enter").text)
    assert len(names) >= 9
    for name in names:
        page = officer.get(f"/enter/{name}")
        assert page.status_code == 200
        assert page.text.count("<option") > 20
        assert "form." not in words(page.text)
        assert "sheet." not in words(page.text)


def test_a_mission_sees_what_is_entered_before_the_evening(tmp_path: Path) -> None:
    found_centre(tmp_path / "mission", None, "Mission")
    officer = Visitor(open_desk(tmp_path / "mission"), open_clerk(tmp_path / "mission"))
    assert officer.get("/").status_code == 200
    clerk = open_clerk(tmp_path / "mission")
    row = {"what": "killed", "figure": "2", "said_by": "icrc", "day": "2020-11-18"}
    assert clerk.enter_row("losses", row, trial=False).faults == ()
    assert officer.get("/").status_code == 200
    assert "2 killed" in words(officer.get("/registers?name=losses").text)


def test_a_reader_of_a_centre_in_memory_sees_no_link_to_enter() -> None:
    assert "/enter" not in Visitor(FixtureDesk()).get("/registers?name=forces").text


def test_a_form_tells_of_its_own_register_alone(demo: Path) -> None:
    officer = Visitor(open_desk(demo), open_clerk(demo))
    for name in get_args(Register):
        page = officer.get(f"/enter/{name}").text
        helps = dict(re.findall(r'<small id="h-(\w+)">(.*?)</small>', page))
        assert ("office" in " ".join(helps.values())) is (name == "actors"), name
        assert ("list 3" in helps["name"]) is (name == "exchanges"), name
        assert ("figure" in helps) is (name != "actors"), name
        assert all(helps.values()), name
