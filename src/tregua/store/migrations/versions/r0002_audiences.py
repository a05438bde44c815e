"""Schema 9: who sees a row stands in it, what is asked of an item stands in columns, SQLite is not alone.

Entries and voices are not carried over: the registers make them again from the claims when the centre is next
opened, as after every change of what they are made under.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    select,
)

from tregua.store.migrations.versions import r0001_first as first

revision = "0002"
down_revision = "0001"
schema = 9

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")  # SQLite numbers rows by itself as INTEGER alone

TABLES = MetaData()
META = Table("meta", TABLES, Column("key", TEXT, primary_key=True), Column("value", TEXT, nullable=False))
# Who is shown something, each with its bit in ``seen_by``; see tregua.store.audiences.
AUDIENCES = Table(
    "audiences",
    TABLES,
    Column("name", TEXT, primary_key=True),
    Column("bit", BigInteger, nullable=False, unique=True),
    Column("known_from", Integer, nullable=False),  # the act that first named it
)
ACTS = Table(
    "acts",
    TABLES,
    Column("index", Integer, primary_key=True, autoincrement=False),
    Column("type", TEXT, nullable=False),
    Column("at", TEXT, nullable=False),
    Column("instant", BigInteger, nullable=False, index=True),
    Column("seen_by", BigInteger, nullable=False),  # by whom what it brought is seen
    Index("acts_of_type", "type", "index"),
)
ITEMS = Table(
    "items",
    TABLES,
    Column("item_id", TEXT, primary_key=True),
    Column("published_at", TEXT, index=True),
    Column("name", TEXT, nullable=False),
    Column("tier", TEXT, nullable=False),
    Column("media_type", TEXT, nullable=False),
    Column("text_sha256", TEXT, nullable=False),
    Column("item", TEXT, nullable=False),
    Column("known_from", Integer, nullable=False, index=True),
    Column("known_to", Integer),
    Column("seen_by", BigInteger, nullable=False),
)
CLAIMS = Table(
    "claims",
    TABLES,
    Column("number", NUMBER, primary_key=True, autoincrement=False),  # in the record's order, from 1
    Column("claim_id", TEXT, nullable=False, unique=True),
    Column("item_id", TEXT, nullable=False, index=True),
    Column("said_by", TEXT),
    Column("through", TEXT),
    Column("published_at", TEXT),
    Column("supersedes", TEXT),
    Column("act", TEXT),
    Column("position", Integer, nullable=False),
    Column("words", TEXT),  # what a row of a sheet says, see tregua.model.same; nothing where it is no row
    Column("claim", TEXT, nullable=False),
    Column("known_from", Integer, nullable=False),
    Column("known_to", Integer),
    Column("seen_by", BigInteger, nullable=False),
    Index("claims_in_order", "known_from", "position", "known_to", "seen_by"),
)


def _index_where(name: str, *columns: Column[object]) -> None:
    """An index of the rows alone that have the last of these."""
    some = columns[-1].is_not(None)
    Index(name, *columns[:-1], sqlite_where=some, postgresql_where=some)


_index_where("claims_by_words", CLAIMS.c.words, CLAIMS.c.words)
_index_where("claims_correcting", CLAIMS.c.supersedes, CLAIMS.c.supersedes)
DAYS = Table(
    "days",
    TABLES,
    Column("known_from", Integer, primary_key=True, autoincrement=False),
    Column("day", TEXT, nullable=False, index=True),
    Column("at", TEXT, nullable=False),
    Column("sha256", TEXT),
    Column("report_from", Integer),
)
# One speaker on one line of a register, what is told as so apart from what is only meant. Few, beside the
# entries: a page asks each of them once. ``seen_by`` is everyone who sees one of its entries.
VOICES = Table(
    "voices",
    TABLES,
    Column("voice", NUMBER, primary_key=True),
    Column("key", TEXT, nullable=False, unique=True),  # a digest of the four below, which may be long
    Column("register", TEXT, nullable=False, index=True),
    Column("line", TEXT, nullable=False),
    Column("speaker", TEXT, nullable=False),
    Column("meant", Boolean, nullable=False),
    Column("seen_by", BigInteger, nullable=False),
)
# An entry as long as its claim is corrected by none that its audience sees: the row ends where it is, and a
# new row begins for those to whom it still, or again, stands.
ENTRIES = Table(
    "entries",
    TABLES,
    Column("number", NUMBER, primary_key=True),
    Column("entry_id", TEXT, nullable=False),
    Column("voice", NUMBER, ForeignKey(VOICES.c.voice), nullable=False),
    Column("register", TEXT, nullable=False),  # that of the voice, so that a register's days are in order
    Column("day", TEXT, nullable=False),
    Column("until", TEXT),  # the last day of a stretch, see tregua.registers.Posting; nothing for all else
    Column("claim", NUMBER, ForeignKey(CLAIMS.c.number), nullable=False, index=True),
    Column("entry", TEXT, nullable=False),
    Column("figure", Boolean, nullable=False),  # whether Entry.is_figure
    Column("known_from", Integer, nullable=False),
    Column("known_to", Integer),
    Column("seen_by", BigInteger, nullable=False),
    Index("entries_by_day", "voice", "day", "known_from", "known_to", "seen_by"),
    Index("entries_of_register", "register", "day", "known_from", "known_to", "voice", "seen_by"),
)
_index_where("entries_that_last", ENTRIES.c.voice, ENTRIES.c.until, ENTRIES.c.day, ENTRIES.c.until)

_EVERYONE, _BUT_THE_PUBLIC, _CENTRE, _FIRST_DELEGATION = -1, -2, 4, 8
_MARK = "entries_under"
_MANY = 1000


def upgrade() -> None:
    """Rows are carried over in their order, each with who sees it."""
    bind = op.get_bind()
    old = _set_aside(bind, first.TABLES)
    TABLES.create_all(bind)
    audiences = _Audiences()
    by_act: dict[int, int] = {}
    by_item: dict[str, int] = {}

    def item(row: dict[str, Any]) -> dict[str, Any]:
        told = json.loads(row["item"])
        tier = told.get("tier") or "public"
        seen_by = audiences.seen_by(tier, row["known_from"])
        by_act[row["known_from"]] = by_item[row["item_id"]] = seen_by
        return {**row, "tier": tier, "media_type": told["media_type"], "seen_by": seen_by}

    def claim(row: dict[str, Any]) -> dict[str, Any]:
        seen_by = by_item.get(row["item_id"], _CENTRE)
        by_act[row["known_from"]] = by_act.get(row["known_from"], 0) | seen_by
        return {**row, "seen_by": seen_by}

    def act(row: dict[str, Any]) -> dict[str, Any]:
        nobody_s = _CENTRE if row["type"] == "derivation" else _EVERYONE
        return {**row, "seen_by": by_act.get(row["index"], nobody_s)}

    _carry(bind, old["meta"], META, lambda row: None if row["key"] in (_MARK, "schema") else row)
    _carry(bind, old["items"], ITEMS, item, "known_from")
    _carry(bind, old["claims"], CLAIMS, claim)
    _carry(bind, old["acts"], ACTS, act)
    _carry(bind, old["days"], DAYS)
    for row in audiences.rows():
        bind.execute(AUDIENCES.insert(), row)
    _let_go(bind, old)


def downgrade() -> None:
    """The first release shows everything to everybody. A centre where something is hidden is not brought back
    to it: :func:`tregua.store.migrations.moving.change_schema` sees to that."""
    bind = op.get_bind()
    old = _set_aside(bind, TABLES)
    first.TABLES.create_all(bind)
    _carry(bind, old["meta"], first.META, lambda row: None if row["key"] in (_MARK, "schema") else row)
    for name in ("items", "claims", "acts", "days"):
        _carry(bind, old[name], first.TABLES.tables[name])
    _let_go(bind, old)


class _Audiences:
    """The bits of audiences, given in the record's order."""

    def __init__(self) -> None:
        self._bits: dict[str, tuple[int, int]] = {}

    def seen_by(self, tier: str, index: int) -> int:
        """Who sees what is of this tier."""
        if tier == "public":
            return _EVERYONE
        if tier == "parties":
            return _BUT_THE_PUBLIC
        if not tier.startswith("delegation:"):
            return _CENTRE
        bit = min(_FIRST_DELEGATION << len(self._bits), 1 << 62)
        return _CENTRE | self._bits.setdefault(tier, (bit, index))[0]

    def rows(self) -> Iterator[dict[str, Any]]:
        """What the table of audiences holds."""
        for name, (bit, index) in self._bits.items():
            yield {"name": name, "bit": bit, "known_from": index}


