"""What the database answers: a projection of the record, kept to answer quickly, on SQLite or PostgreSQL.

A state is bound to one audience: of everything it tells, what that audience does not see is not there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, delete, func, insert, select, text, update

from tregua.centre.ports import ClosedDay, Snapshot
from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.model.records import Claim, Item
from tregua.model.standing import Register
from tregua.model.tiers import INTERNAL, Audience
from tregua.record.act import Act
from tregua.record.checkpoint import Checkpoint
from tregua.registers import Posting
from tregua.store import again
from tregua.store import entries as rows
from tregua.store.audiences import EVERYONE, OF_THE_CENTRE, bit_of, seen_by_tier
from tregua.store.database import Database, insert_once, words_for
from tregua.store.forgotten import forget_item
from tregua.store.incident_tables import TABLES
from tregua.store.migrations.change import schema_of
from tregua.store.parts import Kept
from tregua.store.received import KeptItems
from tregua.store.tables import (
    ACTS,
    CLAIMS,
    DAYS,
    ENTRIES,
    ITEMS,
    LATEST,
    META,
    SCHEMA,
    VOICES,
    View,
    seen,
    seen_as,
    shown_as,
)

if TYPE_CHECKING:
    from tregua.centre.grown import Growing
    from tregua.store.happened import KeptIncidents

_MARK = "entries_under"
_GROWN = "incidents_under"
_OF_THE_CENTRE_ALONE = ("names_withheld", "name_erased", "name_read", "rows_sealed")
"""Acts that change nothing of what anybody else sees, and of which nobody else learns when they were made."""


class DatabaseState:
    """The tables of one centre. Opened once; the engine's pool gives each thread its own connection.

    ``any_schema`` is for asking a database of another version for its :attr:`size` and :attr:`head` alone.
    """

    def __init__(self, database: Database, *, any_schema: bool = False) -> None:
        self._database = database
        self._audience = INTERNAL
        if not any_schema:
            self._prepare()

    def seen_by(self, audience: Audience) -> DatabaseState:
        """The same database as this audience sees it. Only what the centre itself sees can be written to."""
        other = DatabaseState(self._database, any_schema=True)
        other._audience = audience
        return other

    def _prepare(self) -> None:
        found = schema_of(self._database)
        if found not in (None, SCHEMA):
            where = Where(file=self._database.name)
            raise BadCentre(say("state.other_schema", found=found, ours=SCHEMA), where)
        if found is None:  # else nothing is to be done, and nobody who writes is waited for
            with self._writing() as connection:
                TABLES.create_all(connection)
                row = {"key": "schema", "value": str(SCHEMA)}
                connection.execute(insert_once(connection, META).values(row).on_conflict_do_nothing())

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._database.reading() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if self._audience != INTERNAL:
            raise ValueError(f"{self._audience.name} only reads")
        with self._database.writing() as connection:
            yield connection

    def _view(self, connection: Connection, snapshot: Snapshot | None = None) -> View:
        return View(snapshot.size if snapshot else LATEST, bit_of(connection, self._audience))

    @property
    def size(self) -> int:
        """How many acts of the record it has taken in."""
        with self._reading() as connection:
            last = connection.scalar(select(func.max(ACTS.c.index)))
        return 0 if last is None else int(last) + 1

    def project(
        self,
        index: int,
        act: Act,
        claims: Sequence[Claim],
        postings: Sequence[Posting],
        mark: str,
        growing: Growing | None = None,
    ) -> None:
        """Takes in one act, the claims it derived, their entries and what these make of the incidents, in one
        transaction, unless another did.

        Entries made under another ``mark`` than those that are there leave them without one, and so do
        incidents that grew otherwise, or not at all.
        """
        instant = int(datetime.fromisoformat(act.at).timestamp())
        seen_by = OF_THE_CENTRE if act.type in _OF_THE_CENTRE_ALONE else EVERYONE
        row = {"index": index, "type": act.type, "at": act.at, "instant": instant, "seen_by": seen_by}
        with self._writing() as connection:
            if connection.scalar(select(ACTS.c.index).where(ACTS.c.index == index)) is not None:
                return
            connection.execute(insert(ACTS).values(row))
            match act.type:
                case "item_received":
                    seen_by = seen_by_tier(connection, index, act.body.get("tier") or "public")
                    connection.execute(insert(ITEMS).values(_item_row(index, act.body, seen_by)))
                    _act_seen_by(connection, index, seen_by)
                case "derivation":
                    seen_by = _take_claims(connection, index, claims, postings)
                    _act_seen_by(connection, index, seen_by)
                    if claims and connection.scalar(_value_of(_MARK)) != mark:
                        _put(connection, _MARK, "")
                    if claims:
                        self._grow(connection, index, growing)
                case "day_closed":
                    connection.execute(insert(DAYS).values(known_from=index, day=act.body["day"], at=act.at))
                case "report_issued":
                    connection.execute(
                        update(DAYS)
                        .where(DAYS.c.known_from == act.body["size"] - 1)
                        .values(sha256=act.body["sha256"], report_from=index)
                    )
                case "item_erased":
                    _act_seen_by(connection, index, forget_item(connection, act.body["item_id"]))
                    for mark_name in (_MARK, _GROWN):  # what it had corrected stands again: all are made anew
                        _put(connection, mark_name, "")
                case _:
                    pass

    def _grow(self, connection: Connection, index: int, growing: Growing | None) -> None:
        """What the claims of the act ``index`` make of the incidents."""
        if growing is None or connection.scalar(_value_of(_GROWN)) != growing.mark:
            _put(connection, _GROWN, "")
            return
        from tregua.store.incident_rows import grow_act

        grow_act(connection, index, growing)

    @property
    def incidents_mark(self) -> str | None:
        """What the incidents were grown under, all of them; None before any were, empty where they differ."""
        with self._reading() as connection:
            found: str | None = connection.scalar(_value_of(_GROWN))
        return found

    def grow_anew(self, growing: Growing) -> None:
        """Makes all incidents again from the claims, act by act, in one transaction, unless another did."""
        from tregua.store.incident_rows import forget_incidents, grow_act

        with self._writing() as connection:
            if connection.scalar(_value_of(_GROWN)) == growing.mark:
                return
            forget_incidents(connection)
            for index in rows.claims_by_act(connection):
                growing.tell(grow_act(connection, index, growing))
            _put(connection, _GROWN, growing.mark)

    @contextmanager
    def happened(self, snapshot: Snapshot, growing: Growing) -> Iterator[KeptIncidents | None]:
        """The incidents known in ``snapshot``, to be asked about; None where they grew otherwise."""
        from tregua.store.happened import KeptIncidents

        with self._reading() as connection:
            view = self._view(connection, snapshot)
            kept = connection.scalar(_value_of(_GROWN)) == growing.mark
            yield KeptIncidents(connection, view, growing) if kept else None

    @contextmanager
    def received(self, snapshot: Snapshot) -> Iterator[KeptItems]:
        """The items known in ``snapshot``, to be asked about."""
        with self._reading() as connection:
            yield KeptItems(connection, self._view(connection, snapshot))

    @property
    def mark(self) -> str | None:
        """What the entries were made under, all of them; None before any were, empty where they differ."""
        with self._reading() as connection:
            found: str | None = connection.scalar(_value_of(_MARK))
        return found

    def enter_anew(self, mark: str, make: Callable[[Sequence[Claim]], Sequence[Posting]]) -> None:
        """Makes all entries again from the claims, act by act, in one transaction, unless another did."""
        with self._writing() as connection:
            if connection.scalar(_value_of(_MARK)) == mark:
                return
            for table in (ENTRIES, VOICES):
                connection.execute(delete(table))
            for index in rows.claims_by_act(connection):
                query = select(CLAIMS.c.number, CLAIMS.c.seen_by, CLAIMS.c.claim)
                brought = query.where(CLAIMS.c.known_from == index).order_by(CLAIMS.c.position)
                claims, kept = [], {}
                for number, seen_by, claim in connection.execute(brought):
                    claims.append(Claim.model_validate_json(claim))
                    kept[claims[-1].claim_id] = rows.Kept(number, seen_by)
                rows.enter_act(connection, index, kept, make(claims))
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
            if connection.scalar(_value_of(_MARK)) != mark:
                again.enter_again(connection, make, actors, registers)
                _put(connection, _MARK, mark)

    @contextmanager
    def entered(self, snapshot: Snapshot, mark: str) -> Iterator[Kept | None]:
        """The registers' entries known in ``snapshot``, to be asked about; None where they are not those of
        ``mark``."""
        with self._reading() as connection:
            view = self._view(connection, snapshot)
            yield Kept(connection, view) if connection.scalar(_value_of(_MARK)) == mark else None

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
        """The latest snapshot, or the last one not after ``at`` or of ``size``. To whoever does not see what
        an act brought, it is as if the record went without it: they are not told either when it came."""
        shown = text(shown_as(ACTS.name))
        query = select(ACTS.c.index, ACTS.c.at).where(shown).order_by(ACTS.c.index.desc()).limit(1)
        if at is not None:
            query = query.where(ACTS.c.instant <= int(at.timestamp()))
        if size is not None:
            query = query.where(ACTS.c.index < size)
        with self._reading() as connection:
            row = connection.execute(query, {"audience": self._view(connection).audience}).first()
        return Snapshot(size=row[0] + 1, at=datetime.fromisoformat(row[1])) if row else None

    def content_size(self, snapshot: Snapshot) -> int:
        """The size of the record when items or claims last changed within ``snapshot``."""
        query = select(func.max(ACTS.c.index)).where(
            ACTS.c.index < snapshot.size,
            ACTS.c.type.in_(("item_received", "derivation", "item_erased")),
            text(shown_as(ACTS.name)),
        )
        with self._reading() as connection:
            found = connection.scalar(query, {"audience": self._view(connection).audience})
        return 0 if found is None else int(found) + 1

    def items(self, snapshot: Snapshot) -> tuple[Item, ...]:
        """Items known in ``snapshot``, by publication (those of none first) and name."""
        order = (ITEMS.c.published_at.nulls_first(), ITEMS.c.name, ITEMS.c.item_id)
        with self._reading() as connection:
            view = self._view(connection, snapshot)
            query = select(ITEMS.c.item).where(seen(ITEMS, view)).order_by(*order)
            return tuple(Item.model_validate_json(one) for one in connection.scalars(query))

    def items_by_day(self, snapshot: Snapshot) -> dict[str, int]:
        """How many items known in ``snapshot`` were published on each day, by ISO day."""
        day = func.substr(ITEMS.c.published_at, 1, 10).label("day")
        query = (
            select(day, func.count())
            .where(ITEMS.c.published_at.is_not(None))
            .group_by(text("1"))
            .order_by(text("1"))
        )
        with self._reading() as connection:
            found = connection.execute(query.where(seen(ITEMS, self._view(connection, snapshot))))
            return {one: int(count) for one, count in found}

    def claim(self, claim_id: str, snapshot: Snapshot) -> Claim | None:
        """The claim of this id; None where none is known in ``snapshot``."""
        query = select(CLAIMS.c.claim).where(CLAIMS.c.claim_id == claim_id)
        with self._reading() as connection:
            found = connection.scalar(query.where(seen(CLAIMS, self._view(connection, snapshot))))
        return Claim.model_validate_json(found) if found else None

    def claim_count(self, snapshot: Snapshot) -> int:
        """How many claims are known in ``snapshot``."""
        query = select(func.count()).select_from(CLAIMS)
        with self._reading() as connection:
            view = self._view(connection, snapshot)
            return int(connection.scalar(query.where(seen(CLAIMS, view))) or 0)

    def claims(self, snapshot: Snapshot) -> tuple[Claim, ...]:
        """Claims known in ``snapshot``, in the record's order."""
        query = select(CLAIMS.c.claim).order_by(CLAIMS.c.number)
        with self._reading() as connection:
            found = connection.scalars(query.where(seen(CLAIMS, self._view(connection, snapshot))))
            return tuple(Claim.model_validate_json(one) for one in found)

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
        query = select(ITEMS.c.item_id).where(ITEMS.c.item_id == item_id)
        with self._reading() as connection:
            return connection.scalar(query.where(seen(ITEMS, self._view(connection)))) is not None

    def items_named(self, name: str) -> tuple[str, ...]:
        """The ids of the items of this file name, in the record's order."""
        query = select(ITEMS.c.item_id).where(ITEMS.c.name == name).order_by(ITEMS.c.known_from)
        with self._reading() as connection:
            return tuple(connection.scalars(query.where(seen(ITEMS, self._view(connection)))))

    def claims_of(self, item_id: str) -> tuple[Claim, ...]:
        """An item's claims, in order; none where it was never received."""
        query = select(CLAIMS.c.claim).where(CLAIMS.c.item_id == item_id)
        with self._reading() as connection:
            own = query.where(seen(CLAIMS, self._view(connection))).order_by(CLAIMS.c.position)
            return tuple(Claim.model_validate_json(one) for one in connection.scalars(own))

    def claims_correcting(self, claim_ids: Sequence[str]) -> tuple[Claim, ...]:
        """The claims that say to correct one of these, in the record's order."""
        with self._reading() as connection:
            words = words_for(connection)
            query = text(
                f"SELECT claims.claim FROM {words.given('given', 'text')}"  # noqa: S608 - our own words
                f" JOIN claims ON claims.supersedes = given.value WHERE {seen_as('claims')}"
                " ORDER BY claims.number"
            )
            asked = {"given": words.values(sorted(set(claim_ids))), **self._view(connection)._asdict()}
            return tuple(Claim.model_validate_json(one) for one in connection.scalars(query, asked))

    def corrections(self, snapshot: Snapshot) -> tuple[Claim, ...]:
        """The claims known in ``snapshot`` that correct another known then, and those that they correct."""
        query = text(
            "WITH one AS (SELECT claims.claim_id, claims.supersedes FROM claims"  # noqa: S608 - our own words
            f"  WHERE claims.supersedes IS NOT NULL AND {seen_as('claims')})"
            " SELECT claims.claim FROM (SELECT claim_id FROM one UNION SELECT supersedes FROM one) AS kin"
            f" JOIN claims ON claims.claim_id = kin.claim_id WHERE {seen_as('claims')}"
            " ORDER BY claims.number"
        )
        with self._reading() as connection:
            found = connection.scalars(query, self._view(connection, snapshot)._asdict())
            return tuple(Claim.model_validate_json(one) for one in found)

    def claims_saying(self, words: Sequence[str], tier: str) -> dict[str, tuple[Claim, ...]]:
        """The rows of sheets of this tier that say one of ``words``, by these, in the record's order."""
        found: dict[str, list[Claim]] = {}
        with self._reading() as connection:
            speech = words_for(connection)
            query = text(
                f"SELECT claims.words, claims.claim FROM {speech.given('words', 'text')}"  # noqa: S608
                " JOIN claims ON claims.words = given.value JOIN items ON items.item_id = claims.item_id"
                f" WHERE items.tier = :tier AND {seen_as('claims')} ORDER BY claims.number"
            )
            asked = {"words": speech.values(sorted(set(words))), "tier": tier}
            for said, claim in connection.execute(query, {**asked, **self._view(connection)._asdict()}):
                found.setdefault(said, []).append(Claim.model_validate_json(claim))
        return {said: tuple(claims) for said, claims in found.items()}

    def tables(self, snapshot: Snapshot) -> tuple[tuple[Item, int], ...]:
        """The items known in ``snapshot`` that are CSV, each with how many claims are its own, in the
        record's order."""
        own = select(func.count()).select_from(CLAIMS).where(CLAIMS.c.item_id == ITEMS.c.item_id)
        with self._reading() as connection:
            view = self._view(connection, snapshot)
            query = select(ITEMS.c.item, own.where(seen(CLAIMS, view)).scalar_subquery())
            is_table = ITEMS.c.media_type == "text/csv"
            found = connection.execute(query.where(is_table, seen(ITEMS, view)).order_by(ITEMS.c.known_from))
            return tuple((Item.model_validate_json(item), int(count)) for item, count in found)

    def text_sha256(self, item_id: str) -> str:
        """Where an item's decoded text lies in the evidence; KeyError when it was never received."""
        query = select(ITEMS.c.text_sha256).where(ITEMS.c.item_id == item_id)
        with self._reading() as connection:
            found = connection.scalar(query.where(seen(ITEMS, self._view(connection))))
        if found is None:
            raise KeyError(item_id)
        return str(found)

    def reset(self) -> None:
        """Forgets everything, so that the record can be replayed."""
        with self._writing() as connection:
            TABLES.drop_all(connection)
        self._prepare()


