"""Days, numbers and yes-or-no as they must be written, before anything is made of them.

The model would take ``'50'`` for a number, ``yes`` for true and a bare number for a day; in an accord
these are slips, and each is told. So is a day outside the years in which days can be counted to and fro.
"""

from __future__ import annotations

import math
import re
import types
import typing
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from pydantic import BaseModel

from tregua.agreement.terms import Agreement
from tregua.agreement.tree import Steps, Tree
from tregua.model.messages import Argument, say
from tregua.model.when import FIRST_YEAR, LAST_YEAR
from tregua.vocabulary.names import NamedActor

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[-+][0-9:]+)?)?\Z")
_EXPECTED = {
    date: "day",
    datetime: "instant",
    float: "number",
    int: "number",
    bool: "yes_no",
}
_DAYS_AS_TEXT = frozenset({(NamedActor, "since"), (NamedActor, "until")})


class Slip(NamedTuple):
    """What is amiss with one value: its path below what was looked at, the code and its arguments."""

    path: Steps
    code: str
    args: dict[str, Argument]


def check_scalars(tree: Tree) -> None:
    """Note in ``tree`` every value that is not written as its kind is; missing ones are not asked."""
    for path, code, args in find_slips(Agreement, tree.data):
        tree.slip(code, path, args)


def find_slips(expected: Any, value: Any, path: Steps = ()) -> Iterator[Slip]:
    """Every scalar in ``value`` that is not written as ``expected``, a type or a model, wants it."""
    if value is None:
        return
    origin = typing.get_origin(expected)
    if origin in (typing.Union, types.UnionType):
        expected = next(one for one in typing.get_args(expected) if one is not type(None))
        yield from find_slips(expected, value, path)
    elif origin is tuple and isinstance(value, list):
        for at, one in enumerate(value):
            yield from find_slips(typing.get_args(expected)[0], one, (*path, at))
    elif origin is dict and isinstance(value, dict):
        for key, one in value.items():
            yield from find_slips(typing.get_args(expected)[1], one, (*path, key))
    elif isinstance(expected, type) and issubclass(expected, BaseModel) and isinstance(value, dict):
        for key, one in value.items():
            if key in expected.model_fields:
                is_day = (expected, key) in _DAYS_AS_TEXT
                declared = date if is_day else expected.model_fields[key].annotation
                yield from find_slips(declared, one, (*path, key))
    elif expected in _EXPECTED:
        yield from _slip(expected, value, path)


def _slip(expected: type, value: Any, path: Steps) -> Iterator[Slip]:
    if not _is_written(expected, value):
        what = _EXPECTED[expected]
        yield Slip(
            path,
            "accord.wrong_type",
            {"expected": say(f"accord.expects.{what}"), "write": say(f"accord.write.{what}")},
        )
    elif expected in (date, datetime) and _is_far(value):
        args: dict[str, Argument] = {"day": value, "first": str(FIRST_YEAR), "last": str(LAST_YEAR)}
        yield Slip(path, "accord.day_too_far", args)


def _is_written(expected: type, value: Any) -> bool:
    if isinstance(value, list | dict):
        return False
    if expected is date:
        return isinstance(value, str) and bool(_DAY.match(value))
    if expected is datetime:
        return isinstance(value, str) and bool(_INSTANT.match(value))
    if expected is bool or isinstance(value, bool):
        return expected is bool and isinstance(value, bool)
    return isinstance(value, int if expected is int else int | float) or _is_endless(value)


def _is_far(text: str) -> bool:
    """Whether a day that exists lies outside the years supported; one that does not is told elsewhere."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return False
    return not FIRST_YEAR <= day.year <= LAST_YEAR


def _is_endless(text: Any) -> bool:
    """``nan`` and ``1e999`` are numbers, of a sort; that they are out of range is told elsewhere."""
    try:
        return not math.isfinite(float(text))
    except ValueError:
        return False
