"""Commands on the accord."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tregua.cli.ask import Json
from tregua.cli.run import CentreOption

if TYPE_CHECKING:
    from tregua.agreement.terms import Agreement

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="The accord as data: check it, show it, its calendar.")


def _load(accord: Path | None, centre: Path | None) -> Agreement:
    from tregua.agreement.load import load_accord
    from tregua.wiring import find_centre

    return load_accord(accord if accord is not None else find_centre(centre) / "accord")


AccordArgument = Annotated[
    Path | None, typer.Argument(help="An accord.yaml or its folder; else the centre's.")
]


@app.command()
def check(accord: AccordArgument = None, centre: CentreOption = None) -> None:
    """Whether an accord can be read; exit 2 names the file, line and field that cannot."""
    agreement = _load(accord, centre)
    typer.echo(f"{agreement.id}: {len(agreement.clauses)} clauses, {len(agreement.obligations)} obligations")


@app.command()
def show(accord: AccordArgument = None, centre: CentreOption = None, as_json: Json = False) -> None:
    """The whole accord, clause by clause."""
    from tregua.cli.show import print_json, print_table

    agreement = _load(accord, centre)
    if as_json:
        print_json(agreement.model_dump(mode="json"))
        return
    rows = [
        (one.clause, one.id, one.kind.replace("_", " "), ", ".join(one.obligors), one.title)
        for one in agreement.obligations
    ]
    print_table(agreement.title, ("clause", "obligation", "kind", "obligors", "what"), rows)


@app.command()
def calendar(accord: AccordArgument = None, centre: CentreOption = None, as_json: Json = False) -> None:
    """Every deadline, renewal and last day for notice."""
    from tregua.agreement.calendar import list_days
    from tregua.cli.show import print_json, print_table

    agreement = _load(accord, centre)
    days = list_days(agreement)
    if as_json:
        print_json([one.model_dump(mode="json") for one in days])
        return
    print_table(agreement.title, ("day", "what", "obligation", "version"), [one.row for one in days])
