"""``tregua erase``: an item or a person's name is destroyed for good, and the record tells on what ground."""

from __future__ import annotations

from typing import Annotated

import typer

from tregua.cli.ask import Json
from tregua.cli.run import CentreOption
from tregua.cli.show import tell

Subject = Annotated[str, typer.Argument(metavar="SUBJECT", help="An item's id, or a person's pseudonym.")]


def erase(
    subject: Subject,
    ground: Annotated[str, typer.Option("--ground", help="Why; it stays in the record for good.")],
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """Destroys an item or a person's name for good, and records that and why.

    Of an item its key is destroyed: evidence, derived rows and every answer are without it from then on. Its
    id, title, file name, outlet and hash stay in the record's act of receipt, which nobody can alter.
    """
    from tregua.centre.erasing import erase_item, told
    from tregua.cli.persons import erase as erase_person
    from tregua.cli.show import print_json, word
    from tregua.model.person import PSEUDONYM
    from tregua.wiring import find_centre, open_centre, write_lock

    if PSEUDONYM.fullmatch(subject):
        erase_person(subject, ground, centre, as_json)
        return
    folder = find_centre(centre)
    with write_lock(folder):
        left = erase_item(open_centre(folder), subject, ground)
    days = told(left.reports)
    if as_json:
        print_json({"item": subject, "erased": True, "left_in": list(left.inbox), "reports": days})
        return
    tell(word("cli.erase.done", item=subject))
    if left.inbox:
        tell(word("cli.erase.inbox", files=left.inbox))
    if left.reports:
        tell(word("cli.erase.reports", days=tuple(days)))
    tell(word("cli.erase.stays"))
