"""Commands on the joint record."""

from __future__ import annotations

import typer

from tregua.cli.run import CentreOption

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help="The joint record: verify it, rebuild from it."
)


@app.command()
def verify(centre: CentreOption = None) -> None:
    """Checks every file of the record against its signed checkpoint; a change exits 1."""
    import base64

    from tregua.wiring import find_centre, open_ledger

    checkpoint = open_ledger(find_centre(centre)).verify()
    typer.echo(
        f"{checkpoint.origin}: {checkpoint.size} acts, root {base64.b64encode(checkpoint.root).decode()}"
    )


@app.command()
def rebuild(centre: CentreOption = None) -> None:
    """Forgets the database and replays the record into it."""
    from tregua.centre.intake import catch_up
    from tregua.wiring import find_centre, open_centre, write_lock

    folder = find_centre(centre)
    with write_lock(folder):
        opened = open_centre(folder)
        opened.state.reset()
        done = catch_up(opened)
    typer.echo(f"{done} acts replayed")
