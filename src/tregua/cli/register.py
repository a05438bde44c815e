"""``tregua register``: what the agreement counts, on a day, entry by entry, or as series."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from tregua.cli.ask import As, AsOf, Json
from tregua.cli.run import CentreOption
from tregua.model.register_names import Register

Csv = Annotated[bool, typer.Option("--csv", help="CSV: a line for each word, figure or entry.")]


def register(
    name: Annotated[
        str,
        typer.Argument(help=", ".join(get_args(Register))),
    ],
    on: Annotated[
        str | None,
        typer.Option("--on", help="The day asked about, or the last one. Default: that of --as-of."),
    ] = None,
    as_of: AsOf = None,
    series: Annotated[
        bool, typer.Option("--series", help="Every figure in order of day, and what does not fit.")
    ] = False,
    entries: Annotated[
        bool, typer.Option("--entries", help="Every line ever entered, with its claim.")
    ] = False,
    measure: Annotated[
        str | None, typer.Option("--measure", help="Only this: serviceman, post, body, enter, …")
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", help="Only this place and what lies in it: its id or a name.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", help="With --series or --entries: the first day.")
    ] = None,
    to: Annotated[str | None, typer.Option("--to", help="With --series or --entries: the last day.")] = None,
    audience: As = None,
    centre: CentreOption = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """A running account on a day: everybody's last word.

    What stands where, whose and how much, each speaker's word beside the others'; then who holds what,
    what the agreement asks, and what does not fit. Nothing is averaged and nothing added up: each number
    is somebody's own.
    """
    from tregua.cli import register_csv, register_entries, register_json, register_print
    from tregua.cli.register_asked import Options, read_options, refuse

    if as_json and as_csv:
        refuse("history.one_shape", "--csv")
    options = Options(name, on, as_of, since, to, measure, place, series=series, entries=entries)
    asked = read_options(options, centre, audience)
    form = register_json if as_json else register_csv if as_csv else register_print
    if entries:
        (register_entries if form is register_print else form).print_entries(asked)
    elif series:
        form.print_series(asked)
    else:
        form.print_page(asked)
