"""The day on which each event of the accord happened, from which its windows are counted.

- A day that the accord names is that day.
- An obligation's fulfilment is the day on which it was fulfilled, under the version in force and the
  default reading; while it is only claimed, nothing is counted from it.
- A sign has happened, for the obligation that is counted from it, when somebody independent says so,
  or the centre found it, or every side against whom it counts says so itself: those who owe, where it
  sets their days running; those to whom it is owed, where it ends a duty or permits something. What one
  side alone says happened starts no clock of the other's; it is told as that side's word. Several
  sides agree on the last of their days; of what is settled several times, the first day counts.

An event that waits for an obligation which waits for the event never happens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property

from tregua.agreement.calendar import Moment, days_known
from tregua.agreement.terms import Agreement, Obligation
from tregua.agreement.timing import Milestone, Sign
from tregua.agreement.versions import shows
from tregua.compliance.case.whose_word import Voice, voice_in
from tregua.compliance.evidence.dossier import Dossier, dossier_of
from tregua.compliance.evidence.words import Evidence, Word
from tregua.model.when import day_of, is_day, last_instant
from tregua.vocabulary.acts import is_a

Fulfilled = Callable[[str], date | None]
"""Obligation id → the day it was fulfilled, or None."""


class Milestones:
    """Finds each event's day, once, from what happened up to ``day``.

    ``counting`` is the obligation that is counted from it; without one, an event has happened where
    that is settled for every party of the accord.
    """

    def __init__(
        self,
        agreement: Agreement,
        evidence: Evidence,
        day: date,
        fulfilled: Fulfilled,
        counting: Obligation | None = None,
    ) -> None:
        self._dossier = dossier_of(agreement, evidence)
        self._day = day
        self._fulfilled = fulfilled
        self._counting = counting
        self._named: dict[str, date] = self._dossier.made("days", lambda: days_known(agreement))
        self._found: dict[tuple[str, bool], date | None] = {}

    def day_of(self, event_id: str, lets_off: bool = False) -> date | None:
        """The day the event happened; None where that is not known by ``day``. ``lets_off``: it ends what
        is owed, or permits something, and so counts against those to whom it is owed."""
        if event_id in self._named:
            return self._named[event_id]
        key = (event_id, lets_off)
        if key not in self._found:
            self._found[key] = None  # what waits for itself finds nothing
            self._found[key] = self._find(event_id, lets_off)
        return self._found[key]

    def said_of(self, event_id: str) -> tuple[Word, ...]:
        """What is said in office by ``day`` of an event that a sign gives, in order of day."""
        event = _events(self._dossier).get(event_id)
        if event is None or event.sign is None:
            return ()
        return tuple(
            word
            for word, voice in self._said(event.sign)
            if voice != "outlet" and word.last is not None and word.last <= self._day
        )

    def _find(self, event_id: str, lets_off: bool) -> date | None:
        event = _events(self._dossier).get(event_id)
        if event is None:
            return None
        if event.sign is None:
            return self._fulfilled(event.obligation)
        return self._day_shown(event, event.sign, lets_off)

    def _day_shown(self, event: Milestone, sign: Sign, lets_off: bool) -> date | None:
        counting = self._counting.id if self._counting else ""
        key = ("shown", event.id, counting, lets_off)
        day: date | None = self._dossier.made(key, lambda: self._settled_on(sign, lets_off))
        # held against a plain day: what hangs on the day asked about notes no other kind
        return day if day is not None and _plain(day) <= self._day else None

    def _settled_on(self, sign: Sign, lets_off: bool) -> date | None:
        said = [(word, voice) for word, voice in self._said(sign) if word.last is not None]
        days = [_moment(word, word.last) for word, voice in said if voice == "independent" and word.last]
        days += self._found_on(sign)
        against = self._owed_to if lets_off else self._owing
        of_each = [_first(word for word, _ in said if self._side(word) == side) for side in sorted(against)]
        own = [day for day in of_each if day is not None]
        if against and len(own) == len(of_each):
            days.append(max(own))
        return _soonest(days)

    def _said(self, sign: Sign) -> Iterator[tuple[Word, Voice]]:
        giving: tuple[Word, ...] = self._dossier.made(("giving", sign), lambda: _giving(self._dossier, sign))
        return ((word, self._voice(word.said_by)) for word in giving)

    def _voice(self, actor_id: str | None) -> Voice:
        side = self._dossier.side_of(actor_id)
        return voice_in(self._dossier.agreement, actor_id, side, self._owing, self._owed_to)

    def _side(self, word: Word) -> str | None:
        return self._dossier.side_of(word.said_by) if self._voice(word.said_by) != "outlet" else None

    @cached_property
    def _owing(self) -> frozenset[str]:
        if self._counting is not None:
            return self._sides(self._counting.obligors)
        return frozenset(one.id for one in self._dossier.agreement.parties if one.role == "party")

    @cached_property
    def _owed_to(self) -> frozenset[str]:
        return self._sides(self._counting.beneficiaries) if self._counting is not None else self._owing

    def _sides(self, ids: Iterable[str]) -> frozenset[str]:
        return frozenset(self._dossier.side_of(one) or one for one in ids)

    def _found_on(self, sign: Sign) -> list[date]:
        """The days on which the centre found that it happened."""
        dossier = self._dossier
        return [
            day_of(incident.latest)
            for incident in (dossier.incidents.items if dossier.findings and sign.naming is None else ())
            if is_a(incident.act, sign.act)
            and (not sign.area or any(dossier.lies_in(one, sign.area) for one in incident.place_ids))
            and any(one.state == "verified" for one in dossier.findings.get(incident.incident_id, ()))
        ]


def _giving(dossier: Dossier, sign: Sign) -> tuple[Word, ...]:
    """The words that give a sign, whoever says so: what happened, since the signature."""
    acts = (sign.act, "handover") if is_a(sign.act, "extend") else (sign.act,)
    said = dossier.said.words(dossier.agreement.signed_on, acts).items
    return tuple(word for word in said if word.affirms and shows(dossier.agreement, sign, word.event))


def _first(words: Iterable[Word]) -> date | None:
    return _soonest([_moment(word, word.last) for word in words if word.last is not None])


def _moment(word: Word, day: date) -> date:
    """The day of a word, with its hour where it tells one."""
    latest = word.event.latest
    if latest and not is_day(latest) and day_of(latest) == day:
        return Moment.of(last_instant(latest))
    return day


def _plain(day: date) -> date:
    return date.fromordinal(day.toordinal())


def _soonest(days: Sequence[date]) -> date | None:
    """The first of several days, by the latest of its hours; of no hour where one of them tells none."""
    day = min(days, default=None)
    hours = [one.at for one in days if one == day and isinstance(one, Moment)]
    if day is None or len(hours) < sum(one == day for one in days):
        return _plain(day) if day is not None else None
    return Moment.of(max(hours))


def _events(dossier: Dossier) -> dict[str, Milestone]:
    found: dict[str, Milestone] = dossier.made(
        "events", lambda: {one.id: one for one in reversed(dossier.agreement.events)}
    )
    return found
