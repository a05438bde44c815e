"""The first released schema, 8: SQLite alone, nothing hidden from anybody."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, UniqueConstraint

revision = "0001"
down_revision = None
schema = 8

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
    Column("number", Integer, primary_key=True),
    Column("claim_id", String, nullable=False, unique=True),
    Column("item_id", String, nullable=False, index=True),
    Column("said_by", String),
    Column("through", String),
    Column("published_at", String),
    Column("supersedes", String),
    Column("act", String),
    Column("position", Integer, nullable=False),
    Column("words", String),
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
ENTRIES = Table(
    "entries",
    TABLES,
    Column("row", Integer, primary_key=True),
    Column("voice", Integer, ForeignKey(VOICES.c.voice), nullable=False),
    Column("register", String, nullable=False),
    Column("day", String),
    Column("until", String),
    Column("claim", Integer, ForeignKey(CLAIMS.c.number), nullable=False, index=True),
    Column("entry", Text, nullable=False),
    Column("figure", Integer, nullable=False),
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


def upgrade() -> None:
    """Every table of the first release."""
    TABLES.create_all(op.get_bind())


def downgrade() -> None:
    """Nothing was before it."""
    TABLES.drop_all(op.get_bind())
