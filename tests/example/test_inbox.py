"""The bundled example's inbox keeps its own rules, and holds every fact it was written from."""

from __future__ import annotations

import csv
import io
import os
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[2]
EXAMPLE = REPO / "src/tregua/data/examples/karabakh-2020"
ITEMS = sorted((EXAMPLE / "inbox").iterdir())
PAGES = [path for path in ITEMS if path.suffix == ".txt"]
SERIES = [path for path in ITEMS if path.suffix == ".csv"]
OPENING = "Summary, not the source's words"
SHARED = Path(os.environ.get("TREGUA_SHARED", REPO.parent / "shared"))
FACTS = SHARED / "data/karabakh_2020_facts.md"

# Where the facts give no day: the days that the example's README justifies.
APPROXIMATE = {"2021-01 (first week)": date(2021, 1, 7), "2020-11": date(2020, 11, 30)}

MONTHS = [date(2020, month, 1).strftime("%B") for month in range(1, 13)]
LONG_DATE = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})\b")
ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
# Every mark that opens or closes a quotation in the languages of the region, and the plain ones.
QUOTATION = re.compile(r"[\"“”„‟«»‹›‘’‚‛`]|(?<![A-Za-z])'")
NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?")


def numbers(text: str) -> set[str]:
    """The numbers printed in ``text``, without thousands separators and leading zeros."""
    found = (number.group().replace(",", "") for number in NUMBER.finditer(text))
    return {number.lstrip("0") or "0" for number in found}


def figures(path: Path) -> set[str]:
    """The numbers of an item; in a series a comma parts fields, never thousands."""
    return numbers(read(path).replace(",", "\n") if path in SERIES else read(path))


def read(path: Path) -> str:
    """The item's text; fails on anything but UTF-8."""
    return path.read_bytes().decode("utf-8")


def header(text: str, field: str) -> str:
    """The value of a header line, of a page or of a series' comment lines."""
    found = re.search(rf"^(?:# )?{field}: (.+)$", text, re.MULTILINE)
    assert found, f"no header line {field}"
    return found.group(1)


def date_in(text: str) -> date:
    """The one date printed in ``text``, as `1 December 2020` or ISO."""
    if found := LONG_DATE.search(text):
        return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    found = ISO_DATE.search(text)
    assert found, f"no date in {text!r}"
    return date(int(found[1]), int(found[2]), int(found[3]))


def published(path: Path) -> date:
    return date_in(header(read(path), "Published"))


def body(path: Path) -> list[str]:
    """A page's paragraphs after summary line, headers and title."""
    return [part for part in read(path).strip().split("\n\n")[3:] if part]


@pytest.fixture(scope="module")
def facts() -> str:
    """The list of facts up to where the example ends. Its absence is an error where it must be there."""
    if not FACTS.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{FACTS} is missing: the example cannot be held against its facts")
        pytest.skip(f"{FACTS} is not here")
    text = FACTS.read_text(encoding="utf-8")
    within, mark, _ = text.partition("\n## After the example")
    assert mark, "the facts no longer say where the example ends"
    _, mark, within = within.partition("\n## ")
    return mark + within


def fact_lines(facts: str) -> list[tuple[str, str]]:
    """Each line of the facts as (its date as written, the rest)."""
    lines = []
    for line in facts.splitlines():
        if found := re.match(
            r"(?:- (?:\[M\] )?|\| )(\d{4}-\d{2}(?:-\d{2}| \(first week\))?) (?:·|\|) (.*)", line
        ):
            lines.append((found[1], found[2]))
    return lines


def test_there_are_enough_items() -> None:
    assert len(ITEMS) >= 48
    assert len(PAGES) + len(SERIES) == len(ITEMS), "an item is a page (.txt) or a series (.csv)"
    assert len({read(path) for path in ITEMS}) == len(ITEMS), "no item stands twice"


