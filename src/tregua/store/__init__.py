"""Adapters: the record's files, the database, evidence, bulk rows, inbox and reports on disk."""