def _set_aside(bind: Connection, tables: MetaData) -> dict[str, Table]:
    """Renames tables out of the way of their successors. Indexes are dropped: their names are one for all."""
    aside = MetaData()
    for table in tables.sorted_tables:
        for index in sorted(table.indexes, key=lambda one: str(one.name)):
            index.drop(bind, checkfirst=True)
        op.rename_table(table.name, f"old_{table.name}")
        for name in _key_names(bind, table.name):
            op.execute(f'ALTER INDEX "{name}" RENAME TO "old_{name}"')
    return {table.name: table.to_metadata(aside, name=f"old_{table.name}") for table in tables.sorted_tables}


def _key_names(bind: Connection, table: str) -> list[str]:
    """Names that PostgreSQL gave to the indexes of a table's keys; they outlive its renaming."""
    if bind.dialect.name == "sqlite":
        return []
    query = "SELECT indexname FROM pg_indexes WHERE schemaname = current_schema() AND tablename = %s"
    return sorted(name for (name,) in bind.exec_driver_sql(query, (f"old_{table}",)))


def _let_go(bind: Connection, old: dict[str, Table]) -> None:
    for name in reversed(list(old)):
        old[name].drop(bind)


def _carry(
    bind: Connection,
    source: Table,
    target: Table,
    make: Callable[[dict[str, Any]], dict[str, Any] | None] = lambda row: row,
    *order: str,
) -> None:
    """Carries rows over, some at a time; columns that the target does not have are left behind."""
    columns = [source.c[name] for name in order or source.primary_key.columns.keys()]
    some: list[dict[str, Any]] = []
    for row in bind.execute(select(source).order_by(*columns)).mappings():
        made = make(dict(row))
        if made is not None:
            some.append({name: value for name, value in made.items() if name in target.c})
        if len(some) == _MANY:
            bind.execute(target.insert(), some)
            some = []
    if some:
        bind.execute(target.insert(), some)
