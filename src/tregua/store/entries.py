"""The registers' entries in the database: each where :func:`tregua.registers.post` puts it, from the act
that brought its claim to the act that brought the claim's correction, for those who see both.

Which claims are current is judged by :func:`tregua.model.records.current_claims` alone; here it is asked
of those claims only that a new one can have changed, once for each audience that is shown others of them: a
correction that one does not see changes nothing of what it is shown. Nothing of what a page shows is judged
here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, insert, select, text

from tregua.model.ids import digest_bytes
from tregua.model.records import Claim, ClaimSource, current_claims
from tregua.model.same import words_of
from tregua.model.standing import Entry
from tregua.registers import Posting
from tregua.store.audiences import told_apart
from tregua.store.database import words_for
from tregua.store.tables import CLAIMS, ENTRIES, VOICES

# Of the claims of one act those that correct others or are corrected by one known by then.
_CORRECTING = text(
    "SELECT new.claim_id, new.supersedes FROM claims AS new WHERE new.known_from = :index"
    " AND (new.supersedes IS NOT NULL OR EXISTS (SELECT 1 FROM claims AS other"
    "  WHERE other.supersedes = new.claim_id AND other.known_from <= :index))"
)
_KIN = (
    "SELECT claims.number, claims.claim_id, claims.said_by, claims.through, claims.published_at,"
    " claims.supersedes, claims.act, claims.seen_by FROM {given} JOIN claims ON claims.{by} = given.value"
    " WHERE claims.known_from <= :index"
)
_END = text("UPDATE entries SET known_to = :index WHERE claim = :number AND known_to IS NULL")
_WIDEN = text("UPDATE voices SET seen_by = :seen_by WHERE voice = :voice")
_SHOW = text("UPDATE entries SET seen_by = :seen_by WHERE claim = :number AND known_to IS NULL")

# What the act that brought a claim entered is the pattern of every later row of it.
_BRING_BACK = text(
    "INSERT INTO entries"
    " (entry_id, voice, register, day, until, claim, entry, figure, known_from, seen_by)"
    " SELECT e.entry_id, e.voice, e.register, e.day, e.until, e.claim, e.entry, e.figure, :index, :seen_by"
    " FROM entries AS e JOIN claims ON claims.number = e.claim AND claims.known_from = e.known_from"
    " WHERE e.claim = :number"
)


class Kept(NamedTuple):
    """A claim's row: its number, and who sees it."""

    number: int
    seen_by: int


class _Live(NamedTuple):
    """What stands of a claim's entries: for whom, and since which act."""

    seen_by: int
    known_from: int


def enter_act(
    connection: Connection, index: int, kept: Mapping[str, Kept], postings: Sequence[Posting]
) -> None:
    """Enters what the act ``index`` brought. ``kept`` are its claims' rows by id, already in the table."""
    seen_by = [kept[one.entry.claim_id].seen_by for one in postings]
    voices = voices_of(connection, postings, seen_by)
    if postings:
        connection.execute(
            insert(ENTRIES),
            [
                {
                    "entry_id": one.entry.entry_id,
                    "voice": voice,
                    "register": one.entry.register_name,
                    "day": one.day,
                    "until": one.until or None,
                    "claim": kept[one.entry.claim_id].number,
                    "entry": entry_json(one.entry),
                    "figure": one.entry.is_figure,
                    "known_from": index,
                    "seen_by": seen,
                }
                for one, voice, seen in zip(postings, voices, seen_by, strict=True)
            ],
        )
    _correct(connection, index)


def voices_of(connection: Connection, postings: Sequence[Posting], seen_by: Sequence[int]) -> list[int]:
    """The number of the voice that each of these postings is of; new ones are made. A voice is shown to
    whoever is shown one of its postings, each of them seen by those of ``seen_by``."""
    lines = [_line_json(one) for one in postings]
    keys = [_voice_key(one, line) for one, line in zip(postings, lines, strict=True)]
    given: dict[str, dict[str, Any]] = {}
    for one, line, key, seen in zip(postings, lines, keys, seen_by, strict=True):
        if key in given:
            given[key]["seen_by"] |= seen
        else:
            given[key] = {
                "key": key, "register": one.entry.register_name, "line": line, "speaker": one.speaker,
                "meant": one.meant, "seen_by": seen,
            }  # fmt: skip
    known = _known(connection, sorted(given))
    fresh = [given[key] for key in sorted(given) if key not in known]
    if fresh:
        connection.execute(insert(VOICES), fresh)
    wider = [
        {"voice": row.voice, "seen_by": row.seen_by | given[key]["seen_by"]}
        for key, row in sorted(known.items())
        if given[key]["seen_by"] & ~row.seen_by
    ]
    if wider:
        connection.execute(_WIDEN, wider)
    if fresh:
        known |= _known(connection, [row["key"] for row in fresh])
    return [known[key].voice for key in keys]


def _known(connection: Connection, keys: Sequence[str]) -> dict[str, Row[Any]]:
    words = words_for(connection)
    query = text(
        f"SELECT voices.key, voices.voice, voices.seen_by FROM {words.given('keys', 'text')}"  # noqa: S608
        " JOIN voices ON voices.key = given.value"
    )
    found = connection.execute(query, {"keys": words.values(keys)}) if keys else ()
    return {row.key: row for row in found}