@pytest.mark.parametrize("path", ITEMS, ids=lambda path: path.name)
class TestItem:
    def test_opens_by_saying_that_it_is_a_summary(self, path: Path) -> None:
        first = read(path).splitlines()[0]
        assert first.removeprefix("# ") == OPENING

    def test_quotes_nobody(self, path: Path) -> None:
        found = QUOTATION.search(read(path))
        assert found is None, f"a quotation mark at character {found.start() if found else 0}"

    def test_names_outlet_day_and_who_is_reported(self, path: Path) -> None:
        text = read(path)
        assert header(text, "Outlet")
        assert header(text, "Reported")
        assert re.fullmatch(rf"{LONG_DATE.pattern}|{ISO_DATE.pattern}", header(text, "Published"))

    def test_its_name_begins_with_its_day(self, path: Path) -> None:
        assert path.name.startswith(published(path).isoformat() + "-")
        assert re.fullmatch(r"[a-z0-9-]+\.(txt|csv)", path.name)

    def test_lies_within_the_days_of_the_example(self, path: Path) -> None:
        days = tomllib.loads((EXAMPLE / "centre.toml").read_text(encoding="utf-8"))["days"]
        assert days["first"] <= published(path) <= days["last"]

    def test_tells_of_nothing_later_than_itself(self, path: Path) -> None:
        """A day later than the item's own stands only where something is still to come."""
        text = read(path)
        later = [
            day
            for found in [*LONG_DATE.finditer(text), *ISO_DATE.finditer(text)]
            if (day := date_in(found.group())) > published(path)
        ]
        assert not later or re.search(r"\b(?:is|are) to\b|\bput off\b|\bmoved\b|\bdue\b", text)

    def test_ends_with_one_newline_and_has_no_carriage_return(self, path: Path) -> None:
        raw = path.read_bytes()
        assert raw.endswith(b"\n")
        assert not raw.endswith(b"\n\n")
        assert b"\r" not in raw


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_has_a_title_and_one_to_five_sentences(path: Path) -> None:
    parts = read(path).strip().split("\n\n")
    assert len(parts) >= 4, "summary line, headers, title, text"
    assert "\n" not in parts[2], "a title is one line"
    assert not parts[2].endswith(".")
    sentences = re.findall(r"[.](?=\s|$)", " ".join(body(path)))
    assert 1 <= len(sentences) <= 5


@pytest.mark.parametrize("path", SERIES, ids=lambda path: path.name)
def test_a_series_is_a_plain_table(path: Path) -> None:
    lines = read(path).splitlines()
    comments = [line for line in lines if line.startswith("#")]
    assert lines[: len(comments)] == comments, "comment lines stand on top"
    rows = list(csv.reader(io.StringIO("\n".join(lines[len(comments) :]))))
    assert rows[0][0] == "measure"
    assert set(rows[0][1:]) <= {"day", "that day", "total"}
    assert len(rows) > 1
    for row in rows[1:]:
        assert len(row) == len(rows[0])
        assert re.fullmatch(r"[a-z ]+", row[0])
        assert any(re.search(r"\d", field) for field in row[1:]), f"{row[0]} has no figure"
    if any(row[0] == "people returned" for row in rows):
        assert "does not measure point 7 as a whole" in read(path)


@pytest.mark.shared
def test_every_line_of_the_facts_has_an_item_of_its_day(facts: str) -> None:
    days = {published(path) for path in ITEMS}
    lines = fact_lines(facts)
    assert len(lines) >= 40, "the facts are read whole"
    missing = [
        f"{when} · {rest}" for when, rest in lines if (APPROXIMATE.get(when) or date_in(when)) not in days
    ]
    assert not missing


