"""The tables of the database, and what a snapshot and an audience see of them.

Texts are compared and ordered byte by byte, on PostgreSQL by the collation "C", so that both databases put
everything in the same order. What has no day has an empty one: it comes before every day on both.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TextClause,
    text,
)

SCHEMA = 10

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
    Column("outlet", TEXT, index=True),
    Column("published_on", TEXT),  # published_at, or an empty one
    Index("items_newest", "published_on", "name", "item_id"),
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
    Index("claims_of_speaker", "said_by", "item_id"),
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

LATEST = 2**31 - 1
"""The size of a snapshot that sees everything there is now."""


class View(NamedTuple):
    """What a question may see: the first ``size`` acts, the rows that have the bit of its ``audience``."""

    size: int
    audience: int


def shown_as(rows: str) -> str:
    """What ``:audience`` is shown of ``rows``, a table or its alias, whenever it was known."""
    return f"({rows}.seen_by & :audience) <> 0"


def seen_as(rows: str) -> str:
    """The one place that says what ``:size`` and ``:audience`` of a :class:`View` see of ``rows``, a table or
    its alias."""
    return (
        f"{rows}.known_from < :size AND ({rows}.known_to IS NULL OR {rows}.known_to >= :size)"
        f" AND {shown_as(rows)}"
    )


def seen(table: Table, view: View) -> TextClause:
    """The same as a condition on a table."""
    return text(seen_as(table.name)).bindparams(**view._asdict())
