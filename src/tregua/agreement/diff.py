"""What differs between two editions of an accord, and on which days that can matter. Pure.

An edition is an accord with the amendments known in it laid over its obligations: a file as it stands,
the original, the accord after an amendment, or as a centre knew it on a day. Of each obligation that both
have, the fields that differ are told, the amendments that only one of the two knows, and the days on
which it stands otherwise, whatever is done: overdue in one and not yet due in the other, suspended in one
and binding in the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, Literal

from tregua.agreement.calendar import days_known, last_day, settle, term_clock
from tregua.agreement.deadlines import DayKind, list_days
from tregua.agreement.geometry import moved_km
from tregua.agreement.terms import LISTS, Agreement, Amendment, Obligation
from tregua.agreement.versions import KnownAmendment, is_in_force, stops
from tregua.agreement.words import Teller
from tregua.model.messages import Message, say
from tregua.model.records import Record

State = Literal["no_text", "not_yet", "binds", "not_yet_due", "overdue", "lapsed", "waits", "stopped"]
_TOP = ("title", "signed_on", "zone", "default_reading", "languages", "sources", "name_order", "limits")
_TELLS = ("title", "term", "reference", "name", "text", "id", "place_id")


class Edition(Record):
    """An accord as one side of the comparison has it. ``day`` where it is the one of a day. ``earlier`` are
    the texts that hold until a later day, each with that day, on which an amendment takes their place."""

    label: str
    agreement: Agreement
    amendments: tuple[KnownAmendment, ...] = ()
    day: date | None = None
    earlier: tuple[tuple[date, Obligation], ...] = ()


class FieldChange(Record):
    """One field and its values in words."""

    field: str
    old: Message
    new: Message


class Span(Record):
    """Days (both included; without a last one, for good) on which the two editions differ."""

    first: date
    last: date | None = None
    old: State
    new: State


class DayChange(Record):
    """A day of the calendar that differs: the first of its kind in each edition; None where it has none."""

    kind: DayKind
    old: date | None = None
    new: date | None = None


class ObligationChange(Record):
    """What differs for one obligation. ``amendments`` are those that only one edition knows; ``days`` the
    days of the calendar that differ; ``measured`` the fields that differ in what is asked for, which can
    matter on any day."""

    id: str
    title: str
    clause: str
    changes: tuple[FieldChange, ...] = ()
    amendments: tuple[KnownAmendment, ...] = ()
    spans: tuple[Span, ...] = ()
    days: tuple[DayChange, ...] = ()
    measured: tuple[str, ...] = ()


class Entry(Record):
    """An entry of one of the accord's lists; ``changes`` where both editions have it."""

    list: str
    id: str
    title: str
    changes: tuple[FieldChange, ...] = ()


class Difference(Record):
    """Everything that differs between two editions."""

    old: str
    new: str
    top: tuple[FieldChange, ...] = ()
    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    changed: tuple[Entry, ...] = ()
    obligations: tuple[ObligationChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.top or self.added or self.removed or self.changed or self.obligations)


def edition(
    label: str, agreement: Agreement, amendments: Iterable[KnownAmendment] = (), day: date | None = None
) -> Edition:
    """The accord with ``amendments`` laid over it in their order; with a ``day``, without the obligations
    and clauses of texts that were not signed by then."""
    known = tuple(amendments)
    obligations = []
    earlier: list[tuple[date, Obligation]] = []
    for original in agreement.obligations:
        if day is not None and agreement.signed(original) > day:
            continue
        obligation = original
        for one in known:
            amendment = one.amendment
            if original.id not in amendment.obligations or not (day is None or is_in_force(amendment, day)):
                continue
            if amendment.from_on and amendment.changes:
                earlier.append((amendment.from_on, obligation))
            obligation = obligation.under(amendment)
        obligations.append(obligation)
    clauses = agreement.clauses
    if day is not None:
        signed = {one.id: one.signed_on for one in agreement.instruments}
        clauses = tuple(one for one in clauses if signed.get(one.instrument, agreement.signed_on) <= day)
    update = {"obligations": tuple(obligations), "clauses": clauses}
    return Edition(
        label=label,
        agreement=agreement.model_copy(update=update),
        amendments=known,
        day=day,
        earlier=tuple(earlier),
    )


def diff_editions(old: Edition, new: Edition) -> Difference:
    """What differs between two editions, in the order of the accord's lists."""
    tellers = Teller(old.agreement), Teller(new.agreement)
    added: list[Entry] = []
    removed: list[Entry] = []
    changed: list[Entry] = []
    for name, key in LISTS.items():
        before = {getattr(one, key): one for one in getattr(old.agreement, name)}
        after = {getattr(one, key): one for one in getattr(new.agreement, name)}
        added += [_entry(name, one_id, after[one_id]) for one_id in after if one_id not in before]
        removed += [_entry(name, one_id, before[one_id]) for one_id in before if one_id not in after]
        if name != "obligations":
            for one_id in (one for one in before if one in after and before[one] != after[one]):
                fields = tuple(_fields(before[one_id], after[one_id], tellers))
                changed.append(_entry(name, one_id, after[one_id], fields))
    return Difference(
        old=old.label,
        new=new.label,
        top=tuple(
            change for change in _fields(old.agreement, new.agreement, tellers) if change.field in _TOP
        ),
        added=tuple(added),
        removed=tuple(removed),
        changed=tuple(changed),
        obligations=tuple(_obligations(old, new, tellers)),
    )


