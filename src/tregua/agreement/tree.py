"""YAML text → plain data that remembers where each key and value stands.

Stricter than YAML itself, because a lawyer's typing error must not pass for a term of the accord:

- one document; mappings with text keys; no anchors, aliases, merge keys or typed tags;
- a key given twice is a fault, not a silent overwrite;
- only ``true``/``false``, ``null`` and plain numbers are anything but text: ``no`` is text, and so is
  a date, which is checked here to be a day that exists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias

import yaml

from tregua.model.errors import BadAccord, Where
from tregua.model.messages import Argument, say

Steps: TypeAlias = tuple[str | int, ...]

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAGS = {
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "value")
}
_INT = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?P<time>[T ][0-9:.]+(?:Z|[-+][0-9:]+)?)?\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_DEEPEST = 40


@dataclass(frozen=True)
class Note:
    """A fault at a path, not yet an error: its dotted path wants the ids of the finished data."""

    code: str
    path: Steps
    at_key: bool
    args: dict[str, Argument]
    mark: tuple[int, int] | None = None


@dataclass
class Tree:
    """Data, and the line and column (from 1) of every key and value by its path."""

    file: str
    data: Any = None
    keys: dict[Steps, tuple[int, int]] = field(default_factory=dict)
    values: dict[Steps, tuple[int, int]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    def fault(self, code: str, path: Steps, *, at_key: bool = False, **args: Argument) -> None:
        """Note a fault at ``path``."""
        self.notes.append(Note(code, path, at_key, args))

    def errors(self) -> list[BadAccord]:
        """Every fault as an error, in the order of the lines."""
        made = [(self._mark(note), self._dotted(note.path), note) for note in self.notes]
        made.sort(key=lambda one: (one[0], one[1], one[2].code))
        return [
            BadAccord(say(note.code, **note.args), Where(self.file, line, column, dotted or None))
            for (line, column), dotted, note in made
        ]

    def _mark(self, note: Note) -> tuple[int, int]:
        """Where a path stands; of a path that is not there, its nearest parent."""
        if note.mark:
            return note.mark
        if note.at_key and note.path in self.keys:
            return self.keys[note.path]
        shown = note.path
        while shown and shown not in self.values:
            shown = shown[:-1]
        if shown != note.path and shown in self.keys:
            return self.keys[shown]
        return self.values[shown]

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


def _id_of(value: Any) -> str | None:
    if isinstance(value, dict):
        for key in ("id", "place_id", "actor_id"):
            if isinstance(value.get(key), str):
                return str(value[key])
    return None


def read_tree(text: str, file: str) -> Tree:
    """The data of one YAML document; lesser faults are noted in the tree.

    BadAccord ``accord.not_yaml`` or ``accord.empty`` where there is no document to speak of.
    """
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Where(file, mark.line + 1, mark.column + 1) if mark else Where(file)
        raise BadAccord(say("accord.not_yaml", problem=error.problem or ""), where) from error
    except yaml.YAMLError as error:
        line = text.count("\n", 0, max(getattr(error, "position", 0), 0)) + 1
        raise BadAccord(say("accord.not_yaml", problem="control character"), Where(file, line)) from error
    if root is None:
        raise BadAccord(say("accord.empty"), Where(file))
    return _Builder(file).build(root)


class _Builder:
    def __init__(self, file: str) -> None:
        self._tree = Tree(file)
        self._seen: set[int] = set()

    def build(self, root: yaml.Node) -> Tree:
        self._tree.data = self._value(root, ())
        return self._tree

    def _value(self, node: yaml.Node, path: Steps) -> Any:
        tree = self._tree
        tree.values[path] = _mark(node)
        if id(node) in self._seen:
            tree.fault("accord.alias", path)
            return None
        self._seen.add(id(node))
        if len(path) > _DEEPEST:
            tree.fault("accord.too_deep", path[:3], depth=_DEEPEST)
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(one, (*path, at)) for at, one in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 (the only kind of node that is left)
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Steps) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._tree.notes.append(Note("accord.bad_key", path, False, {}, _mark(key_node)))
                continue
            here = (*path, key_node.value)
            if key_node.value in made:
                first = self._tree.keys[here][0]
                args: dict[str, Argument] = {"key": key_node.value, "first_line": first}
                self._tree.notes.append(Note("accord.duplicate_key", here, True, args, _mark(key_node)))
                continue
            self._tree.keys[here] = _mark(key_node)
            made[key_node.value] = self._value(value_node, here)
        return made

    def _scalar(self, node: yaml.ScalarNode, path: Steps) -> Any:
        text: str = node.value
        if node.tag not in _TAGS:
            self._tree.fault("accord.typed_tag", path, tag=node.tag)
            return text
        self._check_day(text, path)
        if node.style:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INT.match(text) and len(text) < 18:
            return int(text)
        if _FLOAT.match(text):
            return float(text)
        return text

    def _check_day(self, text: str, path: Steps) -> None:
        found = _DATE.match(text)
        if not found:
            return
        try:
            (datetime if found["time"] else date).fromisoformat(text)
        except ValueError:
            self._tree.fault("accord.impossible_date", path, text=text)


def _mark(node: yaml.Node) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1