@pytest.mark.shared
def test_every_figure_of_the_facts_stands_in_an_item_of_its_day(facts: str) -> None:
    """Each number of a line, without its separators, stands as a whole number in an item of that day."""
    by_day: dict[date, set[str]] = {}
    for path in ITEMS:
        by_day[published(path)] = by_day.get(published(path), set()) | figures(path)
    missing = set()
    for when, rest in fact_lines(facts):
        here = by_day[APPROXIMATE.get(when) or date_in(when)]
        for figure in numbers(re.sub(r"`[^`]*` ?§\d+", "", rest)) - here:
            missing.add((when, figure))
    # An agency's later figure stands on the line of Russia's president, and under its own day here.
    assert missing == {("2020-11", "14"), ("2020-11", "5600")}
    assert "5600" in by_day[date(2020, 12, 14)]


@pytest.mark.shared
def test_what_the_facts_mark_is_marked(facts: str) -> None:
    marked = {
        APPROXIMATE.get(found[1]) or date_in(found[1])
        for found in re.finditer(r"^- \[M\] (\S+)", facts, re.MULTILINE)
    }
    assert {published(path) for path in ITEMS if "not re-verified" in read(path)} == marked


@pytest.mark.shared
def test_no_item_has_a_figure_that_the_facts_lack(facts: str) -> None:
    """Nothing is invented: a figure is in the facts, or in the accord's points."""
    practice = (SHARED / "design/PRACTICE.md").read_text(encoding="utf-8")
    accord = practice.partition("\n## 5. ")[2]
    days = " ".join(day.isoformat() for day in APPROXIMATE.values())
    known = numbers(f"{facts} {accord} {days}")
    assert not {path.name: extra for path in ITEMS if (extra := figures(path) - known)}


def test_the_contradictions_are_kept() -> None:
    everything = {path.name: read(path) for path in PAGES}
    joined = "\n".join(everything.values())
    for spelling in ("Hin Taghlar", "Hin Tagher", "Khin Takher"):
        assert spelling in joined
    attacks = [text for text in everything.values() if "Khtsaberd" in text]
    assert any("11 December" in text for text in attacks)
    assert any("12 December" in text for text in attacks)
    exchanges = [text for name, text in everything.items() if "prisoners" in name]
    assert any("13 December" in text for text in exchanges)
    assert any("by 20 November" in text for text in everything.values())
    assert any("before 20 November" in text for text in everything.values())


@pytest.mark.shared
def test_no_sentence_of_the_founding_page_is_copied() -> None:
    page = SHARED / "seed/article.txt"
    if not page.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{page} is missing")
        pytest.skip(f"{page} is not here")
    words = re.findall(r"[a-z0-9]+", page.read_text(encoding="utf-8").lower())
    runs = {tuple(words[n : n + 9]) for n in range(len(words) - 8)}
    for path in ITEMS:
        own = re.findall(r"[a-z0-9]+", " ".join(body(path)).lower()) if path in PAGES else []
        copied = [run for n in range(len(own) - 8) if (run := tuple(own[n : n + 9])) in runs]
        assert not copied, f"{path.name}: {' '.join(copied[0])}"


def test_the_centre_says_its_limits() -> None:
    centre = tomllib.loads((EXAMPLE / "centre.toml").read_text(encoding="utf-8"))
    assert centre["accord"] == "karabakh-2020"
    assert centre["demonstration"] is True
    assert centre["reconstructed"] is True
    assert (centre["zone"], centre["cut_off"]) == ("Europe/Moscow", "23:59:59")
    assert (centre["days"]["first"], centre["days"]["last"]) == (date(2020, 11, 10), date(2021, 2, 28))
    assert centre["name_order"] == ["az", "am"]
    assert centre["tier"] == "public"
    limits = " ".join(centre["limits"])
    assert all(limit.endswith(".") for limit in centre["limits"])
    for word in ("28 February 2021", "No delegation represents Armenia or Azerbaijan", "publication dates"):
        assert word in limits
    assert "No patrol, signature, finding or coverage" in limits
    assert "does not measure point 7" in limits


def test_the_account_of_the_example_lists_every_outlet_and_day() -> None:
    account = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    for path in ITEMS:
        outlet = header(read(path), "Outlet")
        assert outlet in account, f"{path.name}: {outlet} is not in the list of sources"
