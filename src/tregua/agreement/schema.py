"""The JSON Schema of ``accord.yaml``: what an editor needs to complete keys and to reject wrong ones. And the
one of the accord as ``agreement show --json`` gives it.

Made from the model. What a key means comes from the catalogue (``accord.key.MODEL.FIELD``, or
``accord.key.FIELD`` where it is the same everywhere), what a mapping is from the model's own docstring.
Zones are no part of it: they stand in ``zones.geojson``.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from tregua.agreement.identifiers import ACTOR_PATTERN, LONGEST, PATTERN
from tregua.agreement.terms import Agreement

_BESIDE = "zones"
_DURATION = r"^(P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?)?$"
_OF_HOURS = r"^(P(?=T?\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T\d+H)?)?$"
_DURATIONS = frozenset({"duration", "renewal", "notice", "interruption", "every", "per", "ahead"})
_IN_HOURS = frozenset({("Window", "duration"), ("Window", "ahead"), ("Term", "notice")})
"""With the interruption, wherever it stands, the durations that may have hours."""
_IDS = {"id": PATTERN, "place_id": PATTERN, "actor_id": ACTOR_PATTERN, "actors": ACTOR_PATTERN}
_INSTANT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?$"

Describe = Callable[[str, str], str]
"""Model and field → what the key means."""


class Key(NamedTuple):
    """One key of the format: the mapping it stands in, its name, its type in words, what it must be."""

    model: type[BaseModel]
    name: str
    expected: str
    is_required: bool


def list_models() -> list[type[BaseModel]]:
    """Every mapping of the format, the accord itself first, each where it is first referred to."""
    found: list[type[BaseModel]] = [Agreement]
    for model in found:
        for name, field in model.model_fields.items():
            if not (model is Agreement and name == _BESIDE):
                found += [one for one in _models_in(field.annotation) if one not in found]
    return found


def list_keys() -> list[Key]:
    """Every key of the format, mapping by mapping."""
    return [
        Key(model, name, "".join(_told(field.annotation)), field.is_required())
        for model in list_models()
        for name, field in model.model_fields.items()
        if not (model is Agreement and name == _BESIDE)
    ]


def build_accord_schema(describe: Describe) -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``accord.yaml``."""
    schema = Agreement.model_json_schema()
    definitions = schema["$defs"]
    definitions.pop("Zone")
    schema["properties"].pop(_BESIDE)
    for name, one in {"Agreement": schema, **definitions}.items():
        one["description"] = _plain(one.get("description", ""))
        for key, value in one.get("properties", {}).items():
            value.pop("title", None)
            value["description"] = describe(name, key)
            for each in (value, *value.get("anyOf", ())):
                _tighten(name, key, each)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:tregua:accord:1",
        "title": "A Tregua accord, format 1",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def build_show_schema(describe: Describe) -> dict[str, Any]:
    """The JSON Schema (2020-12) of ``agreement show --json``: the accord as read, every key of it written
    out, with the zones of ``zones.geojson`` and the places of the gazetteer that it refers to."""
    schema = Agreement.model_json_schema(mode="serialization")
    for name, one in {"Agreement": schema, **schema["$defs"]}.items():
        one["description"] = _plain(one.get("description", ""))
        for key, value in one.get("properties", {}).items():
            value.pop("title", None)
            if name != "Zone" and not (name == "Agreement" and key == _BESIDE):
                value["description"] = describe(name, key)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tregua agreement show --json",
        **{key: value for key, value in schema.items() if key != "title"},
    }


def _tighten(model: str, key: str, value: dict[str, Any]) -> None:
    """Durations and local instants as this format has them; JSON's date-time would want an offset."""
    if value.get("format") == "date-time":
        del value["format"]
        value["pattern"] = _INSTANT
    elif value.get("type") == "string" and key in _DURATIONS:
        of_hours = key == "interruption" or (model, key) in _IN_HOURS
        value["pattern"] = _OF_HOURS if of_hours else _DURATION
    elif key in _IDS:
        each = value["items"] if key == "actors" and "items" in value else value
        if each.get("type") == "string":
            each.update(pattern=_IDS[key], maxLength=LONGEST)


def _plain(docstring: str) -> str:
    """A docstring as running text."""
    paragraphs = inspect.cleandoc(docstring).replace("``", "").split("\n\n")
    return "\n\n".join(paragraphs)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for one in typing.get_args(annotation):
        yield from _models_in(one)


def _told(annotation: Any) -> Iterator[str]:
    """``list of Clause``, ``day``, ``by or before``."""
    origin, args = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        yield from _told(next(one for one in args if one is not type(None)))
    elif origin is tuple:
        yield "list of "
        yield from _told(args[0])
    elif origin is dict:
        yield "mapping of ids to "
        yield from _told(args[1])
    elif origin is typing.Literal:
        yield ", ".join(str(one) for one in args)
    else:
        yield _NAMES.get(annotation.__name__, annotation.__name__)


_NAMES = {
    "str": "text",
    "float": "number",
    "int": "whole number",
    "bool": "true or false",
    "date": "day",
    "datetime": "day and time",
}
