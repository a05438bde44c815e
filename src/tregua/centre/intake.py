"""Files → items → claims → record: what arrives is kept, read and appended; what is bad is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from pydantic import BaseModel, ConfigDict

import tregua
from tregua.centre.ahead import days_ahead, opens, published_ahead, refuse_not_played
from tregua.centre.audiences import check_tier
from tregua.centre.centre import Centre
from tregua.centre.earlier import EarlierClaims
from tregua.centre.following import catch_up
from tregua.centre.persons import rename, seal_names, withhold
from tregua.centre.ports import Names
from tregua.centre.sealing import adopted_before
from tregua.centre.texts import text_of
from tregua.model.errors import BadPage, TreguaError, Where
from tregua.model.ids import content_id, digest_bytes, item_of
from tregua.model.messages import say
from tregua.model.person import Withheld
from tregua.model.records import Claim, Item, Reading
from tregua.model.tiers import PUBLIC, Tier
from tregua.model.when import last_instant
from tregua.reading import read_page
from tregua.reading.article import read_article
from tregua.reading.published import find_published
from tregua.reading.sheets import Earlier, is_sheet, published_of_sheet, read_sheet, tier_of_sheet
from tregua.reading.sheets_layout import is_marked_sheet
from tregua.reading.tables import read_table
from tregua.reading.tables_of_names import check_no_names
from tregua.record.act import Act, encode_act
from tregua.record.tiles import MAX_LEAF
from tregua.sources import MAX_BYTES, Document, decode_text, open_document
from tregua.vocabulary.lexicon import Vocabulary

_BATCH = 500  # items to a derivation act, which must stay within a leaf's length


class Arrival(BaseModel):
    """A file that could be opened, with the publication time printed in it (local) or None.

    ``withheld`` are persons whose names stood in it: ``data`` and ``document`` hold their pseudonyms instead.
    ``inbox_name`` is what it is called in the inbox, where it came from there. ``tier`` is for whom it was
    handed in, where it does not say so itself.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    data: bytes
    document: Document
    published_at: str | None
    inbox_name: str | None = None
    withheld: tuple[Withheld, ...] = ()
    tier: Tier = PUBLIC.name


