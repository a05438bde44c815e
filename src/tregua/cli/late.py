"""Groups of commands that are put together only when one of theirs is asked for: the help of the root, and
every other command, need not wait for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group

Guard = Callable[[Mapping[str, Any], str], None]


def late_group(name: str, told: str, guard: Guard) -> typer.Typer:
    """The group whose commands are those of ``tregua.cli.NAME``; ``told`` is its help. ``guard`` sees them
    before anything is asked of them."""

    class Late(TyperGroup):
        """Takes its commands from the module when it is first asked for one."""

        @property
        def commands(self) -> MutableMapping[str, Any]:
            """Every command of the group, by name."""
            found: MutableMapping[str, Any] | None = self.__dict__.get("_found")
            if found is None:
                found = get_group(import_module(f"tregua.cli.{name}").app).commands
                guard(found, name)
                self.__dict__["_found"] = found
            return found

        @commands.setter
        def commands(self, _none: MutableMapping[str, Any]) -> None:
            """There are none of its own."""

    return typer.Typer(cls=Late, no_args_is_help=True, rich_markup_mode=None, help=told)


def is_late(command: object) -> bool:
    """Whether a group guards its commands itself."""
    return isinstance(type(command).__dict__.get("commands"), property)
