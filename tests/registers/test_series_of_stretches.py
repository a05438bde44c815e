"""A figure that is told to last is a point of its first day, with its last where that is told."""

from __future__ import annotations

from datetime import date

import pytest

from tregua.model.standing import Entry
from tregua.registers import series


def entry(**given: object) -> Entry:
    fields: dict[str, object] = {
        "entry_id": "e", "claim_id": "c", "register_name": "forces", "measure": "serviceman",
        "act": "deploy.post", "about": "post 7", "low": 12, "high": 12, "unit": "serviceman",
        "said_by": "ru/mod", "published_at": "2020-12-20",
    }  # fmt: skip
    return Entry.model_validate(fields | given)


@pytest.mark.parametrize(
    ("earliest", "latest", "on", "since", "until"),
    [
        ("2020-11-18", "2020-12-10", date(2020, 11, 18), date(2020, 11, 18), date(2020, 12, 10)),
        ("2020-11-20", None, date(2020, 11, 20), date(2020, 11, 20), None),
        ("2020-12-10", "2020-12-10", date(2020, 12, 10), None, None),
        (None, None, date(2020, 12, 20), None, None),
    ],
)
def test_a_stretch_is_a_point_of_its_first_day(
    earliest: str | None, latest: str | None, on: date, since: date | None, until: date | None
) -> None:
    one = entry(earliest=earliest, latest=latest)
    [point] = series([one], "forces", "serviceman", date(2020, 12, 31))
    assert (point.on, point.since, point.until) == (on, since, until)
    assert not series([one], "forces", "serviceman", date(2020, 11, 17))


def test_a_total_runs_to_its_last_day_as_before() -> None:
    total = entry(register_name="returns", measure="person", act="return.persons", basis="total",
                  earliest="2020-11-14", latest="2020-12-10")  # fmt: skip
    [point] = series([total], "returns", "person", date(2020, 12, 31))
    assert (point.on, point.since, point.until) == (date(2020, 12, 10), date(2020, 11, 14), None)
