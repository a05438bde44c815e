"""The tables of incidents and of the reports that make them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
)

from tregua.store.tables import NUMBER, TABLES, TEXT

__all__ = ["INCIDENTS", "INCIDENT_TEXTS", "KINDS", "REPORTS", "TABLES", "TAGGED", "TAGS"]

_DOUBLE = Float(53)

# What fusion keeps of a report, see tregua.fusion.kept; ``kind`` and ``cell`` see tregua.store.cells.
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
# The kinds of reports there are, so that only these are looked for.
KINDS = Table("kinds", TABLES, Column("kind", Integer, primary_key=True, autoincrement=False))
# An incident as long as nothing of it changes; another row begins where something does. ``until`` is its last
# day where that is not the day on which it began.
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
# What each row tells, apart from it: many rows are gone through and few are told.
INCIDENT_TEXTS = Table(
    "incident_texts",
    TABLES,
    Column("row", NUMBER, ForeignKey(INCIDENTS.c.row), primary_key=True, autoincrement=False),
    Column("incident", TEXT, nullable=False),
)
# By what an incident can be found, see tregua.fusion.sought.tags_of; ``rows`` tells about how many are.
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
