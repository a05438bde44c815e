"""The database: a projection of the record, kept to answer quickly. SQLite, durable writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Select,
    create_engine,
    delete,
    event,
    func,
    insert,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.dialects.sqlite import insert as insert_once
from sqlalchemy.exc import DBAPIError

from tregua.centre.ports import ClosedDay, Snapshot
from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.model.records import Claim, Item
from tregua.model.standing import Register
from tregua.record.act import Act
from tregua.record.checkpoint import Checkpoint
from tregua.registers import Posting
from tregua.store import again
from tregua.store import entries as rows
from tregua.store.parts import Kept
from tregua.store.tables import ACTS, CLAIMS, DAYS, ENTRIES, ITEMS, META, SCHEMA, TABLES, VOICES, known

_MARK = "entries_under"


class SqliteState:
    """``state.db``. Opened once; the engine's pool gives each thread its own connection.

    ``any_schema`` is for asking a database of another version for its :attr:`size` and :attr:`head` alone.
    """

    def __init__(self, path: Path, *, any_schema: bool = False) -> None:
        self._path = path
        self._engine = _connect(path)
        if not any_schema:
            self._prepare()

    def _prepare(self) -> None:
        with self._writing() as connection:
            found = str(SCHEMA)
            if inspect(connection).has_table(META.name):
                found = connection.scalar(_value_of("schema")) or found
            if found == str(SCHEMA):
                TABLES.create_all(connection)
                row = {"key": "schema", "value": found}
                connection.execute(insert_once(META).values(row).on_conflict_do_nothing())
        if found != str(SCHEMA):
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
            return int(connection.scalar(select(func.count()).select_from(ACTS)) or 0)

    def project(
        self, index: int, act: Act, claims: Sequence[Claim], postings: Sequence[Posting], mark: str
    ) -> None:
        """Takes in one act, the claims it derived and their entries, in one transaction, unless another did.

        Entries made under another ``mark`` than those that are there leave them without one.
        """
        instant = datetime.fromisoformat(act.at)
        row = {"index": index, "type": act.type, "at": act.at, "instant": int(instant.timestamp())}
        with self._writing() as connection:
            if not connection.execute(insert_once(ACTS).values(row).on_conflict_do_nothing()).rowcount:
                return
            match act.type:
                case "item_received":
                    connection.execute(insert(ITEMS).values(_item_row(index, act.body)))
                case "derivation" if claims:
                    _take_claims(connection, index, claims, postings)
                    if connection.scalar(_value_of(_MARK)) != mark:
                        _put(connection, _MARK, "")
                case "day_closed":
                    connection.execute(insert(DAYS).values(known_from=index, day=act.body["day"], at=act.at))
                case "report_issued":
                    connection.execute(
                        update(DAYS)
                        .where(DAYS.c.known_from == act.body["size"] - 1)
                        .values(sha256=act.body["sha256"], report_from=index)
                    )
                case _:
                    pass

    @property
    def mark(self) -> str | None:
        """What the entries were made under, all of them; None before any were, empty where they differ."""
        with self._reading() as connection:
            found: str | None = connection.scalar(_value_of(_MARK))
        return found

    def enter_anew(self, mark: str, make: Callable[[Sequence[Claim]], Sequence[Posting]]) -> None:
        """Makes all entries again from the claims, act by act, in one transaction, unless another did."""
        with self._writing() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # another may be making them now
            if connection.scalar(_value_of(_MARK)) == mark:
                return
            for table in (ENTRIES, VOICES):
                connection.execute(delete(table))
            for index in rows.claims_by_act(connection):
                query = select(CLAIMS.c.number, CLAIMS.c.claim).where(CLAIMS.c.known_from == index)
                found = [
                    (number, Claim.model_validate_json(claim))
                    for number, claim in connection.execute(query.order_by(CLAIMS.c.position))
                ]
                numbers = {claim.claim_id: number for number, claim in found}
                rows.enter_act(connection, index, numbers, make([claim for _, claim in found]))
            _put(connection, _MARK, mark)

    def enter_again(
        self,
        mark: str,
        make: Callable[[Sequence[Claim]], Sequence[Posting]],
        actors: Sequence[str],
        registers: Sequence[Register],
    ) -> None:
        """Makes again the entries of claims that name one of ``actors``, or an office below it, and those in
        ``registers``, each where it is, in one transaction, unless another did."""
        with self._writing() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            if connection.scalar(_value_of(_MARK)) != mark:
                again.enter_again(connection, make, actors, registers)
                _put(connection, _MARK, mark)

    @contextmanager
    def entered(self, snapshot: Snapshot, mark: str) -> Iterator[Kept | None]:
        """The registers' entries known in ``snapshot``, to be asked about; None where they are not those of
        ``mark``."""
        with self._reading() as connection:
            connection.exec_driver_sql("BEGIN")  # the mark and the entries are of one moment
            yield Kept(connection, snapshot) if connection.scalar(_value_of(_MARK)) == mark else None

    @property
    def head(self) -> Checkpoint | None:
        """The record's head when it was last followed; None before that."""
        with self._reading() as connection:
            found = connection.scalar(_value_of("head"))
        if found is None:
            return None
        origin, size, root = json.loads(found)
        return Checkpoint(origin, size, bytes.fromhex(root))

    def remember(self, head: Checkpoint) -> None:
        """Keeps the record's head, so that an older or another record is noticed."""
        with self._writing() as connection:
            _put(connection, "head", json.dumps([head.origin, head.size, head.root.hex()]))

    def snapshot(self, at: datetime | None = None, size: int | None = None) -> Snapshot | None:
        """The latest snapshot, or the last one not after ``at`` or of ``size``."""
        query = select(ACTS.c.index, ACTS.c.at).order_by(ACTS.c.index.desc()).limit(1)
        if at is not None:
            query = query.where(ACTS.c.instant <= int(at.timestamp()))
        if size is not None:
            query = query.where(ACTS.c.index < size)
        with self._reading() as connection:
            row = connection.execute(query).first()
        return Snapshot(size=row[0] + 1, at=datetime.fromisoformat(row[1])) if row else None

    def content_size(self, snapshot: Snapshot) -> int:
        """The size of the record when items or claims last changed within ``snapshot``."""
        query = select(func.max(ACTS.c.index)).where(
            ACTS.c.index < snapshot.size, ACTS.c.type.in_(("item_received", "derivation"))
        )
        with self._reading() as connection:
            found = connection.scalar(query)
        return 0 if found is None else int(found) + 1

    def items(self, snapshot: Snapshot) -> tuple[Item, ...]:
        """Items known in ``snapshot``, by publication and name."""
        query = (
            select(ITEMS.c.item)
            .where(known(ITEMS, snapshot))
            .order_by(ITEMS.c.published_at, ITEMS.c.name, ITEMS.c.item_id)
        )
        with self._reading() as connection:
            return tuple(Item.model_validate_json(one) for one in connection.scalars(query))

    def items_by_day(self, snapshot: Snapshot) -> dict[str, int]:
        """How many items known in ``snapshot`` were published on each day, by ISO day."""
        day = func.substr(ITEMS.c.published_at, 1, 10)
        query = select(day, func.count()).where(known(ITEMS, snapshot), ITEMS.c.published_at.is_not(None))
        with self._reading() as connection:
            return {one: int(count) for one, count in connection.execute(query.group_by(day))}

    def claim(self, claim_id: str, snapshot: Snapshot) -> Claim | None:
        """The claim of this id; None where none is known in ``snapshot``."""
        query = select(CLAIMS.c.claim).where(CLAIMS.c.claim_id == claim_id, known(CLAIMS, snapshot))
        with self._reading() as connection:
            found = connection.scalar(query)
        return Claim.model_validate_json(found) if found else None

    def claim_count(self, snapshot: Snapshot) -> int:
        """How many claims are known in ``snapshot``."""
        query = (
            select(CLAIMS.c.number)
            .where(CLAIMS.c.known_from < snapshot.size)
            .order_by(CLAIMS.c.known_from.desc(), CLAIMS.c.position.desc())
            .limit(1)
        )
        with self._reading() as connection:
            return int(connection.scalar(query) or 0)

    def claims(self, snapshot: Snapshot) -> tuple[Claim, ...]:
        """Claims known in ``snapshot``, in the record's order."""
        query = (
            select(CLAIMS.c.claim)
            .where(known(CLAIMS, snapshot))
            .order_by(CLAIMS.c.known_from, CLAIMS.c.position)
        )
        with self._reading() as connection:
            return tuple(Claim.model_validate_json(one) for one in connection.scalars(query))

    def closed_days(self, snapshot: Snapshot) -> tuple[ClosedDay, ...]:
        """Days closed in ``snapshot``, in order, each at its latest closing."""
        query = select(DAYS).where(DAYS.c.known_from < snapshot.size).order_by(DAYS.c.known_from)
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

    def acts_of(self, kind: str) -> tuple[int, ...]:
        """The places in the record of all acts of one type, in order."""
        query = select(ACTS.c.index).where(ACTS.c.type == kind).order_by(ACTS.c.index)
        with self._reading() as connection:
            return tuple(connection.scalars(query))

    def has_item(self, item_id: str) -> bool:
        """Whether this item was received."""
        with self._reading() as connection:
            return connection.scalar(select(ITEMS.c.item_id).where(ITEMS.c.item_id == item_id)) is not None

    def items_named(self, name: str) -> tuple[str, ...]:
        """The ids of the items of this file name, in the record's order."""
        query = select(ITEMS.c.item_id).where(ITEMS.c.name == name).order_by(ITEMS.c.known_from)
        with self._reading() as connection:
            return tuple(connection.scalars(query))

    def claims_of(self, item_id: str) -> tuple[Claim, ...]:
        """An item's claims, in order; none where it was never received."""
        query = select(CLAIMS.c.claim).where(CLAIMS.c.item_id == item_id).order_by(CLAIMS.c.position)
        with self._reading() as connection:
            return tuple(Claim.model_validate_json(one) for one in connection.scalars(query))

    def claims_correcting(self, claim_ids: Sequence[str]) -> tuple[Claim, ...]:
        """The claims that say to correct one of these, in the record's order."""
        query = text(
            "SELECT claims.claim FROM json_each(:given) AS given"
            " JOIN claims ON claims.supersedes = given.value ORDER BY claims.number"
        )
        with self._reading() as connection:
            found = connection.scalars(query, {"given": json.dumps(sorted(set(claim_ids)))})
            return tuple(Claim.model_validate_json(one) for one in found)

    def corrections(self, snapshot: Snapshot) -> tuple[Claim, ...]:
        """The claims known in ``snapshot`` that correct another known then, and those that they correct."""
        query = text(
            "WITH one AS (SELECT claim_id, supersedes FROM claims"
            "  WHERE supersedes IS NOT NULL AND known_from < :size)"
            " SELECT claims.claim FROM (SELECT claim_id FROM one UNION SELECT supersedes FROM one) AS kin"
            " JOIN claims ON claims.claim_id = kin.claim_id WHERE claims.known_from < :size"
            " ORDER BY claims.number"
        )
        with self._reading() as connection:
            found = connection.scalars(query, {"size": snapshot.size})
            return tuple(Claim.model_validate_json(one) for one in found)

    def claims_saying(self, words: Sequence[str], tier: str) -> dict[str, tuple[Claim, ...]]:
        """The rows of sheets of this tier that say one of ``words``, by these, in the record's order."""
        query = text(
            "SELECT claims.words, claims.claim FROM json_each(:words) AS given"
            " JOIN claims ON claims.words = given.value JOIN items ON items.item_id = claims.item_id"
            " WHERE coalesce(json_extract(items.item, '$.tier'), 'public') = :tier ORDER BY claims.number"
        )
        found: dict[str, list[Claim]] = {}
        with self._reading() as connection:
            asked = {"words": json.dumps(sorted(set(words))), "tier": tier}
            for said, claim in connection.execute(query, asked):
                found.setdefault(said, []).append(Claim.model_validate_json(claim))
        return {said: tuple(claims) for said, claims in found.items()}

    def tables(self, snapshot: Snapshot) -> tuple[tuple[Item, int], ...]:
        """The items known in ``snapshot`` that are CSV, each with how many claims are its own, in the
        record's order."""
        own = select(func.count()).select_from(CLAIMS).where(CLAIMS.c.item_id == ITEMS.c.item_id)
        is_table = func.json_extract(ITEMS.c.item, "$.media_type") == "text/csv"
        query = select(ITEMS.c.item, own.scalar_subquery()).where(is_table, known(ITEMS, snapshot))
        with self._reading() as connection:
            found = connection.execute(query.order_by(ITEMS.c.known_from))
            return tuple((Item.model_validate_json(item), int(count)) for item, count in found)

    def text_sha256(self, item_id: str) -> str:
        """Where an item's decoded text lies in the evidence; KeyError when it was never received."""
        with self._reading() as connection:
            found = connection.scalar(select(ITEMS.c.text_sha256).where(ITEMS.c.item_id == item_id))
        if found is None:
            raise KeyError(item_id)
        return str(found)

    def reset(self) -> None:
        """Forgets everything, so that the record can be replayed."""
        with self._writing() as connection:
            TABLES.drop_all(connection)
        self._prepare()


def _connect(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _durable(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA busy_timeout=5000")

    return engine


def _value_of(key: str) -> Select[Any]:
    return select(META.c.value).where(META.c.key == key)


def _put(connection: Connection, key: str, value: str) -> None:
    statement = insert_once(META).values(key=key, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": statement.excluded.value})
    )


def _take_claims(
    connection: Connection, index: int, claims: Sequence[Claim], postings: Sequence[Posting]
) -> None:
    first = int(connection.scalar(select(func.max(CLAIMS.c.number))) or 0) + 1
    connection.execute(insert(CLAIMS), rows.claim_rows(index, first, claims))
    numbers = {claim.claim_id: number for number, claim in enumerate(claims, first)}
    rows.enter_act(connection, index, numbers, postings)


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
