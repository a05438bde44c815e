"""The exported schemas are those of the records, and every record round-trips through JSON."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

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
