"""Erasing an item: its key is destroyed, then the record tells so and on what ground.

In this order, because the record must not tell of an erasure that was not made. Stopped between the two, the
item can be read by nobody, :func:`tregua.centre.keeping.check_kept` says that its key was destroyed, and a
second erasing records it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from tregua.centre.centre import Centre
from tregua.centre.closing import close_all
from tregua.centre.intake import append
from tregua.centre.moment import present_of
from tregua.model.errors import BadArgument, TreguaError, Where
from tregua.model.ids import digest_bytes
from tregua.model.messages import say
from tregua.model.person import GROUNDS, is_known_ground
from tregua.reading.person_words import folded
from tregua.record.act import Act

_LONGEST_GROUND = 300
_QUOTED = 4
"""Words in a row that the ground may not share with the item."""


class Erased(NamedTuple):
    """What is left outside: the files of the inbox that still hold the item, and the days of which the report
    cites it, as stretches from the first to the last."""

    inbox: tuple[str, ...]
    reports: tuple[tuple[date, date], ...]


def erase_item(centre: Centre, item_id: str, ground: str) -> Erased:
    """Destroys the item's key, takes its sealed files away, and records that and on what ground; a second
    time what an old backup brought back is destroyed again. The caller holds the lock.

    Raises BadArgument ``erase.unknown``, ``erase.no_ground``, ``erase.long_ground``, ``erase.ground_quotes``,
    ``erase.ground_unchecked``.
    """
    received = _received(centre, item_id)
    digests = tuple(dict.fromkeys((received["sha256"], received["text_sha256"])))
    before = erasures(centre)
    ground = " ".join(ground.split())
    if item_id not in before:
        _check_ground(centre, item_id, received, ground)
    close_all(centre)
    left = Erased(_in_inbox(centre, received["sha256"]), _cited_in(centre, item_id))
    centre.evidence.destroy(item_id)
    if item_id not in before:
        body = {"item_id": item_id, "ground": ground, "reports": told(left.reports)}
        append(centre, [Act(type="item_erased", at=present_of(centre).isoformat(), body=body)])
    for digest in digests:
        centre.evidence.remove(item_id, digest)
    centre.memory.clear()
    return left


def told(stretches: tuple[tuple[date, date], ...]) -> list[str]:
    """Stretches of days as the record tells them, and as they are typed: ``FROM..TO``."""
    return [f"{first}" if first == last else f"{first}..{last}" for first, last in stretches]


def erasures(centre: Centre) -> dict[str, str]:
    """The items that were erased, each with the ground."""
    found = {}
    for index in centre.state.acts_of("item_erased"):
        body = next(iter(centre.ledger.acts(index)))[1].body
        found[body["item_id"]] = body["ground"]
    return found


def forget_erased(centre: Centre) -> None:
    """What a dashboard that stays open remembers is forgotten when something has been erased since."""
    count = len(centre.state.acts_of("item_erased"))
    if centre.memory.get("erased") != count:
        centre.memory.clear()
        centre.memory["erased"] = count


def _received(centre: Centre, item_id: str) -> dict[str, str]:
    for index in centre.state.acts_of("item_received"):
        body: dict[str, str] = next(iter(centre.ledger.acts(index)))[1].body
        if body["item_id"] == item_id:
            return body
    raise BadArgument(say("erase.unknown", item=item_id), Where(field="SUBJECT"))


def _check_ground(centre: Centre, item_id: str, received: dict[str, str], ground: str) -> None:
    """The ground stays in the record for good: nothing of what is erased may be told by it."""
    where = Where(field="--ground")
    if not ground:
        raise BadArgument(say("erase.no_ground"), where)
    if is_known_ground(ground):
        return
    if len(ground) > _LONGEST_GROUND:
        raise BadArgument(say("erase.long_ground", limit=_LONGEST_GROUND), where)
    try:
        text = centre.evidence.get(item_id, received["text_sha256"]).decode()
    except TreguaError as error:
        raise BadArgument(say("erase.ground_unchecked", known=GROUNDS), where) from error
    said = folded(f"{received['title']} {text}")
    runs = {tuple(said[at : at + _QUOTED]) for at in range(len(said) - _QUOTED + 1)}
    mine = folded(ground)
    if any(tuple(mine[at : at + _QUOTED]) in runs for at in range(len(mine) - _QUOTED + 1)):
        raise BadArgument(say("erase.ground_quotes", words=_QUOTED), where)


def _in_inbox(centre: Centre, digest: str) -> tuple[str, ...]:
    names = centre.inbox.names()
    return tuple(
        centre.inbox.path(name) for name in names if digest_bytes(centre.inbox.read(name, 1 << 30)) == digest
    )


def _cited_in(centre: Centre, item_id: str) -> tuple[tuple[date, date], ...]:
    """The days of which the report as issued cites the item."""
    latest = centre.state.snapshot()
    closed = centre.state.closed_days(latest) if latest else ()
    pages = ((one.day, centre.reports.read(one.day, "report.html") or b"") for one in closed)
    found: list[tuple[date, date]] = []
    for day in (day for day, page in pages if item_id.encode() in page):
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)