def entry_json(entry: Entry) -> str:
    """An entry as it is kept."""
    return entry.model_dump_json(exclude_defaults=True)


def _line_json(one: Posting) -> str:
    return json.dumps(one.line, ensure_ascii=False, separators=(",", ":"))


def _voice_key(one: Posting, line: str) -> str:
    """By what a voice is known: a digest of register, line, speaker and whether it is only meant."""
    return digest_bytes(json.dumps([one.entry.register_name, line, one.speaker, one.meant]).encode())


def _correct(connection: Connection, index: int) -> None:
    """Ends the entries of claims that the act's claims correct, and brings back those of claims that
    nothing corrects any longer: corrections that have become a circle, strikes that are struck out. For
    each audience by the claims that it sees."""
    kin = _kin(connection, index)
    if not kin:
        return
    standing = dict.fromkeys((row.number for row in kin), 0)
    for audience in told_apart(row.seen_by for row in kin):
        shown = [row for row in kin if row.seen_by & audience]
        current = {claim.claim_id for claim in current_claims(_claim_of(row) for row in shown)}
        for row in shown:
            if row.claim_id in current:
                standing[row.number] |= audience
    ended, shown_to, returned = [], [], []
    live = _live(connection, sorted(standing))
    for number, seen_by in standing.items():
        now = live.get(number)
        change = {"index": index, "number": number, "seen_by": seen_by}
        if now is None or seen_by == now.seen_by:
            continue
        if now.seen_by and seen_by and now.known_from == index:  # nobody has seen it otherwise
            shown_to.append(change)
            continue
        if now.seen_by:
            ended.append(change)
        if seen_by:
            returned.append(change)
    for statement, changes in ((_END, ended), (_SHOW, shown_to), (_BRING_BACK, returned)):
        if changes:
            names = statement.compile().params
            connection.execute(statement, [{name: one[name] for name in names} for one in changes])


def _kin(connection: Connection, index: int) -> list[Row[Any]]:
    """The claims of one act that correct others or are corrected, with all that correct one another with
    them, of those known by then; in the record's order."""
    words = words_for(connection)
    found: dict[int, Row[Any]] = {}
    asked: set[str] = set()
    wanted = {
        claim_id
        for pair in connection.execute(_CORRECTING, {"index": index})
        for claim_id in pair
        if claim_id is not None
    }
    while wanted:
        values = {"given": words.values(sorted(wanted)), "index": index}
        asked |= wanted
        wanted = set()
        for by in ("claim_id", "supersedes"):
            query = text(_KIN.format(given=words.given("given", "text"), by=by))
            for row in connection.execute(query, values):
                found[row.number] = row
                wanted |= {one for one in (row.claim_id, row.supersedes) if one is not None} - asked
    return [found[number] for number in sorted(found)]


def _claim_of(row: Row[Any]) -> Claim:
    return Claim(
        claim_id=row.claim_id,
        source=ClaimSource(start=0, end=0, actor_id=row.said_by) if row.said_by is not None else None,
        through=row.through,
        published_at=row.published_at,
        supersedes=row.supersedes,
        act=row.act,
    )


def _live(connection: Connection, numbers: Sequence[int]) -> dict[int, _Live]:
    """Of each claim that has entries what stands of them."""
    words = words_for(connection)
    query = text(
        "SELECT e.claim, min(CASE WHEN e.known_to IS NULL THEN e.seen_by END) AS seen_by,"  # noqa: S608
        " min(CASE WHEN e.known_to IS NULL THEN e.known_from END) AS known_from"
        f" FROM {words.given('claims', 'bigint')} JOIN entries AS e ON e.claim = given.value GROUP BY e.claim"
    )
    found = connection.execute(query, {"claims": words.values(numbers)})
    return {claim: _Live(seen_by or 0, known_from or 0) for claim, seen_by, known_from in found}


def claim_rows(
    index: int, first: int, claims: Sequence[Claim], seen_by: Mapping[str, int]
) -> list[dict[str, object]]:
    """The rows of an act's claims, numbered from ``first``; ``seen_by`` tells who sees each item."""
    return [
        {
            "number": first + position,
            "claim_id": claim.claim_id,
            "item_id": claim.item_id,
            "said_by": claim.said_by,
            "through": claim.through,
            "published_at": claim.published_at,
            "supersedes": claim.supersedes,
            "act": claim.act or next((one.act for one in claim.events), None),  # else it only strikes
            "position": position,
            "words": words_of(claim),
            "claim": claim.model_dump_json(),
            "known_from": index,
            "seen_by": seen_by[claim.item_id],
        }
        for position, claim in enumerate(claims)
    ]


def last_number(connection: Connection) -> int:
    """The number of the last claim there is; 0 before any."""
    return int(connection.scalar(select(func.max(CLAIMS.c.number))) or 0)


def claims_by_act(connection: Connection) -> list[int]:
    """The acts that brought claims, in order."""
    query = select(CLAIMS.c.known_from).distinct().order_by(CLAIMS.c.known_from)
    return list(connection.scalars(query))
