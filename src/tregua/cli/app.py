"""The commands' root: what every command shares is said once, here."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

from tregua.cli import agreement, ask, record, run


class Door(TyperGroup):
    """Turns the product's errors into one line on stderr and their exit code."""

    def invoke(self, ctx: Any) -> Any:
        """Runs a command; a TreguaError is told, never shown as a traceback."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            from tregua.model.errors import TreguaError

            if not isinstance(error, TreguaError):
                raise
            from tregua.cli.show import tell_error

            tell_error(error)
            raise typer.Exit(error.exit_code) from None


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
    """The console script."""
    app()
