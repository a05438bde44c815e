"""User-visible text as a code and its arguments; rendered only at the doors and renderers."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias, Union

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypeAliasType

if TYPE_CHECKING:
    Argument: TypeAlias = "Message | date | datetime | int | float | str | tuple[Argument, ...]"
else:  # pydantic needs a name for the recursion
    Argument = TypeAliasType(
        "Argument", Union["Message", date, datetime, int, float, str, tuple["Argument", ...]]
    )


class Message(BaseModel):
    """A catalogue code (``station.what``) and named arguments.

    Arguments are values, not prose: dates, numbers, ids, nested messages and tuples of these.
    An id argument is prefixed so that a renderer can show the name each party uses:
    ``actor:az/mod``, ``place:kelbajar``, ``unit:serviceman``, ``act:handover.enter``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    args: dict[str, Argument] = {}


def say(code: str, /, **args: Argument) -> Message:
    """A message with these arguments."""
    return Message(code=code, args=args)


Message.model_rebuild()
