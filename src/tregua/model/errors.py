"""Every error a user can see, in one tree, each with a stable code.

    TreguaError
    ├── BadInput            what was given cannot be used (exit 2)
    │   ├── BadFile         a file as a whole: unreadable, empty, binary, too large, wrongly encoded
    │   ├── BadPage         a page without an article, without a date, with an impossible date
    │   ├── BadRow          a row or field of a table
    │   ├── BadAccord       an agreement or its zones
    │   └── BadArgument     a command's argument
    ├── BadCentre           this folder is not a centre, or not one this version can open (exit 2)
    └── CheckFailed         a check was made and did not pass (exit 1)

An error carries a ``Message`` (code and arguments), never finished prose; the doors render it
together with *where* (file, line, column, field) and *what to do* (the catalogue entry
``<code>.do``).
"""

from __future__ import annotations

from dataclasses import dataclass

from tregua.model.messages import Message


@dataclass(frozen=True)
class Where:
    """Where an error stands. ``line`` and ``column`` count from 1; ``field`` is a dotted path."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    field: str | None = None

    def __str__(self) -> str:
        parts = [self.file or ""]
        if self.line is not None:
            parts.append(str(self.line))
            if self.column is not None:
                parts.append(str(self.column))
        place = ":".join(parts)
        if self.field:
            place = f"{place} [{self.field}]" if place else self.field
        return place


class TreguaError(Exception):
    """The root. ``exit_code`` is what the command line returns."""

    exit_code = 2

    def __init__(self, message: Message, where: Where | None = None) -> None:
        super().__init__(message.code)
        self.message = message
        self.where = where or Where()

    @property
    def code(self) -> str:
        """The stable code, such as ``file.empty``."""
        return self.message.code


class BadInput(TreguaError):
    """What was given cannot be used."""


class BadFile(BadInput):
    """A file as a whole cannot be used."""


class BadPage(BadInput):
    """A page was read but is not one the centre can use."""


class BadRow(BadInput):
    """A row or a field of a table cannot be used."""


class BadAccord(BadInput):
    """An agreement, or the zones beside it, cannot be used."""


class BadArgument(BadInput):
    """A command was given an argument it cannot use."""


class BadCentre(TreguaError):
    """The folder is not a centre, or not one that this version can open."""


class CheckFailed(TreguaError):
    """A check was made and did not pass."""

    exit_code = 1
