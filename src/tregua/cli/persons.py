"""``tregua persons``: people by pseudonym; a name for those entitled; its erasure."""

from __future__ import annotations

from typing import Annotated

import typer

from tregua.cli.ask import As, AsOf, Json, On
from tregua.cli.run import CentreOption
from tregua.cli.show import tell

app = typer.Typer(rich_markup_mode=None, help="Persons by pseudonym, and the names withheld.")


@app.callback(invoke_without_command=True)
def persons(
    context: typer.Context,
    on: On = None,
    as_of: AsOf = None,
    audience: As = None,
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """Persons by pseudonym, with what the registers say of each and by whom; no names.

    A request that nobody but the side that asked has answered is told as open, with its days.
    """
    if context.invoked_subcommand is not None:
        return
    from tregua.centre.moment import day_asked, snapshot_as_of
    from tregua.centre.persons_said import list_persons
    from tregua.cli.layout import Sheet
    from tregua.cli.persons_print import tell_counts, write_persons
    from tregua.cli.show import print_json, renderer_for, word
    from tregua.wiring import find_centre, open_as

    opened = open_as(find_centre(centre), audience)
    snapshot = snapshot_as_of(opened, as_of)
    day = day_asked(opened, on, snapshot)
    found = list_persons(opened, snapshot, day)
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    sheet, renderer = Sheet(), renderer_for(opened.agreement, opened.vocabulary)
    sheet.line(word("cli.persons.title", day=day, count=len(found)), "bold")
    if not found:
        sheet.line(word("cli.persons.none"))
        return
    sheet.line(tell_counts(renderer, found))
    sheet.line(word("cli.persons.counted"), "dim")
    sheet.line()
    write_persons(sheet, renderer, found)


Person = Annotated[str, typer.Argument(metavar="ID", help="The pseudonym.")]


@app.command()
def show(
    person: Person,
    audience: Annotated[
        str,
        typer.Option("--as", "--tier", help="For whom you ask: public, parties, delegation:ID or internal."),
    ] = "public",
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """The name behind a pseudonym, to whoever may see it; exits 1 where that is not so.

    Every reading goes into the record, before the name is shown.
    """
    from tregua.centre.audiences import audience_named
    from tregua.centre.persons import show_name
    from tregua.cli.show import print_json, word
    from tregua.model.rights import OPERATOR
    from tregua.wiring import find_centre, open_centre, write_lock

    folder = find_centre(centre)
    with write_lock(folder):
        opened = open_centre(folder)
        named, of = show_name(opened, person, audience_named(opened.agreement, audience), OPERATOR)
    if as_json:
        print_json({"person": person, "name": named.name, "born": named.born or None, "tier": of})
        return
    given = {"person": person, "name": named.name, "born": named.born, "tier": of}
    tell(word("cli.persons.name_born" if named.born else "cli.persons.name", **given))


@app.command()
def erase(
    person: Person,
    ground: Annotated[str, typer.Option("--ground", help="Why; it goes into the record, without the name.")],
    centre: CentreOption = None,
    as_json: Json = False,
) -> None:
    """Destroys the name behind a pseudonym for good, and records that and why.

    The key and the sealed name go; the pseudonym and what the registers say of it stay.
    """
    from tregua.centre.persons import erase_name
    from tregua.cli.show import print_json, word
    from tregua.wiring import find_centre, open_centre, write_lock

    folder = find_centre(centre)
    with write_lock(folder):
        opened = open_centre(folder)
        left = erase_name(opened, person, ground)
    if as_json:
        print_json({"person": person, "erased": True, "left_in": list(left)})
        return
    tell(word("cli.persons.erased", person=person))
    if left:
        tell(word("cli.persons.left", files=left))


@app.command()
def reads(centre: CentreOption = None, as_json: Json = False) -> None:
    """Who read which name and when, and which were erased: what the data-protection officer looks through."""
    from tregua.centre.persons import reads as read_of
    from tregua.cli.show import print_json, print_table, word
    from tregua.wiring import find_centre, open_centre

    found = read_of(open_centre(find_centre(centre)))
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    rows = [
        (one.at, word(f"cli.reads.{one.what}"), one.person, one.by, one.seen_as, one.ground) for one in found
    ]
    print_table(word("cli.reads", count=len(rows)), ("when", "what", "person", "by", "as", "ground"), rows)
