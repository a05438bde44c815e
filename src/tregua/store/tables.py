"""The tables of ``state.db``, and what a snapshot sees of them."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
    text,
)

from tregua.centre.ports import Snapshot

SCHEMA = 8

TABLES = MetaData()
META = Table("meta", TABLES, Column("key", String, primary_key=True), Column("value", String, nullable=False))
ACTS = Table(
    "acts",
    TABLES,
    Column("index", Integer, primary_key=True),
    Column("type", String, nullable=False),
    Column("at", String, nullable=False),
    Column("instant", Integer, nullable=False, index=True),
)
ITEMS = Table(
    "items",
    TABLES,
    Column("item_id", String, primary_key=True),
    Column("published_at", String, index=True),
    Column("name", String, nullable=False),
    Column("text_sha256", String, nullable=False),
    Column("item", Text, nullable=False),
    Column("known_from", Integer, nullable=False, index=True),
    Column("known_to", Integer),
)
CLAIMS = Table(
    "claims",
    TABLES,
    Column("number", Integer, primary_key=True),  # in the record's order, from 1
    Column("claim_id", String, nullable=False, unique=True),
    Column("item_id", String, nullable=False, index=True),
    Column("said_by", String),
    Column("through", String),
    Column("published_at", String),
    Column("supersedes", String),
    Column("act", String),
    Column("position", Integer, nullable=False),
    Column("words", String),  # what a row of a sheet says, see tregua.model.same; nothing where it is no row
    Column("claim", Text, nullable=False),
    Column("known_from", Integer, nullable=False),
    Column("known_to", Integer),
    Index("claims_in_order", "known_from", "position"),
)
Index("claims_by_words", CLAIMS.c.words, sqlite_where=CLAIMS.c.words.is_not(None))
Index("claims_correcting", CLAIMS.c.supersedes, sqlite_where=CLAIMS.c.supersedes.is_not(None))
DAYS = Table(
    "days",
    TABLES,
    Column("known_from", Integer, primary_key=True),
    Column("day", String, nullable=False, index=True),
    Column("at", String, nullable=False),
    Column("sha256", String),
    Column("report_from", Integer),
)
# One speaker on one line of a register, what is told as so apart from what is only meant. Few, beside the
# entries: a page asks each of them once.
VOICES = Table(
    "voices",
    TABLES,
    Column("voice", Integer, primary_key=True),
    Column("register", String, nullable=False),
    Column("line", Text, nullable=False),
    Column("speaker", String, nullable=False),
    Column("meant", Integer, nullable=False),
    UniqueConstraint("register", "line", "speaker", "meant"),
)
# An entry as long as its claim is corrected by none: the row ends where it is, and a new row begins where
# the correction itself turns out to correct nothing.
ENTRIES = Table(
    "entries",
    TABLES,
    Column("row", Integer, primary_key=True),
    Column("voice", Integer, ForeignKey(VOICES.c.voice), nullable=False),
    Column("register", String, nullable=False),  # that of the voice, so that a register's days are in order
    Column("day", String),
    Column("until", String),  # the last day of a stretch, see tregua.registers.Posting; nothing for all else
    Column("claim", Integer, ForeignKey(CLAIMS.c.number), nullable=False, index=True),
    Column("entry", Text, nullable=False),
    Column("figure", Integer, nullable=False),  # whether Entry.is_figure
    Column("known_from", Integer, nullable=False),
    Column("known_to", Integer),
    Index("entries_by_day", "voice", "day", "known_from", "known_to"),
    Index("entries_of_register", "register", "day", "known_from", "known_to", "voice"),
)
Index(
    "entries_that_last",
    ENTRIES.c.voice,
    ENTRIES.c.until,
    ENTRIES.c.day,
    sqlite_where=ENTRIES.c.until.is_not(None),
)


def known_as(rows: str) -> str:
    """The one place that says what a snapshot of ``:size`` sees of ``rows``, a table or its alias."""
    return f"{rows}.known_from < :size AND ({rows}.known_to IS NULL OR {rows}.known_to >= :size)"


def known(table: Table, snapshot: Snapshot) -> TextClause:
    """The same as a condition on a table."""
    return text(known_as(table.name)).bindparams(size=snapshot.size)
