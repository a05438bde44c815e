"""The registers' entries in the database: each where :func:`tregua.registers.post` puts it, from the act
that brought its claim to the act that brought the claim's correction.

Which claims are current is judged by :func:`tregua.model.records.current_claims` alone; here it is asked
of those claims only that a new one can have changed. Nothing of what a page shows is judged here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, insert, select, text
from sqlalchemy.dialects.sqlite import insert as insert_once

from tregua.model.records import Claim, ClaimSource, current_claims
from tregua.model.same import words_of
from tregua.model.standing import Entry
from tregua.registers import Posting
from tregua.store.tables import CLAIMS, ENTRIES, VOICES

_VOICES_OF = text(
    "SELECT given.key, voices.voice FROM json_each(:given) AS given JOIN voices"
    " ON voices.register = json_extract(given.value, '$[0]')"
    " AND voices.line = json_extract(given.value, '$[1]')"
    " AND voices.speaker = json_extract(given.value, '$[2]')"
    " AND voices.meant = json_extract(given.value, '$[3]')"
)

# The claims of one act that correct others or are corrected, with all that correct one another with them,
# of those known by then.
_KIN = text(
    "WITH RECURSIVE kin(claim_id) AS ("
    " SELECT new.claim_id FROM claims AS new WHERE new.known_from = :index AND (new.supersedes IS NOT NULL"
    "  OR EXISTS (SELECT 1 FROM claims AS other"
    "   WHERE other.supersedes = new.claim_id AND other.known_from <= :index))"
    " UNION SELECT other.claim_id FROM kin JOIN claims AS other ON other.supersedes = kin.claim_id"
    "  WHERE other.known_from <= :index"
    " UNION SELECT one.supersedes FROM kin JOIN claims AS one ON one.claim_id = kin.claim_id"
    "  WHERE one.supersedes IS NOT NULL"
    ") SELECT claims.number, claims.claim_id, claims.said_by, claims.through, claims.published_at,"
    " claims.supersedes, claims.act, EXISTS (SELECT 1 FROM entries WHERE entries.claim = claims.number"
    "  AND entries.known_to IS NULL) AS entered FROM kin JOIN claims ON claims.claim_id = kin.claim_id"
    " WHERE claims.known_from <= :index"
)

_END = text("UPDATE entries SET known_to = :index WHERE claim = :number AND known_to IS NULL")

# What the act that brought a claim entered is the pattern of every later row of it.
_BRING_BACK = text(
    "INSERT INTO entries (voice, register, day, until, claim, entry, figure, known_from)"
    " SELECT e.voice, e.register, e.day, e.until, e.claim, e.entry, e.figure, :index FROM entries AS e"
    " JOIN claims ON claims.number = e.claim AND claims.known_from = e.known_from"
    " WHERE e.claim = :number"
)


def enter_act(
    connection: Connection, index: int, numbers: Mapping[str, int], postings: Sequence[Posting]
) -> None:
    """Enters what the act ``index`` brought. ``numbers`` are its claims' by id, already in the table."""
    voices = voices_of(connection, postings)
    if postings:
        connection.execute(
            insert(ENTRIES),
            [
                {
                    "voice": voices[voice_key(one)],
                    "register": one.entry.register_name,
                    "day": one.day or None,
                    "until": one.until or None,
                    "claim": numbers[one.entry.claim_id],
                    "entry": entry_json(one.entry),
                    "figure": int(one.entry.is_figure),
                    "known_from": index,
                }
                for one in postings
            ],
        )
    _correct(connection, index)


def voices_of(connection: Connection, postings: Iterable[Posting]) -> dict[tuple[str, str, str, int], int]:
    """The numbers of the voices that these postings are of, new ones made."""
    given = sorted({voice_key(one) for one in postings})
    if not given:
        return {}
    names = ("register", "line", "speaker", "meant")
    rows = [dict(zip(names, one, strict=True)) for one in given]
    connection.execute(insert_once(VOICES).on_conflict_do_nothing(), rows)
    found = connection.execute(_VOICES_OF, {"given": json.dumps(given)})
    return {given[place]: voice for place, voice in found}


def entry_json(entry: Entry) -> str:
    """An entry as it is kept."""
    return entry.model_dump_json(exclude_defaults=True)


def voice_key(one: Posting) -> tuple[str, str, str, int]:
    """By what a voice is known: register, line, speaker, whether it is only meant."""
    line = json.dumps(one.line, ensure_ascii=False, separators=(",", ":"))
    return (one.entry.register_name, line, one.speaker, int(one.meant))


def _correct(connection: Connection, index: int) -> None:
    """Ends the entries of claims that the act's claims correct, and brings back those of claims that
    nothing corrects any longer: corrections that have become a circle, strikes that are struck out."""
    kin = connection.execute(_KIN, {"index": index}).all()
    if not kin:
        return
    current = {
        claim.claim_id
        for claim in current_claims(
            Claim(
                claim_id=row.claim_id,
                source=ClaimSource(start=0, end=0, actor_id=row.said_by) if row.said_by is not None else None,
                through=row.through,
                published_at=row.published_at,
                supersedes=row.supersedes,
                act=row.act,
            )
            for row in kin
        )
    }
    ended = [row.number for row in kin if row.entered and row.claim_id not in current]
    returned = [row.number for row in kin if not row.entered and row.claim_id in current]
    for statement, numbers in ((_END, ended), (_BRING_BACK, returned)):
        if numbers:
            connection.execute(statement, [{"index": index, "number": number} for number in numbers])


def claim_rows(index: int, first: int, claims: Sequence[Claim]) -> list[dict[str, object]]:
    """The rows of an act's claims, numbered from ``first``."""
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
        }
        for position, claim in enumerate(claims)
    ]


def claims_by_act(connection: Connection) -> list[int]:
    """The acts that brought claims, in order."""
    query = select(CLAIMS.c.known_from).distinct().order_by(CLAIMS.c.known_from)
    return list(connection.scalars(query))
