"""The commands' root: what every command shares is said once, here."""

from __future__ import annotations

import errno
import gc
import os
import sys
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from tregua.cli import (
    ask,
    audit,
    backup,
    enter,
    erase,
    history,
    persons,
    register,
    run,
)
from tregua.cli.asks import guard_commands
from tregua.cli.late import late_group

if TYPE_CHECKING:
    from tregua.model.errors import TreguaError


_GIVEN = "tregua.given"
_USAGE: Any = typer.BadParameter.__base__  # Typer keeps its own Click and names the class nowhere else


class Door(TyperGroup):
    """Turns the product's errors into one line on stderr, with ``--json`` one object, and their exit code."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        guard_commands(self.commands)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Keeps what was typed for every command below, before any of it is taken apart."""
        ctx.meta[_GIVEN] = tuple(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Runs a command; what went wrong is told, never shown as a traceback. Ctrl-C exits 130."""
        given: tuple[str, ...] = ctx.meta[_GIVEN]
        as_json = "--json" in _options(given)
        try:
            _refuse_empty(given)
            return super().invoke(ctx)
        except (Exception, KeyboardInterrupt) as error:
            told = _as_told(error, as_json=as_json)
            if told is None:
                raise
            from tregua.cli.show import tell_error

            tell_error(told, as_json=as_json)
            code = 130 if isinstance(error, KeyboardInterrupt) else told.exit_code
            raise typer.Exit(code) from None


def _options(given: tuple[str, ...]) -> tuple[str, ...]:
    """What was typed before a bare ``--``; after it nothing is an option."""
    return given[: given.index("--")] if "--" in given else given


def _refuse_empty(given: tuple[str, ...]) -> None:
    """Nothing typed may be empty: an unset variable in a script must not pass for an option left out,
    nor for the folder one stands in. Raises BadArgument ``cli.empty``."""
    before = ""
    for word in given:
        name, equals, value = word.partition("=")
        if equals and name.startswith("--") and not value.strip():
            raise _empty(name)
        if not word.strip():
            raise _empty(before if before.startswith("-") else "")
        before = word


def _empty(option: str) -> TreguaError:
    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say

    return BadArgument(say("cli.empty"), Where(field=option or None))


def _as_told(error: BaseException, *, as_json: bool) -> TreguaError | None:
    """What a user is told of an exception; None where only a traceback will do, or where Typer tells
    better: it shows the command's usage with what was typed wrongly, which is no JSON."""
    from tregua.model.errors import BadArgument, BadCentre, TreguaError, Where
    from tregua.model.messages import say

    if isinstance(error, TreguaError):
        return error
    if as_json and isinstance(error, _USAGE):
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "tregua"
        return BadArgument(say("cli.usage", reason=error.format_message().rstrip("."), command=command))
    if isinstance(error, KeyboardInterrupt):
        return BadCentre(say("centre.interrupted"))
    if isinstance(error, OSError) and error.errno != errno.EPIPE:  # a closed pipe is Click's to close
        reason = error.strerror or type(error).__name__
        return BadCentre(say("centre.disk", reason=reason), Where(file=str(error.filename or "") or None))
    return None


app = typer.Typer(
    name="tregua",
    cls=Door,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # rich help costs three times the import of Typer
    pretty_exceptions_enable=False,
    help="The software of a joint ceasefire monitoring centre: what was agreed, what is said and seen, "
    "where each obligation stands, and on whose word.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from tregua import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version and leave."
    ),
    wait: float | None = typer.Option(
        None, min=0, help="Seconds to wait for another process that is writing; ten when not given."
    ),
) -> None:
    """What every command shares."""
    if wait is not None:
        os.environ["TREGUA_WAIT"] = f"{wait}"


_LATE = {
    "agreement": "The accord as data: check it, show it, its calendar, what an amendment changes,"
    " how it is judged.",
    "record": "The joint record: verify it, rebuild from it.",
    "db": "The centre's database: where it is, whether it follows the record, its schema, moving it.",
    "keys": "The centre's keys: how they are kept, sealing, backup. TREGUA_PASSPHRASE or "
    "TREGUA_PASSPHRASE_FILE gives the passphrase where nobody types it.",
    "people": "Accounts for the dashboard, and what happened at its door.",
}
"""Groups of commands, and what each is for."""

run.add_to(app)
app.command()(enter.enter)
app.command()(erase.erase)
app.command()(backup.backup)
app.command()(backup.restore)
ask.add_to(app)
app.command()(history.history)
app.command()(register.register)
app.command()(audit.audit)
for _name, _told in _LATE.items():
    app.add_typer(late_group(_name, _told, guard_commands), name=_name)
app.add_typer(persons.app, name="persons")


COLLECT_EVERY = (50_000, 20, 20)
"""How seldom Python looks for records that hold one another. None do, and there are many: looked for as
often as usual, they took a third of the time of a question on 24,000 items, and freed nothing."""


def main() -> None:
    """The console script. A terminal without a name's letters gets them as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    gc.set_threshold(*COLLECT_EVERY)
    app()
