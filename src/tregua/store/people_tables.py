"""The tables of people: accounts, how each signs in, who is signed in. No part of the record, nor made from
it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table, Text

PEOPLE_SCHEMA = 1

PEOPLE = MetaData()
PEOPLE_META = Table(
    "people_meta",
    PEOPLE,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)
ACCOUNTS = Table(
    "people_accounts",
    PEOPLE,
    Column("account_id", String, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("shown", String, nullable=False),
    Column("role", String, nullable=False),
    Column("delegation", String, nullable=False),
    Column("state", String, nullable=False),
    Column("passphrase", String, nullable=False),  # what argon2id made of it; empty where there is none
    Column("created_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger),
)
INVITATIONS = Table(
    "people_invitations",
    PEOPLE,
    Column("account_id", String, primary_key=True),  # a newer one takes the place of an older
    Column("token", String, nullable=False, unique=True),
    Column("until", BigInteger, nullable=False),
)
PASSKEYS = Table(
    "people_passkeys",
    PEOPLE,
    Column("passkey_id", String, primary_key=True),
    Column("account_id", String, nullable=False, index=True),
    Column("public_key", LargeBinary, nullable=False),
    Column("signs", BigInteger, nullable=False),
    Column("label", String, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("used_at", BigInteger),
)
SESSIONS = Table(
    "people_sessions",
    PEOPLE,
    Column("token", String, primary_key=True),
    Column("session_id", String, nullable=False, unique=True),
    Column("account_id", String, nullable=False, index=True),
    Column("device", String, nullable=False),
    Column("address", String, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("used_at", BigInteger, nullable=False),
    Column("by", String, nullable=False),
)
# Browsers that were once let in. Wrong passphrases given elsewhere are not held against them.
BROWSERS = Table(
    "people_browsers",
    PEOPLE,
    Column("token", String, primary_key=True),
    Column("account_id", String, nullable=False, index=True),
    Column("used_at", BigInteger, nullable=False),
)
CHALLENGES = Table(
    "people_challenges",
    PEOPLE,
    Column("holder", String, primary_key=True),  # a hash: of a session's, invitation's or browser's token
    Column("challenge", LargeBinary, nullable=False),
    Column("until", BigInteger, nullable=False),
)
TRIES = Table(
    "people_tries",
    PEOPLE,
    Column("key", String, primary_key=True),  # a hash: of a name, an address or a browser
    Column("count", Integer, nullable=False),
    Column("last_at", BigInteger, nullable=False, index=True),
    Column("until", BigInteger, nullable=False),
)
LOG = Table(
    "people_log",
    PEOPLE,
    Column("number", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("event", String, nullable=False),
    Column("account_id", String, nullable=False),
    Column("by", String, nullable=False),
    Column("address", String, nullable=False),
    Column("detail", Text, nullable=False),
)
