"""Opening a centre's database: the right place, a schema that this version reads, and no other centre's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import URL, Connection, inspect, select

from tregua.model.errors import BadCentre, Where
from tregua.model.messages import say
from tregua.store.database import Database, insert_once
from tregua.store.migrations.change import check_schema
from tregua.store.place import is_file, make_where_missing, open_place, place_of
from tregua.store.state import DatabaseState
from tregua.store.tables import META

_CENTRE = "centre"


def open_state_at(url: URL, owner: str, *, make: bool = False, any_schema: bool = False) -> DatabaseState:
    """The state in the database at ``url``, which is the centre's whose record's key is ``owner``.

    A file of an older schema is brought forward; on a server others may still be at work with it, so that is
    left to ``tregua db upgrade``. ``any_schema`` asks for how far the database has followed, no more. Raises
    BadCentre: what :func:`open_place` and :func:`check_schema` raise, ``state.other_centre``.
    """
    database = open_place(url, make=make)
    if not is_file(url):  # one in the centre's folder is its own; the record's head tells when it is not
        check_owner(database, owner)
    if not any_schema:
        check_schema(database, upgrade=is_file(url))
    state = DatabaseState(database, any_schema=any_schema)
    if not any_schema and not is_file(url):
        _own(database, owner)
    return state


def open_state_of(
    folder: Path, store: str | None, owner: str, environ: Mapping[str, str], *, any_schema: bool = False
) -> DatabaseState:
    """The same for the centre in ``folder`` whose charter says ``store``."""
    url = place_of(folder, store, environ)
    return open_state_at(url, owner, make=make_where_missing(environ), any_schema=any_schema)


def check_owner(database: Database, owner: str) -> None:
    """Raises BadCentre ``state.other_centre`` where the database holds another centre than ``owner``'s."""
    with database.reading() as connection:
        found = _owner(connection)
    if found is None or found == owner or ("+" not in found and owner.startswith(f"{found}+")):
        return
    raise BadCentre(say("state.other_centre", found=found, ours=owner), Where(file=database.name))


def is_empty(url: URL) -> bool:
    """Whether the database at ``url`` holds no centre yet; one that is not there holds none. Raises as
    :func:`open_place`, but for that."""
    if is_file(url) and not Path(str(url.database)).exists():
        return True
    try:
        database = open_place(url)
    except BadCentre as error:
        if error.code == "state.no_database":
            return True
        raise
    with database.reading() as connection:
        return not inspect(connection).has_table(META.name)


def _owner(connection: Connection) -> str | None:
    """The key of the centre's record, or its origin as older databases name it; None where nothing is."""
    if not inspect(connection).has_table(META.name):
        return None
    values = dict(
        connection.execute(select(META.c.key, META.c.value).where(META.c.key.in_((_CENTRE, "head")))).all()
    )
    if _CENTRE in values:
        return str(values[_CENTRE])
    return str(json.loads(values["head"])[0]) if "head" in values else None


def _own(database: Database, owner: str) -> None:
    with database.reading() as connection:
        if connection.scalar(select(META.c.value).where(META.c.key == _CENTRE)) == owner:
            return
    with database.writing() as connection:
        row = {"key": _CENTRE, "value": owner}
        connection.execute(insert_once(connection, META).values(row).on_conflict_do_nothing())


def forget_state(url: URL, owner: str) -> None:
    """Takes everything out of the database at ``url``, so that the record can be replayed into it."""
    if is_file(url):
        for end in ("", "-wal", "-shm"):
            Path(f"{url.database}{end}").unlink(missing_ok=True)
        return
    database = open_place(url)
    check_owner(database, owner)
    with database.writing() as connection:
        names = set(inspect(connection).get_table_names())
        for table in sorted(names & _our_names()):
            connection.exec_driver_sql(f'DROP TABLE "{table}" CASCADE')


def _our_names() -> set[str]:
    """The tables that this version makes from the record; nothing else in the database is touched."""
    return set(META.metadata.tables)
