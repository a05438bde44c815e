"""YAML text → plain data that remembers where each key and value stands.

Stricter than YAML itself, because a lawyer's typing error must not pass for a term of the accord:

- one document; mappings with text keys; no anchors, aliases, merge keys or typed tags;
- a key given twice is a fault, not a silent overwrite;
- only ``true``/``false``, ``null`` and plain numbers are anything but text: ``no`` is text, and so is
  a date, which is checked here to be a day that exists.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

import yaml

from tregua.agreement.unreadable import explain
from tregua.model.errors import BadAccord, Where
from tregua.model.messages import Argument, say

Steps: TypeAlias = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?P<time>[T ][0-9:.]+(?:Z|[-+][0-9:]+)?)?\Z")
_END_OF_DAY = re.compile(r"[T ]24:00(:00)?\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_IDS = ("id", "place_id", "actor_id")
_DEEPEST = 40
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What YAML takes for no text at all."""
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

MOST_TOLD = 100
"""Faults that are told one by one; of more, how many there are."""


def hidden_sign(text: str) -> str | None:
    """The first sign in ``text`` that a terminal or a page would act on, or choke on, instead of showing
    it, as ``U+0007``; None where there is none."""
    found = _HIDDEN.search(text)
    return f"U+{ord(found.group()):04X}" if found else None


def printable(text: str, most: int = 120) -> str:
    """``text`` as it can be shown in a message: no sign hidden, and not endless."""
    shown = _HIDDEN.sub(lambda found: f"U+{ord(found.group()):04X}", text)
    return shown if len(shown) <= most else f"{shown[:most]}…"


@dataclass(frozen=True)
class Note:
    """A fault at a path, not yet an error: its dotted path wants the ids of the finished data. What is dear
    to find out (the nearest of many ids) may be given as a question, asked only where it is told."""

    code: str
    path: Steps
    at_key: bool
    args: Mapping[str, Argument | Callable[[], Argument]]
    mark: tuple[int, int] | None = None


@dataclass
class Tree:
    """Data, and the line and column (from 1) of every key and value by its path.

    ``bare`` are the keys in braces without a colon: as a rule, the rest of a text that a comma cut."""

    file: str
    data: Any = None
    keys: dict[Steps, tuple[int, int]] = field(default_factory=dict)
    values: dict[Steps, tuple[int, int]] = field(default_factory=dict)
    bare: set[Steps] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)

    def fault(
        self, code: str, path: Steps, *, at_key: bool = False, **args: Argument | Callable[[], Argument]
    ) -> None:
        """Note a fault at ``path``."""
        self.notes.append(Note(code, path, at_key, args))

    def slip(self, code: str, path: Steps, args: dict[str, Argument]) -> None:
        """Note a fault that was found elsewhere, with its arguments, in the value at ``path``."""
        self.notes.append(Note(code, path, False, args))

    def drop_misspelt(self) -> None:
        """A misspelt key is one fault, not two: the one that says it is missing goes."""
        misspelt = {
            (*note.path[:-1], note.args["nearest"])
            for note in self.notes
            if note.code == "accord.unknown_key"
        }
        self.notes = [
            note for note in self.notes if note.code != "accord.missing_key" or note.path not in misspelt
        ]

    def errors(self, most: int | None = None) -> list[BadAccord]:
        """The faults as errors, in the order of the lines: every one, or the first ``most``."""
        made = sorted(((self._mark_of(note), note) for note in self.notes), key=_by_line)
        return [
            BadAccord(
                say(note.code, **{key: shown(one) for key, one in note.args.items()}),
                Where(self.file, line, column, printable(self._dotted(note.path)) or None),
            )
            for (line, column), note in made[:most]
        ]

    def mark(self, path: Steps) -> tuple[int, int]:
        """The line and column of what stands at a path; where nothing does, of its nearest parent."""
        shown = path
        while shown and shown not in self.values:
            shown = shown[:-1]
        if shown != path and shown in self.keys:
            return self.keys[shown]
        return self.values[shown]

    def _mark_of(self, note: Note) -> tuple[int, int]:
        if note.mark:
            return note.mark
        if note.at_key and note.path in self.keys:
            return self.keys[note.path]
        return self.mark(note.path)

    def _dotted(self, path: Steps) -> str:
        """``obligations.hand-over-agdam.window.due``: list items by their id where they have one."""
        parts: list[str] = []
        here = self.data
        for step in path:
            name = str(step)
            if isinstance(here, list) and isinstance(step, int) and step < len(here):
                here = here[step]
                name = _id_of(here) or name
            else:
                here = here.get(step) if isinstance(here, dict) else None
            parts.append(name)
        return ".".join(parts)


