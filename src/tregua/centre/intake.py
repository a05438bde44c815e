"""Files → items → claims → record: what arrives is kept, read and appended; what is bad is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from pydantic import BaseModel, ConfigDict

import tregua
from tregua.centre.centre import Centre
from tregua.model.errors import BadPage, TreguaError, Where
from tregua.model.ids import content_id, digest_bytes
from tregua.model.messages import say
from tregua.model.records import Claim, Item, Reading
from tregua.model.when import last_instant
from tregua.reading import read_page
from tregua.reading.article import read_article
from tregua.reading.published import find_published
from tregua.reading.tables import read_table
from tregua.record.act import Act
from tregua.sources import MAX_BYTES, Document, open_document
from tregua.vocabulary.lexicon import Vocabulary


class Arrival(BaseModel):
    """A file that could be opened, with the publication time printed in it (local) or None."""

    model_config = ConfigDict(frozen=True)

    name: str
    data: bytes
    document: Document
    published_at: str | None


class Intake(BaseModel):
    """What one run took in: items with their claims, and the faults of what it could not."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    items: tuple[Item, ...] = ()
    claims: tuple[Claim, ...] = ()
    faults: tuple[TreguaError, ...] = ()


def open_inbox(centre: Centre) -> tuple[tuple[Arrival, ...], tuple[TreguaError, ...]]:
    """Every file of the inbox that can be opened and dated, and the faults of the others."""
    return _gather(
        (centre.inbox.path(name), lambda name=name: centre.inbox.read(name, MAX_BYTES))  # type: ignore[misc]
        for name in centre.inbox.names()
    )


def open_files(files: Iterable[tuple[str, bytes]]) -> tuple[tuple[Arrival, ...], tuple[TreguaError, ...]]:
    """The same for bytes already in hand, each with the name shown in an error."""
    return _gather((name, lambda data=data: data) for name, data in files)  # type: ignore[misc]


def _gather(
    files: Iterable[tuple[str, Callable[[], bytes]]],
) -> tuple[tuple[Arrival, ...], tuple[TreguaError, ...]]:
    arrivals: list[Arrival] = []
    faults: list[TreguaError] = []
    for path, read in files:
        try:
            data = read()
            document = open_document(path, data)
            found = find_published(document.text)
            if found is None and document.media_type != "text/csv":
                read_article(document.text)  # no date, because there is no article at all, is told as such
            published_at = found[0] if found else None
            arrivals.append(Arrival(name=path, data=data, document=document, published_at=published_at))
        except TreguaError as fault:
            faults.append(_placed(fault, path))
    return tuple(arrivals), tuple(faults)


def due_by(arrivals: Iterable[Arrival], cut_off: datetime) -> tuple[list[Arrival], list[TreguaError]]:
    """Arrivals whose printed time is not after ``cut_off``, and a fault for each that prints none."""
    due: list[Arrival] = []
    faults: list[TreguaError] = []
    local = cut_off.replace(tzinfo=None)
    for one in arrivals:
        if one.published_at is None:
            faults.append(BadPage(say("page.no_date"), Where(file=one.name)))
        elif _opens(one.published_at) <= local:
            due.append(one)
    return due, faults


def _opens(published_at: str) -> datetime:
    return last_instant(published_at) if "T" in published_at else datetime.fromisoformat(published_at)


def read_arrival(centre: Centre, arrival: Arrival) -> tuple[Item, Reading]:
    """The item and its reading. Raises BadPage or BadRow with the line or field."""
    item_id = content_id("item", digest_bytes(arrival.data))
    reading = read_document(arrival.document, centre.vocabulary, arrival.published_at, item_id)
    article = reading.item
    item = Item(
        item_id=item_id,
        sha256=digest_bytes(arrival.data),
        name=arrival.name.rsplit("/", 1)[-1],
        media_type=arrival.document.media_type,
        size=len(arrival.data),
        title=article.title,
        outlet=article.agency or None,
        published_at=article.published_at or arrival.published_at,
        reconstructed=centre.charter.reconstructed,
    )
    return item, reading


def read_document(
    document: Document, vocabulary: Vocabulary, published: str | None = None, item_id: str = ""
) -> Reading:
    """A page or a table, read. Raises BadPage or BadRow with the line or field."""
    if document.media_type == "text/csv":
        if published is None and (found := find_published(document.text)):
            published = found[0]
        return read_table(document.text, vocabulary, document.name, published, item_id=item_id)
    return read_page(document.text, vocabulary, published, item_id=item_id)


def take_in(centre: Centre, arrivals: Iterable[Arrival], at: datetime) -> Intake:
    """Reads what is new, keeps its bytes, and appends it to the record under the time ``at``.

    Nothing is appended for a file that cannot be read; the others go in whole.
    """
    items: list[Item] = []
    texts: list[str] = []
    claims: list[Claim] = []
    faults: list[TreguaError] = []
    for arrival in sorted(arrivals, key=lambda one: (one.published_at or "", one.name)):
        item_id = content_id("item", digest_bytes(arrival.data))
        if centre.state.has_item(item_id) or any(item.item_id == item_id for item in items):
            continue
        try:
            item, reading = read_arrival(centre, arrival)
        except TreguaError as fault:
            faults.append(_placed(fault, arrival.name))
            continue
        centre.evidence.put(arrival.data)
        texts.append(centre.evidence.put(arrival.document.text.encode()))
        items.append(item)
        claims.extend(reading.claims)
    if items:
        stamp = at.isoformat()
        acts = [
            Act(type="item_received", at=stamp, body={**item.model_dump(mode="json"), "text_sha256": text})
            for item, text in zip(items, texts, strict=True)
        ]
        body = {
            "step": "reading",
            "version": tregua.__version__,
            "inputs": [item.item_id for item in items],
            "output": centre.bulk.put_claims(claims),
        }
        append(centre, [*acts, Act(type="derivation", at=stamp, body=body)])
    return Intake(items=tuple(items), claims=tuple(claims), faults=tuple(faults))


def append(centre: Centre, acts: list[Act]) -> None:
    """Appends acts to the record, then lets the database follow."""
    centre.ledger.append(acts)
    catch_up(centre)


def catch_up(centre: Centre) -> int:
    """Projects every act that the database has not taken in yet; returns how many."""
    done = 0
    for index, act in centre.ledger.acts(centre.state.size):
        derived = centre.bulk.get_claims(act.body["output"]) if act.type == "derivation" else ()
        centre.state.project(index, act, derived)
        done += 1
    return done


def _placed(fault: TreguaError, path: str) -> TreguaError:
    where = Where(path, fault.where.line, fault.where.column, fault.where.field)
    return type(fault)(fault.message, where)
