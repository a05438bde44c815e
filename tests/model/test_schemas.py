"""The exported schemas are those of the records, and every record round-trips through JSON."""

from __future__ import annotations

import json
import re
from importlib import import_module
from importlib.resources import files
from pkgutil import walk_packages

import jsonschema
import pytest

from tregua import model
from tregua.model.records import Record
from tregua.model.schemas import VERSION, build_schemas


@pytest.mark.parametrize("name", sorted(build_schemas()))
def test_the_exported_schema_is_the_record_s(name: str) -> None:
    exported = files("tregua") / "model/schemas" / VERSION / f"{name}.json"
    schema = json.loads(exported.read_text("utf-8"))
    assert schema == build_schemas()[name], "run tools/export_schemas.py"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_no_schema_is_left_over() -> None:
    folder = files("tregua") / "model/schemas" / VERSION
    names = {*build_schemas(), "accord", "show"}  # the accord's own have their tests in tests/agreement
    assert {entry.name for entry in folder.iterdir()} == {f"{name}.json" for name in names}


VALUES = {"body", "civilian", "corrects", "enter", "serviceman", "stopped", "superseded", "what"}
"""Quoted in a record's words though no field: values of one, and columns of a sheet."""


def records() -> list[type[Record]]:
    modules = [import_module(found.name) for found in walk_packages(model.__path__, "tregua.model.")]
    return [
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Record) and one.__module__ == module.__name__
    ]


@pytest.mark.parametrize("record", records(), ids=lambda one: one.__name__)
def test_every_field_that_a_record_s_words_name_is_one(record: type[Record]) -> None:
    named = set(re.findall(r"``([a-z_]+)``", record.__doc__ or "")) - VALUES
    assert {one for one in named if not hasattr(record, one) and one not in record.model_fields} == set()
