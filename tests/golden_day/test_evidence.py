"""Standings come from items and nothing else: take the evidence away and each falls."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from centres import EXAMPLE, Reader, found_with
from tregua.model.ids import item_of

INBOX = Path(__file__).parents[2] / "src/tregua/data/examples" / EXAMPLE / "inbox"

STORY = [
    ("hand-over-agdam", date(2020, 11, 21), "fulfilled", "overdue"),
    ("hand-over-kelbajar", date(2020, 11, 26), "fulfilled", "overdue"),
    ("hand-over-lachin", date(2020, 12, 2), "fulfilled", "overdue"),
    ("ceasefire", date(2020, 11, 18), "respected", "not_observed"),
    ("ceasefire", date(2020, 12, 13), "disputed", "not_observed"),
    ("deploy-servicemen", date(2020, 12, 2), "claimed", "not_started"),
    ("deploy-apcs", date(2020, 12, 2), "claimed", "not_started"),
    ("deploy-vehicles", date(2020, 12, 2), "claimed", "not_started"),
    ("return-displaced", date(2020, 12, 2), "in_progress", "not_started"),
    ("exchange-prisoners", date(2020, 12, 14), "in_progress", "not_started"),
    ("exchange-bodies", date(2020, 11, 17), "in_progress", "not_started"),
    ("unblock-links", date(2021, 1, 11), "in_progress", "not_started"),
    ("establish-joint-centre", date(2021, 1, 30), "fulfilled", "not_started"),
]


@pytest.mark.parametrize(("obligation", "day", "with_it", "without"), STORY, ids=str)
def test_without_its_evidence_a_standing_falls(
    tmp_path: Path, obligation: str, day: date, with_it: str, without: str
) -> None:
    texts = sorted(path for path in INBOX.iterdir() if path.name != "README.md")
    taken: set[str] = set()
    reader = Reader(found_with(tmp_path / "whole", texts))
    status = reader.standings(day, day)[obligation]
    assert status.phase == with_it
    for round_number in range(12):
        cited = {item_of(one) for reason in status.reasons for one in reason.evidence}
        if not cited:
            break
        names = {item.item_id: item.name for item in reader.known(day).items}
        taken |= {names[one] for one in cited}
        left = [path for path in texts if path.name not in taken]
        reader = Reader(found_with(tmp_path / f"round-{round_number}", left))
        status = reader.standings(day, day)[obligation]
    assert status.phase == without
    assert not status.rests_on
    assert taken


def test_an_empty_inbox_leaves_every_standing_at_its_beginning(tmp_path: Path) -> None:
    reader = Reader(found_with(tmp_path / "empty", []))
    phases = {one.phase for one in reader.standings(date(2020, 12, 2), date(2020, 12, 2)).values()}
    assert phases == {"not_started", "not_observed", "overdue", "not_yet_due"}


def test_the_put_off_is_known_only_from_what_bears_it_out(tmp_path: Path) -> None:
    texts = [path for path in sorted(INBOX.iterdir()) if "11-15" not in path.name]
    status = Reader(found_with(tmp_path / "no-word", texts)).standings(date(2020, 11, 18), date(2020, 11, 18))
    kelbajar = status["hand-over-kelbajar"]
    assert (kelbajar.phase, kelbajar.overdue_days, set(kelbajar.versions)) == ("overdue", 3, {"original"})
