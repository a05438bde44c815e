"""The how-to's example is the corpus's base: it checks clean and shows every key of the format."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tregua.agreement.load import check_accord
from tregua.agreement.schema import list_keys
from tregua.agreement.terms import Zone
from tregua.agreement.tree import read_tree

ROOT = Path(__file__).parents[2]
HOW_TO = (ROOT / "docs/how-to/write-an-accord.md").read_text("utf-8")
WRONG = Path(__file__).parent / "wrong"


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```", HOW_TO, re.M | re.S)
    return str(found)


def keys_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys_in(one)}
    return {key for one in value for key in keys_in(one)} if isinstance(value, list) else set()


def test_the_example_checks_clean(tmp_path: Path) -> None:
    (tmp_path / "accord.yaml").write_text(block("yaml"), "utf-8")
    (tmp_path / "zones.geojson").write_text(block("json"), "utf-8")
    checked = check_accord(tmp_path)
    assert (checked.faults, checked.lints) == ((), ())
    assert checked.agreement is not None
    assert len(checked.agreement.zones) == 3


def test_it_is_the_base_of_the_wrong_accords() -> None:
    assert block("yaml") == (WRONG / "base.yaml").read_text("utf-8")
    assert block("json") == (WRONG / "zones.geojson").read_text("utf-8")


def test_every_key_occurs_in_it() -> None:
    accord = keys_in(read_tree(block("yaml"), "accord.yaml").data)
    assert {key.name for key in list_keys()} <= accord
    zones = json.loads(block("json"))["features"]
    assert set(Zone.model_fields) - {"geometry"} <= {key for one in zones for key in one["properties"]}


def test_the_windows_of_the_table_are_ones_the_example_has() -> None:
    data = block("yaml")
    for event in re.findall(r"event: ([a-z-]+)", HOW_TO.split("## A small whole one")[0]):
        assert event == "signature" or f"id: {event}," in data
