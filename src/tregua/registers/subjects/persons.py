"""What the registers say of each person: asked for by whom, held, dead, returned, by whose word.

A word tells how a person is on its day; a return and a death last, and what is told of an earlier day
overtakes neither. Where the words that stand differ, or one denies what another tells, the person's condition
is contested and has no value. A request is answered, on its day or later, by anybody but the side that asked
who tells or denies that the person is held, is dead or was returned, or has visited the person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tregua.agreement.terms import Agreement
from tregua.model.person import PersonCondition, PersonRequest, PersonState, PersonStep, PersonWord
from tregua.model.standing import Entry
from tregua.vocabulary.acts import is_a

_STEPS: tuple[tuple[str, PersonStep, PersonStep], ...] = (
    ("account.list", "listed", "other"),
    ("account.request", "requested", "other"),
    ("account.visit", "visited", "other"),
    ("account.confirm.dead", "dead", "not_dead"),
    ("account.confirm", "held", "not_held"),
    ("account.held", "held", "not_held"),
    ("account.identified", "dead", "not_dead"),
    ("exchange.bodies", "body_returned", "not_returned"),
    ("exchange.prisoners", "returned", "not_returned"),
    ("exchange", "returned", "not_returned"),
    ("loss.killed", "dead", "not_dead"),
    ("loss.missing", "missing", "other"),
)
"""Acts, the most particular first, with what they say of a person where told and where denied."""
_CONDITIONS: dict[PersonStep, PersonCondition] = {
    "missing": "missing",
    "held": "held",
    "not_held": "not_held",
    "dead": "dead",
    "returned": "returned",
    "body_returned": "body_returned",
    "visited": "held",
}
_LASTING: tuple[PersonStep, ...] = ("returned", "dead", "body_returned")
_DENIED: dict[PersonStep, tuple[PersonStep, ...]] = {
    "not_dead": ("dead", "body_returned"),
    "not_returned": ("returned", "body_returned"),
}
_ANSWERS: tuple[PersonStep, ...] = (
    "held",
    "not_held",
    "dead",
    "not_dead",
    "returned",
    "body_returned",
    "not_returned",
    "visited",
)


def persons_on(entries: Iterable[Entry], agreement: Agreement, on: date) -> tuple[PersonState, ...]:
    """Every person of whom something is told up to ``on``, by pseudonym. Plans and demands to come are
    left out, a request is a demand of its own day."""
    told: dict[str, list[tuple[PersonWord, Entry]]] = {}
    for entry in entries:
        day = entry.on
        if entry.person and day is not None and day <= on:
            told.setdefault(entry.person, []).append((_word(entry, day), entry))
    return tuple(_state(person, words, agreement, on) for person, words in sorted(told.items()))


def step_of_person(entry: Entry) -> PersonStep:
    """What an entry says of its person."""
    if entry.is_meant and not is_a(entry.act, "account.request"):
        return "other"
    asserted = not entry.negated and entry.stance != "denies"
    for act, told, denied in _STEPS:
        if is_a(entry.act, act):
            if act == "account.confirm" and entry.unit in ("body", "killed"):
                return "dead" if asserted else "not_dead"
            return told if asserted else denied
    return "other"


def _word(entry: Entry, day: date) -> PersonWord:
    return PersonWord(
        step=step_of_person(entry),
        on=day,
        said_by=entry.said_by,
        through=entry.through,
        place_ids=entry.place_ids,
        register_name=entry.register_name,
        entry_id=entry.entry_id,
        claim_id=entry.claim_id,
    )


def _state(person: str, told: list[tuple[PersonWord, Entry]], agreement: Agreement, on: date) -> PersonState:
    words = sorted((word for word, _ in told), key=lambda one: (one.on or date.min, one.entry_id))
    standing = _standing(words)
    values = {_CONDITIONS.get(one.step) for one in standing}
    if values <= {"dead", "body_returned"} and len(values) > 1:
        values = {"body_returned"}
    sides = {side for _, entry in told if entry.to and (side := agreement.side_of(entry.to) or entry.to)}
    contested = len(values) > 1
    return PersonState(
        person=person,
        sides=tuple(sorted(sides)),
        condition=next(iter(values)) if len(values) == 1 else None,
        contested=contested,
        resting_on=tuple(standing),
        requests=tuple(_requests(words, agreement, on)),
        words=tuple(words),
    )


def _standing(words: list[PersonWord]) -> list[PersonWord]:
    """The words that tell how the person is: of each speaker the last; of these those of the last day and
    those that last, and what a denial among them is a denial of, or the denial of what lasts. That somebody
    is missed tells only where nobody tells more."""
    last: dict[str, list[PersonWord]] = {}
    for word in words:
        if word.step in _CONDITIONS or word.step in _DENIED:
            said = last.setdefault(word.said_by or word.through or "", [])
            if said and said[0].on != word.on:
                said.clear()
            said.append(word)
    found = [word for said in last.values() for word in said]
    told = [word for word in found if word.step != "missing"] or found
    latest = max((word.on or date.min for word in told), default=date.min)
    of_last_day = {word.step for word in told if word.on == latest}
    standing = {step for step in of_last_day if step in _CONDITIONS}
    standing |= {word.step for word in told if word.step in _LASTING}
    if "not_held" in of_last_day:
        standing |= {"held", "visited"}
    standing |= {step for step, of in _DENIED.items() if not standing.isdisjoint(of)}
    kept = (word for word in told if word.step in standing and (_lasts(word, standing) or word.on == latest))
    return sorted(kept, key=lambda one: (one.on or date.min, one.entry_id))


def _lasts(word: PersonWord, standing: set[PersonStep]) -> bool:
    if word.step in _LASTING or word.step in _DENIED:
        return True
    return "not_held" in standing and word.step in ("held", "visited")


def _requests(words: list[PersonWord], agreement: Agreement, on: date) -> Iterable[PersonRequest]:
    """Of each speaker the first request, with the first answer that another side, or nobody's, gives."""
    asked: dict[str, PersonWord] = {}
    for word in words:
        if word.step == "requested":
            asked.setdefault(word.said_by or word.through or "", word)
    for speaker, first in sorted(asked.items()):
        since = first.on or on
        answer = next(
            (
                word
                for word in words
                if word.step in _ANSWERS
                and (word.on or date.min) >= since
                and not _is_same_side(word.said_by or word.through or "", speaker, agreement)
            ),
            None,
        )
        yield PersonRequest(
            said_by=first.said_by,
            through=first.through,
            since=since,
            answered_on=answer.on if answer else None,
            answer_claim_id=answer.claim_id if answer else None,
            open_days=None if answer else (on - since).days,
            claim_id=first.claim_id,
        )


def _is_same_side(one: str, other: str, agreement: Agreement) -> bool:
    side = agreement.side_of(other)
    return one == other or (side is not None and agreement.side_of(one) == side)