def _obligations(old: Edition, new: Edition, tellers: tuple[Teller, Teller]) -> Iterator[ObligationChange]:
    before = {one.id: one for one in old.agreement.obligations}
    first_days = _first_days(old.agreement), _first_days(new.agreement)
    for after in new.agreement.obligations:
        if after.id not in before:
            continue
        fields = tuple(_fields(before[after.id], after, tellers))
        amendments = tuple(_known_to_one(old, new, after.id))
        spans = tuple(_spans(old, before[after.id], new, after))
        days = tuple(_days(*(of.get(after.id, {}) for of in first_days)))
        if fields or amendments or spans or days:
            yield ObligationChange(
                id=after.id,
                title=after.title,
                clause=after.clause,
                changes=fields,
                amendments=amendments,
                spans=spans,
                days=days,
                measured=tuple(one.field for one in fields if one.field not in _NOT_MEASURED),
            )


def _first_days(agreement: Agreement) -> dict[str, dict[DayKind, date]]:
    """Of each obligation the first day of each kind that its calendar has."""
    found: dict[str, dict[DayKind, date]] = {}
    for one in list_days(agreement):
        if not one.reading:
            found.setdefault(one.obligation_id, {}).setdefault(one.kind, one.on)
    return found


def _days(old: dict[DayKind, date], new: dict[DayKind, date]) -> Iterator[DayChange]:
    for kind in dict.fromkeys((*old, *new)):
        if old.get(kind) != new.get(kind):
            yield DayChange(kind=kind, old=old.get(kind), new=new.get(kind))


#: Fields that change no standing, or only by their days, which are told apart.
_NOT_MEASURED = frozenset(
    {"title", "clause", "object", "note", "uses", "window", "term", "begin", "readings", "depends"}
)


def _fields(before: Any, after: Any, tellers: tuple[Teller, Teller]) -> Iterator[FieldChange]:
    for name in type(after).model_fields:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            told = tellers[1].tell(name, new)
            if name == "geometry":
                told = say("accord.told.drawn_apart", told=told, km=round(moved_km(old, new), 1))
            yield FieldChange(field=name, old=tellers[0].tell(name, old), new=told)


def _entry(name: str, one_id: str, one: Any, changes: tuple[FieldChange, ...] = ()) -> Entry:
    title = next(value for field in _TELLS if (value := getattr(one, field, "")) and isinstance(value, str))
    return Entry(list=name, id=one_id, title=title, changes=changes)


def _known_to_one(old: Edition, new: Edition, obligation_id: str) -> Iterator[KnownAmendment]:
    both = {one.amendment.id for one in old.amendments} & {one.amendment.id for one in new.amendments}
    for one in (*old.amendments, *new.amendments):
        if one.amendment.id not in both and obligation_id in (*one.amendment.obligations, *one.claimed_for):
            yield one


def _spans(old: Edition, before: Obligation, new: Edition, after: Obligation) -> Iterator[Span]:
    """The days on which the two are in different states, as few spans as there are."""
    ways = _Way(old, before), _Way(new, after)
    turns = sorted({day for way in ways for day in way.turns})
    found: list[Span] = []
    for at, first in enumerate(turns):
        states = ways[0].state(first), ways[1].state(first)
        last = turns[at + 1] - timedelta(days=1) if at + 1 < len(turns) else None
        if states[0] == states[1]:
            continue
        if found and (found[-1].old, found[-1].new) == states and found[-1].last == first - timedelta(days=1):
            found[-1] = found[-1].model_copy(update={"last": last})
        else:
            found.append(Span(first=first, last=last, old=states[0], new=states[1]))
    yield from found


def _since_known(known: KnownAmendment) -> Amendment:
    """The amendment; where it names no first day, from the day since which it is known."""
    amendment = known.amendment
    return amendment if amendment.from_on else amendment.model_copy(update={"from_on": known.known_on})


class _Way:
    """What an obligation comes to, day by day, if nothing is done."""

    def __init__(self, of: Edition, obligation: Obligation) -> None:
        accord = of.agreement
        self._window = settle(obligation.window, days_known(accord), accord.binds_from(obligation))
        self._due = last_day(self._window)
        self._waits = bool(self._window and self._window.event and not self._has_days)
        self._signed = accord.signed(obligation)
        self._binds_from = accord.binds_from(obligation)
        if self._window and self._window.starts_at:
            self._binds_from = self._window.starts_at.date()
        clock = term_clock(obligation.term)
        self._over = clock.ends_on if clock.renews_on is None else None
        self._earlier = [
            (until, _Way(of.model_copy(update={"earlier": ()}), text))
            for until, text in sorted(of.earlier, key=lambda one: one[0])
            if text.id == obligation.id
        ]
        self._stops = [
            _since_known(one) for one in of.amendments if obligation.id in one.amendment.obligations
        ]

    @property
    def _has_days(self) -> bool:
        return self._window is not None and bool(self._window.due or self._window.starts_at)

    @property
    def turns(self) -> Iterator[date]:
        """The days on which it may become something else."""
        yield self._signed
        yield self._binds_from
        yield from (day + timedelta(days=1) for day in (self._due, self._over) if day)
        for _, way in self._earlier:
            yield from way.turns
        for one in self._stops:
            if one.from_on:
                yield one.from_on
            if one.until_on:
                yield one.until_on + timedelta(days=1)

    def state(self, day: date) -> State:
        """What it is on a day."""
        if day < self._signed:
            return "no_text"
        for until, way in self._earlier:
            if day < until:
                return way.state(day)
        if any(stops(one, day) for one in self._stops):
            return "stopped"
        if self._waits:
            return "waits"
        if self._over and day > self._over:
            return "lapsed"
        if day < self._binds_from:
            return "not_yet"
        if self._due is None or self._window is None:
            return "binds"
        if self._window.preposition == "until":
            return "binds" if day <= self._due else "lapsed"
        return "not_yet_due" if day <= self._due else "overdue"
