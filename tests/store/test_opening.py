"""A wrong place, a database of another version or another centre: told clearly, and nothing is changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from tregua.model.errors import TreguaError
from tregua.store.database import Database, open_database
from tregua.store.migrations.change import FIRST, change_schema, check_schema, make_first, schema_of
from tregua.store.place import parse_place, place_of, shown
from tregua.store.tables import SCHEMA


@pytest.fixture
def first(tmp_path: Path) -> Database:
    database = open_database(tmp_path / "state.db")
    make_first(database)
    return database


def test_the_environment_wins_over_the_charter(tmp_path: Path) -> None:
    store = "postgresql://u@h/charter"
    assert place_of(tmp_path, None, {}).database == str(tmp_path / "state.db")
    assert place_of(tmp_path, store, {}).database == "charter"
    assert place_of(tmp_path, store, {"TREGUA_STORE": "postgresql://u@h/said"}).database == "said"
    each = {"TREGUA_STORE": "postgresql://u@h/t_{folder}"}
    assert place_of(tmp_path / "a", None, each) != place_of(tmp_path / "b", None, each)


@pytest.mark.parametrize("given", ["nonsense", "mysql://h/x", "postgresql://h:port/x", "postgresql://h", ""])
def test_what_is_no_url_is_told_without_it(given: str, tmp_path: Path) -> None:
    with pytest.raises(TreguaError) as caught:
        parse_place(given, tmp_path, "store")
    assert caught.value.code == "state.bad_url"


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    url = parse_place("postgresql://u:hush@h/x?sslpassword=quiet", tmp_path, "store")
    assert "hush" not in shown(url)
    assert "quiet" not in shown(url)
    name = open_database(url).name  # what an error names as its place
    assert "hush" not in name and "quiet" not in name


def test_an_older_schema_is_brought_forward_and_back(first: Database) -> None:
    with pytest.raises(TreguaError) as caught:
        check_schema(first, upgrade=False)
    assert caught.value.code == "state.older_schema"
    check_schema(first, upgrade=True)
    assert schema_of(first) == SCHEMA
    change_schema(first, FIRST)
    assert schema_of(first) == FIRST


@pytest.mark.parametrize(("found", "code"), [("999", "state.newer_schema"), ("3", "state.too_old")])
def test_a_schema_of_another_time_is_told(first: Database, found: str, code: str) -> None:
    with first.writing() as connection:
        connection.execute(text("UPDATE meta SET value = :found WHERE key = 'schema'"), {"found": found})
    with pytest.raises(TreguaError) as caught:
        check_schema(first, upgrade=True)
    assert caught.value.code == code
