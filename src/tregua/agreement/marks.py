"""JSON text → its data and, for what is amiss in it, the line and column of any key or value.

Stricter than JSON itself: a key given twice is a fault, not a silent overwrite, and there is no number
that is none. Data and places are read apart: a place is looked for only once something is wrong.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from tregua.agreement.tree import Steps
from tregua.model.errors import BadAccord, Where
from tregua.model.messages import Message, say

Mark = tuple[int, int]
"""Line and column, both from 1."""

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')
_NO_NUMBERS = frozenset({"NaN", "Infinity", "-Infinity"})
_DEEPEST = 40
_LONGEST_NUMBER = 4300


class Repeated(NamedTuple):
    """A key given again in the same object."""

    path: Steps
    mark: Mark
    first_line: int


def read_json(text: str, file: str) -> tuple[Any, tuple[Repeated, ...]]:
    """The data, and every key given twice (of which the data has the last).

    BadAccord ``accord.zones_not_json`` where there is none.
    """
    twice = False

    def note(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal twice
        made = dict(pairs)
        twice = twice or len(made) < len(pairs)
        return made

    def refuse(word: str) -> float:
        raise _bad(say("accord.problem.no_number"), text, file, _first(text, lambda one: one in _NO_NUMBERS))

    try:
        data = json.loads(text, object_pairs_hook=note, parse_constant=refuse)
    except json.JSONDecodeError as error:
        where = Where(file, error.lineno, error.colno)
        raise BadAccord(say("accord.zones_not_json", problem=error.msg), where) from error
    except ValueError as error:
        at = _first(text, lambda one: len(one) > _LONGEST_NUMBER and one[0] != '"')
        raise _bad(say("accord.problem.long_number"), text, file, at) from error
    except RecursionError as error:
        raise _bad(say("accord.problem.too_deep"), text, file, _too_deep(text)) from error
    return data, tuple(_repeated(text)) if twice else ()


def find_marks(text: str, wanted: Collection[Steps]) -> dict[Steps, Mark]:
    """Where the values at the paths begin, and the keys at the paths that end in :data:`KEY`."""
    lines = _Lines(text)
    left = set(wanted)
    found: dict[Steps, Mark] = {}
    for path, at, is_key in _walk(text):
        here = (*path, KEY) if is_key else path
        if here in left:
            found.setdefault(here, lines.mark(at))
            left.discard(here)
            if not left:
                break
    return found


KEY = "\0key"
"""At the end of a path: the key, not the value."""


def _repeated(text: str) -> Iterator[Repeated]:
    lines = _Lines(text)
    first: dict[Steps, int] = {}
    for path, at, is_key in _walk(text):
        if is_key and first.setdefault(path, at) != at:
            yield Repeated(path, lines.mark(at), lines.mark(first[path])[0])


def _walk(text: str) -> Iterator[tuple[Steps, int, bool]]:
    """Every key and value of sound JSON in turn: its path, its offset, whether it is the key."""
    path: list[str | int] = []
    kinds: list[str] = []
    wants_key = False
    for token in _TOKEN.finditer(text):
        sign = token.group()[0]
        if sign in "]}":
            kinds.pop()
            path.pop()
            wants_key = False
        elif sign == "," and kinds[-1] == "[":
            path[-1] = int(path[-1]) + 1
        elif sign in ",:":
            wants_key = sign == ","
        elif wants_key:
            path[-1] = json.loads(token.group())
            yield tuple(path), token.start(), True
        else:
            yield tuple(path), token.start(), False
            if sign in "[{":
                kinds.append(sign)
                path.append(0 if sign == "[" else "")
                wants_key = sign == "{"


class _Lines:
    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def mark(self, at: int) -> Mark:
        before = bisect_right(self._ends, at - 1)
        return before + 1, at - (self._ends[before - 1] if before else -1)


def _first(text: str, is_meant: Any) -> int:
    return next((one.start() for one in _TOKEN.finditer(text) if is_meant(one.group())), 0)


def _too_deep(text: str) -> int:
    depth = 0
    for token in _TOKEN.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token.group(), 0)
        if depth > _DEEPEST:
            return token.start()
    return 0


def _bad(problem: Message, text: str, file: str, at: int) -> BadAccord:
    return BadAccord(say("accord.zones_not_json", problem=problem), Where(file, *_Lines(text).mark(at)))
