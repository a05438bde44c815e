"""The database: a projection of the record, kept to answer quickly. SQLite, durable writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_once
from sqlalchemy.exc import DBAPIError

from tregua.centre.ports import ClosedDay, Snapshot
from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.model.records import Claim, Item
from tregua.record.act import Act
from tregua.record.checkpoint import Checkpoint

SCHEMA = 1

_tables = MetaData()
_meta = Table(
    "meta", _tables, Column("key", String, primary_key=True), Column("value", String, nullable=False)
)
_acts = Table(
    "acts",
    _tables,
    Column("index", Integer, primary_key=True),
    Column("type", String, nullable=False),
    Column("at", String, nullable=False),
    Column("instant", Integer, nullable=False, index=True),
)
_items = Table(
    "items",
    _tables,
    Column("item_id", String, primary_key=True),
    Column("published_at", String),
    Column("name", String, nullable=False),
    Column("text_sha256", String, nullable=False),
    Column("item", Text, nullable=False),
    Column("known_from", Integer, nullable=False, index=True),
    Column("known_to", Integer),
)
_claims = Table(
    "claims",
    _tables,
    Column("claim_id", String, primary_key=True),
    Column("item_id", String, nullable=False, index=True),
    Column("said_by", String),
    Column("act", String),
    Column("position", Integer, nullable=False),
    Column("claim", Text, nullable=False),
    Column("known_from", Integer, nullable=False),
    Column("known_to", Integer),
    Index("claims_in_order", "known_from", "position"),
)
_days = Table(
    "days",
    _tables,
    Column("known_from", Integer, primary_key=True),
    Column("day", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("sha256", String),
    Column("report_from", Integer),
)


class SqliteState:
    """``state.db``. Opened once; the engine's pool gives each thread its own connection."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._engine = _connect(path)
        self._prepare()

    def _prepare(self) -> None:
        with self._writing() as connection:
            _tables.create_all(connection)
            found = connection.scalar(select(_meta.c.value).where(_meta.c.key == "schema"))
            if found is None:
                connection.execute(insert_once(_meta).values(key="schema", value=str(SCHEMA)))
        if found is not None and found != str(SCHEMA):
            raise BadCentre(say("state.other_schema", found=found, ours=SCHEMA), Where(file=str(self._path)))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._told(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._told(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise BadCentre(
                say("state.unusable", reason=str(error.orig)), Where(file=str(self._path))
            ) from error

    @property
    def size(self) -> int:
        """How many acts of the record it has taken in."""
        with self._reading() as connection:
            return int(connection.scalar(select(func.count()).select_from(_acts)) or 0)

    def project(self, index: int, act: Act, claims: Sequence[Claim]) -> None:
        """Takes in one act and the claims it derived, in one transaction, unless another did."""
        instant = datetime.fromisoformat(act.at)
        row = {"index": index, "type": act.type, "at": act.at, "instant": int(instant.timestamp())}
        with self._writing() as connection:
            if not connection.execute(insert_once(_acts).values(row).on_conflict_do_nothing()).rowcount:
                return
            match act.type:
                case "item_received":
                    connection.execute(insert(_items).values(_item_row(index, act.body)))
                case "derivation" if claims:
                    connection.execute(
                        insert(_claims), [_claim_row(index, n, c) for n, c in enumerate(claims)]
                    )
                case "day_closed":
                    connection.execute(insert(_days).values(known_from=index, day=act.body["day"], at=act.at))
                case "report_issued":
                    connection.execute(
                        update(_days)
                        .where(_days.c.known_from == act.body["size"] - 1)
                        .values(sha256=act.body["sha256"], report_from=index)
                    )
                case _:
                    pass

    @property
    def head(self) -> Checkpoint | None:
        """The record's head when it was last followed; None before that."""
        with self._reading() as connection:
            found = connection.scalar(select(_meta.c.value).where(_meta.c.key == "head"))
        if found is None:
            return None
        origin, size, root = json.loads(found)
        return Checkpoint(origin, size, bytes.fromhex(root))

    def remember(self, head: Checkpoint) -> None:
        """Keeps the record's head, so that an older or another record is noticed."""
        row = {"key": "head", "value": json.dumps([head.origin, head.size, head.root.hex()])}
        with self._writing() as connection:
            statement = insert_once(_meta).values(row)
            connection.execute(
                statement.on_conflict_do_update(index_elements=["key"], set_={"value": row["value"]})
            )

    def snapshot(self, at: datetime | None = None, size: int | None = None) -> Snapshot | None:
        """The latest snapshot, or the last one not after ``at`` or of ``size``."""
        query = select(_acts.c.index, _acts.c.at).order_by(_acts.c.index.desc()).limit(1)
        if at is not None:
            query = query.where(_acts.c.instant <= int(at.timestamp()))
        if size is not None:
            query = query.where(_acts.c.index < size)
        with self._reading() as connection:
            row = connection.execute(query).first()
        return Snapshot(size=row[0] + 1, at=datetime.fromisoformat(row[1])) if row else None

    def content_size(self, snapshot: Snapshot) -> int:
        """The size of the record when items or claims last changed within ``snapshot``."""
        query = select(func.max(_acts.c.index)).where(
            _acts.c.index < snapshot.size, _acts.c.type.in_(("item_received", "derivation"))
        )
        with self._reading() as connection:
            found = connection.scalar(query)
        return 0 if found is None else int(found) + 1

    def items(self, snapshot: Snapshot) -> tuple[Item, ...]:
        """Items known in ``snapshot``, by publication and name."""
        query = (
            select(_items.c.item)
            .where(*_known(_items, snapshot))
            .order_by(_items.c.published_at, _items.c.name, _items.c.item_id)
        )
        with self._reading() as connection:
            return tuple(Item.model_validate_json(text) for text in connection.scalars(query))

    def claims(self, snapshot: Snapshot) -> tuple[Claim, ...]:
        """Claims known in ``snapshot``, in the record's order."""
        query = (
            select(_claims.c.claim)
            .where(*_known(_claims, snapshot))
            .order_by(_claims.c.known_from, _claims.c.position)
        )
        with self._reading() as connection:
            return tuple(Claim.model_validate_json(text) for text in connection.scalars(query))

    def closed_days(self, snapshot: Snapshot) -> tuple[ClosedDay, ...]:
        """Days closed in ``snapshot``, in order, each at its latest closing."""
        query = select(_days).where(_days.c.known_from < snapshot.size).order_by(_days.c.known_from)
        found: dict[str, ClosedDay] = {}
        with self._reading() as connection:
            for row in connection.execute(query):
                earlier = found.get(row.day)
                known_report = row.report_from is not None and row.report_from < snapshot.size
                found[row.day] = ClosedDay(
                    day=date.fromisoformat(row.day),
                    snapshot=Snapshot(size=row.known_from + 1, at=datetime.fromisoformat(row.at)),
                    edition=earlier.edition + 1 if earlier else 1,
                    sha256=row.sha256 if known_report else None,
                )
        return tuple(found[day] for day in sorted(found))

    def has_item(self, item_id: str) -> bool:
        """Whether this item was received."""
        with self._reading() as connection:
            return connection.scalar(select(_items.c.item_id).where(_items.c.item_id == item_id)) is not None

    def text_sha256(self, item_id: str) -> str:
        """Where an item's decoded text lies in the evidence; KeyError when it was never received."""
        with self._reading() as connection:
            found = connection.scalar(select(_items.c.text_sha256).where(_items.c.item_id == item_id))
        if found is None:
            raise KeyError(item_id)
        return str(found)

    def reset(self) -> None:
        """Forgets everything, so that the record can be replayed."""
        with self._writing() as connection:
            _tables.drop_all(connection)
        self._prepare()


def _connect(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA busy_timeout=5000")

    return engine


def _known(table: Table, snapshot: Snapshot) -> tuple[Any, ...]:
    """The one place that says what a snapshot sees."""
    return (
        table.c.known_from < snapshot.size,
        (table.c.known_to.is_(None)) | (table.c.known_to >= snapshot.size),
    )


def _item_row(index: int, body: dict[str, Any]) -> dict[str, Any]:
    fields = {key: value for key, value in body.items() if key != "text_sha256"}
    return {
        "item_id": body["item_id"],
        "published_at": body["published_at"],
        "name": body["name"],
        "text_sha256": body["text_sha256"],
        "item": json.dumps(fields, ensure_ascii=False),
        "known_from": index,
    }


def _claim_row(index: int, position: int, claim: Claim) -> dict[str, Any]:
    return {
        "claim_id": claim.claim_id,
        "item_id": claim.item_id,
        "said_by": claim.said_by,
        "act": claim.act,
        "position": position,
        "claim": claim.model_dump_json(),
        "known_from": index,
    }
