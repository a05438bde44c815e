"""What of a faulty accord can still be looked at: the parts that are sound, with blanks for the rest.

A wrong number in one obligation must not hide that another names a place that is not there. So what
the model refuses is replaced by a blank, references are checked on what comes out, and what a blank
may have caused is not told. Nothing made here is ever used as an accord.
"""

from __future__ import annotations

import copy
import types
import typing
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import PydanticUndefined

from tregua.agreement.terms import Agreement
from tregua.agreement.tree import Note, Steps

_ROUNDS = 4
_BLANK: dict[Any, Any] = {str: "", int: 1, float: 1.0, bool: False}
_SOURCES = {
    "accord.unknown_clause": ("clauses",),
    "accord.unknown_party": ("parties", "languages"),
    "accord.unknown_obligation": ("obligations",),
    "accord.unknown_event": ("events",),
    "accord.unknown_place": ("places",),
    "accord.unknown_body": ("actors",),
    "accord.unknown_verifier": ("parties", "actors"),
    "accord.unknown_instrument": ("instruments",),
    "accord.unknown_reading": ("obligations",),
}
_IDS = frozenset({"id", "place_id", "actor_id", "readings"})


def repair(data: dict[str, Any], renamed: dict[Steps, str]) -> tuple[Agreement | None, frozenset[Steps]]:
    """The accord with blanks for what cannot be read, and the paths of the blanks; None where even
    that is none. ``renamed``: the keys that were misspelt, and how they are spelt."""
    given = copy.deepcopy(data)
    blanks: set[Steps] = set()
    for path, key in renamed.items():
        _rename(given, path, key)
    for _ in range(_ROUNDS):
        try:
            return Agreement.model_validate(given), frozenset(blanks)
        except ValidationError as error:
            for one in error.errors(include_url=False, include_input=False):
                path = tuple(one["loc"])
                if path:
                    blanks.add(path)
                    _blank(given, path, is_extra=one["type"] == "extra_forbidden")
    return None, frozenset(blanks)


def is_caused(note: Note, blanks: Collection[Steps]) -> bool:
    """Whether a blank may be why this was noted, so that it is better not told."""
    path = note.path[:-1] if note.code == "accord.comparator_contradicts" else note.path
    if any(_meet(path, blank) for blank in blanks):
        return True
    return any(_hides_ids(blank, note.code) for blank in blanks)


def _hides_ids(blank: Steps, code: str) -> bool:
    if not blank or blank[0] not in _SOURCES.get(code, ()):
        return False
    return len(blank) <= 2 or (isinstance(blank[1], int) and blank[-1] in _IDS)


def _meet(one: Steps, other: Steps) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _rename(given: Any, path: Steps, key: str) -> None:
    parent = _at(given, path[:-1])
    if isinstance(parent, dict) and path[-1] in parent and key not in parent:
        parent[key] = parent.pop(path[-1])


def _at(given: Any, path: Steps) -> Any:
    for step in path:
        try:
            given = given[step]
        except (KeyError, IndexError, TypeError):
            return None
    return given


def _blank(given: Any, path: Steps, *, is_extra: bool) -> None:
    parent, key = _at(given, path[:-1]), path[-1]
    if isinstance(parent, list) and isinstance(key, int) and key < len(parent):
        parent[key] = _made(_declared(path), parent[key])
    elif isinstance(parent, dict):
        required, annotation = _field(path)
        if is_extra or not required:
            parent.pop(key, None)
        else:
            parent[str(key)] = _made(annotation, parent.get(str(key)))


def _made(annotation: Any, given: Any) -> Any:
    """A blank that the model takes. A number where text belongs is taken as that text."""
    annotation, origin = _bare(annotation), typing.get_origin(_bare(annotation))
    if annotation is str and isinstance(given, int | float) and not isinstance(given, bool):
        return str(given)
    if origin is typing.Literal:
        return typing.get_args(annotation)[0]
    if origin is tuple:
        return []
    if annotation is date or annotation is datetime:
        return "2000-01-01"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        return {name: _made(one.annotation, None) for name, one in fields if one.is_required()}
    return _BLANK.get(annotation, {})


def _field(path: Steps) -> tuple[bool, Any]:
    """Whether what stands at a path is required there, and what it should be."""
    model = _bare(_declared(path[:-1]))
    if isinstance(model, type) and issubclass(model, BaseModel) and path[-1] in model.model_fields:
        field = model.model_fields[str(path[-1])]
        return field.default is PydanticUndefined and field.default_factory is None, field.annotation
    return False, None


def _declared(path: Steps) -> Any:
    here: Any = Agreement
    for step in path:
        here = _bare(here)
        if typing.get_origin(here) is tuple:
            here = typing.get_args(here)[0]
        elif typing.get_origin(here) is dict:
            here = typing.get_args(here)[1]
        elif isinstance(here, type) and issubclass(here, BaseModel) and step in here.model_fields:
            here = here.model_fields[str(step)].annotation
        else:
            return None
    return here


def _bare(annotation: Any) -> Any:
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return next(one for one in typing.get_args(annotation) if one is not type(None))
    return annotation
