"""What befalls a centre's database, of either kind: it is lost, or something in it is changed behind us."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import URL

from tregua.store.place import VARIABLE, is_file, open_place, place_of
from tregua.store.tables import META


def only_a_file(reason: str) -> pytest.MarkDecorator:
    """A test of what can only befall a file; ``reason`` says why a server's database is not asked."""
    return pytest.mark.skipif(VARIABLE in os.environ, reason=f"of a file alone: {reason}")


def lose_database(folder: Path) -> None:
    """The centre's database is gone, as if its disk had failed."""
    place = _place(folder)
    if is_file(place):
        for path in folder.glob("state.db*"):
            path.unlink()
        return
    with open_place(place).writing() as connection:
        META.metadata.drop_all(connection)


def change_database(folder: Path, *statements: str) -> None:
    """Runs SQL in the centre's database, past everything that Tregua checks."""
    database = open_place(_place(folder))
    with database.writing() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    if database.is_file:
        database.close()


def _place(folder: Path) -> URL:
    return place_of(folder, None, os.environ)
