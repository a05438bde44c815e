"""Frames: the ways an act is worded, read from ``lexicon/frames.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from tregua.reading.syntax import VerbGroup
from tregua.reading.words import Pattern, load_lexicon


@dataclass(frozen=True, slots=True)
class Frame:
    """One way an act is worded. See the head of ``frames.yaml`` for the fields."""

    order: int
    act: str
    conditions: tuple[tuple[str, tuple[str, ...]], ...]
    unless: tuple[str, ...]
    unless_core: tuple[str, ...]
    actor: str
    target: str
    units: tuple[str, ...]
    as_unit: str | None
    basis: bool
    received: bool
    finite: bool
    passive: bool
    verbless: bool
    negates: bool
    looks_back: bool
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame that may apply at a place: tokens ``first``..``last`` (exclusive), its verb group if any."""

    frame: Frame
    first: int
    last: int
    fixed: int
    clause: int
    group: VerbGroup | None
    noun: bool


@dataclass(frozen=True)
class Frames:
    """All frames, indexed by the first word of their patterns."""

    verbs: dict[str, list[tuple[Frame, Pattern]]]
    nouns: dict[str, list[tuple[Frame, Pattern]]]
    phrases: dict[str, list[tuple[Frame, Pattern]]]


@lru_cache(maxsize=1)
def load_frames() -> Frames:
    """The packaged frames; read once."""
    lexicon = load_lexicon()
    verbs: dict[str, list[tuple[Frame, Pattern]]] = {}
    nouns: dict[str, list[tuple[Frame, Pattern]]] = {}
    phrases: dict[str, list[tuple[Frame, Pattern]]] = {}
    for order, data in enumerate(lexicon.frames_data["frames"]):
        frame = _frame(order, data)
        for name, index in (("verbs", verbs), ("nouns", nouns), ("phrases", phrases)):
            for text in data.get(name, ()):
                pattern = lexicon.pattern(text)
                for word in pattern.first:
                    index.setdefault(word, []).append((frame, pattern))
    return Frames(verbs, nouns, phrases)


def _frame(order: int, data: dict[str, Any]) -> Frame:
    sides = ("agent", "patient", "object", "either", "near", "also")
    return Frame(
        order=order,
        act=data["act"],
        conditions=tuple((side, tuple(data[side])) for side in sides if side in data),
        unless=tuple(data.get("unless", ())),
        unless_core=tuple(data.get("unless_core", ())),
        actor=data.get("actor", "agent"),
        target=data.get("target", "none"),
        units=tuple(data.get("units", ())),
        as_unit=data.get("as_unit"),
        basis=bool(data.get("basis")),
        received="received" in data,
        finite=data.get("tense") == "finite",
        passive=data.get("voice") == "passive",
        verbless=bool(data.get("verbless")),
        negates=bool(data.get("negates")),
        looks_back=bool(data.get("looks_back")),
        over=tuple(data.get("over", ())),
    )
