"""The act tree and the units are complete, consistent and found in print."""

from __future__ import annotations

import pytest

from tregua.vocabulary.acts import ACTS, is_a
from tregua.vocabulary.packaged import _reject_duplicates, load_yaml
from tregua.vocabulary.tokens import tokenise
from tregua.vocabulary.units import DURATIONS, PEOPLE, UNITS, unit_at


def test_every_act_has_its_parent_and_a_gloss() -> None:
    for act_id, act in ACTS.items():
        assert act.gloss
        assert act.parent is None or act.parent in ACTS, act_id


def test_ancestry() -> None:
    assert is_a("hostile.attack", "hostile")
    assert is_a("hostile.attack", "hostile.attack")
    assert not is_a("hostile", "hostile.attack")
    assert not is_a("hostilee.attack", "hostile")
    assert not is_a(None, "hostile")
    assert is_a("market.theft", "market"), "an unknown act word is a leaf of its own"


def test_the_units_that_others_rely_on_exist() -> None:
    named = {
        "serviceman",
        "officer",
        "observer",
        "person",
        "returnee",
        "prisoner",
        "body",
        "apc",
        "vehicle",
        "aircraft",
        "tank",
        "gun",
        "drone",
        "post",
        "patrol",
        "convoy",
        "killed",
        "wounded",
        "missing",
        "displaced",
        "violation",
        "explosion",
        "hectare",
        "km",
        "building",
        "object",
        "day",
        "week",
        "month",
        "year",
        "percent",
        "age",
        "party",
        "petition",
    }
    assert named <= set(UNITS)
    assert set(UNITS) >= DURATIONS | PEOPLE


def test_no_form_belongs_to_two_units() -> None:
    seen: dict[str, str] = {}
    for unit in UNITS.values():
        for form in set(unit.forms):
            assert seen.setdefault(form.lower(), unit.unit_id) == unit.unit_id, form


@pytest.mark.parametrize(
    ("phrase", "unit"),
    [
        ("soldiers", "serviceman"),
        ("Peacekeepers", "serviceman"),
        ("military personnel", "serviceman"),
        ("armored personnel carriers", "apc"),
        ("armoured personnel carriers", "apc"),
        ("APCs", "apc"),
        ("motor vehicles", "vehicle"),
        ("units of special equipment", "vehicle"),
        ("prisoners of war", "prisoner"),
        ("captives", "prisoner"),
        ("remains", "body"),
        ("observation posts", "post"),
        ("ha", "hectare"),
        ("square km", None),
        ("unexploded ordnance", "object"),
        ("political parties", "party"),
        ("ceasefire", None),
    ],
)
def test_units_in_print(phrase: str, unit: str | None) -> None:
    tokens = tokenise(phrase)
    found = unit_at(tokens, 0, phrase)
    assert (found[1] if found else None) == unit
    if found:
        assert found[0] == len(tokens), "the longest form wins"


def test_a_key_that_stands_twice_is_refused() -> None:
    import yaml

    with pytest.raises(ValueError, match=r"lexicon:2: a stands twice"):
        _reject_duplicates(yaml.compose("a: 1\na: 2\n", Loader=yaml.SafeLoader), "lexicon")


@pytest.mark.parametrize(
    "path",
    ["actors", "units", "acts-tree", "page-lines", "quantity-words", "actor-context", "abbreviations"],
)
def test_lexicon_words_are_words(path: str) -> None:
    """YAML reads on, no and yes as truth values: they must be quoted."""

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                assert isinstance(key, str), key
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        else:
            assert isinstance(value, str), value

    walk(load_yaml(f"lexicon/{path}.yaml"))
