"""A day put off: which of the days named is the old one and which the new."""

from __future__ import annotations

from datetime import date, timedelta

from tregua.reading.roles import Region
from tregua.reading.scene import Scene


def find_new_day(scene: Scene, region: Region) -> tuple[str | None, str | None]:
    """The old day and the new one of a deadline put off; the new day is after *to* or *until*."""
    mentions = [m for m in scene.times.within(region.start, region.end) if m.latest and "T" not in m.latest]
    days = [m for m in mentions if m.earliest == m.latest]
    ranges = [m for m in mentions if m.earliest != m.latest and m.earliest]
    old = new = None
    for day in days:
        before = words_near(scene, day.start)
        if before & {"to", "until", "till"} or ("by" in before and new is None and "from" not in before):
            new = day.latest
        elif before & {
            "from",
            "of",
            "original",
            "originally",
            "initial",
            "initially",
            "instead",
            "than",
            "rather",
        }:
            old = day.latest
    if new is None and ranges:
        old, new = ranges[0].earliest, ranges[0].latest
    rest = [d.latest for d in days if d.latest not in (old, new)]
    if new is None and rest:
        later = [d for d in rest if d and (scene.today is None or d >= scene.today)]
        new = max(later) if later else None
    if old is None:
        due = [
            d.latest
            for d in days
            if d.latest and new and d.latest < new and words_near(scene, d.start) & {"by", "due"}
        ]
        old = due[0] if due else None
    if new is None and old is not None:
        extra = [
            q
            for q in scene.quantities.within(region.start, region.end)
            if q.unit in ("day", "week") and q.low
        ]
        if extra:
            new = _days_later(old, int(extra[0].low or 0) * (7 if extra[0].unit == "week" else 1))
    return old, new


def _days_later(day: str, count: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=count)).isoformat()


def words_near(scene: Scene, start: int) -> set[str]:
    """The word or two before a day that tell which end of a change it is."""
    tail = scene.text[max(0, start - 30) : start].lower().split()[-2:]
    return {word.strip(",.;:()") for word in tail} - {"the"}
