"""Commands on the accord, one file each or a few."""

from __future__ import annotations

import typer

from tregua.cli.compare import compare
from tregua.cli.difference import diff
from tregua.cli.drafting import calendar, check, schema, show
from tregua.cli.explain import explain

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
app.command()(check)
app.command()(show)
app.command()(calendar)
app.command()(diff)
app.command()(schema)
app.command()(explain)
app.command()(compare)
