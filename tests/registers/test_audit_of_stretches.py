"""A series of figures of which some are told of a stretch, held against itself."""

from __future__ import annotations

from datetime import date

import pytest

from tregua.model.records import Basis
from tregua.registers import Point, audit_series


def point(count: float, on: str, until: str | None = None, basis: Basis = "period") -> Point:
    day = date.fromisoformat(on)
    return Point(
        on=day, since=day if until else None, until=date.fromisoformat(until) if until else None, low=count,
        high=count, unit="vehicle", basis=basis, said_by="ru/mod", claim_id=f"c-{on}-{count}-{basis}",
        published_at="2020-12-31",
    )  # fmt: skip


def codes(*points: Point) -> list[str]:
    return [one.code.rpartition(".")[2] for one in audit_series(points)]


@pytest.mark.parametrize(("total", "found"), [("2020-12-05", []), ("2020-12-10", ["flow_above_total"])])
def test_a_stretch_s_figure_is_part_of_no_total_before_its_last_day(total: str, found: list[str]) -> None:
    assert codes(point(40, "2020-12-01", "2020-12-10"), point(20, total, basis="total")) == found


def test_a_stretch_and_a_day_within_it_are_not_added() -> None:
    totals = point(100, "2020-11-30", basis="total"), point(142, "2020-12-10", basis="total")
    found = codes(*totals, point(40, "2020-12-01", "2020-12-10"), point(5, "2020-12-05"))
    assert found == ["gap"], "that of the totals alone"
    assert "flows_above_totals" in codes(*totals, point(40, "2020-12-04"), point(5, "2020-12-05"))


def test_the_days_of_a_stretch_are_no_gap() -> None:
    assert codes(point(40, "2020-12-01", "2020-12-10"), point(5, "2020-12-12")) == []
    assert codes(point(40, "2020-12-01", "2020-12-10"), point(1, "2020-12-02"), point(5, "2020-12-12")) == []
    (gap,) = audit_series([point(40, "2020-12-01", "2020-12-10"), point(5, "2020-12-20")])
    assert (gap.args["since"], gap.args["day"]) == (date(2020, 12, 10), date(2020, 12, 20))
