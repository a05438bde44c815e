"""The commands' root: what every command shares is said once, here."""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperGroup

from tregua.cli import agreement, ask, record, run

if TYPE_CHECKING:
    from tregua.model.errors import TreguaError


class Door(TyperGroup):
    """Turns the product's errors into one line on stderr and their exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Runs a command; what went wrong is told, never shown as a traceback. Ctrl-C exits 130."""
        try:
            return super().invoke(ctx)
        except (Exception, KeyboardInterrupt) as error:
            told = _as_told(error)
            if told is None:
                raise
            from tregua.cli.show import tell_error

            tell_error(told)
            code = 130 if isinstance(error, KeyboardInterrupt) else told.exit_code
            raise typer.Exit(code) from None


def _as_told(error: BaseException) -> TreguaError | None:
    """What a user is told of an exception; None where only a traceback will do."""
    from tregua.model.errors import BadCentre, TreguaError, Where
    from tregua.model.messages import say

    if isinstance(error, TreguaError):
        return error
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
) -> None:
    """What every command shares."""


run.add_to(app)
ask.add_to(app)
app.add_typer(agreement.app, name="agreement")
app.add_typer(record.app, name="record")


def main() -> None:
    """The console script. A terminal without a name's letters gets them as escapes."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app()
