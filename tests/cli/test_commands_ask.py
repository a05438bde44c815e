"""Every command says in the words of the table of rights what it does in a centre; else it is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import typer
from typer.main import get_command
from typer.testing import CliRunner

from tregua.centre.rights import may
from tregua.cli.app import Door, app
from tregua.cli.asks import ASKS, FILES
from tregua.model.rights import OPERATOR, Action, Asked


def commands(group: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    """Every command that can be run, by its words."""
    for name, one in group.commands.items():
        path = f"{above} {name}".strip()
        below = getattr(one, "commands", None)
        if below is None or one.callback is not None:
            yield path, one
        if below is not None:
            yield from commands(one, path)


def test_every_command_says_what_it_does() -> None:
    found = dict(commands(get_command(app)))
    assert len(found) > 20
    assert not set(found) - set(ASKS), "say in cli/asks.py what these do"
    for path, one in found.items():
        assert getattr(one.callback, "gate", None) == path, path


def test_what_is_asked_stands_in_the_table() -> None:
    for path, asks in ASKS.items():
        if asks != FILES:
            assert asks[0] in get_args(Action), path
            assert may(OPERATOR, Asked(*asks)).allowed, path


def test_a_command_that_says_nothing_is_refused() -> None:
    done: list[str] = []
    other = typer.Typer(cls=Door, pretty_exceptions_enable=False)
    group = typer.Typer()

    @group.callback()
    def below() -> None:
        """A group."""

    @other.command()
    def invented() -> None:
        """Says nothing."""
        done.append("invented")

    @group.command("more")
    def deeper() -> None:
        """Says nothing either."""
        done.append("deeper")

    other.add_typer(group, name="agreement")
    for words in (["invented"], ["agreement", "more"]):
        told = CliRunner().invoke(other, words)
        assert told.exit_code == 2
        assert "Nothing says who may use tregua" in told.output
    assert not done
