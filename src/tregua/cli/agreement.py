"""Commands on the accord."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tregua.cli.ask import Json
from tregua.cli.explain import explain
from tregua.cli.run import CentreOption

if TYPE_CHECKING:
    from tregua.agreement.terms import Agreement, Amendment

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The accord as data: check it, show it, its calendar."
)


def _path_of(accord: Path | None, centre: Path | None) -> Path:
    from tregua.wiring import find_centre

    return accord if accord is not None else find_centre(centre) / "accord"


def _load(accord: Path | None, centre: Path | None) -> Agreement:
    from tregua.agreement.load import load_accord

    return load_accord(_path_of(accord, centre))


app.command()(explain)

AccordArgument = Annotated[
    Path | None, typer.Argument(help="An accord.yaml or its folder; else the centre's.")
]


@app.command()
def check(accord: AccordArgument = None, centre: CentreOption = None) -> None:
    """Whether an accord can be read (else exit 2), and what is doubtful in it (exit 1).

    Every fault is told at once, in the order of the file, with its line, column and field.
    """
    from tregua.agreement.lint import lint_accord
    from tregua.agreement.load import find_faults, load_accord
    from tregua.cli.show import renderer_for, tell_error, word
    from tregua.wiring import default_vocabulary

    path = _path_of(accord, centre)
    faults = find_faults(path)
    for fault in faults:
        tell_error(fault)
    if faults:
        raise typer.Exit(2)
    agreement = load_accord(path)
    renderer = renderer_for(agreement, default_vocabulary())
    doubts = lint_accord(agreement)
    for doubt in doubts:
        typer.echo(renderer.text(doubt.message), err=True)
    clauses, obligations = len(agreement.clauses), len(agreement.obligations)
    typer.echo(word("cli.accord_read", accord=agreement.id, clauses=clauses, obligations=obligations))
    if doubts:
        raise typer.Exit(1)


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
    """Every deadline, renewal and last day for notice.

    For a centre, with the amendments it knows of; for an accord's file alone, as it was signed.
    """
    from tregua.agreement.calendar import list_days
    from tregua.agreement.versions import amendments_known
    from tregua.centre.moment import snapshot_as_of
    from tregua.cli.show import print_json, print_table
    from tregua.wiring import find_centre, open_centre

    amendments: tuple[Amendment, ...] = ()
    if accord is not None:
        agreement = _load(accord, None)
    else:
        opened = open_centre(find_centre(centre))
        agreement = opened.agreement
        amendments = amendments_known(agreement, opened.state.claims(snapshot_as_of(opened, None)))
    days = list_days(agreement, amendments)
    if as_json:
        print_json([one.model_dump(mode="json") for one in days])
        return
    print_table(agreement.title, ("day", "what", "obligation", "version"), [one.row for one in days])
