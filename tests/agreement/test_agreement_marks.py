"""Where in a JSON text something stands, whatever the text looks like."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tregua.agreement.marks import KEY, find_marks, read_json
from tregua.agreement.tree import Steps, hidden_sign, printable
from tregua.model.errors import BadAccord

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def places(value: Any, path: Steps = ()) -> Iterator[tuple[Steps, Any]]:
    yield path, value
    if isinstance(value, dict):
        for key, one in value.items():
            yield (*path, key, KEY), key
            yield from places(one, (*path, key))
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from places(one, (*path, at))


@given(VALUES, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_at_each_mark_stands_what_the_path_leads_to(value: Any, indent: Any, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    lines = text.split("\n")
    told = dict(places(value))
    marks = find_marks(text, told)
    assert set(marks) == set(told)
    for path, (line, column) in marks.items():
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert json.JSONDecoder().raw_decode(rest)[0] == told[path]


def test_a_key_given_again_is_told_with_its_first_line() -> None:
    data, twice = read_json('{"a": 1,\n "b": {"c": 1, "c": 2},\n "a": 3, "d": [{"c": 1}, {"c": 1}]}', "z")
    assert data["a"] == 3
    assert twice == ((("b", "c"), (2, 16), 2), (("a",), (3, 2), 1))
    assert read_json('{"a": 1, "b": {"a": 1}}', "z")[1] == ()


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('{"a":\n [1,\n  NaN]}', 3, 3),
        ('{"a": "NaN", "b": -Infinity}', 1, 19),
        ('{"a": "' + "9" * 5000 + '",\n "b": ' + "9" * 5000 + "}", 2, 7),
        ("\n" + "[" * 100_000, 2, 41),
        ('{"a" 1}', 1, 6),
    ],
)
def test_what_is_no_json_is_told_where(text: str, line: int, column: int) -> None:
    with pytest.raises(BadAccord) as caught:
        read_json(text, "zones.geojson")
    where = caught.value.where
    assert (caught.value.code, where.line, where.column) == ("accord.zones_not_json", line, column)


def test_nothing_hidden_is_shown() -> None:
    assert hidden_sign("Mühle, مطحنة, 水車\n\t") is None
    assert [hidden_sign(one) for one in ("a\x1b[1m", "\u0085", "\ud800", "\x00")] == [
        "U+001B",
        "U+0085",
        "U+D800",
        "U+0000",
    ]
    assert printable("a\x1b[1m") == "aU+001B[1m"
    assert len(printable("x" * 10_000)) < 200
