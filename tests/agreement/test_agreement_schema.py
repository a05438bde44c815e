"""The JSON Schema of accord.yaml: fresh, complete, and as strict about keys as the reader itself."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from agreement_texts import ACCORD
from typer.testing import CliRunner

from tregua.agreement.load import bundled_accords, locate
from tregua.agreement.schema import build_accord_schema, build_show_schema, list_keys, list_models
from tregua.agreement.tree import read_tree
from tregua.cli.agreement import app
from tregua.model.schemas import VERSION
from tregua.reporting.messages import Catalogue

BASE = Path(__file__).parent / "wrong/base.yaml"
SCHEMA = json.loads((files("tregua") / f"model/schemas/{VERSION}/accord.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def meaning(model: str, field: str) -> str:
    entries = Catalogue.load().entries
    return entries.get(f"accord.key.{model}.{field}") or entries[f"accord.key.{field}"]


def data_of(text: str) -> Any:
    return read_tree(text, "accord.yaml").data


def mappings(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every mapping of the format; those whose keys are ids are left out."""
    if isinstance(value, dict):
        if not path or path[-1] not in ("names", "texts", "shares", "baselines"):
            yield path
        for key, one in value.items():
            yield from mappings(one, (*path, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from mappings(one, (*path, at))


def test_it_is_fresh_and_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert build_accord_schema(meaning) == SCHEMA, "run tools/export_schemas.py"
    assert SCHEMA["properties"]["format"]["const"] == 1
    assert SCHEMA["$id"].endswith(":1")


@pytest.mark.parametrize("name", bundled_accords())
def test_every_bundled_accord_fits(name: str) -> None:
    text = (locate(Path(name)) / "accord.yaml").read_text("utf-8")
    assert [error.message for error in VALIDATOR.iter_errors(data_of(text))] == []


def test_the_small_accords_fit() -> None:
    for text in (BASE.read_text("utf-8"), ACCORD):
        assert [error.message for error in VALIDATOR.iter_errors(data_of(text))] == []


def test_an_unknown_key_is_rejected_in_every_mapping() -> None:
    paths = list(mappings(data_of(BASE.read_text("utf-8"))))
    assert len(paths) > 60
    for path in paths:
        data = data_of(BASE.read_text("utf-8"))
        here = data
        for step in path:
            here = here[step]
        here["unheard-of"] = 1
        assert not VALIDATOR.is_valid(data), path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("signed_on: 2031-03-01\n", "signed_on: 1 March\n"),
        ("kind: refrain", "kind: levitate"),
        ("duration: P5D", "duration: five days"),
        ("starts_at: 2031-03-02T00:00", "starts_at: 2031-03-02T00:00Z"),
        ("present_days: 3", "present_days: three"),
        ("format: 1", "format: 2"),
        ("id: valley-truce\n", ""),
        ("person: true", "person: 'yes'"),
    ],
)
def test_a_wrong_value_is_rejected(old: str, new: str) -> None:
    text = BASE.read_text("utf-8")
    assert text.count(old) == 1
    assert not VALIDATOR.is_valid(data_of(text.replace(old, new)))


def test_every_key_and_mapping_is_told() -> None:
    keys = list_keys()
    assert len(keys) > 150
    told = {f"accord.key.{key.model.__name__}.{key.name}" for key in keys}
    told |= {f"accord.key.{key.name}" for key in keys}
    written = {code for code in Catalogue.load().entries if code.startswith("accord.key.")}
    assert all(meaning(key.model.__name__, key.name) for key in keys)
    assert written <= told
    for model in list_models():
        assert model.__doc__
    assert set(SCHEMA["$defs"]) | {"Agreement"} == {model.__name__ for model in list_models()}


def test_the_command_prints_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tregua", "agreement", "schema"], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == SCHEMA


SHOWN = json.loads((files("tregua") / f"model/schemas/{VERSION}/show.json").read_text("utf-8"))


def test_the_schema_of_what_show_gives_is_fresh() -> None:
    jsonschema.Draft202012Validator.check_schema(SHOWN)
    assert build_show_schema(meaning) == SHOWN, "run tools/export_schemas.py"


def shown(name: str) -> Any:
    return json.loads(CliRunner().invoke(app, ["show", name, "--json"]).stdout)


@pytest.mark.parametrize("name", [*bundled_accords(), str(BASE)])
def test_what_show_gives_fits(name: str) -> None:
    validator = jsonschema.Draft202012Validator(SHOWN, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(shown(name))] == []


def test_the_schema_of_what_show_gives_knows_each_key() -> None:
    validator = jsonschema.Draft202012Validator(SHOWN, format_checker=jsonschema.FormatChecker())
    given = shown(str(BASE))
    paths = [path for path in mappings(given) if "geometry" not in path]
    assert any(path[:1] == ("zones",) for path in paths)
    for path in paths:
        here = given
        for step in path:
            here = here[step]
        here["unheard-of"] = 1
        assert not validator.is_valid(given), path
        del here["unheard-of"]
    assert validator.is_valid(given)
    assert not validator.is_valid({**given, "signed_on": "yesterday"})


@pytest.mark.parametrize(
    ("answer", "command"),
    [
        ("check", ("check", str(BASE))),
        ("check", ("check", str(BASE.parent / "key-misspelt.yaml"))),
        ("check", ("check", str(BASE.parent / "clause-unverified.yaml"))),
        ("calendar", ("calendar", str(BASE), "--until", "2033-01-01")),
        ("diff", ("diff", "original", "bridge-repair", "--accord", str(BASE))),
        ("diff", ("diff", str(BASE), "karabakh-2020")),
    ],
)
def test_the_answers_fit_their_schemas(answer: str, command: tuple[str, ...]) -> None:
    done = CliRunner().invoke(app, [*command, "--json"])
    schema = json.loads((files("tregua") / f"model/schemas/{VERSION}/{answer}.json").read_text("utf-8"))
    jsonschema.validate(json.loads(done.stdout), schema)


def test_hours_stand_only_where_they_can_be_counted() -> None:
    schema = build_accord_schema(meaning)["$defs"]
    window, term = schema["Window"]["properties"], schema["Term"]["properties"]
    for text, counted in (("PT48H", True), ("P1DT12H", True), ("P2D", True), ("PT", False), ("PT30M", False)):
        told = jsonschema.Draft202012Validator(window["duration"]).is_valid(text)
        ahead = jsonschema.Draft202012Validator(window["ahead"]).is_valid(text)
        assert (told, ahead) == (counted, counted), text
    assert not jsonschema.Draft202012Validator(term["duration"]).is_valid("PT48H")
