"""The how-to's example is the corpus's base: it checks clean and shows every key of the format."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, get_args

from tregua.agreement.drawn import Zone
from tregua.agreement.lint.obligations import UNITS_READ
from tregua.agreement.load import check_accord
from tregua.agreement.schema import list_keys
from tregua.agreement.tree import read_tree
from tregua.compliance.explaining.explain import explain
from tregua.model.standing import Kind
from tregua.registers.accounts.forces import ACCOUNT
from tregua.vocabulary.acts import ACTS, is_a
from tregua.vocabulary.units import UNITS

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


def test_a_centre_may_follow_neither_side(tmp_path: Path) -> None:
    followed = block("yaml").replace("default_reading: aa-text", "default_reading: text")
    (tmp_path / "accord.yaml").write_text(followed, "utf-8")
    (tmp_path / "zones.geojson").write_text(block("json"), "utf-8")
    checked = check_accord(tmp_path)
    assert (checked.faults, checked.lints) == ((), ())
    assert checked.agreement is not None
    told = explain(checked.agreement, None, "hand-over-ford", date(2031, 3, 19))
    assert "explain.reading.none" in [one.text.code for one in told.in_force]


def test_the_reference_names_what_a_rule_reads_and_its_usual_acts() -> None:
    page = (ROOT / "docs/reference/standings.md").read_text("utf-8")
    kinds = page.split("## Kinds")[1].split("## Units")[0]
    assert "| `deploy` |" in kinds
    for kind in get_args(Kind):
        (row,) = [line for line in kinds.splitlines() if line.startswith(f"| `{kind}` |")]
        assert ("`quantity`" in row) == (kind in UNITS_READ), row
        acts, keys = row.split("|")[3:5]
        assert acts.strip() and keys.strip()
    accord = (ROOT / "docs/reference/accord.md").read_text("utf-8")
    for link in ("(acts.md)", "(standings.md#units)", "(standings.md#weapons)", "(standings.md#kinds)"):
        assert link in accord


def test_the_units_of_a_force_are_those_its_register_counts() -> None:
    """Units under their own name: what arrives, rotates or departs is counted apart, and is no level."""
    counted = {measure for feed in ACCOUNT.feeds for measure in feed.counts.values()}
    assert UNITS_READ["deploy"] == counted & UNITS.keys()


def test_the_usual_acts_are_acts() -> None:
    page = (ROOT / "docs/reference/standings.md").read_text("utf-8")
    kinds = page.split("## Kinds")[1].split("## Units")[0]
    named = {
        act for line in kinds.splitlines()[4:] if "|" in line for act in line.split("|")[3].split("`")[1::2]
    }
    assert len(named) > 15
    assert all(any(is_a(act, one) for act in ACTS) for one in named)