def _by_line(one: tuple[tuple[int, int], Note]) -> tuple[tuple[int, int], str, str]:
    mark, note = one
    return mark, ".".join(map(str, note.path)), note.code


def shown(argument: Argument | Callable[[], Argument]) -> Argument:
    """An argument as it is put into a message: asked where it is a question, nothing hidden in it."""
    told = argument() if callable(argument) else argument
    return printable(told) if isinstance(told, str) else told


def _id_of(value: Any) -> str | None:
    if isinstance(value, dict):
        for key in _IDS:
            if isinstance(value.get(key), str):
                return str(value[key])
    return None


def read_tree(text: str, file: str) -> Tree:
    """The data of one YAML document; lesser faults are noted in the tree.

    BadAccord where there is no document to speak of: ``accord.not_yaml`` or another code of
    :mod:`tregua.agreement.unreadable`, ``accord.empty`` or ``accord.too_deep``.
    """
    try:
        return _Builder(file, text).build()
    except yaml.MarkedYAMLError as error:
        raise explain(error, text, file) from error
    except yaml.YAMLError as error:
        found = _UNREADABLE.search(text)
        at = found.start() if found else 0
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        raise BadAccord(
            say("accord.not_yaml", problem=say("accord.problem.control_character")), Where(file, line, column)
        ) from error


class _Builder:
    """Builds from the parser's events, not its nodes: composing nodes recurses without a bound."""

    def __init__(self, file: str, text: str) -> None:
        self._tree = Tree(file)
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))

    def build(self) -> Tree:
        next(self._events)  # the stream's start
        if isinstance(next(self._events), yaml.StreamEndEvent):
            raise BadAccord(say("accord.empty"), Where(self._tree.file, 1, 1))
        self._tree.data = self._value(next(self._events), ())
        next(self._events)  # the document's end
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            where = Where(self._tree.file, *_mark(after))
            raise BadAccord(say("accord.not_yaml", problem=say("accord.problem.second_document")), where)
        return self._tree

    def _value(self, event: Any, path: Steps) -> Any:
        tree = self._tree
        tree.values[path] = _mark(event)
        if event.anchor is not None:
            tree.fault("accord.alias", path)
        if isinstance(event, yaml.AliasEvent):
            return None
        if event.tag is not None:
            tree.fault("accord.typed_tag", path, tag=event.tag)
        if len(path) > _DEEPEST:
            raise BadAccord(say("accord.too_deep", depth=_DEEPEST), Where(tree.file, *_mark(event)))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, in_braces=bool(event.flow_style))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event, path)

    def _sequence(self, path: Steps) -> list[Any]:
        made: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            made.append(self._value(event, (*path, len(made))))
        return made

    def _mapping(self, path: Steps, *, in_braces: bool) -> dict[str, Any]:
        made: dict[str, Any] = {}
        while not isinstance(key := next(self._events), yaml.MappingEndEvent):
            mark = _mark(key)
            if not isinstance(key, yaml.ScalarEvent):
                self._skip(key)
                self._skip(next(self._events))
                self._tree.notes.append(Note("accord.bad_key", path, False, {}, mark))
                continue
            here = (*path, key.value)
            if key.value in made:
                args: dict[str, Argument] = {"key": key.value, "first_line": self._tree.keys[here][0]}
                self._tree.notes.append(Note("accord.duplicate_key", here, True, args, mark))
                self._skip(next(self._events))
                continue
            self._tree.keys[here] = mark
            value = next(self._events)
            if in_braces and isinstance(value, yaml.ScalarEvent) and not (value.value or value.style):
                self._tree.bare.add(here)
            made[key.value] = self._value(value, here)
        return made

    def _skip(self, event: Any) -> None:
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth <= 0:
                return
            event = next(self._events)

    def _scalar(self, event: Any, path: Steps) -> Any:
        text: str = event.value
        self._check_day(text, path)
        if event.style and (sign := hidden_sign(text)) and not (path and path[-1] in _IDS):
            self._tree.fault("accord.control_character", path, sign=sign)
        if event.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INT.match(text) and len(text) < 18:
            return int(text)
        if _FLOAT.match(text) and math.isfinite(float(text)):
            return float(text)
        return text

    def _check_day(self, text: str, path: Steps) -> None:
        found = _DATE.match(text)
        if not found:
            return
        try:
            (datetime if found["time"] else date).fromisoformat(text)
        except ValueError:
            code = "accord.hour_24" if _END_OF_DAY.search(text) else "accord.impossible_date"
            self._tree.fault(code, path, text=text)


def _mark(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1
