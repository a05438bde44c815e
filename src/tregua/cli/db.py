"""``tregua db``: where the centre's database is and how it does; another schema; another database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from tregua.cli.ask import Json
from tregua.cli.run import CentreOption
from tregua.cli.show import tell

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command()
def show(centre: CentreOption = None, as_json: Json = False) -> None:
    """Where the database is, its schema, how far it has followed the record, and how much it holds."""
    from tregua.cli.show import print_json, print_table, word
    from tregua.wiring import find_centre

    told = _shown(find_centre(centre))
    if as_json:
        print_json(told)
        return
    is_sqlite = told["kind"] == "sqlite"
    tell(word("cli.db.kind.sqlite" if is_sqlite else "cli.db.kind.postgresql", place=told["place"]))
    tell(word("cli.db.said", said=told["said_in"]))
    if told["schema"] is None:
        tell(word("cli.db.empty"))
        return
    known = ", ".join(str(one) for one in told["schemas"])
    tell(word("cli.db.schema", schema=told["schema"], known=known))
    tell(word("cli.db.followed", followed=told["followed"], size=told["record"]))
    rows = [
        (name, str(of["rows"]), "" if of["bytes"] is None else str(of["bytes"]))
        for name, of in told["tables"].items()
    ]
    print_table("", ("db.table", "db.rows", "db.bytes"), rows)


@app.command()
def check(centre: CentreOption = None) -> None:
    """Whether the database is this centre's, of this schema, and follows the whole record."""
    from tregua.centre.following import check_followed
    from tregua.centre.grown import growing_mark
    from tregua.centre.marks import mark_of
    from tregua.cli.show import word
    from tregua.model.errors import BadCentre, CheckFailed, Where
    from tregua.model.messages import say
    from tregua.store.migrations.change import check_schema
    from tregua.store.opening import check_owner, is_empty
    from tregua.store.place import open_place, shown
    from tregua.wiring import centre_in, find_centre, owner_of, place_in

    folder = find_centre(centre)
    url = place_in(folder)
    where = Where(file=shown(url))
    database = open_place(url)
    if is_empty(url):
        raise BadCentre(say("state.not_ours"), where)
    check_owner(database, owner_of(folder))
    check_schema(database, upgrade=False)
    opened = centre_in(folder)
    check_followed(opened.ledger, opened.state)
    size, followed = opened.ledger.size, opened.state.size
    if followed != size:
        raise CheckFailed(say("state.behind", followed=followed, size=size), where)
    if opened.state.mark != mark_of(opened) or opened.state.incidents_mark != growing_mark(opened):
        raise CheckFailed(say("state.other_marks"), where)
    tell(word("cli.db.checked", size=size))


@app.command()
def upgrade(
    centre: CentreOption = None,
    to: Annotated[
        int | None, typer.Option("--to", metavar="N", help="The schema; this version's own when not given.")
    ] = None,
) -> None:
    """Brings the database to another schema, whole or not at all; an older one where nothing is hidden."""
    from tregua.cli.show import word
    from tregua.model.errors import BadCentre, Where
    from tregua.model.messages import say
    from tregua.store.migrations.change import change_schema
    from tregua.store.opening import check_owner, is_empty
    from tregua.store.place import open_place, shown
    from tregua.store.tables import SCHEMA
    from tregua.wiring import find_centre, open_centre, owner_of, place_in, write_lock

    folder = find_centre(centre)
    url = place_in(folder)
    with write_lock(folder):
        database = open_place(url)
        if is_empty(url):
            raise BadCentre(say("state.not_ours"), Where(file=shown(url)))
        check_owner(database, owner_of(folder))
        before, after = change_schema(database, SCHEMA if to is None else to)
        if after == SCHEMA:
            open_centre(folder)  # entries and incidents are made again where the step left them out
    tell(word("cli.db.upgraded" if before != after else "cli.db.stayed", before=before, after=after))


@app.command()
def move(
    target: Annotated[
        str, typer.Argument(metavar="URL", help="An empty database of the other or same kind.")
    ],
    centre: CentreOption = None,
) -> None:
    """Copies everything into another database, compares it, and has the charter name that one."""
    import os

    from tregua.cli.show import word
    from tregua.model.errors import BadArgument, Where
    from tregua.model.messages import say
    from tregua.store.moving import check_target, move_rows
    from tregua.store.place import VARIABLE, open_place, parse_place, shown
    from tregua.wiring import find_centre, open_centre, owner_of, place_in, write_lock

    folder = find_centre(centre)
    if os.environ.get(VARIABLE):
        raise BadArgument(say("state.said_outside"), Where(field=VARIABLE))
    url = parse_place(target, folder, "URL")
    check_target(url, "URL")
    with write_lock(folder):
        before = place_in(folder)
        if url == before:
            raise BadArgument(say("state.same_place"), Where(file=shown(url), field="URL"))
        text = _charter_with(folder, target)
        opened = open_centre(folder)
        moved = move_rows(open_place(before), url, owner_of(folder))
        _point_to(folder, text)
    size = opened.ledger.size
    tell(word("cli.db.moved", place=shown(url), tables=len(moved), size=size))
    tell(word("cli.db.left", place=shown(before)))


def _charter_with(folder: Path, store: str) -> str:
    """The charter's text with the new place in it, read back to see that nothing else became another."""
    from tregua.centre.charter import parse_charter, read_charter
    from tregua.model.errors import BadCentre, TreguaError, Where
    from tregua.model.messages import say
    from tregua.store.charter_line import with_store
    from tregua.wiring import CHARTER

    path = folder / CHARTER
    before = read_charter(path)
    text = with_store(path.read_bytes().decode(), store)
    try:
        same = parse_charter(text, str(path)) == before.model_copy(update={"store": store})
    except TreguaError:
        same = False
    if not same:
        raise BadCentre(say("state.charter_line"), Where(file=str(path), field="store"))
    return text


def _point_to(folder: Path, text: str) -> None:
    from tregua.store.files import write_whole
    from tregua.wiring import CHARTER

    write_whole(folder / CHARTER, text.encode())


def _shown(folder: Path) -> dict[str, Any]:
    """What ``db show`` tells, in the shape of its JSON."""
    from tregua.store.migrations.change import known_schemas, schema_of
    from tregua.store.moving import holdings
    from tregua.store.opening import is_empty
    from tregua.store.place import is_file, open_place, shown
    from tregua.store.state import DatabaseState
    from tregua.wiring import open_ledger, place_in

    url = place_in(folder)
    told: dict[str, Any] = {
        "place": shown(url),
        "kind": "sqlite" if is_file(url) else "postgresql",
        "said_in": _said_in(folder),
        "schema": None,
        "schemas": list(known_schemas()),
        "followed": 0,
        "record": open_ledger(folder).size,
        "tables": {},
    }
    database = open_place(url)
    if not is_empty(url):
        told["schema"] = schema_of(database)
        told["followed"] = DatabaseState(database, any_schema=True).size
        told["tables"] = {name: of._asdict() for name, of in holdings(database).items()}
    return told


def _said_in(folder: Path) -> str:
    """Who says where the database is: the variable, the charter, or nobody, so that it is ``state.db``."""
    import os

    from tregua.centre.charter import read_charter
    from tregua.store.place import STATE, VARIABLE
    from tregua.wiring import CHARTER

    if os.environ.get(VARIABLE):
        return VARIABLE
    return CHARTER if read_charter(folder / CHARTER).store else STATE
