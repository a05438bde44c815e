"""Days, numbers and yes-or-no as they must be written, before anything is made of them.

The model would take ``'50'`` for a number, ``yes`` for true and a bare number for a day; in an accord
these are slips, and each is told.
"""

from __future__ import annotations

import math
import re
import types
import typing
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel

from tregua.agreement.terms import Agreement
from tregua.agreement.tree import Steps, Tree
from tregua.model.messages import say

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_EXPECTED = {
    date: "day",
    datetime: "instant",
    float: "number",
    int: "number",
    bool: "yes_no",
}


def check_scalars(tree: Tree) -> None:
    """Note in ``tree`` every value that is not written as its kind is; missing ones are not asked."""
    _check(tree, Agreement, tree.data, ())


def _check(tree: Tree, expected: Any, value: Any, path: Steps) -> None:
    if value is None:
        return
    origin = typing.get_origin(expected)
    if origin in (typing.Union, types.UnionType):
        _check(tree, next(one for one in typing.get_args(expected) if one is not type(None)), value, path)
    elif origin is tuple and isinstance(value, list):
        for at, one in enumerate(value):
            _check(tree, typing.get_args(expected)[0], one, (*path, at))
    elif origin is dict and isinstance(value, dict):
        for key, one in value.items():
            _check(tree, typing.get_args(expected)[1], one, (*path, key))
    elif isinstance(expected, type) and issubclass(expected, BaseModel) and isinstance(value, dict):
        for key, one in value.items():
            if key in expected.model_fields:
                _check(tree, expected.model_fields[key].annotation, one, (*path, key))
    elif expected in _EXPECTED and not _is_written(expected, value):
        what = _EXPECTED[expected]
        tree.fault(
            "accord.wrong_type",
            path,
            expected=say(f"accord.expects.{what}"),
            write=say(f"accord.write.{what}"),
        )


def _is_written(expected: type, value: Any) -> bool:
    if isinstance(value, list | dict):
        return False
    if expected is date:
        return isinstance(value, str) and bool(_DAY.match(value))
    if expected is datetime:
        return isinstance(value, str)
    if expected is bool or isinstance(value, bool):
        return expected is bool and isinstance(value, bool)
    return isinstance(value, int if expected is int else int | float) or _is_endless(value)


def _is_endless(text: Any) -> bool:
    """``nan`` and ``1e999`` are numbers, of a sort; that they are out of range is told elsewhere."""
    try:
        return not math.isfinite(float(text))
    except ValueError:
        return False
