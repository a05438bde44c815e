"""An erased item in the database: its row stays, to say so, without a word of what it was."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, select, text, update

from tregua.model.records import Item
from tregua.store.tables import CLAIMS, ENTRIES, ITEMS

_FORGOTTEN = {"title": "", "name": "", "outlet": None, "erased": True}


def forget_item(connection: Connection, item_id: str) -> int:
    """Blanks an item's row and deletes its claims with their entries; returns who sees the item."""
    row = connection.execute(select(ITEMS.c.item, ITEMS.c.seen_by).where(ITEMS.c.item_id == item_id)).one()
    told, seen_by = row
    blank = Item.model_validate_json(told).model_copy(update=_FORGOTTEN)
    item = json.dumps(blank.model_dump(mode="json"), ensure_ascii=False)
    connection.execute(
        update(ITEMS).where(ITEMS.c.item_id == item_id).values(name="", outlet=None, item=item)
    )
    _forget_incidents(connection, item_id)
    numbers = select(CLAIMS.c.number).where(CLAIMS.c.item_id == item_id)
    connection.execute(delete(ENTRIES).where(ENTRIES.c.claim.in_(numbers)))
    connection.execute(delete(CLAIMS).where(CLAIMS.c.item_id == item_id))
    return int(seen_by)


def _forget_incidents(connection: Connection, item_id: str) -> None:
    """Deletes every row that holds a word of the item; those that are left are then grown anew."""
    concerned = "SELECT incident_id FROM reports WHERE item_id = :item"
    rows = f"SELECT row FROM incidents WHERE incident_id IN ({concerned})"  # noqa: S608 - our own words
    for statement in (
        f"DELETE FROM tagged WHERE row IN ({rows})",  # noqa: S608
        f"DELETE FROM incident_texts WHERE row IN ({rows})",  # noqa: S608
        f"DELETE FROM incidents WHERE incident_id IN ({concerned})",  # noqa: S608
        "DELETE FROM reports WHERE item_id = :item",
    ):
        connection.execute(text(statement), {"item": item_id})
