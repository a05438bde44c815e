"""Commands on the joint record."""

from __future__ import annotations

import typer

from tregua.cli.run import CentreOption
from tregua.cli.show import tell

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command()
def verify(centre: CentreOption = None) -> None:
    """Checks the record against its signed checkpoint; a change exits 1.

    And what the record speaks of against its hashes: evidence, derived rows, reports, the accord.
    """
    from tregua.cli.show import word
    from tregua.wiring import find_centre, verify_record

    checkpoint, kept = verify_record(find_centre(centre))
    root = checkpoint.root.hex()
    tell(word("cli.record", origin=checkpoint.origin, size=checkpoint.size, root=root))
    if kept.erased:
        tell(word("cli.record.erased", count=kept.erased))
    if kept.unopened:
        tell(word("cli.record.unopened", count=kept.unopened))


@app.command()
def rebuild(centre: CentreOption = None) -> None:
    """Forgets the database and replays the record into it."""
    from tregua.cli.show import word
    from tregua.wiring import find_centre, rebuild_state, write_lock

    folder = find_centre(centre)
    with write_lock(folder):
        done = rebuild_state(folder)
    tell(word("cli.replayed", count=done))
