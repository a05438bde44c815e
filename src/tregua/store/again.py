"""Entries made again where they are: another line or side, of the same claim, known from and to the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, text

from tregua.model.records import Claim
from tregua.model.standing import Register
from tregua.registers import Posting
from tregua.store.entries import entry_json, voices_of

_AT_ONCE = 5_000
# Whether a text is in another is asked so on both databases; LIKE is blind to capitals on one of them.
_NAMING = text(
    "SELECT number FROM claims WHERE EXISTS (SELECT 1 FROM entries WHERE entries.claim = claims.number)"
    " AND replace(claims.claim, :name, '') <> claims.claim"
)
_IN_REGISTER = text("SELECT DISTINCT claim FROM entries WHERE register = :register")
_CLAIMS = text(
    "SELECT number, claim, seen_by FROM claims WHERE number BETWEEN :first AND :last ORDER BY number"
)
_ROWS = text(
    "SELECT number, claim, entry_id, entry, voice, until FROM entries WHERE claim BETWEEN :first AND :last"
)
_PUT = text(
    "UPDATE entries SET voice = :voice, day = :day, until = :until, entry = :entry WHERE number = :number"
)


def enter_again(
    connection: Connection,
    make: Callable[[Sequence[Claim]], Sequence[Posting]],
    actors: Sequence[str],
    registers: Sequence[Register],
) -> None:
    """Makes the entries of the claims again that name one of ``actors`` or are entered in ``registers``."""
    numbers = sorted(_concerned(connection, actors, registers))
    for first in range(0, len(numbers), _AT_ONCE):
        _again(connection, set(numbers[first : first + _AT_ONCE]), make)


def _concerned(connection: Connection, actors: Sequence[str], registers: Sequence[Register]) -> set[int]:
    found: set[int] = set()
    for actor in actors:
        found.update(connection.execute(_NAMING, {"name": f'"{actor}'}).scalars())
    for register in registers:
        found.update(connection.execute(_IN_REGISTER, {"register": register}).scalars())
    return found


def _again(
    connection: Connection, numbers: set[int], make: Callable[[Sequence[Claim]], Sequence[Posting]]
) -> None:
    between = {"first": min(numbers), "last": max(numbers)}
    claims, seen_by = [], {}
    for number, told, seen in connection.execute(_CLAIMS, between):
        if number in numbers:
            claims.append(Claim.model_validate_json(told))
            seen_by[claims[-1].claim_id] = seen
    postings = make(claims)
    voices = voices_of(connection, postings, [seen_by[one.entry.claim_id] for one in postings])
    made = {one.entry.entry_id: (one, voice) for one, voice in zip(postings, voices, strict=True)}
    changed = []
    for number, claim, entry_id, entry, voice, until in connection.execute(_ROWS, between).all():
        if claim in numbers:
            one, of = made[entry_id]
            told = entry_json(one.entry)
            if (told, of, one.until or None) != (entry, voice, until):
                dated = {"day": one.day, "until": one.until or None}
                changed.append({"number": number, "voice": of, "entry": told, **dated})
    if changed:
        connection.execute(_PUT, changed)
