"""Some of the incidents asked of the database; see :class:`tregua.fusion.sought.Happened`.

What is asked by tags is read along the rarest of them, the newest first, so that a page costs what it shows.
An incident that began before the days asked for and goes on into them is found apart, by its last day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, select, text

from tregua.centre.grown import Growing
from tregua.fusion.sought import Sought
from tregua.model.standing import Doubt, Incident
from tregua.store.database import words_for
from tregua.store.incident_rows import RowsAround
from tregua.store.incident_tables import TAGS
from tregua.store.tables import View, seen_as

_NEWEST = "ORDER BY {at}.earliest DESC, i.incident_id DESC LIMIT :length OFFSET :start"
_TAGGED = (
    "EXISTS (SELECT 1 FROM tagged AS {t}"
    " WHERE {t}.tag = :{t} AND {t}.earliest = i.earliest AND {t}.row = i.row)"
)
_BEFORE = (
    "b.known_from < :before AND (b.known_to IS NULL OR b.known_to >= :before)"
    " AND (b.seen_by & :audience) <> 0"
)


class _Half(NamedTuple):
    """From where and under which conditions rows ``i`` come, with the values they name; ``at`` is the table
    along which they are read by their beginning."""

    tables: str
    conditions: str
    values: dict[str, Any]
    at: str = "i"

    def only(self, condition: str, **values: str) -> _Half:
        """Those alone of which that is so, too."""
        conditions = f"{self.conditions} AND {condition.format(at=self.at)}"
        return self._replace(conditions=conditions, values=self.values | values)


class KeptIncidents:
    """The incidents of the database that a view sees."""

    def __init__(self, connection: Connection, view: View, growing: Growing) -> None:
        self._connection, self._view, self._growing = connection, view, growing
        self._words = words_for(connection)

    def count(self, sought: Sought, most: int) -> int:
        """See the protocol."""
        found = 0
        for half in self._halves(sought):
            rows = f"SELECT 1 FROM {half.tables} WHERE {half.conditions} LIMIT :most"  # noqa: S608 - our own
            query = text(f"SELECT count(*) FROM ({rows}) AS counted")  # noqa: S608
            found += int(self._connection.scalar(query, half.values | {"most": most - found}) or 0)
        return found

    def newest(self, sought: Sought, start: int, length: int) -> tuple[Incident, ...]:
        """See the protocol."""
        return tuple(self._newest(self._halves(sought), start, length))

    def find(self, ids: Iterable[str]) -> Mapping[str, Incident]:
        """See the protocol."""
        query = text(
            f"SELECT i.row FROM {self._words.given('given', 'text')}"  # noqa: S608 - our own
            f" {self._words.in_order} incidents AS i ON i.incident_id = given.value WHERE {seen_as('i')}"
        )
        asked = {"given": self._words.values(sorted(set(ids))), **self._view._asdict()}
        return {one.incident_id: one for one in self._told(self._connection.scalars(query, asked))}

    def doubts(self, ids: Iterable[str]) -> Mapping[str, tuple[Doubt, ...]]:
        """See the protocol."""
        around = RowsAround(self._connection, self._view.size)
        return self._growing.doubts(sorted(set(ids)), around, self._view.audience)

    def days(self, first: date, last: date) -> frozenset[date]:
        """See the protocol."""
        every = (first + timedelta(days=n) for n in range((last - first).days + 1))
        began = text(
            "SELECT 1 FROM incidents AS i WHERE i.earliest >= :day AND i.earliest < :next"  # noqa: S608 - our own
            f" AND {seen_as('i')} LIMIT 1"
        )
        found = {
            day
            for day in every
            if self._connection.scalar(
                began, {"day": str(day), "next": str(day + timedelta(days=1)), **self._view._asdict()}
            )
        }
        for earliest, until in self._lasting(first, last):
            begin, end = max(date.fromisoformat(earliest[:10]), first), min(date.fromisoformat(until), last)
            found.update(begin + timedelta(days=n) for n in range((end - begin).days + 1))
        return frozenset(found)

    def come_up(self, before: int, until: date, most: int) -> tuple[tuple[Incident, ...], int]:
        """The ``most`` newest that began by ``until`` and were not known in a snapshot of size ``before``,
        without what else they may be, and how many others there are."""
        asked = {**self._view._asdict(), "before": before, "next": _after(until)}
        of_before = f"SELECT 1 FROM incidents AS b WHERE b.incident_id = i.incident_id AND {_BEFORE}"  # noqa: S608
        new = (
            f"FROM incidents AS i WHERE i.known_from >= :before AND {seen_as('i')} AND i.earliest < :next"
            f" AND NOT EXISTS ({of_before})"
        )
        count = int(self._connection.scalar(text(f"SELECT count(*) {new}"), asked) or 0)
        query = text(f"SELECT i.row {new} {_NEWEST.format(at='i')}")
        shown = self._connection.scalars(query, asked | {"start": 0, "length": most})
        return tuple(self._told(shown)), max(count - most, 0)

    def every(self) -> tuple[Incident, ...]:
        """All of them, by time and id."""
        query = text(f"SELECT i.row FROM incidents AS i WHERE {seen_as('i')}")  # noqa: S608 - our own
        found = self._told(self._connection.scalars(query, self._view._asdict()))
        found.sort(key=lambda one: (one.earliest, one.latest, one.incident_id))
        doubts = self.doubts(one.incident_id for one in found)
        return tuple(
            one.model_copy(update={"doubts": told}) if (told := doubts.get(one.incident_id)) else one
            for one in found
        )

    def _newest(self, halves: Sequence[_Half], start: int, length: int) -> Iterator[Incident]:
        for half in halves:
            if length <= 0:
                return
            rest = f"WHERE {half.conditions} {_NEWEST.format(at=half.at)}"
            query = text(f"SELECT i.row FROM {half.tables} {rest}")  # noqa: S608 - our own words
            asked = half.values | {"start": start, "length": length}
            rows = list(self._connection.scalars(query, asked))
            yield from self._told(rows)
            length -= len(rows)
            if length > 0 and half is not halves[-1]:
                start = max(start - self._count(half), 0)

    def _told(self, rows: Iterable[int]) -> list[Incident]:
        """The incidents of these rows, in the rows' order."""
        order = list(rows)
        query = text(
            f"SELECT told.row, told.incident FROM {self._words.given('given', 'bigint')}"  # noqa: S608 - our own
            f" {self._words.in_order} incident_texts AS told ON told.row = given.value"
        )
        found = self._connection.execute(query, {"given": self._words.values(order)})
        read = {row: Incident.model_validate_json(told) for row, told in found}
        return [read[row] for row in order]

    def _count(self, half: _Half) -> int:
        query = text(f"SELECT count(*) FROM {half.tables} WHERE {half.conditions}")  # noqa: S608 - our own
        return int(self._connection.scalar(query, half.values) or 0)

    def _halves(self, sought: Sought) -> tuple[_Half, ...]:
        """Those that began on the days asked for; then those that began before and go on into them."""
        tags = self._numbers(sought.tags)
        if tags is None:
            return ()
        began = _along(tags, self._view)
        lasting = _Half("incidents AS i", f"{seen_as('i')}{_all_tags(tags)}", began.values)
        if sought.until is not None:
            next_day = _after(sought.until)
            began = began.only("{at}.earliest < :next", next=next_day)
            lasting = lasting.only("{at}.earliest < :next", next=next_day)
        if sought.since is None:
            return (began,)
        since = str(sought.since)
        return (
            began.only("{at}.earliest >= :since", since=since),
            lasting.only("i.until >= :since AND i.earliest < :since", since=since),
        )

    def _numbers(self, tags: frozenset[str]) -> list[int] | None:
        """The numbers of these tags, the rarest first; None where nothing ever had one of them."""
        if not tags:
            return []
        query = select(TAGS.c.number).where(TAGS.c.tag.in_(sorted(tags))).order_by(TAGS.c.rows, TAGS.c.number)
        found = list(self._connection.scalars(query))
        return found if len(found) == len(tags) else None

    def _lasting(self, first: date, last: date) -> Iterable[Any]:
        query = text(
            "SELECT DISTINCT i.earliest, i.until FROM incidents AS i WHERE i.until >= :first"  # noqa: S608 - our own
            f" AND i.earliest < :next AND {seen_as('i')}"
        )
        return self._connection.execute(
            query, {"first": str(first), "next": _after(last), **self._view._asdict()}
        )


def _along(tags: Sequence[int], view: View) -> _Half:
    """The rows with all of the tags, along the first."""
    values = {**view._asdict(), **{f"t{n}": tag for n, tag in enumerate(tags)}}
    if not tags:
        return _Half("incidents AS i", seen_as("i"), values)
    conditions = f"t0.tag = :t0 AND {seen_as('i')}{_all_tags(tags[1:], 1)}"
    return _Half("tagged AS t0 JOIN incidents AS i ON i.row = t0.row", conditions, values, "t0")


def _all_tags(tags: Sequence[int], first: int = 0) -> str:
    return "".join(f" AND {_TAGGED.format(t=f't{n}')}" for n, _ in enumerate(tags, first))


def _after(day: date) -> str:
    return str(day + timedelta(days=1)) if day < date.max else "9999-12-32"