class Intake(BaseModel):
    """What one run took in: items with their claims, and the faults of what it could not; and the earlier
    claims that rows repeat, which are not entered a second time."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    items: tuple[Item, ...] = ()
    claims: tuple[Claim, ...] = ()
    faults: tuple[TreguaError, ...] = ()
    repeated: tuple[Claim, ...] = ()


def open_inbox(centre: Centre) -> tuple[tuple[Arrival, ...], tuple[TreguaError, ...]]:
    """Every file of the inbox that can be opened and dated, and the faults of the others."""
    names = {centre.inbox.path(name): name for name in centre.inbox.names()}
    arrivals, faults = _gather(
        (
            (path, lambda name=name: centre.inbox.read(name, MAX_BYTES))  # type: ignore[misc]
            for path, name in names.items()
        ),
        centre.names,
    )
    return tuple(one.model_copy(update={"inbox_name": names.get(one.name)}) for one in arrivals), faults


def open_files(
    files: Iterable[tuple[str, bytes]], names: Names | None = None
) -> tuple[tuple[Arrival, ...], tuple[TreguaError, ...]]:
    """The same for bytes already in hand, each with the name shown in an error. A sheet that names persons
    needs ``names``, where theirs are withheld; without, reading refuses it."""
    return _gather(((name, lambda data=data: data) for name, data in files), names)  # type: ignore[misc]


def _gather(
    files: Iterable[tuple[str, Callable[[], bytes]]], names: Names | None
) -> tuple[tuple[Arrival, ...], tuple[TreguaError, ...]]:
    arrivals: list[Arrival] = []
    faults: list[TreguaError] = []
    for path, read in files:
        try:
            arrivals.append(_open(path, read(), names))
        except TreguaError as fault:
            faults.append(_placed(fault, path))
    return tuple(arrivals), tuple(faults)


def _open(path: str, data: bytes, names: Names | None) -> Arrival:
    """One file, opened, the names of persons withheld from it before anything else is done with it. What says
    that it is a register sheet is one under any file name; anything else may hold no table of names."""
    document = open_document(path, data, is_marked_sheet)
    withheld: tuple[Withheld, ...] = ()
    if not _is_sheet(document):
        check_no_names(decode_text(path, data), path, markup=document.media_type == "text/html")
    if document.media_type == "text/csv" and (found := withhold(path, document.text, names)):
        instead, withheld = found
        path, data = rename(path, data, instead), instead
        document = open_document(path, data, is_marked_sheet)
    published_at = _printed(document)
    return Arrival(name=path, data=data, document=document, published_at=published_at, withheld=withheld)


def _printed(document: Document) -> str | None:
    """When a document says it was published: a page by what it prints, a register sheet by its rows."""
    if _is_sheet(document):
        return published_of_sheet(document.text, document.name)
    found = find_published(document.text)
    if found is None and document.media_type != "text/csv":
        read_article(document.text)  # no date, because there is no article at all, is told as such
    return check_published(found[0]) if found else None


def _is_sheet(document: Document) -> bool:
    return document.media_type == "text/csv" and is_sheet(document.text)


def check_published(text: str, field: str | None = None) -> str:
    """``text`` if it is an ISO day or instant. Raises BadPage ``page.impossible_date``."""
    try:
        last_instant(text)
    except ValueError as error:
        raise BadPage(say("page.impossible_date", text=text), Where(field=field)) from error
    return text


def due_by(arrivals: Iterable[Arrival], cut_off: datetime) -> tuple[list[Arrival], list[TreguaError]]:
    """Arrivals whose printed time is not after ``cut_off``, and a fault for each that prints none."""
    due: list[Arrival] = []
    faults: list[TreguaError] = []
    local = cut_off.replace(tzinfo=None)
    for one in arrivals:
        if one.published_at is None:
            faults.append(BadPage(say("page.no_date"), Where(file=one.name)))
        elif opens(one.published_at) <= local:
            due.append(one)
    return due, faults


def item_id_of(data: bytes, tier: Tier = PUBLIC.name) -> str:
    """The id of an item by its bytes; of a page that is not for everybody by its tier, too: a sheet says
    itself for whom it is, a page that is received once more for others is another item."""
    return content_id("item", digest_bytes(data) if tier == PUBLIC.name else f"{digest_bytes(data)} {tier}")


def id_of_arrival(arrival: Arrival) -> str:
    """The id of the item that an arrival becomes."""
    return item_id_of(arrival.data, PUBLIC.name if _is_sheet(arrival.document) else arrival.tier)


def tier_of_arrival(arrival: Arrival) -> Tier:
    """For whom an arrival is: a sheet says so itself, anything else is as it was handed in."""
    return tier_of_sheet(arrival.document.text) if _is_sheet(arrival.document) else arrival.tier


def read_arrival(
    centre: Centre, arrival: Arrival, earlier: EarlierClaims | None = None
) -> tuple[Item, Reading]:
    """The item and its reading; ``earlier`` is what its corrections may correct. Raises BadPage or BadRow
    with the line or field."""
    item_id, tier = id_of_arrival(arrival), tier_of_arrival(arrival)
    if _is_sheet(arrival.document):
        check_tier(centre, arrival.document.text, arrival.name)
    known = (earlier or earlier_claims(centre)).among(tier)
    reading = read_document(
        arrival.document, centre.vocabulary, arrival.published_at, item_id, known, with_offices=True
    )
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
        tier=tier,
    )
    return item, reading


def read_document(
    document: Document,
    vocabulary: Vocabulary,
    published: str | None = None,
    item_id: str = "",
    earlier: Earlier | None = None,
    *,
    with_offices: bool = False,
) -> Reading:
    """A page, a table or a register sheet, read; of a page also what it takes for granted of who holds which
    office, where ``with_offices``. Raises BadPage or BadRow with the line or field."""
    if _is_sheet(document):
        return read_sheet(document.text, vocabulary, document.name, earlier, item_id)
    if document.media_type == "text/csv":
        if published is None and (found := find_published(document.text)):
            published = found[0]
        return read_table(document.text, vocabulary, document.name, published, item_id=item_id)
    return read_page(document.text, vocabulary, published, item_id=item_id, with_offices=with_offices)


def take_in(
    centre: Centre, arrivals: Iterable[Arrival], at: datetime, read: Iterable[tuple[Item, Reading]] = ()
) -> Intake:
    """Reads what is new, keeps its bytes, and appends it to the record under the time ``at``.

    Nothing is appended for a file that cannot be read; the others go in whole, some hundreds to a
    derivation, because an act has a greatest length. ``read``: what was read of these already
    (:func:`read_arrival`), under the same lock, and need not be once more.
    """
    known = {item.item_id: (item, reading) for item, reading in read}
    ordered = sorted(arrivals, key=lambda one: (one.published_at or "", one.name))
    batches = [
        _take_in_batch(centre, ordered[first : first + _BATCH], at, known)
        for first in range(0, len(ordered), _BATCH)
    ]
    return Intake(
        items=tuple(item for batch in batches for item in batch.items),
        claims=tuple(claim for batch in batches for claim in batch.claims),
        faults=tuple(fault for batch in batches for fault in batch.faults),
        repeated=tuple(claim for batch in batches for claim in batch.repeated),
    )


def _take_in_batch(
    centre: Centre, arrivals: Sequence[Arrival], at: datetime, known: Mapping[str, tuple[Item, Reading]]
) -> Intake:
    stamp = at.isoformat()
    received: list[Act] = []
    items: list[Item] = []
    claims: list[Claim] = []
    faults: list[TreguaError] = []
    seen: set[str] = set()
    contents: list[tuple[str, Sequence[bytes]]] = []
    unnamed: dict[str, bytes] = {}
    repeated: list[Claim] = []
    earlier = earlier_claims(centre)
    for arrival in arrivals:
        item_id = id_of_arrival(arrival)
        if arrival.withheld and arrival.inbox_name:
            unnamed[arrival.inbox_name] = arrival.data
        if item_id in seen or centre.state.has_item(item_id):
            continue
        seen.add(item_id)
        try:
            refuse_not_played(centre, at, arrival.published_at, Where(file=arrival.name))
            item, reading = known.get(item_id) or read_arrival(centre, arrival, earlier)
        except TreguaError as fault:
            faults.append(_placed(fault, arrival.name))
            unnamed.pop(arrival.inbox_name or "", None)
            continue
        text = arrival.document.text.encode()
        body = {**item.model_dump(mode="json", exclude={"erased"}), "text_sha256": digest_bytes(text)}
        act = Act(type="item_received", at=stamp, body=body)
        if len(encode_act(act)) > MAX_LEAF:
            faults.append(BadPage(say("page.long_head"), Where(file=arrival.name)))
            unnamed.pop(arrival.inbox_name or "", None)
            continue
        received.extend(seal_names(centre, arrival.withheld, stamp) if arrival.withheld else ())
        contents.append((item_id, (arrival.data, text)))
        received.append(act)
        items.append(item)
        faults.extend(published_ahead(centre, at, item.published_at, Where(file=arrival.name)))
        rows = reading.claims
        if _is_sheet(arrival.document):
            told = earlier.told(item.tier, rows, item_id)
            repeated.extend(one for one in told if item_of(one.claim_id) != item_id)
            rows = tuple(one for one in told if item_of(one.claim_id) == item_id)
            faults.extend(days_ahead(centre, at, rows, arrival.name))
        claims.extend(rows)
        earlier.add(item, rows)
    if items:
        centre.evidence.sweep()
        centre.evidence.put_all(contents)
        centre.evidence.settle()
        body = {
            "step": "reading",
            "version": tregua.__version__,
            "inputs": [item.item_id for item in items],
            "output": centre.bulk.put_claims(claims),
        }
        append(centre, [*received, Act(type="derivation", at=stamp, body=body)])
    for name, data in unnamed.items():  # only now: until it is recorded, the names stand nowhere else
        centre.inbox.replace(name, data)
    return Intake(
        items=tuple(items), claims=tuple(claims), faults=tuple(faults), repeated=tuple(repeated)
    )  # fmt: skip


def earlier_claims(centre: Centre) -> EarlierClaims:
    """What was received before; a sheet of which rows were repeated is read once more where one is named."""

    def again(item_id: str) -> tuple[str, tuple[Claim, ...]]:
        text = text_of(centre, item_id)
        if not is_sheet(text):
            return "", ()
        return tier_of_sheet(text), read_sheet(text, centre.vocabulary, item_id, None, item_id).claims

    return EarlierClaims(centre.state, again)


def append(centre: Centre, acts: list[Act]) -> None:
    """Appends acts to the record and lets the database follow; the first that rest on the accord seal it."""
    centre.ledger.append([*adopted_before(centre, acts), *acts])
    catch_up(centre)


def _placed(fault: TreguaError, path: str) -> TreguaError:
    where = Where(path, fault.where.line, fault.where.column, fault.where.field)
    return type(fault)(fault.message, where)
