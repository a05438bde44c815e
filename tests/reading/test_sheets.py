"""Register sheets: a row a claim as it was claimed, or a fault that says where and what to do."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.load import load_accord
from tregua.model.errors import BadRow
from tregua.model.records import Claim, ClaimSource, Event
from tregua.reading.cells import read_rows
from tregua.reading.sheets import faults_of_sheet, is_sheet, published_of_sheet, read_sheet, tier_of_sheet
from tregua.reading.sheets_cells import NotRead, read_day, read_figure
from tregua.reporting.messages import Catalogue
from tregua.vocabulary.lexicon import load_vocabulary

ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
WORDS = load_vocabulary().extended(ACCORD.places, ACCORD.actors)
POSTS = """# register: forces
# said by: Russia's defence ministry
# through: TASS
what,figure,unit,place,name,day,published,note
posts,23,,,,2020-11-18,2020-11-18,"11 north, 12 south"
post,"1,960",servicemen,Agdam; Lachin,Post 7,18.11.2020,2020-11-19,
"""


def read(text: str, name: str = "posts.csv") -> tuple[Claim, ...]:
    return read_sheet(text, WORDS, name).claims


def row(**cells: str) -> str:
    """A sheet of forces with one row."""
    given = {"what": "posts", "said by": "ru/mod", "day": "2020-11-18"} | cells
    given = {name.replace("_", " "): value for name, value in given.items()}
    register = given.pop("register", "forces")
    quoted = ",".join('"' + value.replace('"', '""') + '"' for value in given.values())
    return f"# register: {register}\n{','.join(given)}\n{quoted}\n"


def event(text: str) -> Event:
    [claim] = read(text)
    [found] = claim.events
    return found


def test_an_unclear_day_of_publication_hides_nothing_else_that_is_wrong() -> None:
    sheet = row(figure="some", published="2020-13-01")
    assert published_of_sheet(sheet, "") is None
    found = {fault.where.field for fault in faults_of_sheet(sheet, WORDS, "posts.csv")}
    assert found == {"figure", "published"}


def test_a_row_is_a_claim_with_one_event() -> None:
    first, second = read(POSTS)
    assert (first.said_by, first.through, first.row, first.published_at) == (
        "ru/mod",
        "outlet/tass",
        5,
        "2020-11-18",
    )
    [one] = second.events
    assert (one.act, one.about, one.earliest, one.latest) == (
        "deploy.post",
        "Post 7",
        "2020-11-18",
        "2020-11-18",
    )
    assert sorted(place.place_id for place in one.places) == ["agdam", "lachin"]
    assert [(q.low, q.high, q.unit, q.text) for q in one.quantities] == [
        (1960.0, 1960.0, "serviceman", "1,960")
    ]


def test_every_span_is_where_it_says() -> None:
    reading = read_sheet(POSTS, WORDS, "posts.csv")
    for claim in reading.claims:
        assert (
            POSTS[claim.content[0].start : claim.content[0].end] == POSTS.splitlines()[(claim.row or 0) - 1]
        )
        assert claim.source
        assert POSTS[claim.source.start : claim.source.end] == "Russia's defence ministry"
    told = (*reading.mentions.places, *reading.mentions.quantities, *reading.mentions.times)
    assert {POSTS[one.start : one.end] for one in told} == {one.text for one in told}


def test_a_sheet_is_told_apart_from_a_published_series() -> None:
    assert is_sheet(POSTS)
    assert is_sheet("register,what,figure\nforces,posts,12\n")
    assert not is_sheet("# Outlet: TASS\ndate,that day,total\n2020-11-18,700,2000\n")


def test_what_stands_in_cells_is_not_taken_for_what_parts_them() -> None:
    places = "Agdam; Lachin; Shusha; Kelbajar; Fizuli; Jabrayil; Zangilan; Gubadly; Agdam; Lachin; Shusha"
    assert len(event(row(place=places)).places) == 8


def test_semicolons_and_excel_days_are_read_alike() -> None:
    plain = row(figure="12")
    other = "# register: forces;;;\nwhat;said by;day;figure\nposts;ru/mod;18.11.2020;12\n"
    assert event(plain).quantities[0].low == event(other).quantities[0].low == 12
    assert event(plain).earliest == event(other).earliest
    assert read(other)[0].said_by == "ru/mod"


def test_what_was_said_last_dates_the_sheet() -> None:
    assert published_of_sheet(POSTS, "") == "2020-11-19"
    assert published_of_sheet(row(figure="12"), "") is None


def test_a_sheet_is_for_whom_it_says() -> None:
    assert tier_of_sheet(POSTS) == "public"
    assert tier_of_sheet("# tier: Delegation: ru\n" + POSTS) == "delegation:ru"
    rows = "posts,ru/mod,2020-11-18,public\nposts,ru/mod,2020-11-18,internal\n"
    text = f"# register: forces\nwhat,said by,day,tier\n{rows}"
    assert codes(text) == [("sheet.tiers_differ", 4, "tier")]


@pytest.mark.parametrize(
    ("cell", "low", "high", "comparator"),
    [
        ("12", 12, 12, "="),
        ("0", 0, 0, "="),
        ("30-50", 30, 50, "="),
        ("30–50", 30, 50, "="),
        ("between 30 and 50", 30, 50, "="),
        ("more than 27,000", 27000, None, ">"),
        ("about 43,000", 43000, 43000, "~"),
        ("nearly 2,000", 2000, 2000, "<~"),
        ("at least 2,300", 2300, None, ">="),
        (">= 2300", 2300, None, ">="),
        ("<5", None, 5, "<"),
        ("up to 60", None, 60, "<="),
        ("1 960", 1960, 1960, "="),
        ("1\u00a0960", 1960, 1960, "="),
        ("1'960", 1960, 1960, "="),
        ("1,191.3", 1191.3, 1191.3, "="),
        ("414,6", 414.6, 414.6, "="),
        ("-3", -3, -3, "="),
        ("−1,200", -1200, -1200, "="),
        ("-30 to -20", -30, -20, "="),
        ("2 thousand", 2000, 2000, "="),
        ("27,000 or more", 27000, None, ">="),
        ("2,300+", 2300, None, ">="),
        ("about 30-50", 30, 50, "~"),
    ],
)
def test_a_figure_is_taken_as_it_was_given(
    cell: str, low: float | None, high: float | None, comparator: str
) -> None:
    found = read_figure(cell)
    assert (found.low, found.high, found.comparator, found.text) == (low, high, comparator, cell)


@pytest.mark.parametrize(
    "cell",
    ["many", "12 or so hundred", "1e5", "12,34,5", "1/2", "several thousand", "nan", "inf", "12 13", "9" * 30,
     "+", "#REF!", "12 weeks", "12 monkeys", "1,2,3", "50-30", "12 posts and more", "about", "12 -"],
)  # fmt: skip
def test_what_is_no_number_is_none(cell: str) -> None:
    with pytest.raises(NotRead, match=r"sheet\.not_a_number"):
        read_figure(cell)


@pytest.mark.parametrize("cell", ["1.960", "27.000", "1,9604"])
def test_a_number_that_may_be_two_is_refused(cell: str) -> None:
    with pytest.raises(NotRead, match=r"sheet\.unclear_number"):
        read_figure(cell)


@given(st.integers(-(10**9), 10**9))
def test_a_whole_number_is_itself_in_any_dress(number: int) -> None:
    for text in (f"{number}", f"{number:,}"):
        assert (read_figure(text).low, read_figure(text).high) == (number, number)


@given(st.text(max_size=12) | st.from_regex(r"[-0-9., ]{1,9}", fullmatch=True))
@settings(max_examples=300, deadline=None)
def test_a_number_that_is_taken_stands_in_the_cell(cell: str) -> None:
    try:
        found = read_figure(cell)
    except NotRead:
        return
    digits = "".join(char for char in cell if char.isdigit())
    for end in (found.low, found.high):
        if end is not None and digits:
            assert f"{abs(end):.10g}".replace(".", "").strip("0") in digits.replace(",", "")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2020-11-18", "2020-11-18"),
        ("18.11.2020", "2020-11-18"),
        ("18/11/2020", "2020-11-18"),
        ("11/18/2020", "2020-11-18"),
        ("05/05/2020", "2020-05-05"),
        ("18 November 2020", "2020-11-18"),
        ("2020-12-11 20:40", "2020-12-11T20:40"),
    ],
)
def test_a_day_in_its_usual_dresses(cell: str, day: str) -> None:
    assert read_day(cell) == (day, day)


def test_a_month_is_from_its_first_day_to_its_last() -> None:
    assert read_day("November 2020") == ("2020-11-01", "2020-11-30")


@pytest.mark.parametrize(
    "cell",
    ["2020-11-31", "31.02.2021", "44155", "soon", "2020-11-18 27:00", "0001-01-01", "9999-01-01", "yesterday",
     "18 November 2020 or so", "18 November"],
)  # fmt: skip
def test_what_is_no_day_is_none(cell: str) -> None:
    with pytest.raises(NotRead, match=r"sheet\.impossible_day"):
        read_day(cell)


def test_a_day_that_may_be_two_is_refused() -> None:
    with pytest.raises(NotRead, match=r"sheet\.unclear_day"):
        read_day("03/04/2021")


@pytest.mark.parametrize(
    ("stance", "told"),
    [
        ("", ("asserts", "actual")),
        ("says", ("asserts", "actual")),
        ("denies", ("denies", "actual")),
        ("plans", ("asserts", "planned")),
        ("demands", ("demands", "demanded")),
    ],
)
def test_how_it_is_said(stance: str, told: tuple[str, str]) -> None:
    [claim] = read(row(figure="12", stance=stance))
    assert (claim.stance, claim.events[0].modality) == told


def test_a_notice_is_a_plan_unless_it_says_otherwise() -> None:
    text = row(register="notices", what="exercise", published="2020-11-18", day="2020-11-20")
    assert event(text).modality == "planned"


def test_days_under_from_and_to_are_days() -> None:
    text = (
        "# register: links\nwhat,from,to,name,said by\nclosed,2020-11-18,2020-11-20,Kornidzor road,am/mod\n"
    )
    found = event(text)
    assert (found.earliest, found.latest, found.actor, found.target) == (
        "2020-11-18",
        "2020-11-20",
        None,
        None,
    )


def test_sides_under_from_and_to_are_sides() -> None:
    text = "# register: exchanges\nwhat,figure,from,to,day,said by\nprisoners,44,az,am,2020-12-14,ru/mod\n"
    found = event(text)
    assert (found.actor, found.target, found.quantities[0].to) == ("az", "am", "am")


def test_a_link_with_a_place_s_name_is_that_place() -> None:
    text = row(register="links", what="closed", name="the Lachin corridor")
    assert (event(text).about, [place.place_id for place in event(text).places]) == ("", ["lachin-corridor"])
    assert event(row(register="links", what="closed", name="the Kornidzor road")).about == "Kornidzor road"


def test_an_outlet_that_speaks_for_itself_is_nobody_s_word_but_its_own() -> None:
    [claim] = read(row(figure="12", **{"said by": "TASS"}))
    assert (claim.said_by, claim.through) == (None, "outlet/tass")


def codes(text: str) -> list[tuple[str, int | None, str | None]]:
    faults = faults_of_sheet(text, WORDS, "odd.csv")
    assert all(one.where.file == "odd.csv" for one in faults)
    assert all(f"{one.code}.do" in Catalogue.load().entries for one in faults)
    return [(one.code, one.where.line, one.where.field) for one in faults]


@pytest.mark.parametrize(
    ("text", "code", "line", "field"),
    [
        ("# register: forces\n", "sheet.no_rows", None, None),
        ("# register: forces\nwhat,figure\n", "sheet.no_rows", 2, None),
        ("# register: forces\nfigure,day\n12,2020-11-18\n", "sheet.no_columns", 2, None),
        (row(colour="red"), "sheet.unknown_column", 2, "colour"),
        (row(figure="12").replace("day", "what"), "sheet.column_twice", 2, "what"),
        (row(figure="12", until="").replace('"12"', "12,000"), "sheet.too_many_cells", 3, None),
        (row(figure="12").replace('"12"', '"12'), "sheet.unclosed_quote", 3, None),
        (row(register="armies"), "sheet.unknown_register", 1, "register"),
        (row(what="killed"), "sheet.unknown_act", 3, "what"),
        (row(what=""), "sheet.missing", 3, "what"),
        (row(day=""), "sheet.missing", 3, "day"),
        (row(**{"said by": ""}), "sheet.nobody", 3, "said by"),
        (row(**{"said by": "Azerbaijan's defence minstry"}), "sheet.unknown_actor", 3, "said by"),
        (row(**{"said by": "person/p-1"}), "sheet.unknown_actor", 3, "said by"),
        (row(whose="the Martians"), "sheet.unknown_actor", 3, "whose"),
        (row(place="Xyzzyvale"), "sheet.unknown_place", 3, "place"),
        (row(place="near Shusha"), "sheet.unknown_place", 3, "place"),
        (row(place="Agdam; Xyzzyvale"), "sheet.unknown_place", 3, "place"),
        (row(day="2020-11-31"), "sheet.impossible_day", 3, "day"),
        (row(day="03/04/2021"), "sheet.unclear_day", 3, "day"),
        (row(published="November 2020"), "sheet.impossible_day", 3, "published"),
        (row(day="", since="2020-11-18", until="2020-11-17"), "sheet.backwards", 3, "until"),
        (row(figure="many"), "sheet.not_a_number", 3, "figure"),
        (row(figure="1.960"), "sheet.unclear_number", 3, "figure"),
        (row(figure="12", unit="hectares"), "sheet.unknown_unit", 3, "unit"),
        (row(figure="12", unit="blobs"), "sheet.unknown_unit", 3, "unit"),
        (row(what="force", figure="12"), "sheet.no_unit", 3, "figure"),
        (row(what="servicemen"), "sheet.missing", 3, "figure"),
        (row(figure="12", basis="roughly"), "sheet.unknown_word", 3, "basis"),
        (row(stance="mutters"), "sheet.unknown_word", 3, "stance"),
        (row(tier="secret"), "sheet.unknown_word", 3, "tier"),
        (row(figure="12", note="=HYPERLINK(1)"), "sheet.formula", 3, "note"),
        (row(figure="=6+6"), "sheet.formula", 3, "figure"),
        (row(name="-2+3+cmd|' /C calc'!A0"), "sheet.formula", 3, "name"),
        (row(corrects="the other one"), "sheet.corrects_nothing", 3, "corrects"),
        (row(corrects="17"), "sheet.corrects_nothing", 3, "corrects"),
        (row(stance="struck"), "sheet.missing", 3, "corrects"),
        (row(register="control", what="enters", place="Agdam"), "sheet.missing", 3, "whose"),
        (row(register="links", what="closed"), "sheet.missing", 3, "name"),
        (row(register="notices", what="exercise"), "sheet.missing", 3, "published"),
    ],
)
def test_faults_say_where(text: str, code: str, line: int | None, field: str | None) -> None:
    [found] = codes(text)
    assert found[0] == code
    assert found[1:] == (line, field) or code == "sheet.unclosed_quote"
    with pytest.raises(BadRow) as caught:
        read(text, "odd.csv")
    assert caught.value.code == code


def test_every_row_that_is_wrong_is_told_and_none_of_the_sheet_is_taken() -> None:
    text = "# register: forces\nwhat,figure,said by,day\n" + "".join(
        f"posts,{figure},ru/mod,2020-11-18\n" for figure in ("12", "many", "13", "few")
    )
    assert [line for _, line, _ in codes(text)] == [4, 6]
    with pytest.raises(BadRow):
        read(text)


class Before:
    """One claim entered before, in the fourth line of posts.csv."""

    def __init__(self, speaker: str = "ru/mod", said: str = "2020-11-18") -> None:
        source = ClaimSource(start=0, end=1, actor_id=speaker)
        self.one = Claim(claim_id="item-0123456789abcdef.01234567", source=source, row=4, published_at=said)

    def claim(self, claim_id: str) -> Claim | None:
        return self.one if claim_id == self.one.claim_id else None

    def rows(self, name: str, number: int) -> tuple[Claim, ...]:
        return (self.one,) if (name, number) == ("posts.csv", 4) else ()


@pytest.mark.parametrize(
    "named", ["item-0123456789abcdef.01234567", "posts.csv:4", "posts.csv row 4", "posts.csv, line 4"]
)
def test_a_correction_names_what_it_corrects(named: str) -> None:
    text = row(figure="12", corrects=named)
    [claim] = read_sheet(text, WORDS, "later.csv", Before()).claims
    assert claim.supersedes == "item-0123456789abcdef.01234567"


def test_a_correction_that_names_nobody_is_its_speaker_s() -> None:
    text = row(figure="12", corrects="posts.csv:4", **{"said by": ""})
    assert read_sheet(text, WORDS, "later.csv", Before()).claims[0].said_by == "ru/mod"


def test_a_row_may_correct_an_earlier_one_of_its_sheet() -> None:
    rows = "posts,12,ru/mod,2020-11-18,\nposts,13,ru/mod,2020-11-18,row 3\n"
    text = f"# register: forces\nwhat,figure,said by,day,corrects\n{rows}"
    first, second = read(text)
    assert second.supersedes == first.claim_id


@pytest.mark.parametrize(
    ("named", "before", "code"),
    [
        ("posts.csv:5", Before(), "sheet.corrects_nothing"),
        ("other.csv:4", Before(), "sheet.corrects_nothing"),
        ("item-ffffffffffffffff.01234567", Before(), "sheet.corrects_nothing"),
        ("posts.csv:4", Before(speaker="az/mod"), "sheet.corrects_another"),
        ("posts.csv:4", Before(said="2020-12-01"), "sheet.corrects_another"),
    ],
)
def test_a_correction_of_nothing_or_of_another_s_word_is_refused(
    named: str, before: Before, code: str
) -> None:
    text = row(figure="12", corrects=named, published="2020-11-20")
    [found] = faults_of_sheet(text, WORDS, "later.csv", before)
    assert found.code == code


def test_what_was_entered_in_error_is_struck_out_by_a_claim_of_nothing() -> None:
    text = row(what="", day="", corrects="posts.csv:4", stance="struck", **{"said by": ""})
    [claim] = read_sheet(text, WORDS, "later.csv", Before()).claims
    assert (claim.events, claim.supersedes) == ((), "item-0123456789abcdef.01234567")


CELLS = st.sampled_from(
    ["", "posts", "12", "-7", "Agdam", "ru/mod", "2020-11-18", "says", "total", "=1", '"', "'", "a,b", "x;y",
     "\n", "\ufeff", "#", "post 7", "row 3", "1.960", "людина", "a" * 200]
) | st.text(max_size=8)  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=4), st.sampled_from(",;\t"))
@settings(max_examples=200, deadline=None)
def test_whatever_stands_in_a_sheet_is_read_or_refused(rows: list[list[str]], mark: str) -> None:
    lines = [mark.join(["what", "figure", "place", "said by", "day", "name"])]
    lines += [mark.join('"' + cell.replace('"', '""') + '"' for cell in cells) for cells in rows]
    text = "# register: forces\n" + "\n".join(lines) + "\n"
    faults = faults_of_sheet(text, WORDS, "any.csv")
    if faults:
        with pytest.raises(BadRow):
            read(text)
    else:
        for claim in read(text):
            assert claim.said_by
            assert text[claim.content[0].start : claim.content[0].end]


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=9), min_size=1))
@settings(max_examples=300, deadline=None)
def test_a_written_row_is_read_as_it_was_written(cells: list[str]) -> None:
    shown = [" ".join(cell.split()) for cell in cells]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n", quoting=csv.QUOTE_ALL).writerow(["what", *shown])
    [line] = read_rows("a,b,c,d,e\n" * 9 + written.getvalue())[9:]
    assert [cell.strip() for cell in line.cells] == ["what", *shown]
