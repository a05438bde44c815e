"""A sheet for each of four registers, entered whole and asked again; and a series that disagrees with itself.

All the numbers are invented: nobody said any of this. The disagreements are worked out by hand.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from typer.testing import CliRunner

from tregua.agreement.load import load_accord
from tregua.cli.app import app
from tregua.model.standing import Register
from tregua.reading.sheets import read_sheet
from tregua.registers import Point, audit_series, enter, open_register, post, series
from tregua.registers.courses.published import published_series
from tregua.vocabulary.lexicon import load_vocabulary

SHEETS = Path(__file__).parent / "sheets"
ACCORD = load_accord(
    Path(__file__).resolve().parents[2] / "src" / "tregua" / "data" / "accords" / "karabakh-2020"
)
WORDS = load_vocabulary().extended(ACCORD.places, ACCORD.actors)


@pytest.mark.parametrize("name", ["forces", "returns", "clearance", "losses"])
def test_every_row_is_found_again_on_its_day_with_its_speaker(name: str) -> None:
    text = (SHEETS / f"{name}.csv").read_text("utf-8")
    claims = read_sheet(text, WORDS, f"{name}.csv").claims
    rows = [line for line in text.splitlines() if line and not line.startswith(("#", "what"))]
    assert len(claims) == len(rows)
    entries = enter(claims, ACCORD)
    for claim in claims:
        [entry] = [one for one in entries if one.claim_id == claim.claim_id]
        assert entry.register_name == name
        on = date.fromisoformat(post(entry, ACCORD).day)
        page = open_register(entries, cast("Register", name), ACCORD, on)
        [word] = [word for line in page.lines for word in line.words if word.entry == entry]
        assert word.entry.said_by == claim.said_by


@pytest.mark.parametrize("name", ["forces", "returns", "clearance", "losses"])
def test_nothing_in_these_sheets_fails_to_fit_but_what_is_meant_to(name: str) -> None:
    claims = read_sheet((SHEETS / f"{name}.csv").read_text("utf-8"), WORDS, f"{name}.csv").claims
    page = open_register(enter(claims, ACCORD), cast("Register", name), ACCORD, date(2020, 12, 3))
    told = [flag.text.code.removeprefix("registers.flag.") for flag in page.flags]
    assert told == {"losses": ["told_differently"]}.get(name, [])


DISAGREEMENTS = [
    # From 150 to 200 it rises by 50; the day itself is given as 30.
    ("total_jumps", [7, 8, 9]),
    # From 200 to 230 there is room for 30; the day is given as 80.
    ("flows_above_totals", [9, 10, 11]),
    # 230, and a day later 220.
    ("total_falls", [11, 12]),
    # 1,000 on a day by which 220 had come in all.
    ("flow_above_total", [12, 13]),
    # 240 and, published a day later for the same day, 250.
    ("revised", [14, 15]),
    # Nothing in all from the 6th to the 20th.
    ("gap", [14, 16]),
]


def test_every_disagreement_of_an_invented_series_is_found_and_nothing_else() -> None:
    done = CliRunner().invoke(app, ["audit", str(SHEETS / "disagreeing.csv"), "--json"])
    assert done.exit_code == 0, done.output
    [told] = json.loads(done.stdout)["series"]
    found = [
        (remark["code"].rpartition(".")[2], [row["line"] for row in remark["rows"]])
        for remark in told["remarks"]
    ]
    assert sorted(found) == sorted(DISAGREEMENTS)


def test_a_register_s_series_finds_the_same() -> None:
    claims = read_sheet((SHEETS / "disagreeing.csv").read_text("utf-8"), WORDS, "disagreeing.csv").claims
    rows = {claim.claim_id: claim.row for claim in claims}
    points = series(enter(claims, ACCORD), "returns", "person", date(2031, 2, 1))
    found = [
        (message.code.rpartition(".")[2], sorted(rows[one] for one in _claims(message.args["claims"])))
        for message in audit_series(points)
    ]
    assert sorted(found) == sorted(DISAGREEMENTS)


def _claims(argument: object) -> tuple[str, ...]:
    assert isinstance(argument, tuple)
    return tuple(str(one) for one in argument)


def test_figures_of_two_sides_two_sorts_and_of_arrivals_are_no_disagreement() -> None:
    claims = [
        claim
        for name in ("forces", "losses")
        for claim in read_sheet((SHEETS / f"{name}.csv").read_text("utf-8"), WORDS, f"{name}.csv").claims
    ]
    found, undated = published_series(claims)
    told = {message.code.rpartition(".")[2] for one in found for message in audit_series(one.points)}
    assert undated == 0
    assert told == {"cannot_both_be"}  # 200, 900 and 300 to 400 killed, by three words
    assert all(point.low != 2000 for one in found for point in one.points)  # denied


def test_the_example_s_own_series_of_returns_fits_as_reckoned_by_hand() -> None:
    """Each day's figure beside the room that the totals around it leave: by hand, from what was published."""
    published = [
        # day, that day, total; 49,054 − 47,287 = 1,767 over six days, 52,351 − 49,054 = 3,297 over 26
        ("2020-12-01", 1168, 27_000),
        ("2020-12-07", 859, None),
        ("2020-12-08", None, 34_500),
        ("2021-01-07", 99, 47_287),
        ("2021-01-13", None, 49_054),
        ("2021-02-08", 41, 52_351),
    ]
    points = [
        Point(on=date.fromisoformat(day), low=float(count), high=float(count) if exact else None,
              comparator="=" if exact else ">", basis=basis, said_by="ru/mod", claim_id=f"{day} {basis}")
        for day, flow, total in published
        for basis, count, exact in (("period", flow, True), ("total", total, total not in (27_000, 34_500)))
        if count is not None
    ]  # fmt: skip
    assert {message.code.rpartition(".")[2] for message in audit_series(points)} == {"gap"}
    fallen = points[-1].model_copy(update={"on": date(2021, 2, 9), "low": 52_000.0, "high": 52_000.0})
    assert "total_falls" in {message.code.rpartition(".")[2] for message in audit_series([*points, fallen])}