def _value_of(key: str) -> Select[Any]:
    return select(META.c.value).where(META.c.key == key)


def _put(connection: Connection, key: str, value: str) -> None:
    statement = insert_once(connection, META).values(key=key, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": statement.excluded.value})
    )


def _act_seen_by(connection: Connection, index: int, seen_by: int) -> None:
    if seen_by != EVERYONE:
        connection.execute(update(ACTS).where(ACTS.c.index == index).values(seen_by=seen_by))


def _take_claims(
    connection: Connection, index: int, claims: Sequence[Claim], postings: Sequence[Posting]
) -> int:
    """Takes in an act's claims; returns who sees any of them. A claim is seen by those who see its item; of
    no item that was received, by the centre alone."""
    if not claims:
        return OF_THE_CENTRE
    items = sorted({claim.item_id for claim in claims})
    words = words_for(connection)
    query = text(
        f"SELECT items.item_id, items.seen_by FROM {words.given('items', 'text')}"  # noqa: S608 - our own
        " JOIN items ON items.item_id = given.value"
    )
    seen_by = dict.fromkeys(items, OF_THE_CENTRE)
    seen_by.update(
        {row.item_id: row.seen_by for row in connection.execute(query, {"items": words.values(items)})}
    )
    first = rows.last_number(connection) + 1
    connection.execute(insert(CLAIMS), rows.claim_rows(index, first, claims, seen_by))
    kept = {
        claim.claim_id: rows.Kept(number, seen_by[claim.item_id])
        for number, claim in enumerate(claims, first)
    }
    rows.enter_act(connection, index, kept, postings)
    return reduce(or_, seen_by.values())


def _item_row(index: int, body: dict[str, Any], seen_by: int) -> dict[str, Any]:
    fields = {key: value for key, value in body.items() if key != "text_sha256"}
    return {
        "item_id": body["item_id"],
        "published_at": body["published_at"],
        "published_on": body["published_at"] or "",
        "outlet": body.get("outlet"),
        "name": body["name"],
        "tier": body.get("tier") or "public",
        "media_type": body["media_type"],
        "text_sha256": body["text_sha256"],
        "item": json.dumps(fields, ensure_ascii=False),
        "known_from": index,
        "seen_by": seen_by,
    }
