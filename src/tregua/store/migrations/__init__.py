"""Bringing a database from one schema to another, with Alembic. One revision a schema, in ``versions/``."""
