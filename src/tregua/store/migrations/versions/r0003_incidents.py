"""Schema 10: incidents are kept, and what is asked of many items stands in columns.

Incidents are not filled in here: fusion makes them from the claims when the centre is next opened.
"""

from __future__ import annotations

import json

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    text,
)

revision = "0003"
down_revision = "0002"
schema = 10

TEXT = Text().with_variant(Text(collation="C"), "postgresql")
NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_DOUBLE = Float(53)

TABLES = MetaData()
REPORTS = Table(
    "reports",
    TABLES,
    Column("row", NUMBER, primary_key=True),
    Column("report_id", TEXT, nullable=False, index=True),
    Column("denies", Boolean, nullable=False),
    Column("item_id", TEXT, nullable=False, index=True),
    Column("incident_id", TEXT, nullable=False, index=True),
    Column("folded", TEXT, nullable=False, index=True),
    Column("first", _DOUBLE, nullable=False),
    Column("kind", Integer, nullable=False),
    Column("cell", BigInteger, nullable=False),
    Column("compared", TEXT, nullable=False),
    Column("told", TEXT, nullable=False),
    Column("known_from", Integer, nullable=False),
    Column("known_to", Integer),
    Column("seen_by", BigInteger, nullable=False),
    Index("reports_by_cell", "cell", "first"),
    Index("reports_by_kind", "kind", "first"),
)
KINDS = Table("kinds", TABLES, Column("kind", Integer, primary_key=True, autoincrement=False))
INCIDENTS = Table(
    "incidents",
    TABLES,
    Column("row", NUMBER, primary_key=True, autoincrement=False),
    Column("incident_id", TEXT, nullable=False, index=True),
    Column("earliest", TEXT, nullable=False),
    Column("until", TEXT),
    Column("known_from", Integer, nullable=False, index=True),
    Column("known_to", Integer),
    Column("seen_by", BigInteger, nullable=False),
    Index("incidents_by_time", "earliest", "incident_id", "known_from", "known_to", "seen_by"),
)
Index(
    "incidents_that_last",
    INCIDENTS.c.until,
    INCIDENTS.c.earliest,
    INCIDENTS.c.known_from,
    INCIDENTS.c.known_to,
    INCIDENTS.c.seen_by,
    sqlite_where=INCIDENTS.c.until.is_not(None),
    postgresql_where=INCIDENTS.c.until.is_not(None),
)
INCIDENT_TEXTS = Table(
    "incident_texts",
    TABLES,
    Column("row", NUMBER, ForeignKey(INCIDENTS.c.row), primary_key=True, autoincrement=False),
    Column("incident", TEXT, nullable=False),
)
TAGS = Table(
    "tags",
    TABLES,
    Column("number", SmallInteger, primary_key=True, autoincrement=False),
    Column("tag", TEXT, nullable=False, unique=True),
    Column("rows", Integer, nullable=False),
)
TAGGED = Table(
    "tagged",
    TABLES,
    Column("tag", SmallInteger, ForeignKey(TAGS.c.number), nullable=False),
    Column("earliest", TEXT, nullable=False),
    Column("row", NUMBER, ForeignKey(INCIDENTS.c.row), nullable=False),
    PrimaryKeyConstraint("tag", "earliest", "row"),
    sqlite_with_rowid=False,
)


def upgrade() -> None:
    """The new tables, empty; the new columns, from what each item tells."""
    bind = op.get_bind()
    TABLES.create_all(bind)
    op.add_column("items", Column("outlet", TEXT))
    op.add_column("items", Column("published_on", TEXT))
    told = bind.execute(text("SELECT item_id, item FROM items")).all()
    rows = [(item_id, json.loads(item)) for item_id, item in told]
    if rows:
        bind.execute(
            text("UPDATE items SET outlet = :outlet, published_on = :on WHERE item_id = :id"),
            [{"id": one, "outlet": of.get("outlet"), "on": of.get("published_at") or ""} for one, of in rows],
        )
    op.create_index("ix_items_outlet", "items", ["outlet"])
    op.create_index("items_newest", "items", ["published_on", "name", "item_id"])
    op.create_index("claims_of_speaker", "claims", ["said_by", "item_id"])


def downgrade() -> None:
    """Without incidents: the schema before asks fusion for them each time."""
    for name, table in (
        ("claims_of_speaker", "claims"),
        ("items_newest", "items"),
        ("ix_items_outlet", "items"),
    ):
        op.drop_index(name, table_name=table)
    op.drop_column("items", "published_on")
    op.drop_column("items", "outlet")
    TABLES.drop_all(op.get_bind())
