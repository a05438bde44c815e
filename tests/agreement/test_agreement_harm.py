"""An accord's files that never end, or hold what no number can be, are told."""

from __future__ import annotations

import os
import re
import tempfile
from datetime import date
from pathlib import Path

import pytest
from agreement_texts import write_accord
from hypothesis import given, settings
from hypothesis import strategies as st

from tregua.agreement.deadlines import list_days
from tregua.agreement.diff import diff_editions, edition
from tregua.agreement.load import Checked, check_accord, load_accord
from tregua.agreement.versions import declared_amendments
from tregua.agreement.zones import read_zones
from tregua.model.errors import BadAccord
from tregua.model.when import FIRST_YEAR, LAST_YEAR


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "accord.yaml")
    (tmp_path / "endless.yaml").symlink_to("/dev/zero")
    for path in (tmp_path, tmp_path / "endless.yaml"):
        with pytest.raises(BadAccord) as caught:
            load_accord(path)
        assert caught.value.code == "accord.unreadable"


def test_a_number_of_thousands_of_digits_is_told() -> None:
    with pytest.raises(BadAccord) as caught:
        read_zones('{"features": [' + "9" * 5000 + "]}", "zones.geojson", ())
    assert caught.value.code == "accord.zones_not_json"


BASE = (Path(__file__).parent / "wrong/base.yaml").read_text("utf-8")
DAY, DURATION = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), re.compile(r"\bP[0-9]+[YMWD]")
HARM = ["0001-01-01", "1799-12-31", "1800-01-01", "2999-12-31", "3000-01-01", "9999-12-31", "2031-02-30"]
HARM += [
    "P200Y",
    "P1000Y",
    "P0D",
    "P73000D",
    "P999999999D",
    "''",
    "null",
    "0",
    "-1",
    "[]",
    "2031-03-01T00:00",
]


def used(folder: Path) -> Checked:
    """Looks the accord through, and where it can be used, counts all its days."""
    checked = check_accord(folder)
    assert all(one.where.line and one.where.column for one in checked.faults)
    if accord := checked.agreement:
        known = declared_amendments(accord)
        for until in (None, date(LAST_YEAR, 12, 31)):
            assert list_days(accord, [one.amendment for one in known], until)
        diff_editions(edition("a", accord), edition("b", accord, known))
        first, last = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
        diff_editions(edition("a", accord, (), first), edition("b", accord, known, last))
    return checked


@pytest.mark.parametrize("day", [f"{FIRST_YEAR}-01-01", f"{LAST_YEAR}-12-31"])
@pytest.mark.parametrize("duration", ["P200Y", "P73000D", "P0D"])
def test_at_the_ends_of_the_years_counted_everything_can_still_be_counted(
    tmp_path: Path, day: str, duration: str
) -> None:
    write_accord(tmp_path, DURATION.sub(duration, DAY.sub(day, BASE)))
    assert used(tmp_path).agreement


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_day_and_no_duration_does_worse_than_a_fault(data: st.DataObject) -> None:
    text = BASE
    for _ in range(data.draw(st.integers(1, 3))):
        places = [*DAY.finditer(text), *DURATION.finditer(text)]
        at = data.draw(st.sampled_from([one.span() for one in places]))
        text = text[: at[0]] + data.draw(st.sampled_from(HARM)) + text[at[1] :]
    with tempfile.TemporaryDirectory() as folder:
        used(write_accord(Path(folder), text))
