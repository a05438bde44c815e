"""Some of what was received, asked of the database; see :class:`tregua.model.received.Received`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, text

from tregua.model.ids import item_of
from tregua.model.received import ItemsSought
from tregua.model.records import Item
from tregua.store.database import words_for
from tregua.store.tables import View, seen_as

_NEWEST = "ORDER BY items.published_on DESC, items.name DESC, items.item_id DESC LIMIT :length OFFSET :start"


class KeptItems:
    """The items of the database that a view sees."""

    def __init__(self, connection: Connection, view: View) -> None:
        self._connection, self._view = connection, view
        self._words = words_for(connection)

    def count(self, sought: ItemsSought) -> int:
        """See the protocol."""
        conditions, values = self._meant(sought)
        query = text(f"SELECT count(*) FROM items WHERE {conditions}")  # noqa: S608 - our own words
        return int(self._connection.scalar(query, values) or 0)

    def newest(self, sought: ItemsSought, start: int, length: int) -> tuple[Item, ...]:
        """See the protocol."""
        conditions, values = self._meant(sought)
        query = text(f"SELECT items.item FROM items WHERE {conditions} {_NEWEST}")  # noqa: S608
        found = self._connection.scalars(query, values | {"start": start, "length": length})
        return tuple(Item.model_validate_json(one) for one in found)

    def find(self, item_id: str) -> Item | None:
        """See the protocol."""
        query = text(f"SELECT items.item FROM items WHERE items.item_id = :id AND {seen_as('items')}")  # noqa: S608
        found = self._connection.scalar(query, {"id": item_id, **self._view._asdict()})
        return Item.model_validate_json(found) if found else None

    def speakers_in(self, item_ids: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """See the protocol."""
        query = text(
            f"SELECT claims.claim_id, claims.said_by FROM {self._words.given('given', 'text')}"  # noqa: S608
            f" {self._words.in_order} claims ON claims.item_id = given.value"
            f" WHERE claims.said_by IS NOT NULL AND {seen_as('claims')} ORDER BY claims.number"
        )
        asked = {"given": self._words.values(sorted(set(item_ids))), **self._view._asdict()}
        said: dict[str, dict[str, None]] = {}
        for claim_id, speaker in self._connection.execute(query, asked):
            said.setdefault(item_of(claim_id), {})[speaker] = None
        return {item_id: tuple(who) for item_id, who in said.items()}

    def outlets(self) -> tuple[str, ...]:
        """See the protocol."""
        return tuple(self._each("items", "outlet"))

    def speakers(self) -> tuple[str, ...]:
        """See the protocol."""
        return tuple(self._each("claims", "said_by"))

    def _each(self, table: str, column: str) -> Iterator[str]:
        """Every value of a column, by a seek each: they are few, and the rows very many."""
        query = text(
            f"SELECT {table}.{column} FROM {table} WHERE {table}.{column} > :last AND {seen_as(table)}"  # noqa: S608
            f" ORDER BY {table}.{column} LIMIT 1"
        )
        last: str | None = ""
        while last is not None:
            last = self._connection.scalar(query, {"last": last, **self._view._asdict()})
            if last is not None:
                yield last

    def _meant(self, sought: ItemsSought) -> tuple[str, dict[str, Any]]:
        conditions, values = [seen_as("items")], dict[str, Any](self._view._asdict())
        if sought.outlet:
            conditions.append("items.outlet = :outlet")
            values["outlet"] = sought.outlet
        if sought.day:
            conditions.append("items.published_on >= :day AND items.published_on < :after")
            values |= {"day": sought.day, "after": f"{sought.day}~"}
        if sought.speaker:
            said = f"claims.item_id = items.item_id AND claims.said_by = :speaker AND {seen_as('claims')}"
            conditions.append(f"EXISTS (SELECT 1 FROM claims WHERE {said})")  # noqa: S608 - our own words
            values["speaker"] = sought.speaker
        return " AND ".join(conditions), values
