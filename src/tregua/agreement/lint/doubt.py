"""A doubt about an accord, and the draft it is about: the accord as values and, where it was read from
a file, what stands where in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from tregua.agreement.calendar import days_known, last_day, settle
from tregua.agreement.marks import find_marks
from tregua.agreement.terms import Agreement, Exemption, Obligation, Overrides
from tregua.agreement.timing import Window
from tregua.agreement.tree import Steps, Tree
from tregua.model.messages import Argument, Message, say
from tregua.model.records import Record


class Lint(Record):
    """One doubt: what is doubtful, and where. ``line`` and ``column`` count from 1 and are missing for
    an accord that was not read from a file."""

    field: str
    message: Message
    file: str | None = None
    line: int | None = None
    column: int | None = None

    @property
    def code(self) -> str:
        """The stable code, such as ``accord.lint.no_day``."""
        return self.message.code


@dataclass(frozen=True)
class Doubt:
    """What one check found: the path it is about, from the accord's root, and the message."""

    path: Steps
    message: Message


def doubt(path: Steps, code: str, **args: Argument) -> Doubt:
    """A doubt with the code ``accord.lint.CODE``."""
    return Doubt(path, say(f"accord.lint.{code}", **args))


@dataclass(frozen=True)
class Placed:
    """A stipulation, or what is laid over it, and where it stands. ``whole`` is the obligation as it
    would then be; an amendment has one for each obligation it changes."""

    path: Steps
    given: Obligation | Overrides
    whole: Obligation


@dataclass(frozen=True)
class Draft:
    """An accord to look through. ``tree`` is None for one that was not read from a file; ``zones_text``
    is the text its zones were read from."""

    agreement: Agreement
    tree: Tree | None = None
    zones_file: str = ""
    zones_text: str = ""

    def writes(self, path: Steps) -> bool:
        """Whether the file has something at ``path``; True where there is no file to tell."""
        return self.tree is None or path in self.tree.values

    @cached_property
    def obligations(self) -> tuple[Placed, ...]:
        """The obligations themselves."""
        return tuple(
            Placed(("obligations", at), one, one) for at, one in enumerate(self.agreement.obligations)
        )

    @cached_property
    def stipulations(self) -> tuple[Placed, ...]:
        """Obligations, readings and amendments: everything that may hold a term."""
        accord = self.agreement
        readings = (
            Placed((*one.path, "readings", at), reading, one.whole.under(reading))
            for one in self.obligations
            for at, reading in enumerate(one.whole.readings)
        )
        amendments = (
            Placed(("amendments", at), amendment, accord.obligation(obligation_id).under(amendment))
            for at, amendment in enumerate(accord.amendments)
            for obligation_id in amendment.obligations[:1]
        )
        return (*self.obligations, *readings, *amendments)

    @cached_property
    def exemptions(self) -> tuple[tuple[Steps, Exemption, Obligation | None], ...]:
        """Every exemption: where it stands, and the obligation whose exception it is (None: permitted)."""
        general = [(("permitted", at), one, None) for at, one in enumerate(self.agreement.permitted)]
        own = [
            ((*placed.path, "exceptions", at), one, placed.whole)
            for placed in self.stipulations
            for at, one in enumerate(placed.given.exceptions or ())
        ]
        return (*general, *own)

    def settled(self, window: Window | None) -> Window | None:
        """The window with the days that the accord itself names counted out."""
        return settle(window, days_known(self.agreement))

    def last_day(self, window: Window | None) -> date | None:
        """The last day in time, counted out where the accord names the event's day."""
        return last_day(self.settled(window))

    def lint(self, found: Doubt) -> Lint:
        """The doubt with its field and place."""
        field = _dotted(self.agreement, found.path)
        file, mark = self._mark(found.path)
        line, column = mark or (None, None)
        return Lint(field=field, message=found.message, file=file, line=line, column=column)

    def _mark(self, path: Steps) -> tuple[str | None, tuple[int, int] | None]:
        if path[0] == "zones" and self.zones_file:
            return self.zones_file, self._zone_marks.get(self.agreement.zones[int(path[1])].id)
        return (self.tree.file, self.tree.mark(path)) if self.tree else (None, None)

    @cached_property
    def _zone_marks(self) -> dict[str, tuple[int, int]]:
        features = json.loads(self.zones_text)["features"]
        paths: list[Steps] = [("features", at) for at in range(len(features))]
        marks = find_marks(self.zones_text, paths)
        return {one["properties"]["id"]: marks[path] for path, one in zip(paths, features, strict=True)}


def _dotted(agreement: Agreement, path: Steps) -> str:
    """``obligations.mill.window``: list items by their id where they have one."""
    parts: list[str] = []
    here: Any = agreement
    for step in path:
        name = str(step)
        if isinstance(step, int):
            here = here[step] if isinstance(here, tuple) and step < len(here) else None
            name = next((value for key in ("id", "place_id") if (value := getattr(here, key, ""))), name)
        else:
            here = here.get(step) if isinstance(here, dict) else getattr(here, step, None)
        parts.append(name)
    return ".".join(parts)
